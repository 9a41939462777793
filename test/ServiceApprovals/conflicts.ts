// Who may not decide: conflict rules compare officials, not addresses. See conflicts.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { P } from "./catalogue.ts";
import { Status, openDesk } from "./desk.ts";
import { Act } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

describe("conflicts of interest", () => {
  describe("when the submitter decides", () => {
    it("reverts with ConflictOfInterest, from whatever address", async () => {
      const desk = await openDesk();
      const { staff, maker, makerChecking } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await staff.appoint(Agency.Bureau, Duty.Checker, maker, Official.Maker, 0, FAR);
      for (const by of [maker, makerChecking]) {
        await expect(desk.approve(file, [0, by]))
          .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
          .withArgs(file.id, Official.Maker);
        await expect(desk.reject(file, 0, by)).to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest");
        await expect(desk.giveBack(file, 0, by)).to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest");
      }
    });

    it("reverts too where the official submitted as a citizen", async () => {
      const desk = await openDesk();
      const { makerSpare, makerChecking } = desk.world;
      const file = await desk.submit(P.DeemedApproved, { by: makerSpare });
      await expect(desk.approve(file, [0, makerChecking]))
        .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
        .withArgs(file.id, Official.Maker);
    });

    it("reverts too where the citizen has become an official since", async () => {
      const desk = await openDesk();
      const { staff, roster, citizen } = desk.world;
      const file = await desk.submit(P.DeemedApproved, { by: citizen });
      await staff.enrol(Agency.Bureau, "Newcomer", "");
      const newcomer = await roster.officialCount();
      const spare = desk.world.registry;
      await staff.appoint(Agency.Bureau, Duty.Checker, citizen, newcomer, 0, FAR);
      await staff.appoint(Agency.Bureau, Duty.Checker, spare, newcomer, 0, FAR);
      for (const by of [citizen, spare]) {
        await expect(desk.approve(file, [0, by]))
          .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
          .withArgs(file.id, newcomer);
      }
      // But in other citizens' cases.
      const other = await desk.submit(P.DeemedApproved, { by: desk.world.outsider });
      await desk.approve(other, [0, spare]);
    });
  });

  describe("when an official decides a second step", () => {
    it("reverts with ConflictOfInterest, from whatever address", async () => {
      const desk = await openDesk();
      const { staff, treasurer } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await staff.appoint(Agency.Bureau, Duty.Checker, treasurer, Official.Treasurer, 0, FAR);
      await desk.approve(file, [0, treasurer]);
      await expect(desk.approve(file, [1, treasurer])).to.be.revertedWithCustomError(
        desk.relayed,
        "ConflictOfInterest",
      );
      const spare = desk.world.registry;
      await staff.appoint(Agency.Treasury, Duty.Treasurer, spare, Official.Treasurer, 0, FAR);
      await expect(desk.approve(file, [1, spare]))
        .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
        .withArgs(file.id, Official.Treasurer);
      await expect(desk.giveBack(file, 1, spare)).to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest");
    });

    it("reverts though the official is one of many", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      for (const n of [0, 1]) await desk.approve(file, [0, desk.checker(n)]);
      for (const n of [2, 3, 4, 5, 6]) {
        for (let earlier = 0; earlier < n; earlier += 1) {
          await expect(desk.approve(file, [1, desk.checker(earlier)]))
            .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
            .withArgs(file.id, Official.Checker + earlier);
        }
        await desk.approve(file, [1, desk.checker(n)]);
      }
      for (let earlier = 0; earlier < 7; earlier += 1) {
        await expect(desk.approve(file, [2, desk.checker(earlier)])).to.be.revertedWithCustomError(
          desk.relayed,
          "ConflictOfInterest",
        );
      }
      await desk.approve(file, [2, desk.checker(7)]);
      const state = await desk.state(file);
      expect([state.status, state.approvals]).to.deep.equal([Status.Approved, 8n]);
      await desk.execute(file);
      const { guarded } = desk.world;
      const [executed] = await guarded.queryFilter(guarded.filters.Executed(file.id));
      expect(executed?.args.matter.officials).to.equal(9n);
    });

    it("is no matter in the next round, for five and more as well", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      for (const n of [0, 1]) await desk.approve(file, [0, desk.checker(n)]);
      for (const n of [2, 3, 4, 5]) await desk.approve(file, [1, desk.checker(n)]);
      await desk.giveBack(file, 1, desk.checker(6));
      const second = await desk.resubmit(file);
      for (const n of [0, 1]) await desk.approve(second, [0, desk.checker(n)]);
      for (const n of [2, 3, 6, 4, 5]) await desk.approve(second, [1, desk.checker(n)]);
      await desk.approve(second, [2, desk.checker(7)]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });

    it("counts different officials of one agency alone", async () => {
      const desk = await openDesk();
      const { staff, registry } = desk.world;
      const file = await desk.submit(P.Quorum);
      await staff.appoint(Agency.Bureau, Duty.Checker, registry, Official.Checker, 0, FAR);
      await desk.approve(file, [0, desk.checker(0)]);
      await expect(desk.approve(file, [0, registry])).to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest");
      const decisions = [await desk.decision(file, 0, registry), await desk.decision(file, 0, desk.checker(1))];
      await expect(desk.decide(file, decisions)).to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest");
    });
  });

  describe("when the official has declared a conflict", () => {
    it("reverts with ConflictOfInterest in this and every later round", async () => {
      const desk = await openDesk();
      const { approvals } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const declared = await desk.act(file, Act.DeclareConflict, desk.checker(0), { reason: "My brother's firm" });
      await desk.relayed.declareConflict(file.id, file.body, "My brother's firm", declared);
      for (const attempt of [desk.approve(file, [0, desk.checker(0)]), desk.reject(file, 0, desk.checker(0))]) {
        await expect(attempt)
          .to.be.revertedWithCustomError(approvals, "ConflictOfInterest")
          .withArgs(file.id, Official.Checker);
      }
      await desk.giveBack(file, 0, desk.checker(1));
      const second = await desk.resubmit(file);
      await expect(desk.approve(second, [0, desk.checker(0)])).to.be.revertedWithCustomError(
        approvals,
        "ConflictOfInterest",
      );
      await desk.approve(second, [0, desk.checker(1)]);
    });

    it("leaves what the official approved before", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Parallel);
      await desk.approve(file, [0, desk.checker(0)]);
      await desk.relayed.declareConflict(
        file.id,
        file.body,
        "",
        await desk.act(file, Act.DeclareConflict, desk.checker(0)),
      );
      expect((await desk.state(file)).done).to.equal(1n);
    });

    it("is no matter in other cases", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      await desk.relayed.declareConflict(
        file.id,
        file.body,
        "",
        await desk.act(file, Act.DeclareConflict, desk.checker(0)),
      );
      await desk.approve(await desk.submit(P.TwoStages), [0, desk.checker(0)]);
    });
  });

  describe("when a seat ends", () => {
    it("what its holder decided stays, and the holder decides no more", async () => {
      const desk = await openDesk();
      const { staff, treasurer } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await desk.approve(file, [0, desk.checker(0)]);
      await staff.dismiss(Agency.Bureau, Duty.Checker, desk.checker(0));
      await networkHelpers.time.increase(1);
      await desk.approve(file, [1, treasurer]);
      await desk.execute(file);
      const other = await desk.submit(P.TwoStages);
      await expect(desk.approve(other, [0, desk.checker(0)])).to.be.revertedWithCustomError(desk.relayed, "NoSeat");
    });
  });
});
