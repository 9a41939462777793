// Findings.multicall: several acts in one transaction, see multicall.tree
import { expect } from "chai";
import { expectLogIntact } from "../support/log.ts";
import { openFindingDesk } from "./desk.ts";
import { Status } from "./forms.ts";

describe("Findings.multicall", () => {
  it("when all acts are possible: does them in order, of many signers", async () => {
    const desk = await openFindingDesk();
    const { trail, writers } = desk.world;
    const { interface: face } = desk.relayed;
    const finding = await desk.open();
    const answer = await desk.statement(finding, "answer");
    const resolve = { ...answer, turn: 2, text: "settled" };
    const plan = desk.plan();
    const before = await trail.size();
    await desk.relayed.multicall([
      face.encodeFunctionData("answer", [finding.id, answer, await desk.signed(finding, "answer", answer, {})]),
      face.encodeFunctionData("resolve", [finding.id, resolve, await desk.signed(finding, "resolve", resolve, {})]),
      face.encodeFunctionData("open", [plan, await desk.signedOpening(plan)]),
    ]);
    expect(await desk.status(finding)).to.equal(Status.Resolved);
    expect(await trail.size()).to.equal(before + 3n);
    await expectLogIntact(trail, writers);
  });

  it("when one is not: reverts with its error, and none is done", async () => {
    const desk = await openFindingDesk();
    const { interface: face } = desk.relayed;
    const finding = await desk.open();
    const statement = await desk.statement(finding, "answer");
    const call = face.encodeFunctionData("answer", [
      finding.id,
      statement,
      await desk.signed(finding, "answer", statement, {}),
    ]);
    await expect(desk.relayed.multicall([call, call])).to.be.revertedWithCustomError(desk.relayed, "TurnDiffers");
    expect(await desk.status(finding)).to.equal(Status.Open);
  });
});
