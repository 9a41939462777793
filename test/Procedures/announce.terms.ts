// What a version must be like beside its steps, see announce.terms.tree
import { expect } from "chai";
import { Duty } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { Lateness, person } from "../ServiceApprovals/catalogue.ts";
import type { ProcedureSpec } from "../ServiceApprovals/catalogue.ts";
import { openOffice } from "./setup.ts";
import type { Office } from "./setup.ts";

async function expectUnfit(base: Office, terms: Partial<ProcedureSpec["terms"]>, field: string): Promise<void> {
  const given = base.fit("payment");
  await expect(base.office.announce({ ...given, terms: { ...given.terms, ...terms } }), JSON.stringify(terms))
    .to.be.revertedWithCustomError(base.procedures, "ProcedureUnfit")
    .withArgs(field);
}

describe("Procedures.announce, terms", () => {
  describe("when a text is too long or missing", () => {
    it("reverts with TextLength", async () => {
      const { office, procedures, fit } = await openOffice();
      for (const [more, length, min, max] of [
        [{ code: "" }, 0, 1, 32],
        [{ code: "c".repeat(33) }, 33, 1, 32],
        [{ name: "" }, 0, 1, 256],
        [{ name: "事".repeat(86) }, 258, 1, 256],
        [{ otherName: "n".repeat(257) }, 257, 0, 256],
        [{ legalBasis: "" }, 0, 1, 512],
        [{ legalBasis: "l".repeat(513) }, 513, 1, 512],
      ] as const) {
        await expect(office.announce({ ...fit("payment"), ...more }))
          .to.be.revertedWithCustomError(procedures, "TextLength")
          .withArgs(length, min, max);
      }
      const longest = { name: "n".repeat(256), otherName: "o".repeat(256), legalBasis: "l".repeat(512) };
      await office.announce({ ...fit("c".repeat(32)), ...longest });
    });
  });

  describe("when the government is none", () => {
    it("reverts with ProcedureUnfit", async () => {
      const base = await openOffice();
      for (const government of [0, Agency.Treasury, Agency.Office, 6, 99]) {
        await expectUnfit(base, { government }, "government");
      }
      const given = base.fit("payment", { steps: base.steps.slice(0, 1) });
      await base.office.announce({ ...given, terms: { ...given.terms, government: Agency.OtherCity } });
    });
  });

  describe("when the submitting agency is another government's, or nobody's", () => {
    it("reverts with ProcedureUnfit", async () => {
      const base = await openOffice();
      for (const submitAgency of [Agency.OtherCity, 6, 99]) {
        await expectUnfit(base, { submitAgency }, "submitAgency");
      }
      await expectUnfit(
        base,
        { submitDuty: Duty.None, submitAgency: Agency.OtherCity, handler: base.freeAddress },
        "submitAgency",
      );
    });
  });

  describe("when anyone submits, silence approves, and no agency is named", () => {
    it("reverts with ProcedureUnfit; where an agency is named, or silence approves nothing, it is announced", async () => {
      const base = await openOffice();
      const { office, procedures, steps } = base;
      const silent = person(2, Duty.Checker, { limit: 5, lateness: Lateness.Approve });
      const given = (more: Partial<ProcedureSpec["terms"]>, last = silent) => {
        const fit = base.fit("permit", { steps: [...steps, last] });
        return { ...fit, terms: { ...fit.terms, handler: base.freeAddress, submitDuty: Duty.None, ...more } };
      };
      await expect(office.announce(given({})))
        .to.be.revertedWithCustomError(procedures, "ProcedureUnfit")
        .withArgs("submitAgency");
      await office.announce(given({ submitAgency: Agency.Bureau }));
      await office.announce(given({ submitDuty: Duty.Maker }));
      for (const lateness of [Lateness.Overdue, Lateness.Reject]) {
        const last = person(2, Duty.Checker, { limit: 5, lateness });
        await office.announce(given({}, last));
        await office.announce(given({ submitAgency: Agency.Bureau }, last));
      }
    });
  });

  describe("when the handler has no code", () => {
    it("reverts with ProcedureUnfit", async () => {
      const base = await openOffice();
      for (const handler of [ethers.ZeroAddress, base.outsider.address]) {
        await expectUnfit(base, { handler }, "handler");
      }
    });

    it("reverts if it is no handler", async () => {
      const base = await openOffice();
      const given = base.fit("payment");
      const handler = await base.trail.getAddress();
      await expect(base.office.announce({ ...given, terms: { ...given.terms, handler } })).to.be.revert(ethers);
    });
  });

  describe("when there is no time to execute", () => {
    it("reverts with ProcedureUnfit", async () => {
      await expectUnfit(await openOffice(), { executionLimit: 0 }, "executionLimit");
    });
  });

  describe("when a number is no duty or no lateness", () => {
    it("reverts", async () => {
      const { office, fit, steps } = await openOffice();
      const given = fit("payment");
      const [first, ...rest] = steps;
      if (first === undefined) throw new Error("no step");
      await expect(office.announce({ ...given, terms: { ...given.terms, submitDuty: 8 } })).to.be.revert(ethers);
      for (const more of [{ duty: 8 }, { lateness: 4 }, { escalation: 8 }]) {
        await expect(office.announce({ ...given, steps: [{ ...first, ...more }, ...rest] })).to.be.revert(ethers);
      }
    });
  });
});
