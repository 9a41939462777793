// Findings.answer: see answer.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { timeOf } from "../ServiceApprovals/desk.ts";
import { Agency, Official } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { openFindingDesk } from "./desk.ts";
import { Act, Status } from "./forms.ts";

describe("Findings.answer", () => {
  it("when there is no such finding: reverts with FindingUnknown", async () => {
    const desk = await openFindingDesk();
    const { id, plan } = await desk.open();
    const none = { id: ethers.id("none"), number: 1n, plan };
    const statement = await desk.statement({ id, number: 1n, plan }, "answer");
    const signed = await desk.signed(none, "answer", statement, {});
    await expect(desk.relayed.answer(none.id, statement, signed))
      .to.be.revertedWithCustomError(desk.relayed, "FindingUnknown")
      .withArgs(none.id);
  });

  it("when the signer is neither checker nor approver of the agency that must answer: reverts with NoSeat", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    const { maker, head, colleague, outsider, checkerAuditing } = desk.world;
    for (const by of [maker, head, colleague, outsider, checkerAuditing]) {
      await expect(desk.act(finding, "answer", { by }))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.Bureau, Duty.Approver, by.address);
    }
  });

  it("when the official has acted for the auditors, by whatever address: reverts with OtherSide", async () => {
    const desk = await openFindingDesk();
    const { auditorChecking, auditorOfficial, findings } = desk.world;
    const opened = await desk.open();
    await expect(desk.act(opened, "answer", { by: auditorChecking }))
      .to.be.revertedWithCustomError(findings, "OtherSide")
      .withArgs(opened.id, auditorOfficial);
    // The same for who did not open it but reopened it.
    const other = await desk.open({}, { by: desk.world.colleague });
    await desk.act(other, "answer");
    await desk.act(other, "reopen");
    expect(await findings.sideOf(other.id, auditorOfficial)).to.deep.equal([true, false]);
    await expect(desk.act(other, "answer", { by: auditorChecking }))
      .to.be.revertedWithCustomError(findings, "OtherSide")
      .withArgs(other.id, auditorOfficial);
  });

  it("when the text is empty or too long: reverts with TextLength", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    for (const [text, length] of [
      ["", 0],
      ["x".repeat(4097), 4097],
    ] as const) {
      await expect(desk.act(finding, "answer", { text }))
        .to.be.revertedWithCustomError(desk.relayed, "TextLength")
        .withArgs(length, 1, 4096);
    }
  });

  it("when another agency is named: reverts with AgencyDiffers", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    await expect(desk.act(finding, "answer", { agency: Agency.City }))
      .to.be.revertedWithCustomError(desk.relayed, "AgencyDiffers")
      .withArgs(finding.id, Agency.City, Agency.Bureau);
  });

  describe("when all is right", () => {
    it("records it and ends the clock", async () => {
      const desk = await openFindingDesk();
      const { findings, trail, writers, checker, checkerOfficial } = desk.world;
      const finding = await desk.open();
      const record = await trail.size();
      const document = ethers.id("delivery note");
      const statement = await desk.statement(finding, "answer", { document });
      const signed = await desk.signed(finding, "answer", statement, {});
      const sent = desk.relayed.answer(finding.id, statement, signed);
      await expect(sent)
        .to.emit(findings, "FindingActed")
        .withArgs(
          ...[record, finding.id, Act.Answer, Status.Answered, checkerOfficial, Object.values(statement)],
          ...[checker.address, FAR, signed.signature],
        );
      const state = await desk.state(finding);
      expect([state.status, state.turn, state.agency]).to.deep.equal([Status.Answered, 2n, BigInt(Agency.Bureau)]);
      expect(state.since).to.equal(BigInt(await timeOf(await sent)));
      const [, due, overdue] = await findings.effectiveStateOf(finding.id);
      expect([due, overdue]).to.deep.equal([0n, false]);
      expect(await findings.sideOf(finding.id, checkerOfficial)).to.deep.equal([false, true]);
      await expectLogIntact(trail, writers);
    });

    it("takes it late too", async () => {
      const desk = await openFindingDesk();
      const finding = await desk.open();
      await desk.late(finding);
      await desk.act(finding, "answer", { by: desk.world.approver, direct: true });
      expect(await desk.status(finding)).to.equal(Status.Answered);
      expect(await desk.world.findings.sideOf(finding.id, Official.Approver)).to.deep.equal([false, true]);
    });

    it("takes it of the agency above after an escalation, and of no one below", async () => {
      const desk = await openFindingDesk();
      const { head, checker } = desk.world;
      const finding = await desk.open();
      await desk.late(finding);
      await desk.act(finding, "escalate");
      await expect(desk.act(finding, "answer", { by: checker }))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.City, Duty.Approver, checker.address);
      await desk.act(finding, "answer", { by: head });
      expect(await desk.status(finding)).to.equal(Status.Answered);
    });
  });
});
