// FundLedger.openLines: see openLines.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, holdsBounds, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Party, acc, account, deployAccounts, lineSpec } from "./setup.ts";

const good = lineSpec(acc.general, Party.Bureau, 2026);

/** Groups in each COFOG division, 01 to 10 (UN, Classification of the Functions of Government, 1999). */
const COFOG_GROUPS = [8, 5, 6, 9, 6, 6, 6, 6, 8, 9];

describe("FundLedger.openLines", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const call = world.ledger.connect(world.outsider).openLines([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await refused(world, world.ledger.openLines([]), ["NothingToOpen"]);
  });

  it("when the fund is none, or unknown: reverts with AccountKindWrong, or AccountUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openLines } = world.ledger;
    for (const fund of [0n, acc.taxes, acc.roads]) {
      await refusesSpec(world, openLines, good, { ...good, fund }, ["AccountKindWrong", fund, AccountKind.Fund]);
    }
    const fund = account(AccountKind.Fund, 7);
    await refusesSpec(world, openLines, good, { ...good, fund }, ["AccountUnknown", fund]);
  });

  it("when the agency is none, or of another government: reverts with PartyUnfit, or GovernmentDiffers", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openLines } = world.ledger;
    for (const agency of [0, Party.Builder, Party.Lender, Party.Residents]) {
      await refusesSpec(world, openLines, good, { ...good, agency }, ["PartyUnfit", agency]);
    }
    for (const agency of [Party.OtherCity, Party.OtherBureau]) {
      const refusal = ["GovernmentDiffers", Party.OtherCity, Party.City] as const;
      await refusesSpec(world, openLines, good, { ...good, agency }, refusal);
    }
  });

  it("when the fund's government has no such year: reverts with YearUnknown", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const { openLines } = world.ledger;
    await refusesSpec(world, openLines, good, { ...good, year: 2028 }, ["YearUnknown", Party.City, 2028]);
    const other = lineSpec(acc.otherFund, Party.OtherBureau, 2027);
    await refusesSpec(world, openLines, good, other, ["YearUnknown", Party.OtherCity, 2027]);
  });

  it("when the function is none of COFOG: reverts with FunctionInvalid", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const beyondLast = COFOG_GROUPS.map((groups, i) => (i + 1) * 100 + (groups + 1) * 10).filter((func) => func % 100);
    for (const func of [1, 9, 10, 99, 101, 909, 1_009, 1_100, 1_110, 9_999, 65_535, ...beyondLast]) {
      await refusesSpec(world, world.ledger.openLines, good, { ...good, func }, ["FunctionInvalid", func]);
    }
  });

  it("when the economic class is none of GFSM 2014 for lines: reverts with ClassInvalid", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    for (const economic of [1, 2, 3, 11, 14, 20, 29, 30, 34, 99, 111, 1_145, 290, 345, 4_294_967_295]) {
      await refusesSpec(world, world.ledger.openLines, good, { ...good, economic }, ["ClassInvalid", economic]);
    }
  });

  it("when a text is out of bounds: reverts with TextLength", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await holdsBounds(world, world.ledger.openLines, good, "name", 1, 256);
    await holdsBounds(world, world.ledger.openLines, good, "otherName", 0, 256);
    await holdsBounds(world, world.ledger.openLines, good, "nationalCode", 0, 64);
  });

  describe("when all is right", () => {
    it("numbers the lines, gives them the year's days and records each", async () => {
      const world = await networkHelpers.loadFixture(deployAccounts);
      const { ledger, trail, day } = world;
      const specs = [good, lineSpec(acc.otherFund, Party.OtherBureau, 2026), lineSpec(acc.token, Party.City, 2027)];
      const first = account(AccountKind.Line, 7);
      expect(await ledger.openLines.staticCall(specs)).to.equal(first);
      const next = await trail.size();
      const events = await eventsIn(world, await ledger.openLines(specs));
      for (const [i, { fund, agency, year }] of specs.entries()) {
        const at = BigInt(i);
        const line = first + at;
        const where = [fund, BigInt(agency), BigInt(year), 451n, 221n];
        expect(events[i]).to.deep.equal(["LineOpened", next + at, line, ...where, "2140104", "Line", "指标"]);
        const [firstDay, commitUntil, payUntil] =
          year === 2027
            ? [day.nextFirstDay, day.nextCommitUntil, day.nextPayUntil]
            : [day.firstDay, day.commitUntil, day.payUntil];
        const days = [firstDay, commitUntil, payUntil].map(BigInt);
        expect([...(await ledger.lineOf(line))]).to.deep.equal([BigInt(agency), BigInt(year), ...days, 451n, 221n]);
        expect([...(await ledger.accountOf(line))]).to.deep.equal([0n, 0n, fund & 0xffffn, BigInt(commitUntil), 0n]);
      }
      await expectBooksIntact(world);
    });

    it("takes every function of COFOG, every class for lines, and none", async () => {
      const world = await networkHelpers.loadFixture(deployAccounts);
      const functions = COFOG_GROUPS.flatMap((groups, i) => {
        const division = (i + 1) * 100;
        const within = Array.from({ length: groups }, (_, group) => division + (group + 1) * 10);
        return [division, ...within, ...within.map((group) => group + 9)];
      });
      for (let i = 0; i < functions.length; i += 50) {
        const some = functions.slice(i, i + 50);
        await world.ledger.openLines.staticCall(some.map((func) => ({ ...good, func })));
      }
      const classes = [21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33, 211, 2_821, 3_111, 33_081, 289_999_999];
      await world.ledger.openLines.staticCall(classes.map((economic) => ({ ...good, economic })));
      await world.ledger.openLines.staticCall([{ ...good, func: 0, economic: 0 }]);
    });
  });
});
