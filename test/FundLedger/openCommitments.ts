// FundLedger.openCommitments: see openCommitments.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, holdsBounds, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Party, acc, account, commitmentSpec, deployAccounts } from "./setup.ts";

const good = commitmentSpec(acc.roadsAllotment, Party.Builder);

describe("FundLedger.openCommitments", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const call = world.ledger.connect(world.outsider).openCommitments([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await refused(world, world.ledger.openCommitments([]), ["NothingToOpen"]);
  });

  it("when the allotment is none, or unknown: reverts with AccountKindWrong, or AccountUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openCommitments } = world.ledger;
    for (const allotment of [0n, acc.roads, acc.bridge]) {
      const refusal = ["AccountKindWrong", allotment, AccountKind.Allotment] as const;
      await refusesSpec(world, openCommitments, good, { ...good, allotment }, refusal);
    }
    const allotment = account(AccountKind.Allotment, 6);
    await refusesSpec(world, openCommitments, good, { ...good, allotment }, ["AccountUnknown", allotment]);
  });

  it("when the payee is unknown or a source: reverts with PartyUnfit", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    for (const payee of [0, Party.Taxpayers, Party.Lender, 13]) {
      await refusesSpec(world, world.ledger.openCommitments, good, { ...good, payee }, ["PartyUnfit", payee]);
    }
  });

  describe("when the payee fund does not fit", () => {
    it("reverts with AccountKindWrong or AccountUnknown", async () => {
      const world = await networkHelpers.loadFixture(deployAccounts);
      const { openCommitments } = world.ledger;
      for (const payeeFund of [1n, acc.roads, acc.bridge]) {
        const bad = { ...good, payee: Party.Treasury, payeeFund };
        await refusesSpec(world, openCommitments, good, bad, ["AccountKindWrong", payeeFund, AccountKind.Fund]);
      }
      const payeeFund = account(AccountKind.Fund, 7);
      const bad = { ...good, payee: Party.Treasury, payeeFund };
      await refusesSpec(world, openCommitments, good, bad, ["AccountUnknown", payeeFund]);
    });

    it("reverts with PayeeFundUnfit for itself, another party's, another currency or settlement", async () => {
      const world = await networkHelpers.loadFixture(deployAccounts);
      for (const [payee, payeeFund] of [
        [Party.Treasury, acc.general],
        [Party.Bureau, acc.special],
        [Party.Builder, acc.special],
        [Party.Treasury, acc.dollars],
        [Party.Treasury, acc.token],
      ] as const) {
        const refusal = ["PayeeFundUnfit", payeeFund] as const;
        await refusesSpec(world, world.ledger.openCommitments, good, { ...good, payee, payeeFund }, refusal);
      }
    });
  });

  it("when a text is out of bounds: reverts with TextLength", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await holdsBounds(world, world.ledger.openCommitments, good, "contractId", 0, 64);
    await holdsBounds(world, world.ledger.openCommitments, good, "title", 1, 512);
    await holdsBounds(world, world.ledger.openCommitments, good, "otherTitle", 0, 512);
  });

  it("when all is right: numbers them, flags the payee, gives them the year's pay-until and the allotment's unit, and records each", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { ledger, trail, day } = world;
    const cases = [
      [good, 1n, day.payUntil, 0n],
      [commitmentSpec(acc.nextAllotment, Party.Office), 1n, day.nextPayUntil, 0n],
      [commitmentSpec(acc.roadsAllotment, Party.Residents), 1n, day.payUntil, 2n],
      [commitmentSpec(acc.specialAllotment, Party.Treasury, acc.general), 2n, day.payUntil, 1n],
      // a fund of another government
      [commitmentSpec(acc.roadsAllotment, Party.OtherCity, acc.otherFund), 1n, day.payUntil, 1n],
    ] as const;
    const specs = cases.map(([spec]) => spec);
    const first = account(AccountKind.Commitment, 11);
    expect(await ledger.openCommitments.staticCall(specs)).to.equal(first);
    const next = await trail.size();
    const events = await eventsIn(world, await ledger.openCommitments(specs));
    for (const [i, [{ allotment, payee, payeeFund }, fund, lastDay, flags]] of cases.entries()) {
      const at = BigInt(i);
      const texts = ["C-1", "Commitment", "承诺", ethers.id("contract")];
      const event = ["CommitmentOpened", next + at, first + at, allotment, BigInt(payee), payeeFund, ...texts];
      expect(events[i]).to.deep.equal(event);
      const { unit } = await ledger.allotmentOf(allotment);
      expect([...(await ledger.commitmentOf(first + at))]).to.deep.equal([allotment, payeeFund, BigInt(payee), unit]);
      expect([...(await ledger.accountOf(first + at))]).to.deep.equal([0n, 0n, fund, BigInt(lastDay), flags]);
    }
    await expectBooksIntact(world);
  });
});
