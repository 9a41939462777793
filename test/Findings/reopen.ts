// Findings.reopen: see reopen.tree
import { expect } from "chai";
import { Duty } from "../fixtures.ts";
import { timeOf } from "../ServiceApprovals/desk.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { LIMIT, openFindingDesk } from "./desk.ts";
import { Status } from "./forms.ts";
import { AUDIT } from "./setup.ts";

describe("Findings.reopen", () => {
  it("when the signer is no auditor of the office: reverts with NoSeat", async () => {
    const desk = await openFindingDesk();
    const { approver } = desk.world;
    const finding = await desk.open();
    await desk.act(finding, "answer");
    await expect(desk.act(finding, "reopen", { by: approver }))
      .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
      .withArgs(AUDIT, Duty.Auditor, approver.address);
  });

  it("when the finding has had 255 acts: reverts with TurnsUsedUp", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    for (let turn = 1; turn < 255; turn += 2) {
      await desk.act(finding, "answer");
      await desk.act(finding, "reopen");
    }
    expect((await desk.state(finding)).turn).to.equal(255n);
    await expect(desk.act(finding, "answer"))
      .to.be.revertedWithCustomError(desk.relayed, "TurnsUsedUp")
      .withArgs(finding.id);
  });

  describe("when all is right", () => {
    it("wants a new answer of the same agency, with a new clock", async () => {
      const desk = await openFindingDesk();
      const { findings, trail, writers } = desk.world;
      const finding = await desk.open();
      await desk.act(finding, "answer");
      const at = await timeOf(await desk.act(finding, "reopen"));
      const [state, due] = await findings.effectiveStateOf(finding.id);
      expect([state.status, state.agency]).to.deep.equal([Status.Reopened, BigInt(Agency.Bureau)]);
      expect(due).to.equal(BigInt(at + LIMIT));
      await desk.act(finding, "answer");
      expect(await desk.status(finding)).to.equal(Status.Answered);
      await expectLogIntact(trail, writers);
    });

    it("takes up what was resolved", async () => {
      const desk = await openFindingDesk();
      const finding = await desk.open();
      await desk.act(finding, "resolve");
      await desk.act(finding, "reopen", { by: desk.world.colleague });
      expect(await desk.status(finding)).to.equal(Status.Reopened);
    });
  });
});
