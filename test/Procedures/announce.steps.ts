// What the steps of a version must be like, see announce.steps.tree
import { expect } from "chai";
import { Duty } from "../fixtures.ts";
import { Lateness, person } from "../ServiceApprovals/catalogue.ts";
import type { ProcedureSpec, StepSpec } from "../ServiceApprovals/catalogue.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { openOffice } from "./setup.ts";
import type { Office } from "./setup.ts";

const { Checker, Approver } = Duty;
const FIRST = person(0, Checker);

async function expectUnfit(base: Office, steps: StepSpec[], index: number, field: string): Promise<void> {
  await expect(base.office.announce(base.fit("payment", { steps })), field)
    .to.be.revertedWithCustomError(base.procedures, "StepUnfit")
    .withArgs(index, field);
}

function free(base: Office, steps: StepSpec[], terms: Partial<ProcedureSpec["terms"]> = {}): ProcedureSpec {
  const given = base.fit("permit", { steps });
  return { ...given, terms: { ...given.terms, handler: base.freeAddress, ...terms } };
}

describe("Procedures.announce, steps", () => {
  describe("when there are no steps, more than 16, or more than 8 of a stage", () => {
    it("reverts with StepCount", async () => {
      const { office, procedures, fit } = await openOffice();
      const many = (...stages: number[]) => stages.map((stage) => person(stage, Checker));
      for (const [steps, count] of [
        [[], 0],
        [many(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2), 17],
        [many(0, 0, 0, 0, 0, 0, 0, 0, 0), 9],
        [many(1, 2, 2, 2, 2, 2, 2, 2, 2, 2), 9],
      ] as const) {
        await expect(office.announce(fit("payment", { steps: [...steps] })))
          .to.be.revertedWithCustomError(procedures, "StepCount")
          .withArgs(count);
      }
      const most = many(0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7);
      await office.announce(fit("payment", { steps: most }));
      const { steps } = await procedures.termsOf(1);
      expect(steps.map((step) => step & 0xfn)).to.deep.equal(Array.from({ length: 16 }, (_, i) => BigInt(i)));
    });
  });

  describe("when a step does not hold together", () => {
    it("reverts with StepUnfit, naming the field", async () => {
      const base = await openOffice();
      const cases: [more: Partial<StepSpec>, field: string][] = [
        [{ stage: 8 }, "stage"],
        [{ agency: Agency.OtherCity }, "agency"],
        [{ agency: 6 }, "agency"],
        [{ agency: 99 }, "agency"],
        [{ fromAmount: 1n }, "fromAmount"],
        [{ lateness: Lateness.Reject }, "lateness"],
        [{ lateness: Lateness.Escalate, escalation: Approver }, "lateness"],
        [{ limit: 1, lateness: Lateness.Escalate }, "escalation"],
        [{ limit: 1, escalation: Approver }, "escalation"],
        [{ limit: 1, lateness: Lateness.Reject, escalation: Approver }, "escalation"],
        [{ duty: Duty.None }, "duty"],
        [{ quorum: 0 }, "quorum"],
        [{ quorum: 9 }, "quorum"],
      ];
      for (const [more, field] of cases) await expectUnfit(base, [FIRST, person(1, Checker, more)], 1, field);
      await base.office.announce(base.fit("payment", { steps: [FIRST, person(1, Checker, { quorum: 8 })] }));
    });

    it("reverts with StepUnfit where stages fall", async () => {
      const base = await openOffice();
      await expectUnfit(base, [person(1, Checker), person(2, Checker), person(1, Approver)], 2, "stage");
    });

    it("reverts with StepUnfit where a rule's step says what is a person's, or would be approved by silence", async () => {
      const base = await openOffice();
      const cases: [more: Partial<StepSpec>, field: string][] = [
        [{ rule: base.outsider.address }, "rule"],
        [{ duty: Checker }, "duty"],
        [{ quorum: 1 }, "quorum"],
        [{ agency: Agency.Bureau }, "agency"],
        [{ limit: 1, lateness: Lateness.Escalate, escalation: Approver }, "lateness"],
        [{ limit: 1, lateness: Lateness.Approve }, "lateness"],
      ];
      for (const [more, field] of cases) await expectUnfit(base, [FIRST, base.ruled(0, more)], 1, field);
      await base.office.announce(
        free(base, [base.ruled(0, { limit: 1, lateness: Lateness.Reject })], { submitDuty: Duty.None }),
      );
    });
  });

  describe("when a route could be empty", () => {
    it("reverts with StepUnfit: some step exists at every amount", async () => {
      const base = await openOffice();
      const steps = [person(0, Checker, { fromAmount: 1n }), person(1, Approver, { fromAmount: 2n })];
      await expect(base.office.announce(free(base, steps, { currency: "0x434e59" })))
        .to.be.revertedWithCustomError(base.procedures, "StepUnfit")
        .withArgs(0, "fromAmount");
    });
  });

  describe("when the handler moves money or authority", () => {
    it("reverts with TwoOfficialsWanted unless officials submit, a person decides, and silence never approves", async () => {
      const base = await openOffice();
      const { office, procedures, guardedAddress, fit, ruled } = base;
      const moneyed = (steps: StepSpec[], terms: Partial<ProcedureSpec["terms"]> = {}) => {
        const given = fit("payment", { steps });
        return { ...given, terms: { ...given.terms, currency: "0x434e59", ...terms } };
      };
      const deemed = person(0, Checker, { limit: 5, lateness: Lateness.Approve });
      for (const given of [
        moneyed([FIRST], { submitDuty: Duty.None }),
        moneyed([ruled(0)]),
        moneyed([ruled(0), person(1, Checker, { fromAmount: 1n })]),
        moneyed([deemed]),
        moneyed([FIRST, deemed]),
      ]) {
        await expect(office.announce(given))
          .to.be.revertedWithCustomError(procedures, "TwoOfficialsWanted")
          .withArgs(guardedAddress);
      }
      for (const given of [
        moneyed([ruled(0), FIRST]),
        moneyed([FIRST, person(1, Checker, { fromAmount: 1n })]),
        moneyed([person(0, Checker, { limit: 5, lateness: Lateness.Reject })]),
      ]) {
        await office.announce(given);
      }
    });

    it("other handlers may be asked by citizens, decided by rules and by silence", async () => {
      const base = await openOffice();
      const deemed = person(0, Checker, { limit: 5, lateness: Lateness.Approve });
      for (const steps of [[base.ruled(0)], [deemed], [base.ruled(0), deemed]]) {
        await base.office.announce(free(base, steps, { submitDuty: Duty.None, submitAgency: Agency.Bureau }));
      }
    });
  });
});
