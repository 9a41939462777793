// FundLedger.openSources: see openSources.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Party, acc, account, deployAccounts } from "./setup.ts";

const good = { fund: acc.dollars, party: Party.Lender };

describe("FundLedger.openSources", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const call = world.ledger.connect(world.outsider).openSources([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await refused(world, world.ledger.openSources([]), ["NothingToOpen"]);
  });

  it("when the fund is none, or unknown: reverts with AccountKindWrong, or AccountUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openSources } = world.ledger;
    for (const fund of [0n, acc.taxes, acc.roads, acc.bridge, acc.budget]) {
      const refusal = ["AccountKindWrong", fund, AccountKind.Fund] as const;
      await refusesSpec(world, openSources, good, { ...good, fund }, refusal);
    }
    for (const running of [0, 7, 65_536]) {
      const fund = account(AccountKind.Fund, running);
      await refusesSpec(world, openSources, good, { ...good, fund }, ["AccountUnknown", fund]);
    }
  });

  it("when the party is unknown: reverts with PartyUnfit", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    for (const party of [0, 13]) {
      await refusesSpec(world, world.ledger.openSources, good, { ...good, party }, ["PartyUnfit", party]);
    }
  });

  it("when the party is a source of the fund already: reverts with SourceExists, in one call too", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openSources } = world.ledger;
    const known = { fund: acc.general, party: Party.Taxpayers };
    await refusesSpec(world, openSources, good, known, ["SourceExists", acc.general, Party.Taxpayers, acc.taxes]);
    const first = account(AccountKind.Source, 5);
    await refused(world, openSources([good, good]), ["SourceExists", good.fund, good.party, first]);
  });

  it("when all is right: numbers the sources, finds them by fund and party, and records each", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { ledger, trail } = world;
    const specs = [good, { fund: acc.special, party: Party.City }, { fund: acc.dollars, party: Party.Residents }];
    const first = account(AccountKind.Source, 5);
    expect(await ledger.openSources.staticCall(specs)).to.equal(first);
    const next = await trail.size();
    const events = await eventsIn(world, await ledger.openSources(specs));
    for (const [i, { fund, party }] of specs.entries()) {
      const source = first + BigInt(i);
      expect(events[i]).to.deep.equal(["SourceOpened", next + BigInt(i), source, fund, BigInt(party)]);
      expect(await ledger.sourceOf(fund, party)).to.equal(source);
      expect(await ledger.partyOfSource(source)).to.equal(BigInt(party));
      expect([...(await ledger.accountOf(source))]).to.deep.equal([0n, 0n, fund & 0xffffn, 0n, 0n]);
    }
    await expectBooksIntact(world);
  });
});
