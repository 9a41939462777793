// Findings.escalate: see escalate.tree
import { expect } from "chai";
import { Duty } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { timeOf } from "../ServiceApprovals/desk.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { LIMIT, openFindingDesk } from "./desk.ts";
import { Status } from "./forms.ts";
import { AUDIT } from "./setup.ts";

describe("Findings.escalate", () => {
  it("when the answer is awaited and not late: reverts with AnswerNotDue, until the very second at which it is due", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    const [, due] = await desk.world.findings.effectiveStateOf(finding.id);
    const statement = await desk.statement(finding, "escalate");
    const signed = await desk.signed(finding, "escalate", statement, {});
    await networkHelpers.time.setNextBlockTimestamp(due);
    await expect(desk.relayed.escalate(finding.id, statement, signed))
      .to.be.revertedWithCustomError(desk.relayed, "AnswerNotDue")
      .withArgs(finding.id, due);
    await networkHelpers.time.setNextBlockTimestamp(due + 1n);
    await desk.relayed.escalate(finding.id, statement, signed);
  });

  it("when the agency is a government: reverts with NothingAbove", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open({ agency: Agency.City });
    await desk.late(finding);
    await expect(desk.act(finding, "escalate", { agency: 0 }))
      .to.be.revertedWithCustomError(desk.relayed, "NothingAbove")
      .withArgs(finding.id, Agency.City);
  });

  it("when the signer is no auditor of the office: reverts with NoSeat", async () => {
    const desk = await openFindingDesk();
    const { head } = desk.world;
    const finding = await desk.open();
    await desk.late(finding);
    await expect(desk.act(finding, "escalate", { by: head }))
      .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
      .withArgs(AUDIT, Duty.Auditor, head.address);
  });

  describe("when all is right", () => {
    it("moves the answer to the agency above with a new clock, late or answered", async () => {
      const desk = await openFindingDesk();
      const { findings, trail, writers } = desk.world;
      const late = await desk.open();
      const answered = await desk.open();
      await desk.act(answered, "answer");
      const at = await timeOf(await desk.act(answered, "escalate"));
      const [state, due] = await findings.effectiveStateOf(answered.id);
      expect([state.status, state.agency]).to.deep.equal([Status.Escalated, BigInt(Agency.City)]);
      expect(due).to.equal(BigInt(at + LIMIT));
      await desk.late(late);
      await desk.act(late, "escalate");
      expect((await desk.state(late)).agency).to.equal(BigInt(Agency.City));
      await expectLogIntact(trail, writers);
    });

    it("goes up as often as there is an agency above", async () => {
      const desk = await openFindingDesk();
      const finding = await desk.open({ agency: Agency.Office });
      for (const agency of [Agency.Bureau, Agency.City]) {
        await desk.late(finding);
        await desk.act(finding, "escalate");
        expect((await desk.state(finding)).agency).to.equal(BigInt(agency));
      }
      await desk.late(finding);
      await expect(desk.act(finding, "escalate")).to.be.revertedWithCustomError(desk.relayed, "NothingAbove");
    });
  });
});
