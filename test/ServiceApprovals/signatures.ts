// Who may sign how, and that no signature is good for anything else. See signatures.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { DAY, P } from "./catalogue.ts";
import { ascending, openDesk } from "./desk.ts";
import type { CaseFile, Decision, Desk } from "./desk.ts";
import { Act, Verdict, actMessage, decisionMessage, sign } from "./forms.ts";
import type { Message } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

const { time } = networkHelpers;
/** Order of the curve: for a signature (r, s, v) there is (r, N - s, v'), which says the same. */
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

async function approval(desk: Desk, file: CaseFile, more: Record<string, unknown> = {}): Promise<Message> {
  const { id, round, order } = file;
  const plain = { id, round, step: 0, verdict: Verdict.Approve, reason: "", deadline: FAR, order, ...more };
  return decisionMessage(desk.world.approvals, plain);
}

async function recorded(desk: Desk, file: CaseFile, message: Message, more: Partial<Decision> = {}) {
  const by = { signer: desk.checker(0).address, deadline: FAR, signature: await sign(desk.checker(0), message) };
  return desk.relayed.decide(file.id, file.body, [{ step: 0, verdict: Verdict.Approve, reason: "", by, ...more }]);
}

describe("signatures", () => {
  describe("when the signature says something else than what is to be recorded", () => {
    it("a decision reverts with SignatureInvalid, whichever field differs", async () => {
      const desk = await openDesk();
      const { approvals } = desk.world;
      const file = await desk.submit(P.Parallel);
      const other = await desk.submit(P.Parallel);
      const right = await approval(desk, file);
      const wrong: [string, Message][] = [
        ["chain", { ...right, domain: { ...right.domain, chainId: 1n } }],
        ["contract", { ...right, domain: { ...right.domain, verifyingContract: await approvals.procedures() } }],
        ["name", { ...right, domain: { ...right.domain, name: "Mingzhang 明账" } }],
        ["domain's version", { ...right, domain: { ...right.domain, version: "2" } }],
        ["case", await approval(desk, file, { id: other.id })],
        ["round", await approval(desk, file, { round: 1 })],
        ["step", await approval(desk, file, { step: 1 })],
        ["rejection", await approval(desk, file, { verdict: Verdict.Reject })],
        ["return", await approval(desk, file, { verdict: Verdict.Return })],
        ["no verdict", await approval(desk, file, { verdict: Verdict.None })],
        ["reason", await approval(desk, file, { reason: " " })],
        ["deadline", await approval(desk, file, { deadline: FAR - 1 })],
      ];
      for (const change of [{ what: "Another" }, { amount: 1n }, { currency: "CNY" }, { detail: "0x00" }]) {
        wrong.push([
          `content ${Object.keys(change).join()}`,
          await approval(desk, file, { order: { ...file.order, ...change } }),
        ]);
      }
      const digest = ethers.TypedDataEncoder.hash(right.domain, right.types, right.value);
      for (const [what, message] of wrong) {
        await expect(recorded(desk, file, message), what)
          .to.be.revertedWithCustomError(approvals, "SignatureInvalid")
          .withArgs(desk.checker(0).address, digest);
      }
      // The other way round: the right signature, recorded for something else.
      for (const more of [{ verdict: Verdict.Reject }, { verdict: Verdict.Return }, { reason: "x" }, { step: 1 }]) {
        await expect(recorded(desk, file, right, more)).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      }
      await expect(recorded(desk, other, right)).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      await recorded(desk, file, right);
    });

    it("a submission reverts with SignatureInvalid, whichever field differs", async () => {
      const desk = await openDesk();
      const { approvals, maker } = desk.world;
      const order = desk.order();
      const plan = desk.plan(P.TwoStages, order, { documents: [ethers.id("a"), ethers.id("b")] });
      const by = await desk.signed(plan, order, {});
      const [a = "", b = ""] = plan.documents;
      const changes = [
        { procedure: P.Overdue },
        { salt: ethers.id("salt") },
        { documents: [b, a] },
        { documents: [a] },
        { documents: [] },
        { documents: [a, b, b] },
        { payload: desk.plan(1, { ...order, amount: 1n }).payload },
        { payload: desk.plan(1, { ...order, detail: "0x01" }).payload },
        // The same content, in other bytes.
        { payload: `${plan.payload}${"00".repeat(32)}` },
        { round: 1 },
      ];
      for (const change of changes) {
        await expect(desk.relayed.submit({ ...plan, ...change }, [], by), JSON.stringify(Object.keys(change)))
          .to.be.revertedWithCustomError(approvals, "SignatureInvalid")
          .withArgs(maker.address, (digest: string) => digest.length === 66);
      }
      await desk.world.staff.appoint(Agency.Office, Duty.Maker, maker, Official.Maker, 0, FAR);
      await expect(desk.relayed.submit({ ...plan, agency: Agency.Office }, [], by)).to.be.revertedWithCustomError(
        approvals,
        "SignatureInvalid",
      );
      await expect(desk.relayed.submit(plan, [], { ...by, deadline: FAR - 1 })).to.be.revertedWithCustomError(
        approvals,
        "SignatureInvalid",
      );
      await desk.relayed.submit(plan, [], by);
    });

    it("an act reverts with SignatureInvalid, whichever field differs", async () => {
      const desk = await openDesk();
      const { approvals, maker } = desk.world;
      const [file, other] = [await desk.submit(P.TwoStages), await desk.submit(P.TwoStages)];
      const right = { act: Act.Withdraw, id: file.id, round: 0, reason: "", deadline: FAR };
      for (const change of [
        { act: Act.Cancel },
        { act: Act.DeclareConflict },
        { id: other.id },
        { round: 1 },
        { reason: "x" },
        { deadline: FAR - 1 },
      ]) {
        const signature = await sign(maker, await actMessage(approvals, { ...right, ...change }));
        const by = { signer: maker.address, deadline: FAR, signature };
        await expect(desk.relayed.withdraw(file.id, file.body, "", by)).to.be.revertedWithCustomError(
          approvals,
          "SignatureInvalid",
        );
      }
      const signed = await desk.act(file, Act.Withdraw, maker);
      await expect(desk.relayed.declareConflict(file.id, file.body, "", signed)).to.be.revertedWithCustomError(
        approvals,
        "SignatureInvalid",
      );
      await desk.relayed.withdraw(file.id, file.body, "", signed);
    });
  });

  describe("when the signature is somebody else's, broken, or none", () => {
    it("reverts with SignatureInvalid", async () => {
      const desk = await openDesk();
      const { approvals } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const good = await desk.decision(file, 0, desk.checker(0));
      const others = await desk.decision(file, 0, desk.checker(1));
      const signature = String(good.by.signature);
      const { r, s, yParity } = ethers.Signature.from(signature);
      const high = ethers.concat([r, ethers.toBeHex(N - BigInt(s), 32), yParity === 0 ? "0x1c" : "0x1b"]);
      const wrong = [
        ...[others.by.signature, high, ethers.concat([r, s]), ethers.concat([r, s, "0x00"])],
        ...[ethers.concat([signature, "0x00"]), ethers.dataSlice(signature, 0, 64), "0x00", "0x"],
        ethers.concat([ethers.ZeroHash, ethers.ZeroHash, "0x1b"]),
      ];
      for (const each of wrong) {
        await expect(desk.decide(file, [{ ...good, by: { ...good.by, signature: each } }]))
          .to.be.revertedWithCustomError(approvals, "SignatureInvalid")
          .withArgs(good.by.signer, (digest: string) => digest.length === 66);
      }
      await desk.decide(file, [good]);
    });
  });

  describe("when the deadline is over", () => {
    it("is recorded in its last second, and reverts with SignatureExpired in the next", async () => {
      const desk = await openDesk();
      const { approvals, maker } = desk.world;
      const deadline = (await time.latest()) + 1_000;
      const order = desk.order();
      const plan = desk.plan(P.TwoStages, order);
      const file = await desk.submit(P.TwoStages);
      const submitted = await desk.signed(plan, order, { deadline });
      const decided = await desk.decision(file, 0, desk.checker(0), { deadline });
      const direct = await desk.decision(file, 0, desk.checker(1), { deadline, direct: true });
      const withdrawn = await desk.act(file, Act.Withdraw, maker, { deadline });
      const { id, body } = file;
      const attempts = [
        () => desk.relayed.submit(plan, [], submitted),
        () => desk.decide(file, [decided]),
        () => approvals.connect(desk.checker(1)).decide(id, body, [direct]),
        () => desk.relayed.withdraw(id, body, "", withdrawn),
      ];
      const snapshot = await networkHelpers.takeSnapshot();
      for (const attempt of attempts) {
        await time.setNextBlockTimestamp(deadline);
        await attempt();
        await snapshot.restore();
        await time.setNextBlockTimestamp(deadline + 1);
        await expect(attempt())
          .to.be.revertedWithCustomError(approvals, "SignatureExpired")
          .withArgs(deadline, deadline + 1);
        await snapshot.restore();
      }
    });
  });

  describe("when the signer's seat ended between signing and recording", () => {
    it("reverts with NoSeat: seats are read when it is recorded", async () => {
      const desk = await openDesk();
      const { staff, maker, approvals } = desk.world;
      const file = await desk.submit(P.TwoStages);
      const vote = await desk.decision(file, 0, desk.checker(0));
      const order = desk.order();
      const plan = desk.plan(P.TwoStages, order);
      const by = await desk.signed(plan, order, {});
      await staff.dismiss(Agency.Bureau, Duty.Checker, desk.checker(0));
      await staff.dismiss(Agency.Bureau, Duty.Maker, maker);
      await expect(desk.decide(file, [vote])).to.be.revertedWithCustomError(approvals, "NoSeat");
      await expect(desk.relayed.submit(plan, [], by)).to.be.revertedWithCustomError(approvals, "NoSeat");
      // And the other way: in office again, the same signatures are good.
      await staff.appoint(Agency.Bureau, Duty.Checker, desk.checker(0), Official.Checker, 0, FAR);
      await desk.decide(file, [vote]);
    });
  });

  describe("when a signature is brought again", () => {
    it("does nothing twice: not in the same round, the next, or another case of the same content", async () => {
      const desk = await openDesk();
      const { approvals, treasurer } = desk.world;
      const file = await desk.submit(P.Quorum);
      const vote = await desk.decision(file, 0, desk.checker(0));
      await desk.decide(file, [vote]);
      await expect(desk.decide(file, [vote])).to.be.revertedWithCustomError(approvals, "ConflictOfInterest");
      await desk.giveBack(file, 0, desk.checker(1));
      await expect(desk.decide(file, [vote])).to.be.revertedWithCustomError(approvals, "StatusUnfit");
      const second = await desk.resubmit(file);
      await expect(desk.decide(second, [vote])).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      const twin = await desk.submit(P.Quorum);
      expect(twin.body.content).to.equal(file.body.content);
      await expect(desk.decide(twin, [vote])).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      expect(treasurer.address).not.to.equal(vote.by.signer);
    });

    it("is worth nothing to a second engine on the same chain", async () => {
      const desk = await openDesk();
      const { trail, directory, roster, procedures } = desk.world;
      const other = await ethers.deployContract("ServiceApprovals", [trail, directory, roster, procedures]);
      await trail.announceDoor(other);
      await time.increase(await trail.doorDelay());
      await trail.openDoor(other);
      const order = desk.order();
      const plan = desk.plan(P.TwoStages, order);
      const by = await desk.signed(plan, order, {});
      await expect(other.submit(plan, [], by)).to.be.revertedWithCustomError(other, "SignatureInvalid");
    });
  });

  describe("when somebody gets in before a submission", () => {
    it("bringing the same signature makes the same case; the own name makes another", async () => {
      const desk = await openDesk();
      const { approvals, citizen, outsider, registry, maker } = desk.world;
      const order = desk.order();
      const plan = desk.plan(P.DeemedApproved, order);
      const by = await desk.signed(plan, order, { by: citizen });
      // The thief copies what stands in the queue under his own name, first by his own transaction.
      await approvals.connect(outsider).submit(plan, [], { ...by, signer: outsider.address, signature: "0x" });
      const sent = await approvals.connect(registry).submit(plan, [], by);
      const file = await desk.fileOf(sent, plan, order);
      expect(file.fields.submitter).to.equal(citizen.address);
      await expect(approvals.connect(maker).submit(plan, [], by))
        .to.be.revertedWithCustomError(approvals, "CaseExists")
        .withArgs(file.id);
      await expect(
        approvals.connect(outsider).submit(plan, [], { ...by, signature: "0x" }),
      ).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
    });
  });

  describe("when several officials' signatures are brought together", () => {
    it("one that is bad voids all", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Parallel);
      const good = await desk.decision(file, 0, desk.checker(0));
      const bad = await desk.decision(file, 1, desk.world.approver, { deadline: (await time.latest()) + DAY });
      await time.increase(2 * DAY);
      await expect(desk.relayed.decide(file.id, file.body, ascending([good, bad]))).to.be.revertedWithCustomError(
        desk.relayed,
        "SignatureExpired",
      );
      expect((await desk.state(file)).approvals).to.equal(0n);
    });
  });
});
