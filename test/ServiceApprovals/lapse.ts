// ServiceApprovals.lapse and the clocks, see lapse.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { CORRECTION, DAY, EXECUTION, P } from "./catalogue.ts";
import { Status, openDesk, timeOf } from "./desk.ts";
import type { CaseFile, Desk } from "./desk.ts";
import { Agency, Official } from "./setup.ts";
import { Duty } from "../fixtures.ts";

const { time } = networkHelpers;

/** Seconds after the round was submitted. */
const after = (file: CaseFile, seconds: number) => Number(file.submittedAt) + seconds;

/** Nothing lapses in the second `due`; what follows is in the next. */
async function expectDue(desk: Desk, file: CaseFile, due: number): Promise<void> {
  await time.setNextBlockTimestamp(due);
  await expectNothing(desk, file);
  await time.setNextBlockTimestamp(due + 1);
}

async function expectNothing(desk: Desk, file: CaseFile): Promise<void> {
  await expect(desk.lapse(file)).to.be.revertedWithCustomError(desk.relayed, "NothingLapsed").withArgs(file.id);
}

describe("ServiceApprovals.lapse", () => {
  describe("when there is no such case", () => {
    it("reverts with CaseUnknown", async () => {
      const desk = await openDesk();
      const file = { ...(await desk.submit(P.TwoStages)), id: ethers.id("none") };
      await expect(desk.lapse(file)).to.be.revertedWithCustomError(desk.relayed, "CaseUnknown").withArgs(file.id);
    });
  });

  describe("when silence approves", () => {
    it("officials decide until the very second, and from the next on silence has", async () => {
      const desk = await openDesk();
      const { approvals, trail, free, citizen, writers } = desk.world;
      const file = await desk.submit(P.DeemedApproved, { by: citizen });
      const due = after(file, 5 * DAY);
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(due);
      await desk.approve(file, [0, desk.checker(0)]);
      await snapshot.restore();
      await expectDue(desk, file, due);
      for (const verdict of ["approve", "reject", "giveBack"] as const) {
        const by = desk.checker(0);
        const sent = verdict === "approve" ? desk.approve(file, [0, by]) : desk[verdict](file, 0, by);
        await expect(sent).to.be.revertedWithCustomError(approvals, "StepLapsed").withArgs(file.id, 0, due);
      }
      const record = await trail.size();
      const sent = await desk.lapse(file);
      await expect(sent).to.emit(approvals, "CaseLapsed").withArgs(record, file.id, 0, Status.Approved, 0, 1, 0);
      const since = BigInt(await timeOf(sent));
      expect(await desk.state(file)).to.deep.equal([
        Status.Approved,
        0n,
        0n,
        true,
        false,
        0n,
        1n,
        0n,
        since,
        BigInt(file.submittedAt),
        0n,
        0n,
        0n,
      ]);
      await expectNothing(desk, file);
      await desk.execute(file);
      const [executed] = await free.queryFilter(free.filters.Executed(file.id));
      expect([executed?.args.matter.officials, executed?.args.matter.silent]).to.deep.equal([0n, true]);
      await expectLogIntact(trail, writers);
    });

    it("a correction starts the clock again", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.DeemedApproved);
      await time.increaseTo(after(file, 5 * DAY) - 10);
      await desk.giveBack(file, 0, desk.checker(0));
      const second = await desk.resubmit(file);
      await expectDue(desk, second, after(second, 5 * DAY));
      await desk.lapse(second);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });

  describe("when silence rejects", () => {
    it("rejects for the step, and for those beside it", async () => {
      const desk = await openDesk();
      const { approvals, approver } = desk.world;
      const file = await desk.submit(P.DeemedRejected);
      const due = after(file, 5 * DAY);
      await expectDue(desk, file, due);
      for (const sent of [desk.approve(file, [0, desk.checker(0)]), desk.giveBack(file, 1, approver)]) {
        await expect(sent).to.be.revertedWithCustomError(approvals, "StepLapsed").withArgs(file.id, 0, due);
      }
      await expect(desk.lapse(file))
        .to.emit(approvals, "CaseLapsed")
        .withArgs(await desk.world.trail.size(), file.id, 0, Status.Rejected, 0, 0, 0);
      await expectNothing(desk, file);
    });

    it("not where the step was decided in time", async () => {
      const desk = await openDesk();
      const { approver, treasurer } = desk.world;
      const file = await desk.submit(P.DeemedRejected);
      await desk.approve(file, [0, desk.checker(0)]);
      await time.increase(100 * DAY);
      await expectNothing(desk, file);
      await desk.approve(file, [1, approver]);
      await desk.approve(file, [2, treasurer]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });

    it("the next stage has its own clock, from its own beginning", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.DeemedRejected);
      await time.increase(4 * DAY);
      await desk.approve(file, [0, desk.checker(0)]);
      const begun = await timeOf(await desk.approve(file, [1, desk.world.approver]));
      await expectDue(desk, file, begun + DAY);
      await desk.lapse(file);
      const state = await desk.state(file);
      expect([state.status, state.silent, state.done]).to.deep.equal([Status.Approved, true, 0b111n]);
    });
  });

  describe("when silence escalates", () => {
    it("the duty named decides at the agency above, and nobody below any more", async () => {
      const desk = await openDesk();
      const { approvals, approver, head } = desk.world;
      const file = await desk.submit(P.Escalated);
      const due = after(file, 2 * DAY);
      await expect(desk.approve(file, [0, head])).to.be.revertedWithCustomError(approvals, "NoSeat");
      await expectDue(desk, file, due);
      await expect(desk.approve(file, [0, desk.checker(0)]))
        .to.be.revertedWithCustomError(approvals, "StepLapsed")
        .withArgs(file.id, 0, due);
      await expect(desk.lapse(file))
        .to.emit(approvals, "CaseLapsed")
        .withArgs(await desk.world.trail.size(), file.id, 0, Status.Open, 0, 0, 1);
      await expectNothing(desk, file);
      for (const by of [desk.checker(0), approver]) {
        await expect(desk.approve(file, [0, by]))
          .to.be.revertedWithCustomError(approvals, "NoSeat")
          .withArgs(Agency.City, Duty.Approver, by.address);
      }
      await desk.approve(file, [0, head]);
      const state = await desk.state(file);
      expect([state.stage, state.escalated, state.silent]).to.deep.equal([1n, 1n, false]);
    });

    it("it has the limit once more, and is then late in public, open all the same", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Escalated);
      await time.increaseTo(after(file, 2 * DAY));
      await desk.lapse(file);
      const due = BigInt(after(file, 4 * DAY));
      await time.increaseTo(due);
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 0n, due, false, false]);
      await time.increaseTo(due + 1n);
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 0n, due, true, false]);
      await expectNothing(desk, file);
      await desk.approve(file, [0, desk.world.head]);
    });

    it("goes to the government itself where nothing is above it", async () => {
      const desk = await openDesk();
      const { staff, head, registry } = desk.world;
      const file = await desk.submit(P.Escalated);
      await desk.approve(file, [0, desk.checker(0)]);
      await time.increase(DAY + 1);
      await desk.lapse(file);
      await expect(desk.approve(file, [1, head]))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.City, Duty.Treasurer, head.address);
      await staff.appoint(Agency.City, Duty.Treasurer, registry, Official.Treasurer, 0, 2 ** 40);
      await desk.approve(file, [1, registry]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });

  describe("when lateness is only shown", () => {
    it("nothing lapses", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      await time.increase(1_000 * DAY);
      await expectNothing(desk, file);
    });
  });

  describe("when parallel steps have clocks of their own", () => {
    it("each is applied when its own time is over", async () => {
      const desk = await openDesk();
      const { head, treasurer } = desk.world;
      const file = await desk.submit(P.Clocks);
      await time.increaseTo(after(file, DAY));
      await desk.lapse(file);
      expect((await desk.state(file)).done).to.equal(0b1n);
      await expectNothing(desk, file);
      await time.increaseTo(after(file, 2 * DAY));
      await desk.lapse(file);
      expect((await desk.state(file)).escalated).to.equal(0b10n);
      await desk.approve(file, [1, head]);
      await desk.approve(file, [2, treasurer]);
      const state = await desk.state(file);
      expect([state.status, state.stage, state.done, state.silent]).to.deep.equal([Status.Open, 1n, 0b111n, true]);
    });

    it("all that are over are applied at once, rejection with the last word", async () => {
      const desk = await openDesk();
      const [one, two] = [await desk.submit(P.Clocks), await desk.submit(P.Clocks)];
      await time.increaseTo(after(one, 2 * DAY) + 60);
      await desk.lapse(one);
      const state = await desk.state(one);
      expect([state.status, state.done, state.escalated]).to.deep.equal([Status.Open, 1n, 2n]);
      await time.increaseTo(after(one, 3 * DAY) + 60);
      await desk.lapse(one);
      await desk.lapse(two);
      for (const file of [one, two]) expect(await desk.status(file)).to.equal(Status.Rejected);
    });
  });

  describe("when a correction is late", () => {
    it("the case is withdrawn", async () => {
      const desk = await openDesk();
      const { approvals, trail } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const returned = await timeOf(await desk.giveBack(file, 0, desk.checker(0)));
      await expectDue(desk, file, returned + CORRECTION);
      await expect(desk.lapse(file))
        .to.emit(approvals, "CaseLapsed")
        .withArgs(await trail.size(), file.id, 0, Status.Withdrawn, 0, 0, 0);
      await expectNothing(desk, file);
    });

    it("never where the procedure sets no limit", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.AtOnce);
      await desk.giveBack(file, 0, desk.checker(0));
      await time.increase(10_000 * DAY);
      await expectNothing(desk, file);
    });
  });

  describe("when the execution is late", () => {
    it("the case expires", async () => {
      const desk = await openDesk();
      const { approvals, trail, writers } = desk.world;
      const file = await desk.submit(P.Overdue);
      const approved = await timeOf(await desk.approve(file, [0, desk.checker(0)]));
      await expectDue(desk, file, approved + EXECUTION);
      await expect(desk.lapse(file))
        .to.emit(approvals, "CaseLapsed")
        .withArgs(await trail.size(), file.id, 0, Status.Expired, 0, 1, 0);
      await expectNothing(desk, file);
      await expectLogIntact(trail, writers);
    });
  });
});
