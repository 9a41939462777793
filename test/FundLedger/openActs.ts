// FundLedger.openActs: see openActs.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, holdsBounds, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, ActType, Party, account, actSpec, deployLedger } from "./setup.ts";

const good = actSpec(Party.City, 2026);

describe("FundLedger.openActs", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const call = world.ledger.connect(world.outsider).openActs([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    await refused(world, world.ledger.openActs([]), ["NothingToOpen"]);
  });

  it("when the act has no type: reverts with ActTypeMissing, or without a reason for one that does not exist", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const none = actSpec(Party.City, 2026, ActType.None);
    await refusesSpec(world, world.ledger.openActs, good, none, ["ActTypeMissing"]);
    await expect(world.ledger.openActs.staticCall([actSpec(Party.City, 2026, 5)])).to.revert(ethers);
  });

  it("when the government has no such year: reverts with YearUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    for (const [government, year] of [
      [Party.City, 2028],
      [Party.OtherCity, 2027],
      [Party.Treasury, 2026],
      [0, 2026],
    ] as const) {
      const refusal = ["YearUnknown", government, year] as const;
      await refusesSpec(world, world.ledger.openActs, good, actSpec(government, year), refusal);
    }
  });

  it("when a text is out of bounds: reverts with TextLength", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    await holdsBounds(world, world.ledger.openActs, good, "title", 1, 512);
    await holdsBounds(world, world.ledger.openActs, good, "otherTitle", 0, 512);
  });

  it("when all is right: numbers the acts and records each, of every type", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const { ledger, trail } = world;
    const types = [ActType.Original, ActType.Supplementary, ActType.Provisional, ActType.Imported];
    const specs = types.map((type) => actSpec(Party.City, 2027, type));
    const first = account(AccountKind.Act, 1);
    expect(await ledger.openActs.staticCall(specs)).to.equal(first);
    const next = await trail.size();
    const events = await eventsIn(world, await ledger.openActs(specs));
    for (const [i, type] of types.entries()) {
      const at = BigInt(i);
      const fields = [BigInt(Party.City), 2027n, BigInt(type)];
      expect(events[i]).to.deep.equal(["ActOpened", next + at, first + at, ...fields, "Act", "预算", ethers.id("act")]);
      expect([...(await ledger.actOf(first + at))]).to.deep.equal(fields);
    }
    await expectBooksIntact(world);
  });
});
