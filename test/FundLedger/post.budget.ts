// FundLedger.post, the budget book: see post.budget.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { balance, cite, fieldsOf, goTo, post, postOne, refusesPost, totals } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Kind, Party, acc, account, commitmentSpec, deployBooks, lineSpec, order } from "./setup.ts";

describe("FundLedger.post, the budget book", () => {
  describe("appropriation", () => {
    it("brings permission to a line of the act's government and year", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const moved = await postOne(world, order(Kind.Appropriation, acc.supplement, [[acc.roads, 500]]));
      expect([moved.fromPosition, moved.toPosition]).to.deep.equal([0n, 10_000n]);
      expect(await totals(world, acc.supplement)).to.deep.equal([0n, 500n]);
    });

    it("reverts with YearUnfit for another year or government", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [from, to] of [
        [acc.budgetNext, acc.roads],
        [acc.budget, acc.roadsNext],
        [acc.otherBudget, acc.roads],
      ] as const) {
        await refusesPost(world, order(Kind.Appropriation, from, [[to, 1]]), ["YearUnfit", from, to]);
      }
    });
  });

  describe("cut and lapse", () => {
    for (const [name, kind] of [
      ["cut", Kind.Cut],
      ["lapse", Kind.Lapse],
    ] as const) {
      it(`${name}: takes back what the line has not passed on, to any act of its government and year`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        if (kind === Kind.Lapse) await goTo(world.day.commitUntil + 1);
        await post(world, [
          order(kind, acc.roads, [
            [acc.budget, 1_500],
            [acc.supplement, 500],
          ]),
        ]);
        expect(await balance(world, acc.roads)).to.equal(0n);
        expect(await totals(world, acc.budget)).to.deep.equal([1_500n, 40_000n]);
        await refusesPost(world, order(kind, acc.roads, [[acc.budget, 1]]), ["Overdraw", acc.roads, 1, 0]);
      });

      it(`${name}: reverts with YearUnfit for another year or government`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        if (kind === Kind.Lapse) await goTo(world.day.commitUntil + 1);
        for (const to of [acc.budgetNext, acc.otherBudget]) {
          await refusesPost(world, order(kind, acc.roads, [[to, 1]]), ["YearUnfit", acc.roads, to]);
        }
      });
    }
  });

  describe("virement", () => {
    it("joins two lines of one fund and year", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await postOne(world, order(Kind.Virement, acc.roads, [[acc.schools, 2_000]]));
      expect([await balance(world, acc.roads), await balance(world, acc.schools)]).to.deep.equal([0n, 4_000n]);
      await refusesPost(world, order(Kind.Virement, acc.roads, [[acc.schools, 1]]), ["Overdraw", acc.roads, 1, 0]);
    });

    it("reverts with YearUnfit between years", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [from, to] of [
        [acc.roads, acc.roadsNext],
        [acc.roadsNext, acc.roads],
      ] as const) {
        await refusesPost(world, order(Kind.Virement, from, [[to, 1]]), ["YearUnfit", from, to]);
      }
    });
  });

  describe("carry-over", () => {
    it("joins a line to one of the next year", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await goTo(world.day.commitUntil + 1);
      await postOne(world, order(Kind.CarryOver, acc.roads, [[acc.schoolsNext, 2_000]]));
      expect(await totals(world, acc.schoolsNext)).to.deep.equal([2_000n, 0n]);
      await refusesPost(world, order(Kind.CarryOver, acc.roads, [[acc.roadsNext, 1]]), ["Overdraw", acc.roads, 1, 0]);
    });

    it("reverts with YearUnfit into the same year, an earlier one, or from the last year that can be written", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, day } = world;
      const days = { firstDay: 1, lastDay: 2, commitUntil: day.today + 30, payUntil: day.today + 60 };
      await ledger.openYear({ government: Party.City, year: 65_535, ...days });
      await ledger.openYear({ government: Party.City, year: 0, ...days });
      await ledger.openLines([lineSpec(acc.general, Party.Bureau, 65_535), lineSpec(acc.general, Party.Bureau, 0)]);
      const [last, zero] = [account(AccountKind.Line, 7), account(AccountKind.Line, 8)];
      await goTo(day.commitUntil + 1);
      for (const [from, to] of [
        [acc.roads, acc.schools],
        [acc.roadsNext, acc.roads],
        [acc.roads, last],
        [last, zero],
      ] as const) {
        await refusesPost(world, order(Kind.CarryOver, from, [[to, 1]]), ["YearUnfit", from, to]);
      }
    });
  });

  describe("allotment and withdrawal, commitment and release", () => {
    it("each takes at most what the giver has, and its opposite gives it back", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const steps = [
        [Kind.Allotment, acc.roads, acc.roadsAllotment, 2_000],
        [Kind.Withdrawal, acc.roadsAllotment, acc.roads, 6_000],
        [Kind.Allotment, acc.roads, acc.roadsAllotment, 6_000],
        [Kind.Commitment, acc.roadsAllotment, acc.bridge, 6_000],
        [Kind.Release, acc.bridge, acc.roadsAllotment, 7_000],
      ] as const;
      for (const [kind, from, to, all] of steps) {
        await refusesPost(world, order(kind, from, [[to, all + 1]]), ["Overdraw", from, all + 1, all]);
        await postOne(world, order(kind, from, [[to, all]]));
        expect(await balance(world, from)).to.equal(0n);
      }
      expect(await balance(world, acc.roadsAllotment)).to.equal(7_000n);
      await expectBooksIntact(world);
    });
  });

  describe("reclassification", () => {
    async function paid() {
      const world = await deployBooks();
      const pay = order(Kind.Payment, acc.general, [[acc.bridge, 600]]);
      const give = order(Kind.TransferPayment, acc.general, [[acc.grant, 600]]);
      const [payment, transfer] = await post(world, [pay, give]);
      if (!payment || !transfer) throw new Error("not paid");
      const citations = await cite(world, payment.record, transfer.record);
      return { ...world, payment, ofPayment: citations.slice(0, 1), ofTransfer: citations.slice(1) };
    }
    const move = (amount: number, from: bigint = acc.bridge, to: bigint = acc.school) =>
      order(Kind.Reclassification, from, [[to, amount]]);

    it("restores the wrong commitment and spends the right one, and no cash moves", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const cash = await totals(world, acc.general);
      const moved = await postOne(world, move(600), world.ofPayment);
      expect(await totals(world, acc.bridge)).to.deep.equal([1_600n, 600n]);
      expect(await totals(world, acc.school)).to.deep.equal([1_000n, 600n]);
      expect(await totals(world, acc.general)).to.deep.equal(cash);
      expect([moved.fromPosition, moved.toPosition]).to.deep.equal([1_000n, 0n]);
      const { cites, valueDate } = fieldsOf(moved.terms);
      expect([cites, valueDate]).to.deep.equal([world.payment.record, 0]);
      await expectBooksIntact(world);
    });

    it("joins commitments to one payee fund", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const taken = await totals(world, acc.special);
      await postOne(world, move(600, acc.grant, acc.grantTwo), world.ofTransfer);
      expect(await totals(world, acc.grantTwo)).to.deep.equal([1_000n, 600n]);
      expect(await totals(world, acc.special)).to.deep.equal(taken);
      await expectBooksIntact(world);
    });

    it("reverts with NotRelated between different payees", async () => {
      const world = await networkHelpers.loadFixture(paid);
      await world.ledger.openCommitments([
        // The same party as the grant's, but paid itself and not its fund.
        commitmentSpec(acc.schoolsAllotment, Party.Treasury),
      ]);
      const toParty = account(AccountKind.Commitment, 11);
      for (const to of [acc.survey, acc.relief, acc.grant, toParty]) {
        await refusesPost(world, move(1, acc.bridge, to), ["NotRelated", acc.bridge, to], world.ofPayment);
      }
      for (const to of [acc.bridge, toParty]) {
        await refusesPost(world, move(1, acc.grant, to), ["NotRelated", acc.grant, to], world.ofTransfer);
      }
    });

    it("reverts with Overdraw where the right commitment has too little", async () => {
      const world = await networkHelpers.loadFixture(paid);
      await postOne(world, order(Kind.Release, acc.school, [[acc.schoolsAllotment, 500]]));
      await refusesPost(world, move(501), ["Overdraw", acc.school, 501, 500], world.ofPayment);
    });

    it("reverts with CitationUnfit where the payment stands on another commitment", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const back = move(1, acc.school, acc.bridge);
      await refusesPost(world, back, ["CitationUnfit", world.payment.record, Kind.Payment], world.ofPayment);
    });

    it("reverts with CitationExhausted beyond the payment's net", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const { payment, ofPayment } = world;
      await postOne(world, order(Kind.Recovery, acc.bridge, [[acc.general, 100]]), ofPayment);
      await refusesPost(world, move(501), ["CitationExhausted", payment.record, 501, 500], ofPayment);
      await postOne(world, move(500), ofPayment);
      await refusesPost(world, move(1), ["CitationExhausted", payment.record, 1, 0], ofPayment);
      const recovery = order(Kind.Recovery, acc.bridge, [[acc.general, 1]]);
      await refusesPost(world, recovery, ["CitationExhausted", payment.record, 1, 0], ofPayment);
    });

    it("lets what was moved be recovered, or moved on, where it stands", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const moved = await postOne(world, move(400), world.ofPayment);
      const ofMoved = await cite(world, moved.record);
      const recover = (amount: number) => order(Kind.Recovery, acc.school, [[acc.general, amount]]);
      await refusesPost(world, recover(1), ["CitationUnfit", world.payment.record, Kind.Payment], world.ofPayment);
      await refusesPost(world, recover(401), ["CitationExhausted", moved.record, 401, 400], ofMoved);
      const recovered = await postOne(world, recover(150), ofMoved);
      expect(fieldsOf(recovered.terms).cites).to.equal(moved.record);
      await postOne(world, move(250, acc.school, acc.bridge), ofMoved);
      await refusesPost(world, recover(1), ["CitationExhausted", moved.record, 1, 0], ofMoved);
      expect(await totals(world, acc.school)).to.deep.equal([1_400n, 400n]);
      expect(await totals(world, acc.bridge)).to.deep.equal([1_400n, 850n]);
      expect(await totals(world, acc.general)).to.deep.equal([50_150n, 1_200n]);
      await expectBooksIntact(world);
    });
  });
});
