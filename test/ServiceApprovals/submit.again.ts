// ServiceApprovals.submit of a returned case, see submit.again.tree
import { unpackSubmitted } from "@mingzhang/sdk/cases/packed";
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { CORRECTION, P, person, spec } from "./catalogue.ts";
import { Status, eventOf, openDesk, receiptOf, timeOf } from "./desk.ts";
import { Act, payloadOf } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

describe("ServiceApprovals.submit of a returned case", () => {
  it("reverts with CaseUnknown if there is none", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    const id = ethers.id("no case");
    await expect(desk.resubmit({ ...file, id }))
      .to.be.revertedWithCustomError(desk.relayed, "CaseUnknown")
      .withArgs(id);
  });

  it("reverts with StatusUnfit if it is not returned", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    await expect(desk.resubmit(file))
      .to.be.revertedWithCustomError(desk.relayed, "StatusUnfit")
      .withArgs(file.id, Status.Open);
  });

  it("reverts with BodyDiffers if the body is another round's, or missing", async () => {
    const desk = await openDesk();
    const first = await desk.submit(P.TwoStages);
    await desk.giveBack(first, 0, desk.checker(0));
    const second = await desk.resubmit(first, { order: { amount: 5n, currency: "CNY" } });
    await desk.giveBack(second, 0, desk.checker(0));
    await expect(desk.resubmit({ ...second, body: first.body })).to.be.revertedWithCustomError(
      desk.relayed,
      "BodyDiffers",
    );
    const plan = { ...second.plan, id: second.id, round: 2 };
    await expect(desk.handIn(plan, second.order, [], {}))
      .to.be.revertedWithCustomError(desk.relayed, "BodyDiffers")
      .withArgs(second.id, ethers.ZeroHash, await desk.relayed.bodyHashOf(second.id));
    await desk.resubmit(second);
  });

  it("reverts with RoundDiffers unless the round is the next", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    for (const round of [-1, 1, 254]) {
      await expect(desk.resubmit({ ...file, round }))
        .to.be.revertedWithCustomError(desk.relayed, "RoundDiffers")
        .withArgs(file.id, round + 1, 1);
    }
  });

  it("reverts with BodyDiffers under another procedure or for another agency", async () => {
    const desk = await openDesk();
    await desk.world.staff.appoint(Agency.Office, Duty.Maker, desk.world.maker, Official.Maker, 0, FAR);
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    for (const change of [{ procedure: P.Overdue }, { agency: Agency.Office }]) {
      await expect(desk.resubmit({ ...file, plan: { ...file.plan, ...change } })).to.be.revertedWithCustomError(
        desk.relayed,
        "BodyDiffers",
      );
    }
  });

  it("reverts with NotSubmitter if another official does it, though a maker", async () => {
    const desk = await openDesk();
    const { staff, approver, citizen, outsider } = desk.world;
    await staff.appoint(Agency.Bureau, Duty.Maker, approver, Official.Approver, 0, FAR);
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    await expect(desk.resubmit(file, { by: approver }))
      .to.be.revertedWithCustomError(desk.relayed, "NotSubmitter")
      .withArgs(file.id, approver.address);
    const petition = await desk.submit(P.DeemedApproved, { by: citizen });
    await desk.giveBack(petition, 0, desk.checker(0));
    await expect(desk.resubmit(petition, { by: outsider })).to.be.revertedWithCustomError(desk.relayed, "NotSubmitter");
    await desk.resubmit(petition, { by: citizen });
  });

  it("takes it from the same official's other address, if that has the duty", async () => {
    const desk = await openDesk();
    const { staff, makerSpare } = desk.world;
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    await expect(desk.resubmit(file, { by: makerSpare })).to.be.revertedWithCustomError(desk.relayed, "NoSeat");
    await staff.appoint(Agency.Bureau, Duty.Maker, makerSpare, Official.Maker, 0, FAR);
    const second = await desk.resubmit(file, { by: makerSpare });
    expect(second.fields.submitter).to.equal(makerSpare.address);
    expect(second.fields.official).to.equal(Official.Maker);
  });

  it("reverts with NoSeat if the submitter no longer has the duty", async () => {
    const desk = await openDesk();
    const { staff, maker } = desk.world;
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    await staff.dismiss(Agency.Bureau, Duty.Maker, maker);
    await expect(desk.resubmit(file)).to.be.revertedWithCustomError(desk.relayed, "NoSeat");
  });

  it("may be corrected until the last second, and then reverts with CaseTooLate", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    const returned = await timeOf(await desk.giveBack(file, 0, desk.checker(0)));
    const snapshot = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(returned + CORRECTION);
    await desk.resubmit(file);
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp(returned + CORRECTION + 1);
    await expect(desk.resubmit(file))
      .to.be.revertedWithCustomError(desk.relayed, "CaseTooLate")
      .withArgs(file.id, returned + CORRECTION);
  });

  it("may be corrected at any time where the procedure sets no limit", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.AtOnce);
    await desk.giveBack(file, 0, desk.checker(0));
    await networkHelpers.time.increase(1_000 * 86_400);
    await desk.resubmit(file);
  });

  it("opens the next round: votes are void, the route is chosen anew, the clock starts again, conflicts stay", async () => {
    const desk = await openDesk();
    const { approvals, treasurer, approver, trail, writers } = desk.world;
    const file = await desk.submit(P.Thresholds, { order: { amount: 999n, currency: "CNY" } });
    expect(file.body.steps.length).to.equal(1);
    await approvals.declareConflict(file.id, file.body, "", await desk.act(file, Act.DeclareConflict, approver));
    await desk.giveBack(file, 0, desk.checker(0));
    const order = desk.order({ amount: 10_000n, currency: "CNY" });
    const second = await desk.resubmit(file, { order });
    expect(second.id).to.equal(file.id);
    expect(second.body.steps.length).to.equal(4);
    const { timestamp } = (await ethers.provider.getBlock("latest")) ?? { timestamp: 0 };
    expect(await desk.state(file)).to.deep.equal([
      Status.Open,
      1n,
      0n,
      false,
      true,
      0n,
      0n,
      0n,
      BigInt(timestamp),
      BigInt(timestamp),
      0n,
      0n,
      0n,
    ]);
    // Who decided in the first round decides again.
    await desk.approve(second, [0, desk.checker(0)]);
    await expect(desk.approve(second, [1, approver]))
      .to.be.revertedWithCustomError(approvals, "ConflictOfInterest")
      .withArgs(file.id, Official.Approver);
    expect((await desk.state(file)).approvals).to.equal(1n);
    expect(await approvals.bodyHashOf(file.id)).not.to.equal(ethers.ZeroHash);
    await expect(desk.approve(file, [0, treasurer])).to.be.revertedWithCustomError(approvals, "BodyDiffers");
    await expectLogIntact(trail, writers);
  });

  it("goes on under its own version, replaced or retired", async () => {
    const desk = await openDesk();
    const { procedures, office, guarded } = desk.world;
    const files = [await desk.submit(P.TwoStages), await desk.submit(P.Overdue)] as const;
    for (const file of files) await desk.giveBack(file, 0, desk.checker(0));
    await office.announce(spec("two-stages", await guarded.getAddress(), [person(0, Duty.Approver)]));
    await networkHelpers.time.increase(await procedures.doorDelay());
    await procedures.publish(await procedures.procedureCount());
    await office.retire(P.Overdue);
    for (const file of files) {
      const second = await desk.resubmit(file);
      expect(second.body.steps).to.deep.equal(file.body.steps);
      await desk.approve(second, [0, desk.checker(0)]);
    }
  });

  it("gives the case no second id and no second record of its first round", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    await desk.giveBack(file, 0, desk.checker(0));
    const order = desk.order({ what: "Corrected" });
    const plan = { ...file.plan, id: file.id, round: 1, payload: payloadOf(order) };
    const by = await desk.signed(plan, order, {});
    const sent = await desk.relayed.submit(plan, [file.body], by);
    const event = eventOf(await receiptOf(sent), desk.relayed, "CaseSubmitted");
    expect([event["id"], unpackSubmitted(BigInt(String(event["submitted"]))).round]).to.deep.equal([file.id, 1]);
  });
});
