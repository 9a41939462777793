// FundLedger.openAllotments: see openAllotments.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, holdsBounds, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Party, acc, account, allotmentSpec, deployAccounts } from "./setup.ts";

const good = allotmentSpec(acc.roads, Party.Office);

describe("FundLedger.openAllotments", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const call = world.ledger.connect(world.outsider).openAllotments([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await refused(world, world.ledger.openAllotments([]), ["NothingToOpen"]);
  });

  it("when the line is none, or unknown: reverts with AccountKindWrong, or AccountUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openAllotments } = world.ledger;
    for (const line of [0n, acc.general, acc.roadsAllotment, acc.budget]) {
      await refusesSpec(world, openAllotments, good, { ...good, line }, ["AccountKindWrong", line, AccountKind.Line]);
    }
    for (const line of [account(AccountKind.Line, 0), account(AccountKind.Line, 7)]) {
      await refusesSpec(world, openAllotments, good, { ...good, line }, ["AccountUnknown", line]);
    }
  });

  it("when the unit is neither the line's agency nor under it: reverts with UnitOutside", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    for (const unit of [0, Party.City, Party.Treasury, Party.OtherBureau, Party.Builder, 99]) {
      const refusal = ["UnitOutside", unit, Party.Bureau] as const;
      await refusesSpec(world, world.ledger.openAllotments, good, { ...good, unit }, refusal);
    }
  });

  it("when a text is out of bounds: reverts with TextLength", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await holdsBounds(world, world.ledger.openAllotments, good, "title", 0, 512);
    await holdsBounds(world, world.ledger.openAllotments, good, "otherTitle", 0, 512);
  });

  it("when all is right: numbers the allotments, gives them the line's fund and day, and records each", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { ledger, trail, day } = world;
    const specs = [good, allotmentSpec(acc.specialLine, Party.Bureau), allotmentSpec(acc.roadsNext, Party.Office)];
    const first = account(AccountKind.Allotment, 6);
    expect(await ledger.openAllotments.staticCall(specs)).to.equal(first);
    const next = await trail.size();
    const events = await eventsIn(world, await ledger.openAllotments(specs));
    const places = [
      [1n, day.commitUntil],
      [2n, day.commitUntil],
      [1n, day.nextCommitUntil],
    ] as const;
    for (const [i, [fund, lastDay]] of places.entries()) {
      const at = BigInt(i);
      const fields = [specs[i]?.line, BigInt(specs[i]?.unit ?? 0)];
      const texts = ["Allotment", "下达"];
      expect(events[i]).to.deep.equal(["AllotmentOpened", next + at, first + at, ...fields, ...texts]);
      expect([...(await ledger.allotmentOf(first + at))]).to.deep.equal(fields);
      expect([...(await ledger.accountOf(first + at))]).to.deep.equal([0n, 0n, fund, BigInt(lastDay), 0n]);
    }
    await expectBooksIntact(world);
  });
});
