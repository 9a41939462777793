// Procedures.ask, see ask.tree; cases that ask: test/ServiceApprovals/decideByRule.ts
import { expect } from "chai";
import { Duty } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { openOffice } from "./setup.ts";

const MATTER = {
  id: ethers.id("case"),
  procedure: 1,
  agency: 3,
  government: 1,
  scope: 5,
  officials: 0,
  silent: false,
};

/** One procedure that a rule decides, and then a person. */
async function withRule() {
  const base = await openOffice();
  const given = base.fit("permit", { steps: [base.ruled(0), ...base.steps.slice(1)] });
  const terms = { ...given.terms, handler: base.freeAddress, submitDuty: Duty.None };
  await base.office.foundCatalogue([{ ...given, terms }]);
  return base;
}

describe("Procedures.ask", () => {
  describe("when the step has no rule", () => {
    it("reverts with RuleUndecided", async () => {
      const { procedures } = await withRule();
      for (const [step, procedure] of [
        [1, 1],
        [9, 1],
        [0, 2],
      ] as const) {
        await expect(procedures.ask(step, { ...MATTER, procedure }, 7, "0x")).to.be.revert(ethers);
      }
    });
  });

  describe("when the rule answers", () => {
    it("tells its address and verdict, about what it was asked", async () => {
      const { procedures, rule, ruleAddress, outsider } = await withRule();
      await rule.setMood(1);
      expect(await procedures.connect(outsider).ask(0, MATTER, 7, "0x1234")).to.deep.equal([ruleAddress, true]);
      await rule.setMood(2);
      expect(await procedures.ask(0, MATTER, 7, "0x1234")).to.deep.equal([ruleAddress, false]);
      const question = ethers.AbiCoder.defaultAbiCoder().encode(
        ["tuple(bytes32,uint32,uint32,uint32,uint32,uint8,bool)", "uint48", "bytes"],
        [Object.values(MATTER), 7, "0x1234"],
      );
      await rule.setExpected(ethers.keccak256(question));
      expect(await procedures.ask(0, MATTER, 7, "0x1234")).to.deep.equal([ruleAddress, true]);
      await expect(procedures.ask(0, MATTER, 8, "0x1234")).to.be.revertedWithCustomError(procedures, "RuleUndecided");
    });

    it("promises it its gas, and no more", async () => {
      const { procedures, rule } = await withRule();
      const promised = await procedures.RULE_GAS();
      await rule.setMood(1);
      await rule.setAppetite(promised - 10_000n);
      expect((await procedures.ask(0, MATTER, 7, "0x"))[1]).to.equal(true);
      await rule.setAppetite(promised);
      await expect(procedures.ask(0, MATTER, 7, "0x")).to.be.revertedWithCustomError(procedures, "RuleUndecided");
    });
  });

  describe("when the rule reverts, bombs, burns, or answers otherwise than in one word", () => {
    it("reverts with RuleUndecided", async () => {
      const { procedures, rule, ruleAddress } = await withRule();
      for (const mood of [0, 3, 4, 5, 6, 7, 8]) {
        await rule.setMood(mood);
        await expect(procedures.ask(0, MATTER, 7, "0x"))
          .to.be.revertedWithCustomError(procedures, "RuleUndecided")
          .withArgs(ruleAddress);
      }
    });
  });

  describe("when too little gas is left to promise", () => {
    it("reverts with GasTooLow, or for want of gas, and never with another verdict", async () => {
      const { procedures, rule, ruleAddress } = await withRule();
      await rule.setMood(1);
      await rule.setAppetite(280_000);
      const payload = ethers.hexlify(new Uint8Array(4_096).fill(1));
      const answers = new Set<string>();
      for (let gasLimit = 100_000; gasLimit <= 600_000; gasLimit += 10_000) {
        const answer = await procedures.ask(0, MATTER, 7, payload, { gasLimit }).catch((error: unknown) => {
          expect(String(error)).not.to.include("RuleUndecided");
          return null;
        });
        if (answer !== null) expect(answer).to.deep.equal([ruleAddress, true]);
        answers.add(String(answer !== null));
      }
      expect([...answers]).to.deep.equal(["false", "true"]);
      await expect(procedures.ask(0, MATTER, 7, "0x", { gasLimit: 310_000 })).to.be.revertedWithCustomError(
        procedures,
        "GasTooLow",
      );
    });
  });

  describe("when the code at its address is not the pinned one", () => {
    it("reverts with RuleChanged, gone or replaced", async () => {
      const { procedures, rule, ruleAddress, free } = await withRule();
      const pinned = ethers.keccak256(await ethers.provider.getCode(rule));
      expect(await procedures.ruleOf(1, 0)).to.deep.equal([ruleAddress, pinned]);
      for (const code of ["0x", await ethers.provider.getCode(free)]) {
        await networkHelpers.setCode(ruleAddress, code);
        await expect(procedures.ask(0, MATTER, 7, "0x"))
          .to.be.revertedWithCustomError(procedures, "RuleChanged")
          .withArgs(ruleAddress, (given: string) => given !== pinned, pinned);
      }
    });
  });
});
