// ServiceApprovals.effectiveStateOf, stateOf and bodyHashOf, see effectiveStateOf.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { CORRECTION, DAY, EXECUTION, P } from "./catalogue.ts";
import { NO_BODY, Status, openDesk, timeOf } from "./desk.ts";
import type { CaseFile } from "./desk.ts";
import { Act } from "./forms.ts";

const { time } = networkHelpers;
const at = (file: CaseFile, seconds: number) => BigInt(file.submittedAt) + BigInt(seconds);

describe("ServiceApprovals.effectiveStateOf", () => {
  describe("when there is no such case, or the body is another", () => {
    it("reverts with CaseUnknown or BodyDiffers; the plain views are zero", async () => {
      const desk = await openDesk();
      const id = ethers.id("none");
      await expect(desk.relayed.effectiveStateOf(id, NO_BODY)).to.be.revertedWithCustomError(
        desk.relayed,
        "CaseUnknown",
      );
      expect((await desk.relayed.stateOf(id)).status).to.equal(Status.None);
      expect(await desk.relayed.bodyHashOf(id)).to.equal(ethers.ZeroHash);
      const file = await desk.submit(P.TwoStages);
      await expect(desk.relayed.effectiveStateOf(file.id, NO_BODY)).to.be.revertedWithCustomError(
        desk.relayed,
        "BodyDiffers",
      );
    });
  });

  describe("when the case is open", () => {
    it("tells the earliest time at which an open step of the stage is due, 0 if none has a limit", async () => {
      const desk = await openDesk();
      const plain = await desk.submit(P.TwoStages);
      expect(await desk.effective(plain)).to.deep.equal([Status.Open, 0n, 0n, false, false]);
      const file = await desk.submit(P.Clocks);
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 0n, at(file, DAY), false, false]);
      await desk.approve(file, [0, desk.checker(0)]);
      expect((await desk.effective(file)).due).to.equal(at(file, 2 * DAY));
      await desk.approve(file, [1, desk.world.approver]);
      expect((await desk.effective(file)).due).to.equal(at(file, 3 * DAY));
      const begun = await timeOf(await desk.approve(file, [2, desk.world.treasurer]));
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 1n, BigInt(begun + DAY), false, false]);
    });

    it("tells that it is overdue from the second after", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      const due = at(file, 2 * DAY);
      await time.increaseTo(due);
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 0n, due, false, false]);
      await time.increaseTo(due + 1n);
      expect(await desk.effective(file)).to.deep.equal([Status.Open, 0n, due, true, false]);
    });

    it("tells what silence has decided, before anyone has put it on record", async () => {
      const desk = await openDesk();
      const [approved, rejected, escalated] = [
        await desk.submit(P.DeemedApproved),
        await desk.submit(P.DeemedRejected),
        await desk.submit(P.Escalated),
      ];
      await time.increaseTo(at(approved, 5 * DAY) + 100n);
      const now = BigInt(await time.latest());
      expect(await desk.effective(approved)).to.deep.equal([Status.Approved, 0n, now + BigInt(EXECUTION), false, true]);
      expect(await desk.effective(rejected)).to.deep.equal([Status.Rejected, 0n, 0n, false, true]);
      expect(await desk.effective(escalated)).to.deep.equal([Status.Open, 0n, at(escalated, 4 * DAY), true, true]);
      for (const file of [approved, rejected, escalated]) {
        expect(await desk.status(file)).to.equal(Status.Open);
        const before = await desk.effective(file);
        await desk.lapse(file);
        expect(await desk.status(file)).to.equal(before.status);
        expect((await desk.effective(file)).lapsable).to.equal(false);
      }
    });
  });

  describe("when the case is returned or approved", () => {
    it("tells until when it may be corrected or carried out, and what becomes of it then", async () => {
      const desk = await openDesk();
      const returned = await desk.submit(P.TwoStages);
      const since = BigInt(await timeOf(await desk.giveBack(returned, 0, desk.checker(0))));
      expect(await desk.effective(returned)).to.deep.equal([
        Status.Returned,
        0n,
        since + BigInt(CORRECTION),
        false,
        false,
      ]);
      const approved = await desk.submit(P.Overdue);
      const from = BigInt(await timeOf(await desk.approve(approved, [0, desk.checker(0)])));
      expect(await desk.effective(approved)).to.deep.equal([
        Status.Approved,
        0n,
        from + BigInt(EXECUTION),
        false,
        false,
      ]);
      await time.increaseTo(since + BigInt(CORRECTION) + 1n);
      expect(await desk.effective(returned)).to.deep.equal([Status.Withdrawn, 0n, 0n, false, true]);
      await time.increaseTo(from + BigInt(EXECUTION) + 1n);
      expect(await desk.effective(approved)).to.deep.equal([Status.Expired, 0n, 0n, false, true]);
    });

    it("tells no time where a correction has no limit", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.AtOnce);
      await desk.giveBack(file, 0, desk.checker(0));
      expect(await desk.effective(file)).to.deep.equal([Status.Returned, 0n, 0n, false, false]);
    });
  });

  describe("when the case has ended", () => {
    it("stays as it is for ever", async () => {
      const desk = await openDesk();
      const executed = await desk.submit(P.AtOnce);
      const vote = await desk.decision(executed, 0, desk.checker(0));
      await desk.relayed.decideAndExecute(executed.id, executed.body, [vote], executed.payload);
      const rejected = await desk.submit(P.DeemedApproved);
      await desk.reject(rejected, 0, desk.checker(0));
      const withdrawn = await desk.submit(P.DeemedApproved);
      const act = await desk.act(withdrawn, Act.Withdraw, desk.world.maker);
      await desk.relayed.withdraw(withdrawn.id, withdrawn.body, "", act);
      await time.increase(1_000 * DAY);
      for (const [file, status] of [
        [executed, Status.Executed],
        [rejected, Status.Rejected],
        [withdrawn, Status.Withdrawn],
      ] as const) {
        expect(await desk.effective(file)).to.deep.equal([status, 0n, 0n, false, false]);
      }
    });
  });
});
