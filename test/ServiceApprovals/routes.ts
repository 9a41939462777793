// Which steps a case goes through: thresholds by amount, stages, parallel steps. See routes.tree
import { expect } from "chai";
import { P } from "./catalogue.ts";
import { Status, openDesk } from "./desk.ts";
import { currencyOf } from "./forms.ts";

const MAX = 2n ** 104n - 1n;

/** Indexes of the steps of a route. */
const indexes = (steps: readonly unknown[]) => steps.map((step) => Number(BigInt(String(step)) & 0xfn));

describe("routes", () => {
  describe("when steps have thresholds", () => {
    it("a step is on the route from its very amount on", async () => {
      const desk = await openDesk();
      for (const [amount, route] of [
        [0n, [0]],
        [999n, [0]],
        [1_000n, [0, 1]],
        [1_001n, [0, 1]],
        [9_999n, [0, 1]],
        [10_000n, [0, 1, 2, 3]],
        [MAX, [0, 1, 2, 3]],
      ] as const) {
        const file = await desk.submit(P.Thresholds, { order: { amount, currency: "CNY" } });
        expect(indexes(file.body.steps), `route of ${amount}`).to.deep.equal(route);
      }
    });

    it("goes through exactly the steps of its route", async () => {
      const desk = await openDesk();
      const { approver, treasurer, head } = desk.world;
      const small = await desk.submit(P.Thresholds, { order: { amount: 999n, currency: "CNY" } });
      await desk.approve(small, [0, desk.checker(0)]);
      expect(await desk.status(small)).to.equal(Status.Approved);
      const middle = await desk.submit(P.Thresholds, { order: { amount: 1_000n, currency: "CNY" } });
      await desk.approve(middle, [0, desk.checker(0)]);
      expect(await desk.status(middle)).to.equal(Status.Open);
      await desk.approve(middle, [1, approver]);
      expect(await desk.status(middle)).to.equal(Status.Approved);
      const large = await desk.submit(P.Thresholds, { order: { amount: 10_000n, currency: "CNY" } });
      await desk.approve(large, [0, desk.checker(0)]);
      await desk.approve(large, [1, approver]);
      await desk.approve(large, [3, head]);
      expect(await desk.status(large)).to.equal(Status.Open);
      await desk.approve(large, [2, treasurer]);
      expect(await desk.status(large)).to.equal(Status.Approved);
    });

    it("reverts with CurrencyDiffers for another currency or none, at every amount", async () => {
      const desk = await openDesk();
      for (const currency of ["USD", ""]) {
        for (const amount of [0n, 1n, 10_000n]) {
          await expect(desk.submit(P.Thresholds, { order: { amount, currency } }))
            .to.be.revertedWithCustomError(desk.relayed, "CurrencyDiffers")
            .withArgs(currencyOf(currency), currencyOf("CNY"));
        }
      }
    });

    it("reverts with CurrencyDiffers too when it is submitted again", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Thresholds, { order: { amount: 5n, currency: "CNY" } });
      await desk.giveBack(file, 0, desk.checker(0));
      await expect(desk.resubmit(file, { order: { currency: "USD" } })).to.be.revertedWithCustomError(
        desk.relayed,
        "CurrencyDiffers",
      );
    });
  });

  describe("when no step has a threshold", () => {
    it("takes every currency", async () => {
      const desk = await openDesk();
      for (const currency of ["CNY", "USD", ""]) {
        const file = await desk.submit(P.TwoStages, { order: { amount: 10n ** 20n, currency } });
        expect(indexes(file.body.steps)).to.deep.equal([0, 1]);
      }
    });
  });

  describe("when steps are parallel", () => {
    it("they are decided in any order, and the next stage begins when all are", async () => {
      const desk = await openDesk();
      const { approver, treasurer } = desk.world;
      for (const order of [
        [
          [0, desk.checker(0)],
          [1, approver],
        ],
        [
          [1, approver],
          [0, desk.checker(0)],
        ],
      ] as const) {
        const file = await desk.submit(P.Parallel);
        const [first, second] = order;
        await desk.approve(file, first);
        expect((await desk.state(file)).stage).to.equal(0n);
        await expect(desk.approve(file, [2, treasurer])).to.be.revertedWithCustomError(desk.relayed, "StepNotOpen");
        await desk.approve(file, second);
        expect((await desk.state(file)).stage).to.equal(3n);
        await desk.approve(file, [2, treasurer]);
        expect(await desk.status(file)).to.equal(Status.Approved);
      }
    });
  });
});
