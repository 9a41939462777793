// Findings.resolve: see resolve.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { openFindingDesk } from "./desk.ts";
import { Act, Status } from "./forms.ts";
import { AUDIT } from "./setup.ts";

describe("Findings.resolve", () => {
  it("when the signer is no auditor of the finding's office: reverts with NoSeat", async () => {
    const desk = await openFindingDesk();
    const { makerSpare, checker, outsider } = desk.world;
    const finding = await desk.open();
    // makerSpare is auditor of another office.
    for (const by of [makerSpare, checker, outsider]) {
      await expect(desk.act(finding, "resolve", { by }))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(AUDIT, Duty.Auditor, by.address);
    }
  });

  it("when the official has answered, in any round, by whatever address: reverts with OtherSide", async () => {
    const desk = await openFindingDesk();
    const { checkerAuditing, checkerOfficial, approver, findings } = desk.world;
    const finding = await desk.open();
    await desk.act(finding, "answer");
    for (const act of ["resolve", "reopen", "escalate"] as const) {
      await expect(desk.act(finding, act, { by: checkerAuditing }))
        .to.be.revertedWithCustomError(findings, "OtherSide")
        .withArgs(finding.id, checkerOfficial);
    }
    await desk.act(finding, "reopen");
    await desk.act(finding, "answer", { by: approver });
    await expect(desk.act(finding, "resolve", { by: checkerAuditing }))
      .to.be.revertedWithCustomError(findings, "OtherSide")
      .withArgs(finding.id, checkerOfficial);
    // Of another finding the same official is an auditor like any other.
    const other = await desk.open();
    await desk.act(other, "answer", { by: approver });
    await desk.act(other, "resolve", { by: checkerAuditing });
  });

  describe("when all is right", () => {
    it("ends an answered finding, by any auditor of the office", async () => {
      const desk = await openFindingDesk();
      const { findings, trail, writers, colleague, roster } = desk.world;
      const finding = await desk.open();
      await desk.act(finding, "answer");
      const record = await trail.size();
      const statement = await desk.statement(finding, "resolve");
      const signed = await desk.signed(finding, "resolve", statement, { by: colleague });
      await expect(desk.relayed.resolve(finding.id, statement, signed))
        .to.emit(findings, "FindingActed")
        .withArgs(
          ...[record, finding.id, Act.Resolve, Status.Resolved, await roster.officialOf(colleague.address)],
          ...[Object.values(statement), colleague.address, FAR, signed.signature],
        );
      const [state, due, overdue] = await findings.effectiveStateOf(finding.id);
      expect([state.status, state.turn, due, overdue]).to.deep.equal([Status.Resolved, 3n, 0n, false]);
      await expectLogIntact(trail, writers);
    });

    it("ends one that nobody has answered", async () => {
      const desk = await openFindingDesk();
      const finding = await desk.open({ agency: Agency.Office, document: ethers.ZeroHash });
      await desk.act(finding, "resolve", { by: desk.world.auditor, direct: true });
      expect(await desk.status(finding)).to.equal(Status.Resolved);
    });
  });
});
