// Findings' views: see views.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { openFindingDesk } from "./desk.ts";
import { Status } from "./forms.ts";

describe("Findings' views", () => {
  it("when there is no such finding: effectiveStateOf reverts with FindingUnknown, stateOf is empty, nobody has a side", async () => {
    const { findings, auditorOfficial } = (await openFindingDesk()).world;
    const none = ethers.id("none");
    await expect(findings.effectiveStateOf(none))
      .to.be.revertedWithCustomError(findings, "FindingUnknown")
      .withArgs(none);
    expect((await findings.stateOf(none)).status).to.equal(Status.None);
    for (const official of [0n, auditorOfficial]) {
      expect(await findings.sideOf(none, official)).to.deep.equal([false, false]);
    }
  });

  it("when an answer is awaited: it is overdue from the second after it was due", async () => {
    const desk = await openFindingDesk();
    const { findings } = desk.world;
    const finding = await desk.open();
    const [, due] = await findings.effectiveStateOf(finding.id);
    for (const [time, wanted] of [
      [due, false],
      [due + 1n, true],
    ] as const) {
      await networkHelpers.time.increaseTo(time);
      const [state, same, overdue] = await findings.effectiveStateOf(finding.id);
      // Lateness is nowhere stored: the state is as it was.
      expect([state.status, same, overdue]).to.deep.equal([Status.Open, due, wanted]);
    }
  });

  it("says what it stands on", async () => {
    const { findings, trail, directory, roster, approvals, ledger } = (await openFindingDesk()).world;
    expect(await findings.trail()).to.equal(await trail.getAddress());
    expect(await findings.directory()).to.equal(await directory.getAddress());
    expect(await findings.roster()).to.equal(await roster.getAddress());
    expect(await findings.approvals()).to.equal(await approvals.getAddress());
    expect(await findings.ledger()).to.equal(await ledger.getAddress());
  });
});
