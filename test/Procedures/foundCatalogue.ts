// Procedures.foundCatalogue, see foundCatalogue.tree
import { expect } from "chai";
import { nextTime } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { catalogue } from "../ServiceApprovals/catalogue.ts";
import { expectLogIntact } from "../support/log.ts";
import { Standing, openOffice, told } from "./setup.ts";

describe("Procedures.foundCatalogue", () => {
  describe("when the caller has not the procedures role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { procedures, admin, outsider, fit } = await openOffice();
      for (const caller of [admin, outsider]) {
        await expect(procedures.connect(caller).foundCatalogue([fit("payment")]))
          .to.be.revertedWithCustomError(procedures, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("when there are no procedures", () => {
    it("reverts with NoProcedures", async () => {
      const { procedures, office } = await openOffice();
      await expect(office.foundCatalogue([])).to.be.revertedWithCustomError(procedures, "NoProcedures");
    });
  });

  describe("when a catalogue was founded, or a version announced, before", () => {
    it("reverts with CatalogueFounded: nobody gets round the delay", async () => {
      const founded = await openOffice();
      await founded.office.foundCatalogue([founded.fit("payment")]);
      await expect(founded.office.foundCatalogue([founded.fit("other")])).to.be.revertedWithCustomError(
        founded.procedures,
        "CatalogueFounded",
      );
      const announced = await openOffice();
      await announced.office.announce(announced.fit("payment"));
      await announced.office.cancel(1);
      await expect(announced.office.foundCatalogue([announced.fit("payment")])).to.be.revertedWithCustomError(
        announced.procedures,
        "CatalogueFounded",
      );
    });
  });

  describe("when one of them does not hold together", () => {
    it("reverts, none is founded, and it can be tried again", async () => {
      const { procedures, office, fit } = await openOffice();
      await expect(office.foundCatalogue([fit("a"), fit("b", { steps: [] })]))
        .to.be.revertedWithCustomError(procedures, "StepCount")
        .withArgs(0);
      expect(await procedures.procedureCount()).to.equal(0n);
      await office.foundCatalogue([fit("a")]);
    });
  });

  describe("when it is the first", () => {
    it("takes cases at once, under numbers from 1, with two records for each", async () => {
      const { procedures, office, trail, writers, guardedAddress, freeAddress, ruleAddress } = await openOffice();
      const specs = catalogue(guardedAddress, freeAddress, ruleAddress);
      const first = await trail.size();
      expect(await office.foundCatalogue.staticCall(specs)).to.equal(1n);
      const now = await nextTime();
      const sent = office.foundCatalogue(specs);
      for (const [i, each] of specs.entries()) {
        const codes = await Promise.all(
          each.steps.map(async ({ rule }) =>
            rule === ethers.ZeroAddress ? ethers.ZeroHash : ethers.keccak256(await ethers.provider.getCode(rule)),
          ),
        );
        const record = first + 2n * BigInt(i);
        await expect(sent)
          .to.emit(procedures, "ProcedureAnnounced")
          .withArgs(record, i + 1, now, told(each), codes);
        await expect(sent)
          .to.emit(procedures, "ProcedurePublished")
          .withArgs(record + 1n, i + 1, 0);
        expect(await procedures.standingOf(i + 1)).to.equal(Standing.Current);
        expect(await procedures.currentOf(1, each.code)).to.equal(BigInt(i + 1));
      }
      await expectLogIntact(trail, writers);
    });
  });
});
