// ServiceApprovals.declareConflict, see declareConflict.tree; what comes of it: conflicts.ts
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { expectLogIntact } from "../support/log.ts";
import { P } from "./catalogue.ts";
import { Status, openDesk } from "./desk.ts";
import type { CaseFile, Desk, Person } from "./desk.ts";
import { Act } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

async function declare(desk: Desk, file: CaseFile, by: Person) {
  return desk.relayed.declareConflict(file.id, file.body, "", await desk.act(file, Act.DeclareConflict, by));
}

describe("ServiceApprovals.declareConflict", () => {
  describe("when the signer is no official", () => {
    it("reverts with NoSeat", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      await expect(declare(desk, file, desk.world.outsider))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.Bureau, 0, desk.world.outsider.address);
    });
  });

  describe("when the official has declared it before", () => {
    it("reverts with ConflictOfInterest: one signature makes one record", async () => {
      const desk = await openDesk();
      const { makerSpare, makerChecking } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const signed = await desk.act(file, Act.DeclareConflict, makerSpare);
      await desk.relayed.declareConflict(file.id, file.body, "", signed);
      await expect(desk.relayed.declareConflict(file.id, file.body, "", signed))
        .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
        .withArgs(file.id, Official.Maker);
      await expect(declare(desk, file, makerChecking)).to.be.revertedWithCustomError(
        desk.relayed,
        "ConflictOfInterest",
      );
    });
  });

  describe("when the case is open or returned", () => {
    it("puts it on record and changes nothing else", async () => {
      const desk = await openDesk();
      const { approvals, trail, writers } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const before = await desk.state(file);
      const record = await trail.size();
      const by = desk.checker(0);
      const signed = await desk.act(file, Act.DeclareConflict, by, { reason: "Shares 持股" });
      await expect(desk.relayed.declareConflict(file.id, file.body, "Shares 持股", signed))
        .to.emit(approvals, "CaseActed")
        .withArgs(
          ...[record, file.id, 0, Act.DeclareConflict, Official.Checker, by.address, Status.Open],
          ...["Shares 持股", FAR, signed.signature],
        );
      // status, round, stage, silent, conflicts, ...
      const after = [...(await desk.state(file))];
      expect(after[4]).to.equal(true);
      expect(after.with(4, false)).to.deep.equal([...before]);
      await desk.giveBack(file, 0, desk.checker(1));
      await declare(desk, file, desk.checker(2));
      expect(await desk.status(file)).to.equal(Status.Returned);
      await expectLogIntact(trail, writers);
    });

    it("takes it from an official whose seats have ended, and by the own transaction", async () => {
      const desk = await openDesk();
      const { staff, approvals } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await staff.dismiss(Agency.Bureau, Duty.Checker, desk.checker(0));
      await declare(desk, file, desk.checker(0));
      const act = await desk.act(file, Act.DeclareConflict, desk.checker(1), { direct: true });
      await approvals.connect(desk.checker(1)).declareConflict(file.id, file.body, "", act);
    });
  });
});
