// FundLedger.post, whatever the kind: see post.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { cite, fieldsOf, post, postOne, reference, refused, refusesPost, totals } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Flag, Kind, VALUE_DATE, acc, deployBooks, order } from "./setup.ts";

/** An order of each kind that is right as far as it is checked before the accounts. */
const FORMS: ReadonlyMap<number, readonly [from: bigint, to: bigint]> = new Map([
  [Kind.Receipt, [acc.taxes, acc.general]],
  [Kind.Refund, [acc.general, acc.taxes]],
  [Kind.CashTransfer, [acc.general, acc.special]],
  [Kind.Payment, [acc.general, acc.bridge]],
  [Kind.TransferPayment, [acc.general, acc.grant]],
  [Kind.Recovery, [acc.bridge, acc.general]],
  [Kind.Appropriation, [acc.budget, acc.roads]],
  [Kind.Cut, [acc.roads, acc.budget]],
  [Kind.Lapse, [acc.roads, acc.budget]],
  [Kind.Virement, [acc.roads, acc.schools]],
  [Kind.CarryOver, [acc.roads, acc.roadsNext]],
  [Kind.Allotment, [acc.roads, acc.roadsAllotment]],
  [Kind.Withdrawal, [acc.roadsAllotment, acc.roads]],
  [Kind.Commitment, [acc.roadsAllotment, acc.bridge]],
  [Kind.Release, [acc.bridge, acc.roadsAllotment]],
  [Kind.Reclassification, [acc.bridge, acc.school]],
]);

const pays = (kind: number) => kind === Kind.Payment || kind === Kind.TransferPayment;

describe("FundLedger.post", () => {
  describe("when the caller is not a poster", () => {
    it("reverts with NotAPoster", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, outsider, admin } = world;
      for (const caller of [outsider, admin]) {
        const call = ledger.connect(caller).post([order(Kind.Receipt, acc.taxes, [[acc.general, 1]])], []);
        await refused(world, call, ["NotAPoster", caller.address]);
      }
    });

    it("reverts with NotAPoster once the poster's door is closed", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await world.ledger.connect(world.admin).closeDoor(world.poster);
      const single = order(Kind.Receipt, acc.taxes, [[acc.general, 1]]);
      await refusesPost(world, single, ["NotAPoster", world.poster.address]);
      await world.ledger.connect(world.otherPoster).post([single], []);
    });
  });

  describe("when there is nothing in it", () => {
    it("reverts with NothingToPost", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await refusesPost(world, [], ["NothingToPost"]);
      const full = order(Kind.Receipt, acc.taxes, [[acc.general, 1]]);
      for (const [kind, [from]] of FORMS) {
        await refusesPost(world, [full, order(kind, from, [])], ["NothingToPost"]);
      }
    });
  });

  describe("when the flags do not fit", () => {
    it("reverts with FlagsUnknown", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [kind, [from, to]] of FORMS) {
        for (const flags of [Flag.Advance, Flag.Advance | Flag.Imported, 4, 128, 255]) {
          if (pays(kind) && flags <= 3) continue;
          await refusesPost(world, order(kind, from, [[to, 1]], { flags }), ["FlagsUnknown", flags]);
        }
      }
    });
  });

  describe("when the flags fit", () => {
    it("carries them in the terms", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [kind, from, to, flags] of [
        [Kind.Receipt, acc.taxes, acc.general, Flag.Imported],
        [Kind.Appropriation, acc.budget, acc.roads, Flag.Imported],
        [Kind.Payment, acc.general, acc.bridge, Flag.Advance],
        [Kind.Payment, acc.general, acc.bridge, Flag.Advance | Flag.Imported],
        [Kind.TransferPayment, acc.general, acc.grant, Flag.Advance],
      ] as const) {
        const moved = await postOne(world, order(kind, from, [[to, 1]], { flags }));
        expect(fieldsOf(moved.terms).flags).to.equal(flags);
      }
    });
  });

  describe("when the value date does not fit", () => {
    it("reverts with ValueDateUnfit", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [kind, [from, to]] of FORMS) {
        const valueDate = kind <= Kind.Recovery ? 0 : VALUE_DATE;
        await refusesPost(world, order(kind, from, [[to, 1]], { valueDate }), ["ValueDateUnfit", kind, valueDate]);
      }
    });
  });

  describe("when the code does not fit", () => {
    it("reverts with CodeUnfit", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [kind, [from, to]] of FORMS) {
        // A payment's code is a number of persons, which its commitment decides on.
        if (kind === Kind.Payment) continue;
        const code = kind === Kind.Receipt ? 22 : 111;
        await refusesPost(world, order(kind, from, [[to, 1]], { code }), ["CodeUnfit", kind, code]);
      }
    });
  });

  describe("when it posts", () => {
    it("emits the movement with all that the order and the entry say", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const document = ethers.id("invoice");
      const detail = reference("INV 77/2026 桥");
      const more = { flags: Flag.Advance, valueDate: 20_777, document };
      const record = await world.trail.size();
      await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 11]]));
      const moved = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 99, detail]], more));
      const { terms, ...rest } = moved;
      expect(rest).to.deep.equal({
        record: record + 1n,
        from: acc.general,
        to: acc.bridge,
        amount: 99n,
        fromPosition: 11n,
        toPosition: 11n,
        document,
        detail,
      });
      expect(fieldsOf(terms)).to.deep.equal({
        kind: Kind.Payment,
        flags: Flag.Advance,
        code: 0,
        valueDate: 20_777,
        cites: 0n,
        beyond: 0n,
        zero: 0n,
      });
    });

    it("returns the record number of the first movement", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const orders = [
        order(Kind.Receipt, acc.taxes, [
          [acc.general, 1],
          [acc.general, 2],
        ]),
      ];
      const next = await world.trail.size();
      expect(await world.ledger.post.staticCall(orders, [])).to.equal(next);
      const moved = await post(world, orders);
      expect(moved.map(({ record }) => record)).to.deep.equal([next, next + 1n]);
    });
  });

  describe("when it posts many orders", () => {
    it("gives out record numbers and intervals without a gap, in the order given", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const orders = [
        order(Kind.Payment, acc.general, [
          [acc.bridge, 10],
          [acc.school, 20],
          [acc.bridge, 30],
        ]),
        order(Kind.Receipt, acc.taxes, [[acc.general, 5]]),
        order(Kind.TransferPayment, acc.general, [[acc.grant, 40]]),
        order(Kind.CashTransfer, acc.special, [[acc.general, 7]]),
        order(Kind.Payment, acc.general, [[acc.bridge, 1]]),
      ];
      const moved = await post(world, orders);
      const first = moved[0]?.record ?? 0n;
      expect(moved.map(({ record }) => record - first)).to.deep.equal([0n, 1n, 2n, 3n, 4n, 5n, 6n]);
      const given = moved.filter(({ from }) => from === acc.general);
      expect(given.map(({ fromPosition }) => fromPosition)).to.deep.equal([0n, 10n, 30n, 60n, 100n]);
      const spent = moved.filter(({ to }) => to === acc.bridge);
      expect(spent.map(({ toPosition }) => toPosition)).to.deep.equal([0n, 10n, 40n]);
      expect(await expectBooksIntact(world)).to.equal(22 + 7);
    });

    it("lets a later order use what an earlier one brought", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await post(world, [
        order(Kind.Appropriation, acc.supplement, [[acc.schools, 500]]),
        order(Kind.Allotment, acc.schools, [[acc.schoolsAllotment, 2_500]]),
        order(Kind.Commitment, acc.schoolsAllotment, [[acc.school, 6_500]]),
        order(Kind.Payment, acc.general, [[acc.school, 7_500]]),
      ]);
      expect(await totals(world, acc.school)).to.deep.equal([7_500n, 7_500n]);
      await expectBooksIntact(world);
    });

    it("posts none of them if one cannot be posted, wherever it stands", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const good = order(Kind.Payment, acc.general, [
        [acc.bridge, 1],
        [acc.school, 1],
      ]);
      const bad = order(Kind.Payment, acc.general, [
        [acc.survey, 1],
        [acc.survey, 1_000],
      ]);
      const size = await world.trail.size();
      const root = await world.trail.root();
      for (const orders of [
        [bad, good, good],
        [good, bad, good],
        [good, good, bad],
      ]) {
        await refused(world, world.ledger.post(orders, []), ["Overdraw", acc.survey, 1_000, 999]);
      }
      expect([await world.trail.size(), await world.trail.root()]).to.deep.equal([size, root]);
      for (const each of [acc.bridge, acc.school, acc.survey]) {
        expect(await totals(world, each)).to.deep.equal([1_000n, 0n]);
      }
      expect(await totals(world, acc.general)).to.deep.equal([50_000n, 0n]);
    });
  });

  describe("when there are too many or too few citations", () => {
    it("reverts with CitationCount", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const paid = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 100]]));
      const [citation] = await cite(world, paid.record);
      if (!citation) throw new Error("not cited");
      const payment = order(Kind.Payment, acc.general, [[acc.bridge, 1]]);
      const recovery = order(Kind.Recovery, acc.bridge, [
        [acc.general, 1],
        [acc.general, 1],
      ]);
      await refusesPost(world, payment, ["CitationCount", 1, 0], [citation]);
      await refusesPost(world, recovery, ["CitationCount", 0, 2], []);
      await refusesPost(world, recovery, ["CitationCount", 1, 2], [citation]);
      await refusesPost(world, recovery, ["CitationCount", 3, 2], [citation, citation, citation]);
      await refusesPost(world, [recovery, payment, recovery], ["CitationCount", 3, 4], [citation, citation, citation]);
      await post(world, [recovery, payment, recovery], [citation, citation, citation, citation]);
      expect(await world.ledger.undoneOf(paid.record)).to.equal(4n);
    });
  });
});
