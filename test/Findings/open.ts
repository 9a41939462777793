// Findings.open: see open.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { digestOf, sign } from "../ServiceApprovals/forms.ts";
import { timeOf } from "../ServiceApprovals/desk.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { DAY, LIMIT, openFindingDesk } from "./desk.ts";
import type { FindingDesk } from "./desk.ts";
import { Severity, Status, Subject, idOf, openingMessage, periodOf, subjectOf } from "./forms.ts";
import type { OpeningPlan } from "./forms.ts";
import { AUDIT, BUILDER, LINE, nameOf } from "./setup.ts";

async function refused(desk: FindingDesk, more: Partial<OpeningPlan>, error: string, ...values: unknown[]) {
  const plan = desk.plan(more);
  await expect(desk.relayed.open(plan, await desk.signedOpening(plan)))
    .to.be.revertedWithCustomError(desk.relayed, error)
    .withArgs(...values);
}

describe("Findings.open", () => {
  it("when there is no severity: reverts with SeverityMissing", async () => {
    await refused(await openFindingDesk(), { severity: Severity.None }, "SeverityMissing");
  });

  it("when the answer is wanted in less than a day or more than 366: reverts with AnswerLimitOut", async () => {
    const desk = await openFindingDesk();
    for (const answerLimit of [0, DAY - 1, 366 * DAY + 1, 2 ** 32 - 1]) {
      await refused(desk, { answerLimit }, "AnswerLimitOut", answerLimit, DAY, 366 * DAY);
    }
    for (const answerLimit of [DAY, 366 * DAY]) await desk.open({ answerLimit });
  });

  it("when the text is empty or too long: reverts with TextLength", async () => {
    const desk = await openFindingDesk();
    await refused(desk, { text: "" }, "TextLength", 0, 1, 4096);
    await refused(desk, { text: "账".repeat(1366) }, "TextLength", 4098, 1, 4096);
    await desk.open({ text: "x".repeat(4096) });
  });

  it("when there is no such record, case, line or party: reverts with SubjectUnknown", async () => {
    const desk = await openFindingDesk();
    const size = await desk.world.trail.size();
    const otherKind = LINE + (1n << 56n);
    for (const [subjectKind, subject] of [
      [Subject.None, subjectOf(0)],
      [Subject.Record, subjectOf(size)],
      [Subject.Record, subjectOf(1n << 64n)],
      [Subject.Case, ethers.id("no case")],
      [Subject.Case, subjectOf(0)],
      [Subject.Line, subjectOf(LINE + 1n)],
      [Subject.Line, subjectOf(otherKind)],
      [Subject.Line, subjectOf(LINE + (1n << 64n))],
      [Subject.Party, subjectOf(0)],
      [Subject.Party, subjectOf(AUDIT + 1)],
      [Subject.Party, subjectOf((1n << 32n) + 1n)],
    ] as const) {
      const plan = desk.plan({ subjectKind, subject });
      const signed = { signer: desk.world.auditor.address, deadline: FAR, signature: "0x" };
      await expect(desk.world.findings.connect(desk.world.auditor).open(plan, signed))
        .to.be.revertedWithCustomError(desk.relayed, "SubjectUnknown")
        .withArgs(subjectKind, subject);
    }
  });

  it("when the period ends before it begins, or has not begun: reverts with SubjectUnknown", async () => {
    const desk = await openFindingDesk();
    const { today } = desk.world;
    const far = subjectOf((BigInt(today) << 24n) | BigInt(today) | (1n << 48n));
    for (const subject of [periodOf(today, today - 1), periodOf(today + 10, today + 20), far]) {
      const plan = desk.plan({ subjectKind: Subject.Period, subject });
      const signed = { signer: desk.world.auditor.address, deadline: FAR, signature: "0x" };
      await expect(desk.world.findings.connect(desk.world.auditor).open(plan, signed))
        .to.be.revertedWithCustomError(desk.relayed, "SubjectUnknown")
        .withArgs(Subject.Period, subject);
    }
    await desk.open({ subjectKind: Subject.Period, subject: periodOf(today, today) });
    await desk.open({ subjectKind: Subject.Period, subject: periodOf(0, today + 400) });
  });

  it("when the signer is no auditor of the office: reverts with NoSeat", async () => {
    const desk = await openFindingDesk();
    const { auditor, checker, staff } = desk.world;
    for (const [office, by] of [
      [AUDIT, checker],
      [Agency.Bureau, auditor],
      [99, auditor],
    ] as const) {
      const plan = desk.plan({ office });
      await expect(desk.relayed.open(plan, await desk.signedOpening(plan, { by })))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(office, Duty.Auditor, by.address);
    }
    await staff.dismiss(AUDIT, Duty.Auditor, auditor.address);
    await refused(desk, {}, "NoSeat", AUDIT, Duty.Auditor, auditor.address);
  });

  it("when the agency is of another government, or no agency: reverts with AgencyElsewhere", async () => {
    const desk = await openFindingDesk();
    for (const agency of [Agency.OtherCity, BUILDER, 0, 99]) {
      await refused(desk, { agency }, "AgencyElsewhere", agency, AUDIT);
    }
  });

  it("when the same opening comes again: reverts with FindingExists", async () => {
    const desk = await openFindingDesk();
    const plan = desk.plan();
    const signed = await desk.signedOpening(plan);
    const { id } = await desk.paperOf(await desk.relayed.open(plan, signed), plan);
    await expect(desk.relayed.open(plan, signed))
      .to.be.revertedWithCustomError(desk.relayed, "FindingExists")
      .withArgs(id);
    // Another auditor's like opening is another finding.
    const other = await desk.relayed.open(plan, await desk.signedOpening(plan, { by: desk.world.colleague }));
    expect((await desk.paperOf(other, plan)).id).to.not.equal(id);
  });

  describe("when all is right", () => {
    it("records it, with what its signer saw, and its number is that of the record", async () => {
      const desk = await openFindingDesk();
      const { findings, trail, writers, auditor, auditorOfficial } = desk.world;
      const plan = desk.plan();
      const message = await openingMessage(findings, plan, nameOf, FAR);
      const record = await trail.size();
      const signed = { signer: auditor.address, deadline: FAR, signature: await sign(auditor, message) };
      const id = idOf(message, auditor.address);
      expect(await desk.relayed.open.staticCall(plan, signed)).to.equal(id);
      const sent = desk.relayed.open(plan, signed);
      await expect(sent)
        .to.emit(findings, "FindingOpened")
        .withArgs(record, id, auditorOfficial, Object.values(plan), auditor.address, FAR, signed.signature);
      const time = BigInt(await timeOf(await sent));
      expect(await desk.state({ id })).to.deep.equal([
        ...[Status.Open, BigInt(Severity.Major), 1n, BigInt(AUDIT), BigInt(Agency.Bureau), auditorOfficial],
        ...[time, BigInt(LIMIT), record],
      ]);
      const [, due, overdue] = await findings.effectiveStateOf(id);
      expect([due, overdue]).to.deep.equal([time + BigInt(LIMIT), false]);
      expect(message.value["about"]).to.equal("record 0");
      expect(digestOf(message)).to.match(/^0x/);
      await expectLogIntact(trail, writers);
    });

    it("takes every kind of subject and every severity", async () => {
      const desk = await openFindingDesk();
      const { file, today, trail, writers } = desk.world;
      const last = (await trail.size()) - 1n;
      for (const [subjectKind, subject] of [
        [Subject.Record, subjectOf(last)],
        [Subject.Case, file.id],
        [Subject.Line, subjectOf(LINE)],
        [Subject.Party, subjectOf(BUILDER)],
        [Subject.Party, subjectOf(Agency.OtherCity)],
        [Subject.Period, periodOf(today - 90, today - 1)],
      ] as const) {
        for (const severity of [Severity.Note, Severity.Minor, Severity.Major, Severity.Critical]) {
          const finding = await desk.open({ subjectKind, subject, severity, document: ethers.ZeroHash });
          expect((await desk.state(finding)).severity).to.equal(BigInt(severity));
        }
      }
      await expectLogIntact(trail, writers);
    });

    it("takes it by the auditor's own transaction", async () => {
      const desk = await openFindingDesk();
      const { auditor, findings } = desk.world;
      const plan = desk.plan();
      const signed = await desk.signedOpening(plan, { direct: true });
      await expect(desk.relayed.open(plan, signed)).to.be.revertedWithCustomError(findings, "SignatureInvalid");
      await desk.paperOf(await findings.connect(auditor).open(plan, signed), plan);
    });

    it("takes a contract account's word (ERC-1271)", async () => {
      const desk = await openFindingDesk();
      const { staff, findings, auditorOfficial, colleague } = desk.world;
      const wallet = await ethers.deployContract("WalletMock", [colleague.address]);
      const signer = await wallet.getAddress();
      await staff.appoint(AUDIT, Duty.Auditor, signer, auditorOfficial, 0, FAR);
      const plan = desk.plan();
      const signature = await sign(colleague, await openingMessage(findings, plan, nameOf, FAR));
      await desk.relayed.open(plan, { signer, deadline: FAR, signature });
      await wallet.setReverting(true);
      const again = desk.plan();
      const other = await sign(colleague, await openingMessage(findings, again, nameOf, FAR));
      await expect(desk.relayed.open(again, { signer, deadline: FAR, signature: other })).to.be.revertedWithCustomError(
        findings,
        "SignatureInvalid",
      );
    });
  });
});
