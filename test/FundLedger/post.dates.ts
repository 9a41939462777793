// FundLedger.post, the year's days: see post.dates.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { cite, goTo, post, postOne, refusesPost } from "./acts.ts";
import {
  AccountKind,
  Kind,
  Party,
  acc,
  account,
  allotmentSpec,
  commitmentSpec,
  deployBooks,
  lineSpec,
  order,
} from "./setup.ts";

describe("FundLedger.post, the year's days", () => {
  describe("kinds that end with a day", () => {
    const cases = [
      ["Allotment", Kind.Allotment, acc.roads, acc.roadsAllotment, "commitUntil", acc.roads],
      ["Commitment", Kind.Commitment, acc.roadsAllotment, acc.bridge, "commitUntil", acc.roadsAllotment],
      ["Appropriation", Kind.Appropriation, acc.budget, acc.roads, "payUntil", acc.roads],
      ["Cut", Kind.Cut, acc.roads, acc.budget, "payUntil", acc.roads],
      ["Virement", Kind.Virement, acc.roads, acc.schools, "payUntil", acc.roads],
      ["Payment", Kind.Payment, acc.general, acc.bridge, "payUntil", acc.bridge],
      ["TransferPayment", Kind.TransferPayment, acc.general, acc.grant, "payUntil", acc.grant],
    ] as const;
    for (const [name, kind, from, to, which, closed] of cases) {
      it(`${name} is refused from the first second after ${which}`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        const last = world.day[which];
        const single = order(kind, from, [[to, 1]]);
        await goTo(last, "last second");
        await world.ledger.post.staticCall([single], []);
        await goTo(last + 1);
        await refusesPost(world, single, ["Closed", closed, last, last + 1]);
      });
    }
  });

  describe("kinds that begin after the year's commitments", () => {
    for (const [name, kind, to] of [
      ["Lapse", Kind.Lapse, acc.budget],
      ["CarryOver", Kind.CarryOver, acc.roadsNext],
    ] as const) {
      it(`${name} is refused until the last second of commit-until`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        const last = world.day.commitUntil;
        const single = order(kind, acc.roads, [[to, 1]]);
        await refusesPost(world, single, ["StillOpen", acc.roads, last, world.day.today]);
        await goTo(last, "last second");
        await refusesPost(world, single, ["StillOpen", acc.roads, last, last]);
        await goTo(last + 1);
        await postOne(world, single);
      });
    }

    it("they post long after pay-until, as long as the next year's line takes", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { nextPayUntil } = world.day;
      const carry = order(Kind.CarryOver, acc.roads, [[acc.roadsNext, 1]]);
      await goTo(nextPayUntil, "last second");
      await world.ledger.post.staticCall([carry], []);
      await goTo(nextPayUntil + 1);
      await refusesPost(world, carry, ["Closed", acc.roadsNext, nextPayUntil, nextPayUntil + 1]);
      await postOne(world, order(Kind.Lapse, acc.roads, [[acc.budget, 1]]));
    });
  });

  describe("commitment on a line of a year to come", () => {
    it("is refused until the first day's first second; what brings permission to it is not", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { nextFirstDay, today } = world.day;
      await world.ledger.openCommitments([commitmentSpec(acc.nextAllotment, Party.Builder)]);
      const early = account(AccountKind.Commitment, 11);
      await post(world, [
        order(Kind.Appropriation, acc.budgetNext, [[acc.roadsNext, 5]]),
        order(Kind.Virement, acc.roadsNext, [[acc.schoolsNext, 5]]),
        order(Kind.Allotment, acc.roadsNext, [[acc.nextAllotment, 10]]),
        order(Kind.Withdrawal, acc.nextAllotment, [[acc.roadsNext, 5]]),
      ]);
      const single = order(Kind.Commitment, acc.nextAllotment, [[early, 5]]);
      await refusesPost(world, single, ["NotYetOpen", acc.nextAllotment, nextFirstDay, today]);
      await goTo(nextFirstDay - 1, "last second");
      await refusesPost(world, single, ["NotYetOpen", acc.nextAllotment, nextFirstDay, nextFirstDay - 1]);
      await goTo(nextFirstDay);
      await post(world, [single, order(Kind.Payment, acc.general, [[early, 5]])]);
    });
  });

  describe("kinds without a day", () => {
    it("post long after pay-until", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const [received, first, second] = await post(world, [
        order(Kind.Receipt, acc.taxes, [[acc.general, 10]]),
        order(Kind.Payment, acc.general, [
          [acc.bridge, 10],
          [acc.bridge, 10],
        ]),
      ]);
      if (!received || !first || !second) throw new Error("not posted");
      const citations = await cite(world, received.record, first.record, second.record);
      await goTo(world.day.nextPayUntil + 1_000);
      const moved = await post(
        world,
        [
          order(Kind.Receipt, acc.taxes, [[acc.general, 1]]),
          order(Kind.Refund, acc.general, [[acc.taxes, 10]]),
          order(Kind.CashTransfer, acc.general, [[acc.special, 1]]),
          order(Kind.Recovery, acc.bridge, [[acc.general, 10]]),
          order(Kind.Reclassification, acc.bridge, [[acc.school, 10]]),
          order(Kind.Release, acc.bridge, [[acc.roadsAllotment, 990]]),
          order(Kind.Withdrawal, acc.roadsAllotment, [[acc.roads, 990]]),
          order(Kind.Lapse, acc.roads, [[acc.budget, 990]]),
        ],
        citations,
      );
      expect(moved).to.have.length(8);
    });
  });

  describe("a year that never closes", () => {
    it("takes payments for ever and never lapses", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger } = world;
      const never = 16_777_215;
      await ledger.openYear({
        government: Party.City,
        year: 2020,
        firstDay: 1,
        lastDay: 366,
        commitUntil: never,
        payUntil: never,
      });
      const line = account(AccountKind.Line, 7);
      const allotment = account(AccountKind.Allotment, 6);
      const commitment = account(AccountKind.Commitment, 11);
      await ledger.openLines([lineSpec(acc.general, Party.Bureau, 2020)]);
      await ledger.openAllotments([allotmentSpec(line, Party.Bureau)]);
      await ledger.openCommitments([commitmentSpec(allotment, Party.Builder)]);
      await ledger.openActs([
        {
          government: Party.City,
          year: 2020,
          actType: 4,
          title: "A",
          otherTitle: "",
          document: `0x${"00".repeat(32)}`,
        },
      ]);
      const act = account(AccountKind.Act, 5);
      await goTo(world.day.nextPayUntil + 10_000);
      const flags = { flags: 2 };
      await post(world, [
        order(Kind.Appropriation, act, [[line, 5]], flags),
        order(Kind.Allotment, line, [[allotment, 4]], flags),
        order(Kind.Commitment, allotment, [[commitment, 4]], flags),
        order(Kind.Payment, acc.general, [[commitment, 4]], flags),
      ]);
      const today = world.day.nextPayUntil + 10_000;
      await refusesPost(world, order(Kind.Lapse, line, [[act, 1]]), ["StillOpen", line, never, today]);
    });
  });
});
