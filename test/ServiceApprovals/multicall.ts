// ServiceApprovals.multicall: several acts in one transaction, see multicall.tree
import { expect } from "chai";
import { expectLogIntact } from "../support/log.ts";
import { P } from "./catalogue.ts";
import { Status, ascending, openDesk } from "./desk.ts";
import type { CaseFile, Desk } from "./desk.ts";

/** Calldata of the last vote with execution. */
async function lastVote(desk: Desk, file: CaseFile, n: number): Promise<string> {
  const votes = ascending([await desk.decision(file, 0, desk.checker(n))]);
  const { interface: face } = desk.relayed;
  return face.encodeFunctionData("decideAndExecute", [file.id, file.body, votes, file.payload]);
}

describe("ServiceApprovals.multicall", () => {
  describe("when all acts are possible", () => {
    it("does them in order: many submissions, many decisions with executions", async () => {
      const desk = await openDesk();
      const { interface: face } = desk.relayed;
      const { guarded, trail, writers } = desk.world;
      const order = desk.order();
      const plans = Array.from({ length: 5 }, () => desk.plan(P.Overdue, order));
      const submissions: string[] = [];
      for (const plan of plans) {
        submissions.push(face.encodeFunctionData("submit", [plan, [], await desk.signed(plan, order, {})]));
      }
      const before = await trail.size();
      await desk.relayed.multicall(submissions);
      expect(await trail.size()).to.equal(before + 5n);
      const files: CaseFile[] = [];
      for (let i = 0; i < 3; i += 1) files.push(await desk.submit(P.Overdue));
      const votes: string[] = [];
      for (const [i, file] of files.entries()) votes.push(await lastVote(desk, file, i));
      await desk.relayed.multicall(votes);
      for (const file of files) {
        expect(await desk.status(file)).to.equal(Status.Executed);
        expect(await guarded.executions(file.id)).to.equal(1n);
      }
      await expectLogIntact(trail, writers);
    });

    it("does the sender's own acts without signatures", async () => {
      const desk = await openDesk();
      const { approvals } = desk.world;
      const checker = desk.checker(0);
      const calls: string[] = [];
      for (let i = 0; i < 2; i += 1) {
        const file = await desk.submit(P.Overdue);
        const vote = await desk.decision(file, 0, checker, { direct: true });
        calls.push(approvals.interface.encodeFunctionData("decide", [file.id, file.body, [vote]]));
      }
      await expect(desk.relayed.multicall(calls)).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      await approvals.connect(checker).multicall(calls);
    });
  });

  describe("when one is not", () => {
    it("reverts with its error, and none is done", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      const vote = await lastVote(desk, file, 0);
      const before = await desk.world.trail.size();
      await expect(desk.relayed.multicall([vote, vote]))
        .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
        .withArgs(file.id, Status.Executed);
      expect(await desk.status(file)).to.equal(Status.Open);
      expect(await desk.world.trail.size()).to.equal(before);
    });
  });
});
