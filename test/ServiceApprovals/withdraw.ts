// ServiceApprovals.withdraw, see withdraw.tree
import { expect } from "chai";
import { FAR, Duty } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { CORRECTION, DAY, P } from "./catalogue.ts";
import { Status, openDesk, timeOf } from "./desk.ts";
import type { CaseFile, Desk, Person } from "./desk.ts";
import { Act } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

async function withdraw(desk: Desk, file: CaseFile, by: Person, reason = "") {
  return desk.relayed.withdraw(file.id, file.body, reason, await desk.act(file, Act.Withdraw, by, { reason }));
}

describe("ServiceApprovals.withdraw", () => {
  describe("when the signer is not the submitter", () => {
    it("reverts with NotSubmitter", async () => {
      const desk = await openDesk();
      const { head, outsider, citizen } = desk.world;
      const file = await desk.submit(P.TwoStages);
      for (const by of [desk.checker(0), head, outsider]) {
        await expect(withdraw(desk, file, by))
          .to.be.revertedWithCustomError(desk.relayed, "NotSubmitter")
          .withArgs(file.id, by.address);
      }
      // Strangers are all of official 0, and none is another.
      const petition = await desk.submit(P.DeemedApproved, { by: citizen });
      await expect(withdraw(desk, petition, outsider)).to.be.revertedWithCustomError(desk.relayed, "NotSubmitter");
    });
  });

  describe("when the case is open or returned", () => {
    it("withdraws it on record, for the submitter or another address of the same official", async () => {
      const desk = await openDesk();
      const { approvals, maker, makerSpare, trail, writers } = desk.world;
      for (const by of [maker, makerSpare]) {
        for (const returned of [false, true]) {
          const file = await desk.submit(P.TwoStages);
          if (returned) await desk.giveBack(file, 0, desk.checker(0));
          const record = await trail.size();
          const signed = await desk.act(file, Act.Withdraw, by, { reason: "Ordered twice", deadline: FAR - 2 });
          const sent = await desk.relayed.withdraw(file.id, file.body, "Ordered twice", signed);
          await expect(sent)
            .to.emit(approvals, "CaseActed")
            .withArgs(
              ...[record, file.id, 0, Act.Withdraw, Official.Maker, by.address, Status.Withdrawn],
              ...["Ordered twice", FAR - 2, signed.signature],
            );
          const state = await desk.state(file);
          expect([state.status, state.since]).to.deep.equal([Status.Withdrawn, BigInt(await timeOf(sent))]);
        }
      }
      await expectLogIntact(trail, writers);
    });

    it("does so for a citizen, and for an official without a seat", async () => {
      const desk = await openDesk();
      const { citizen, maker, staff } = desk.world;
      const petition = await desk.submit(P.DeemedApproved, { by: citizen });
      await withdraw(desk, petition, citizen);
      const file = await desk.submit(P.TwoStages);
      await staff.dismiss(Agency.Bureau, Duty.Maker, maker);
      await withdraw(desk, file, maker);
      for (const each of [petition, file]) expect(await desk.status(each)).to.equal(Status.Withdrawn);
    });

    it("does so by the own transaction", async () => {
      const desk = await openDesk();
      const { maker, approvals } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const act = await desk.act(file, Act.Withdraw, maker, { direct: true });
      await approvals.connect(maker).withdraw(file.id, file.body, "", act);
      expect(await desk.status(file)).to.equal(Status.Withdrawn);
    });
  });

  describe("when the clock has ended the case already", () => {
    it("reverts with StatusUnfit: a decision by silence is not undone", async () => {
      const desk = await openDesk();
      const { maker } = desk.world;
      for (const [procedure, status] of [
        [P.DeemedApproved, Status.Approved],
        [P.DeemedRejected, Status.Rejected],
      ] as const) {
        const file = await desk.submit(procedure);
        await networkHelpers.time.increase(5 * DAY + 60);
        await expect(withdraw(desk, file, maker))
          .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
          .withArgs(file.id, status);
        await desk.lapse(file);
        expect(await desk.status(file)).to.equal(status);
      }
    });

    it("reverts with StatusUnfit after the time for corrections", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      await desk.giveBack(file, 0, desk.checker(0));
      await networkHelpers.time.increase(CORRECTION + 60);
      await expect(withdraw(desk, file, desk.world.maker))
        .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
        .withArgs(file.id, Status.Withdrawn);
    });

    it("but not where a step is only to be escalated or is late", async () => {
      const desk = await openDesk();
      for (const procedure of [P.Escalated, P.Overdue]) {
        const file = await desk.submit(procedure);
        await networkHelpers.time.increase(5 * DAY);
        await withdraw(desk, file, desk.world.maker);
      }
    });
  });
});
