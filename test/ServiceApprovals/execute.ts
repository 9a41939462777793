// ServiceApprovals.execute, see execute.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { EXECUTION, P } from "./catalogue.ts";
import { Status, openDesk, timeOf } from "./desk.ts";
import type { CaseFile, Desk } from "./desk.ts";
import { payloadOf } from "./forms.ts";
import { Agency } from "./setup.ts";

const { time } = networkHelpers;

async function approved(desk: Desk, more: { amount?: bigint } = {}): Promise<CaseFile> {
  const file = await desk.submit(P.Overdue, { order: { currency: "CNY", ...more } });
  await desk.approve(file, [0, desk.checker(0)]);
  return file;
}

describe("ServiceApprovals.execute", () => {
  describe("when the payload is not the case's", () => {
    it("reverts with PayloadDiffers", async () => {
      const desk = await openDesk();
      const file = await approved(desk, { amount: 1n });
      for (const payload of ["0x", payloadOf({ ...file.order, amount: 2n }), `${file.payload}00`]) {
        await expect(desk.execute({ ...file, payload }))
          .to.be.revertedWithCustomError(desk.relayed, "PayloadDiffers")
          .withArgs(file.id, ethers.keccak256(payload), ethers.keccak256(file.payload));
      }
    });
  });

  describe("when the case is approved", () => {
    it("anyone carries it out, once, by the handler, on record", async () => {
      const desk = await openDesk();
      const { approvals, guarded, trail, writers } = desk.world;
      const file = await approved(desk);
      const record = await trail.size();
      const sent = await desk.execute(file);
      await expect(sent).to.emit(approvals, "CaseExecuted").withArgs(record, file.id, record, 2);
      await expect(sent)
        .to.emit(guarded, "Executed")
        .withArgs(
          file.id,
          [file.id, P.Overdue, Agency.Bureau, Agency.City, file.fields.scope, 2n, false],
          file.order.what,
        );
      const state = await desk.state(file);
      expect([state.status, state.since]).to.deep.equal([Status.Executed, BigInt(await timeOf(sent))]);
      await expect(desk.execute(file))
        .to.be.revertedWithCustomError(approvals, "StatusUnfit")
        .withArgs(file.id, Status.Executed);
      expect(await guarded.executions(file.id)).to.equal(1n);
      await expectLogIntact(trail, writers);
    });

    it("may be carried out until the last second, and then reverts with CaseTooLate", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Overdue);
      const since = await timeOf(await desk.approve(file, [0, desk.checker(0)]));
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(since + EXECUTION);
      await desk.execute(file);
      await snapshot.restore();
      await time.setNextBlockTimestamp(since + EXECUTION + 1);
      await expect(desk.execute(file))
        .to.be.revertedWithCustomError(desk.relayed, "CaseTooLate")
        .withArgs(file.id, since + EXECUTION);
    });
  });

  describe("when the handler fails", () => {
    it("stays approved with nothing on record, and can be tried again", async () => {
      const desk = await openDesk();
      const { guarded, trail } = desk.world;
      const file = await approved(desk);
      const [before, size] = [await desk.state(file), await trail.size()];
      await guarded.setMood(1);
      await expect(desk.execute(file)).to.be.revertedWithCustomError(guarded, "Refused").withArgs(file.id);
      expect([await desk.state(file), await trail.size()]).to.deep.equal([before, size]);
      await guarded.setMood(0);
      await desk.execute(file);
      expect(await desk.status(file)).to.equal(Status.Executed);
    });
  });

  describe("when other records come of it than the case says", () => {
    it("reverts with RecordsDiffer, and stays approved", async () => {
      const desk = await openDesk();
      const { guarded, trail } = desk.world;
      const file = await approved(desk);
      const next = await trail.size();
      await guarded.setMood(3);
      await expect(desk.execute(file))
        .to.be.revertedWithCustomError(desk.relayed, "RecordsDiffer")
        .withArgs(await guarded.getAddress(), next, 3, next, 2);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });

  describe("when the handler's door was closed since", () => {
    it("reverts with HandlerClosed, and goes on once it is open again", async () => {
      const desk = await openDesk();
      const { procedures, guarded } = desk.world;
      const file = await approved(desk);
      await procedures.closeDoor(guarded);
      await expect(desk.execute(file))
        .to.be.revertedWithCustomError(procedures, "HandlerClosed")
        .withArgs(await guarded.getAddress());
      expect(await desk.status(file)).to.equal(Status.Approved);
      await procedures.announceDoor(guarded);
      await expect(desk.execute(file)).to.be.revertedWithCustomError(procedures, "HandlerClosed");
      await time.increase(await procedures.doorDelay());
      await procedures.openDoor(guarded);
      await desk.execute(file);
    });
  });

  describe("when the procedure was retired or replaced since", () => {
    it("is carried out all the same", async () => {
      const desk = await openDesk();
      const file = await approved(desk);
      await desk.world.office.retire(P.Overdue);
      await desk.execute(file);
      expect(await desk.status(file)).to.equal(Status.Executed);
    });
  });

  describe("when too little gas is given", () => {
    it("is carried out whole or not at all, whatever the amount", async () => {
      const desk = await openDesk();
      const { guarded, trail } = desk.world;
      await guarded.setMood(2);
      const file = await approved(desk);
      const [before, size] = [await desk.state(file), await trail.size()];
      const snapshot = await networkHelpers.takeSnapshot();
      const outcomes: string[] = [];
      for (let gasLimit = 40_000; gasLimit <= 2_000_000; gasLimit = Math.ceil(gasLimit * 1.06)) {
        const { id, body, payload } = file;
        const sent = await desk.relayed.execute(id, body, payload, { gasLimit }).then(
          () => true,
          () => false,
        );
        if (sent) {
          expect(await desk.status(file)).to.equal(Status.Executed);
          expect([await guarded.executions(id), await trail.size()]).to.deep.equal([1n, size + 1n]);
        } else {
          expect([await desk.state(file), await trail.size()]).to.deep.equal([before, size]);
          expect(await guarded.executions(id)).to.equal(0n);
        }
        outcomes.push(sent ? "done" : "nothing");
        await snapshot.restore();
      }
      expect([...new Set(outcomes)]).to.deep.equal(["nothing", "done"]);
      await desk.execute(file);
    });
  });

  describe("when the handler calls back", () => {
    it("neither carries the case out again, nor another, nor changes this one", async () => {
      const desk = await openDesk();
      const { approvals, guarded } = desk.world;
      const [file, other] = [await approved(desk), await approved(desk)];
      const { interface: face } = approvals;
      const cancelled = await desk.act(file, 2, desk.world.maker);
      for (const [data, error] of [
        [face.encodeFunctionData("execute", [file.id, file.body, file.payload]), "ReentrancyGuardReentrantCall"],
        [face.encodeFunctionData("execute", [other.id, other.body, other.payload]), "ReentrancyGuardReentrantCall"],
        [face.encodeFunctionData("lapse", [file.id, file.body]), "NothingLapsed"],
        [face.encodeFunctionData("cancel", [file.id, file.body, "", cancelled]), "StatusUnfit"],
      ] as const) {
        await guarded.setHook(approvals, data);
        await expect(desk.execute(file)).to.be.revertedWithCustomError(approvals, error);
        expect(await desk.status(file)).to.equal(Status.Approved);
      }
    });

    it("may act in other cases, as anyone may, and the log stays intact", async () => {
      const desk = await openDesk();
      const { approvals, guarded, trail, writers } = desk.world;
      const file = await approved(desk);
      const other = await desk.submit(P.Overdue);
      const vote = await desk.decision(other, 0, desk.checker(1));
      await guarded.setHook(
        approvals,
        approvals.interface.encodeFunctionData("decide", [other.id, other.body, [vote]]),
      );
      await desk.execute(file);
      expect(await desk.status(file)).to.equal(Status.Executed);
      expect(await desk.status(other)).to.equal(Status.Approved);
      await expectLogIntact(trail, writers);
    });
  });
});
