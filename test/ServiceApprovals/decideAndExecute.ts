// ServiceApprovals.decideAndExecute, see decideAndExecute.tree
import { expect } from "chai";
import { expectLogIntact } from "../support/log.ts";
import { P } from "./catalogue.ts";
import { Status, ascending, decidedWord, openDesk, timeOf } from "./desk.ts";
import type { CaseFile, Desk, Person } from "./desk.ts";
import { Verdict, payloadOf } from "./forms.ts";
import { Official } from "./setup.ts";

async function lastVote(desk: Desk, file: CaseFile, step: number, by: Person, payload = file.payload) {
  const decisions = ascending([await desk.decision(file, step, by)]);
  return desk.relayed.decideAndExecute(file.id, file.body, decisions, payload);
}

describe("ServiceApprovals.decideAndExecute", () => {
  describe("when the decisions approve the case", () => {
    it("carries it out at once, its decision saying so", async () => {
      const desk = await openDesk();
      const { approvals, guarded, treasurer, trail, writers } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await desk.approve(file, [0, desk.checker(0)]);
      const record = await trail.size();
      const vote = await desk.decision(file, 1, treasurer);
      const sent = await desk.relayed.decideAndExecute(file.id, file.body, [vote], file.payload);
      const word = decidedWord(1, Verdict.Approve, Official.Treasurer, [Status.Executed, 1]);
      await expect(sent)
        .to.emit(approvals, "CaseDecided")
        .withArgs(record, file.id, word, treasurer.address, "", vote.by.signature);
      await expect(sent).not.to.emit(approvals, "CaseExecuted");
      const state = await desk.state(file);
      expect([state.status, state.since]).to.deep.equal([Status.Executed, BigInt(await timeOf(sent))]);
      expect(await guarded.executions(file.id)).to.equal(1n);
      expect(await trail.size()).to.equal(record + 1n);
      await expectLogIntact(trail, writers);
    });
  });

  describe("when they do not approve it yet", () => {
    it("reverts with StatusUnfit, and none of them counts", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      const before = await desk.world.trail.size();
      await expect(lastVote(desk, file, 0, desk.checker(0)))
        .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
        .withArgs(file.id, Status.Open);
      expect((await desk.state(file)).done).to.equal(0n);
      expect(await desk.world.trail.size()).to.equal(before);
    });
  });

  describe("when other records come of it than the case says, or not right after the decision's", () => {
    it("reverts with RecordsDiffer, and none of them counts", async () => {
      const desk = await openDesk();
      const { guarded, treasurer, trail } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await desk.approve(file, [0, desk.checker(0)]);
      const next = (await trail.size()) + 1n;
      const handler = await guarded.getAddress();
      for (const [mood, first, count, from] of [
        [3, next, 3n, next],
        [4, next + 1n, 2n, next],
      ] as const) {
        await guarded.setMood(mood);
        await expect(lastVote(desk, file, 1, treasurer))
          .to.be.revertedWithCustomError(desk.relayed, "RecordsDiffer")
          .withArgs(handler, first, count, from, 2);
      }
      expect((await desk.state(file)).approvals).to.equal(1n);
    });
  });

  describe("when the case cannot be carried out", () => {
    it("reverts with the handler's error or its own, and none of them counts", async () => {
      const desk = await openDesk();
      const { guarded, procedures, treasurer } = desk.world;
      const file = await desk.submit(P.TwoStages);
      await desk.approve(file, [0, desk.checker(0)]);
      await guarded.setMood(1);
      await expect(lastVote(desk, file, 1, treasurer))
        .to.be.revertedWithCustomError(guarded, "Refused")
        .withArgs(file.id);
      await guarded.setMood(0);
      const other = payloadOf(desk.order({ what: "Another road" }));
      await expect(lastVote(desk, file, 1, treasurer, other)).to.be.revertedWithCustomError(
        desk.relayed,
        "PayloadDiffers",
      );
      await procedures.closeDoor(guarded);
      await expect(lastVote(desk, file, 1, treasurer))
        .to.be.revertedWithCustomError(procedures, "HandlerClosed")
        .withArgs(await guarded.getAddress());
      const state = await desk.state(file);
      expect([state.status, state.approvals]).to.deep.equal([Status.Open, 1n]);
      // Its approval still counts by itself.
      await desk.approve(file, [1, treasurer]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });
});
