// ServiceApprovals.cancel, see cancel.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { EXECUTION, P } from "./catalogue.ts";
import { Status, openDesk, timeOf } from "./desk.ts";
import type { CaseFile, Desk, Person } from "./desk.ts";
import { Act } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

async function cancel(desk: Desk, file: CaseFile, by: Person, reason = "") {
  return desk.relayed.cancel(file.id, file.body, reason, await desk.act(file, Act.Cancel, by, { reason }));
}

async function approved(desk: Desk): Promise<CaseFile> {
  const file = await desk.submit(P.TwoStages);
  await desk.approve(file, [0, desk.checker(0)]);
  await desk.approve(file, [1, desk.world.treasurer]);
  return file;
}

describe("ServiceApprovals.cancel", () => {
  describe("when the signer neither submitted nor has a deciding duty on the route now", () => {
    it("reverts with NotSubmitter", async () => {
      const desk = await openDesk();
      const { head, approver, outsider, staff } = desk.world;
      const file = await approved(desk);
      await staff.dismiss(Agency.Bureau, Duty.Checker, desk.checker(0));
      for (const by of [head, approver, outsider, desk.checker(0)]) {
        await expect(cancel(desk, file, by))
          .to.be.revertedWithCustomError(desk.relayed, "NotSubmitter")
          .withArgs(file.id, by.address);
      }
    });

    it("reverts for a duty of a step that is not on the case's route", async () => {
      const desk = await openDesk();
      const { approver } = desk.world;
      const file = await desk.submit(P.Thresholds, { order: { amount: 1n, currency: "CNY" } });
      await desk.approve(file, [0, desk.checker(0)]);
      await expect(cancel(desk, file, approver)).to.be.revertedWithCustomError(desk.relayed, "NotSubmitter");
    });
  });

  describe("when the case is approved", () => {
    it("cancels it on record: by its submitter, or by whoever has a deciding duty on its route", async () => {
      const desk = await openDesk();
      const { approvals, maker, makerSpare, treasurer, trail, writers } = desk.world;
      for (const [by, official] of [
        [maker, Official.Maker],
        [makerSpare, Official.Maker],
        [desk.checker(1), Official.Checker + 1],
        [treasurer, Official.Treasurer],
      ] as const) {
        const file = await approved(desk);
        const record = await trail.size();
        const signed = await desk.act(file, Act.Cancel, by, { reason: "Contract void" });
        const sent = await desk.relayed.cancel(file.id, file.body, "Contract void", signed);
        await expect(sent)
          .to.emit(approvals, "CaseActed")
          .withArgs(
            ...[record, file.id, 0, Act.Cancel, official, by.address, Status.Cancelled],
            ...["Contract void", FAR, signed.signature],
          );
        const state = await desk.state(file);
        expect([state.status, state.since]).to.deep.equal([Status.Cancelled, BigInt(await timeOf(sent))]);
        await expect(desk.execute(file)).to.be.revertedWithCustomError(approvals, "StatusUnfit");
      }
      await expectLogIntact(trail, writers);
    });

    it("does so for a citizen's own case, and by the own transaction", async () => {
      const desk = await openDesk();
      const { citizen, approvals } = desk.world;
      const file = await desk.submit(P.DeemedApproved, { by: citizen });
      await desk.approve(file, [0, desk.checker(0)]);
      const act = await desk.act(file, Act.Cancel, citizen, { direct: true });
      await expect(approvals.connect(citizen).cancel(file.id, file.body, "", act))
        .to.emit(approvals, "CaseActed")
        .withArgs(
          ...[(await desk.world.trail.size()) - 0n, file.id, 0, Act.Cancel, 0, citizen.address, Status.Cancelled],
          ...["", FAR, "0x"],
        );
    });
  });

  describe("when the case has expired, though nobody has put it on record", () => {
    it("reverts with StatusUnfit from the second after", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      const since = await timeOf(await desk.approve(file, [0, desk.checker(0)]));
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(since + EXECUTION);
      await cancel(desk, file, desk.world.maker);
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(since + EXECUTION + 1);
      await expect(cancel(desk, file, desk.world.maker))
        .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
        .withArgs(file.id, Status.Expired);
    });
  });
});
