// ServiceApprovals.decideByRule, see decideByRule.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { DAY, P } from "./catalogue.ts";
import { Status, decidedWord, openDesk } from "./desk.ts";
import type { CaseFile, Desk } from "./desk.ts";
import { Verdict, payloadOf } from "./forms.ts";
import { Agency } from "./setup.ts";

/** RuleMock.Mood */
const Mood = {
  Undecided: 0,
  Approving: 1,
  Rejecting: 2,
  Reverting: 3,
  Bomb: 4,
  Burning: 5,
  TwoWords: 6,
  NoWord: 7,
  Beyond: 8,
};

function ask(desk: Desk, file: CaseFile, step = 0, options: { gasLimit?: number } = {}) {
  return desk.relayed.decideByRule(file.id, file.body, step, file.payload, options);
}

describe("ServiceApprovals.decideByRule", () => {
  describe("when the payload is not the case's", () => {
    it("reverts with PayloadDiffers", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Ruled);
      const payload = payloadOf(desk.order({ what: "Other" }));
      await expect(ask(desk, { ...file, payload }))
        .to.be.revertedWithCustomError(desk.relayed, "PayloadDiffers")
        .withArgs(file.id, ethers.keccak256(payload), ethers.keccak256(file.payload));
    });
  });

  describe("when a person decides the step, or there is none such, or it is decided", () => {
    it("reverts with RuleStep, StepUnknown or StepNotOpen", async () => {
      const desk = await openDesk();
      await desk.world.rule.setMood(Mood.Approving);
      const file = await desk.submit(P.RuledBeside);
      await expect(ask(desk, file, 1))
        .to.be.revertedWithCustomError(desk.relayed, "RuleStep")
        .withArgs(file.id, 1);
      await expect(ask(desk, file, 3)).to.be.revertedWithCustomError(desk.relayed, "StepUnknown");
      await expect(ask(desk, file, 2)).to.be.revertedWithCustomError(desk.relayed, "StepNotOpen");
      await ask(desk, file);
      await expect(ask(desk, file)).to.be.revertedWithCustomError(desk.relayed, "StepNotOpen");
    });
  });

  describe("when the rule approves", () => {
    it("decides the step on record, by nobody's hand", async () => {
      const desk = await openDesk();
      const { approvals, rule, trail, writers, free } = desk.world;
      await rule.setMood(Mood.Approving);
      const file = await desk.submit(P.Ruled, { by: desk.world.citizen });
      const record = await trail.size();
      await expect(ask(desk, file))
        .to.emit(approvals, "CaseDecided")
        .withArgs(
          ...[record, file.id, decidedWord(0, Verdict.Approve, 0, [Status.Approved, 0], 0)],
          ...[await rule.getAddress(), "", "0x"],
        );
      const state = await desk.state(file);
      expect([state.status, state.approvals, state.done, state.silent]).to.deep.equal([Status.Approved, 0n, 1n, false]);
      await desk.execute(file);
      const [executed] = await free.queryFilter(free.filters.Executed(file.id));
      expect(executed?.args.matter.officials).to.equal(0n);
      await expectLogIntact(trail, writers);
    });

    it("is asked about the very case", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.Ruled, { by: desk.world.citizen });
      const question = ethers.AbiCoder.defaultAbiCoder().encode(
        ["tuple(bytes32,uint32,uint32,uint32,uint32,uint8,bool)", "uint48", "bytes"],
        [[file.id, P.Ruled, Agency.Bureau, Agency.City, file.fields.scope, 0, false], file.submittedAt, file.payload],
      );
      await desk.world.rule.setExpected(ethers.keccak256(question));
      await ask(desk, file);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });

    it("leaves the people beside it to decide", async () => {
      const desk = await openDesk();
      await desk.world.rule.setMood(Mood.Approving);
      const file = await desk.submit(P.RuledBeside);
      await ask(desk, file);
      expect((await desk.state(file)).stage).to.equal(0n);
      await desk.approve(file, [1, desk.checker(0)]);
      expect((await desk.state(file)).stage).to.equal(1n);
    });
  });

  describe("when the rule rejects", () => {
    it("ends the case on record", async () => {
      const desk = await openDesk();
      const { rule, approvals } = desk.world;
      await rule.setMood(Mood.Rejecting);
      const file = await desk.submit(P.RuledBeside);
      await desk.approve(file, [1, desk.checker(0)]);
      const record = await desk.world.trail.size();
      await expect(ask(desk, file))
        .to.emit(approvals, "CaseDecided")
        .withArgs(
          ...[record, file.id, decidedWord(0, Verdict.Reject, 0, [Status.Rejected, 0], 0)],
          ...[await rule.getAddress(), "", "0x"],
        );
    });
  });

  describe("when the rule misbehaves", () => {
    it("reverts with RuleUndecided, and the step stays open", async () => {
      const desk = await openDesk();
      const { rule, procedures } = desk.world;
      const file = await desk.submit(P.Ruled);
      const { Approving, Rejecting, ...bad } = Mood;
      for (const [name, mood] of Object.entries(bad)) {
        await rule.setMood(mood);
        await expect(ask(desk, file), name)
          .to.be.revertedWithCustomError(procedures, "RuleUndecided")
          .withArgs(await rule.getAddress());
      }
      expect(await desk.status(file)).to.equal(Status.Open);
      await rule.setMood(Approving);
      await ask(desk, file);
      expect(Rejecting).to.equal(2);
    });

    it("pays for a burning or bombing rule no more than its promised gas", async () => {
      const desk = await openDesk();
      const { rule, procedures } = desk.world;
      const file = await desk.submit(P.Ruled);
      const promised = Number(await procedures.RULE_GAS());
      for (const mood of [Mood.Burning, Mood.Bomb]) {
        await rule.setMood(mood);
        await expect(ask(desk, file, 0, { gasLimit: 15_000_000 })).to.be.revertedWithCustomError(
          procedures,
          "RuleUndecided",
        );
        const block = await ethers.provider.getBlock("latest");
        expect(Number(block?.gasUsed)).to.be.within(mood === Mood.Burning ? promised : 200_000, promised + 120_000);
      }
    });
  });

  describe("when the rule's code is not the pinned one", () => {
    it("reverts with RuleChanged", async () => {
      const desk = await openDesk();
      const { rule, procedures, free } = desk.world;
      const file = await desk.submit(P.Ruled);
      const code = await ethers.provider.getCode(free);
      await networkHelpers.setCode(await rule.getAddress(), code);
      const [, pinned] = await procedures.ruleOf(P.Ruled, 0);
      await expect(ask(desk, file))
        .to.be.revertedWithCustomError(procedures, "RuleChanged")
        .withArgs(await rule.getAddress(), ethers.keccak256(code), pinned);
    });
  });

  describe("when too little gas is given", () => {
    it("never gets another answer out of the rule: it decides or nothing happens", async () => {
      const desk = await openDesk();
      const { rule, procedures } = desk.world;
      await rule.setMood(Mood.Approving);
      await rule.setAppetite(280_000);
      const file = await desk.submit(P.Ruled);
      const snapshot = await networkHelpers.takeSnapshot();
      const seen = new Set<string>();
      for (let gasLimit = 60_000; gasLimit <= 700_000; gasLimit += 16_000) {
        let outcome = "approved";
        try {
          await ask(desk, file, 0, { gasLimit });
        } catch {
          outcome = "nothing";
        }
        const status = await desk.status(file);
        expect(status).to.equal(outcome === "approved" ? Status.Approved : Status.Open);
        seen.add(outcome);
        await snapshot.restore();
      }
      expect([...seen]).to.deep.equal(["nothing", "approved"]);
      await expect(ask(desk, file, 0, { gasLimit: 320_000 })).to.be.revertedWithCustomError(procedures, "GasTooLow");
    });
  });

  describe("when silence has decided the step", () => {
    it("reverts with StepLapsed", async () => {
      const desk = await openDesk();
      await desk.world.rule.setMood(Mood.Approving);
      const file = await desk.submit(P.RuledBeside);
      const due = Number(file.submittedAt) + DAY;
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(due);
      await ask(desk, file);
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(due + 1);
      await expect(ask(desk, file)).to.be.revertedWithCustomError(desk.relayed, "StepLapsed").withArgs(file.id, 0, due);
    });
  });
});
