// ServiceApprovals.decide, see decide.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { DAY, P } from "./catalogue.ts";
import { Status, decidedWord, openDesk, timeOf } from "./desk.ts";
import { Verdict } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

describe("ServiceApprovals.decide", () => {
  describe("when there is no decision, or no verdict", () => {
    it("reverts with DecisionsMissing or VerdictMissing", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      await expect(desk.decide(file, [])).to.be.revertedWithCustomError(desk.relayed, "DecisionsMissing");
      const decision = await desk.decision(file, 0, desk.checker(0));
      await expect(desk.decide(file, [{ ...decision, verdict: Verdict.None }])).to.be.revertedWithCustomError(
        desk.relayed,
        "VerdictMissing",
      );
    });
  });

  describe("when there is no such case", () => {
    it("reverts with CaseUnknown", async () => {
      const desk = await openDesk();
      const file = { ...(await desk.submit(P.TwoStages)), id: ethers.id("none") };
      await expect(desk.approve(file, [0, desk.checker(0)]))
        .to.be.revertedWithCustomError(desk.relayed, "CaseUnknown")
        .withArgs(file.id);
    });
  });

  describe("when the signers do not ascend", () => {
    it("reverts with SignersNotAscending", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Parallel);
      const one = await desk.decision(file, 0, desk.checker(0));
      const two = await desk.decision(file, 1, desk.world.approver);
      const [high, low] = BigInt(one.by.signer) > BigInt(two.by.signer) ? [one, two] : [two, one];
      await expect(desk.relayed.decide(file.id, file.body, [high, low]))
        .to.be.revertedWithCustomError(desk.relayed, "SignersNotAscending")
        .withArgs(high.by.signer, low.by.signer);
      await expect(desk.relayed.decide(file.id, file.body, [low, low])).to.be.revertedWithCustomError(
        desk.relayed,
        "SignersNotAscending",
      );
      const nobody = { ...one, by: { ...one.by, signer: ethers.ZeroAddress } };
      await expect(desk.relayed.decide(file.id, file.body, [nobody])).to.be.revertedWithCustomError(
        desk.relayed,
        "SignersNotAscending",
      );
    });
  });

  describe("when the step is not on the case's route", () => {
    it("reverts with StepUnknown", async () => {
      const desk = await openDesk();
      const { approver } = desk.world;
      const file = await desk.submit(P.Thresholds, { order: { amount: 999n, currency: "CNY" } });
      for (const step of [1, 4, 15, 255]) {
        await expect(desk.approve(file, [step, approver]))
          .to.be.revertedWithCustomError(desk.relayed, "StepUnknown")
          .withArgs(file.id, step);
      }
    });
  });

  describe("when the step is of another stage, or decided", () => {
    it("reverts with StepNotOpen", async () => {
      const desk = await openDesk();
      const { treasurer, approver } = desk.world;
      const file = await desk.submit(P.Parallel);
      await expect(desk.approve(file, [2, treasurer]))
        .to.be.revertedWithCustomError(desk.relayed, "StepNotOpen")
        .withArgs(file.id, 2);
      await desk.approve(file, [0, desk.checker(0)]);
      await expect(desk.approve(file, [0, desk.checker(1)])).to.be.revertedWithCustomError(desk.relayed, "StepNotOpen");
      await desk.approve(file, [1, approver]);
      await expect(desk.approve(file, [1, approver])).to.be.revertedWithCustomError(desk.relayed, "StepNotOpen");
    });
  });

  describe("when a rule decides the step", () => {
    it("reverts with RuleStep", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Ruled);
      await expect(desk.approve(file, [0, desk.checker(0)]))
        .to.be.revertedWithCustomError(desk.relayed, "RuleStep")
        .withArgs(file.id, 0);
    });
  });

  describe("when the signer does not hold the step's duty now", () => {
    it("reverts with NoSeat, before, after and without a seat, and with one elsewhere", async () => {
      const desk = await openDesk();
      const { staff, treasurer, head, approver, citizen } = desk.world;
      const file = await desk.submit(P.TwoStages);
      for (const by of [treasurer, approver, head, citizen]) {
        await expect(desk.approve(file, [0, by]))
          .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
          .withArgs(Agency.Bureau, Duty.Checker, by.address);
      }
      await desk.approve(file, [0, desk.checker(0)]);
      const now = await networkHelpers.time.latest();
      const { Treasurer } = Duty;
      await staff.appoint(Agency.Bureau, Treasurer, approver, Official.Approver, 0, FAR);
      await expect(desk.approve(file, [1, approver]))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.Treasury, Treasurer, approver.address);
      await staff.appoint(Agency.Treasury, Treasurer, treasurer, Official.Treasurer, now + 100, now + 200);
      const snapshot = await networkHelpers.takeSnapshot();
      for (const [time, seated] of [
        [now + 99, false],
        [now + 100, true],
        [now + 199, true],
        [now + 200, false],
      ] as const) {
        await networkHelpers.time.setNextBlockTimestamp(time);
        const sent = desk.approve(file, [1, treasurer]);
        if (seated) await sent;
        else await expect(sent).to.be.revertedWithCustomError(desk.relayed, "NoSeat");
        await snapshot.restore();
      }
    });
  });

  describe("when an official approves", () => {
    it("is on record with the state after it, and ends the stage where that is complete", async () => {
      const desk = await openDesk();
      const { approvals, trail, writers, approver, treasurer } = desk.world;
      const file = await desk.submit(P.Parallel);
      const since = BigInt(file.submittedAt);
      const record = await trail.size();

      const second = await desk.decision(file, 1, approver, { reason: "Zulässig 可以", deadline: FAR - 1 });
      await expect(desk.decide(file, [second]))
        .to.emit(approvals, "CaseDecided")
        .withArgs(
          ...[record, file.id, decidedWord(1, Verdict.Approve, Official.Approver, [Status.Open, 0], FAR - 1)],
          ...[approver.address, "Zulässig 可以", second.by.signature],
        );
      expect(await desk.state(file)).to.deep.equal([
        Status.Open,
        0n,
        0n,
        false,
        false,
        1n,
        0b10n,
        0n,
        since,
        since,
        BigInt(Official.Approver),
        0n,
        0n,
      ]);

      const first = await desk.decision(file, 0, desk.checker(0));
      const sent = await desk.decide(file, [first]);
      const officials = [Official.Approver, Official.Checker].map(BigInt);
      await expect(sent)
        .to.emit(approvals, "CaseDecided")
        .withArgs(
          ...[record + 1n, file.id, decidedWord(0, Verdict.Approve, Official.Checker, [Status.Open, 3])],
          ...[first.by.signer, "", first.by.signature],
        );
      expect(await desk.state(file)).to.deep.equal([
        Status.Open,
        0n,
        3n,
        false,
        false,
        2n,
        0b11n,
        0n,
        BigInt(await timeOf(sent)),
        since,
        ...officials,
        0n,
      ]);

      const last = await desk.approve(file, [2, treasurer]);
      expect(await desk.state(file)).to.deep.equal([
        Status.Approved,
        0n,
        3n,
        false,
        false,
        3n,
        0b111n,
        0n,
        BigInt(await timeOf(last)),
        since,
        ...officials,
        5n,
      ]);
      await expectLogIntact(trail, writers);
    });

    it("does so by the own transaction as well", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      const checker = desk.checker(0);
      const decision = await desk.decision(file, 0, checker, { direct: true });
      await desk.world.approvals.connect(checker).decide(file.id, file.body, [decision]);
      expect((await desk.state(file)).stage).to.equal(1n);
    });

    it("may do so in one transaction with others, over several stages", async () => {
      const desk = await openDesk();
      const { approver, treasurer, approvals } = desk.world;
      const file = await desk.submit(P.Parallel);
      const early: (readonly [number, typeof approver])[] = [
        [0, desk.checker(0)],
        [1, approver],
        [2, treasurer],
      ];
      // The stages must follow the signers' order, which these addresses may or may not have.
      const order = [...early].sort((a, b) => (BigInt(a[1].address) < BigInt(b[1].address) ? -1 : 1));
      if (order.at(-1)?.[0] === 2) {
        await expect(desk.approve(file, ...early)).to.emit(approvals, "CaseDecided");
        expect(await desk.status(file)).to.equal(Status.Approved);
      } else {
        await expect(desk.approve(file, ...early)).to.be.revertedWithCustomError(approvals, "StepNotOpen");
        await desk.approve(file, ...early.slice(0, 2));
        await desk.approve(file, [2, treasurer]);
      }
      expect(await desk.status(file)).to.equal(Status.Approved);
    });

    it("waits for a quorum of different officials", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      await desk.approve(file, [0, desk.checker(0)]);
      expect((await desk.state(file)).done).to.equal(0n);
      await expect(desk.approve(file, [0, desk.checker(0)]))
        .to.be.revertedWithCustomError(desk.relayed, "ConflictOfInterest")
        .withArgs(file.id, Official.Checker);
      await desk.approve(file, [0, desk.checker(1)]);
      const state = await desk.state(file);
      expect([state.done, state.stage, state.approvals]).to.deep.equal([1n, 1n, 2n]);
    });

    it("counts a quorum of each round by itself", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      await desk.approve(file, [0, desk.checker(0)]);
      await desk.giveBack(file, 0, desk.checker(1));
      const second = await desk.resubmit(file);
      await desk.approve(second, [0, desk.checker(2)]);
      expect((await desk.state(file)).done).to.equal(0n);
      await desk.approve(second, [0, desk.checker(0)]);
      expect((await desk.state(file)).done).to.equal(1n);
    });
  });

  describe("when an official rejects or returns", () => {
    it("ends the case, or gives it back, at once, whoever approved before", async () => {
      const desk = await openDesk();
      const { approvals, approver } = desk.world;
      for (const [verdict, status] of [
        [Verdict.Reject, Status.Rejected],
        [Verdict.Return, Status.Returned],
      ] as const) {
        const file = await desk.submit(P.Parallel);
        await desk.approve(file, [1, approver]);
        const decision = await desk.decision(file, 0, desk.checker(0), { verdict, reason: "Invoice missing" });
        const sent = await desk.decide(file, [decision]);
        await expect(sent)
          .to.emit(approvals, "CaseDecided")
          .withArgs(
            ...[(await desk.world.trail.size()) - 1n, file.id, decidedWord(0, verdict, Official.Checker, [status, 0])],
            ...[decision.by.signer, "Invoice missing", decision.by.signature],
          );
        const state = await desk.state(file);
        expect([state.status, state.since]).to.deep.equal([status, BigInt(await timeOf(sent))]);
        expect([state.approvals, state.done]).to.deep.equal([1n, 0b10n]);
      }
    });

    it("one of a quorum is enough", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      await desk.approve(file, [0, desk.checker(0)]);
      await desk.reject(file, 0, desk.checker(1));
      expect(await desk.status(file)).to.equal(Status.Rejected);
    });

    it("nothing of the same transaction comes after it", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Quorum);
      const people = [desk.checker(0), desk.checker(1)].sort((a, b) =>
        BigInt(a.address) < BigInt(b.address) ? -1 : 1,
      );
      const [low, high] = people;
      if (low === undefined || high === undefined) throw new Error("no checkers");
      const decisions = [
        await desk.decision(file, 0, low, { verdict: Verdict.Reject }),
        await desk.decision(file, 0, high),
      ];
      await expect(desk.decide(file, decisions))
        .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
        .withArgs(file.id, Status.Rejected);
      expect(await desk.status(file)).to.equal(Status.Open);
    });
  });

  describe("when the step is late but its lateness is only shown", () => {
    it("is decided all the same", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      await networkHelpers.time.increase(100 * DAY);
      expect((await desk.effective(file)).overdue).to.equal(true);
      await desk.approve(file, [0, desk.checker(0)]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });
});
