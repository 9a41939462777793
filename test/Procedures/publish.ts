// Procedures.publish, see publish.tree
import { expect } from "chai";
import { DOOR_DELAY, Duty } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { person } from "../ServiceApprovals/catalogue.ts";
import { expectLogIntact } from "../support/log.ts";
import { Standing, openOffice } from "./setup.ts";

const { time } = networkHelpers;

describe("Procedures.publish", () => {
  describe("when the version is not announced", () => {
    it("reverts with ProcedureUnknown or ProcedureStanding", async () => {
      const { procedures, office, fit } = await openOffice();
      await expect(procedures.publish(1)).to.be.revertedWithCustomError(procedures, "ProcedureUnknown").withArgs(1);
      await expect(procedures.publish(0)).to.be.revertedWithCustomError(procedures, "ProcedureUnknown");
      await office.foundCatalogue([fit("a"), fit("a"), fit("b")]);
      await office.retire(3);
      await office.announce(fit("c"));
      await office.cancel(4);
      await time.increase(DOOR_DELAY);
      for (const [procedure, standing] of [
        [1, Standing.Replaced],
        [2, Standing.Current],
        [3, Standing.Retired],
        [4, Standing.Cancelled],
      ] as const) {
        expect(await procedures.standingOf(procedure)).to.equal(standing);
        await expect(procedures.publish(procedure))
          .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
          .withArgs(procedure, standing, Standing.Announced);
      }
    });
  });

  describe("when the public delay is not over", () => {
    it("reverts with ProcedureTooEarly until the very second", async () => {
      const { procedures, office, fit, outsider } = await openOffice();
      await office.announce(fit("payment"));
      const from = await procedures.publishableFrom(1);
      expect(from).to.equal(BigInt((await time.latest()) + DOOR_DELAY));
      await time.setNextBlockTimestamp(from - 1n);
      await expect(procedures.connect(outsider).publish(1))
        .to.be.revertedWithCustomError(procedures, "ProcedureTooEarly")
        .withArgs(1, from, from - 1n);
      await time.setNextBlockTimestamp(from);
      await procedures.connect(outsider).publish(1);
    });
  });

  describe("when the delay is over", () => {
    it("anyone publishes it, as a record: cases are taken under it, and no longer under the one before", async () => {
      const { procedures, office, fit, outsider, trail, writers } = await openOffice();
      await office.announce(fit("payment"));
      await office.announce(fit("payment", { steps: [person(0, Duty.Approver)] }));
      await office.announce(fit("payment ", { name: "Another code" }));
      await time.increase(DOOR_DELAY);
      const anyone = procedures.connect(outsider);
      for (const [procedure, replaced] of [
        [1, 0],
        [2, 1],
        [3, 0],
      ] as const) {
        await expect(anyone.publish(procedure))
          .to.emit(procedures, "ProcedurePublished")
          .withArgs(await trail.size(), procedure, replaced);
        expect(await procedures.standingOf(procedure)).to.equal(Standing.Current);
        expect(await procedures.publishableFrom(procedure)).to.equal(0n);
      }
      expect(await procedures.standingOf(1)).to.equal(Standing.Replaced);
      expect(await procedures.currentOf(1, "payment")).to.equal(2n);
      expect(await procedures.currentOf(1, "payment ")).to.equal(3n);
      expect(await procedures.currentOf(5, "payment")).to.equal(0n);
      await procedures.termsInForce(2);
      await expect(procedures.termsInForce(1))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(1, Standing.Replaced, Standing.Current);
      await expectLogIntact(trail, writers);
    });

    it("keeps each government's codes apart", async () => {
      const { procedures, office, fit } = await openOffice();
      const other = fit("payment", { steps: [person(0, Duty.Approver)] });
      await office.foundCatalogue([fit("payment"), { ...other, terms: { ...other.terms, government: 5 } }]);
      expect(await procedures.currentOf(1, "payment")).to.equal(1n);
      expect(await procedures.currentOf(5, "payment")).to.equal(2n);
    });
  });

  describe("when a later version of the same code is current already", () => {
    it("reverts with ProcedureOlder: nobody brings a forgotten announcement back over its successor", async () => {
      const { procedures, office, fit } = await openOffice();
      await office.announce(fit("payment"));
      await office.announce(fit("payment"));
      await time.increase(DOOR_DELAY);
      await procedures.publish(2);
      await expect(procedures.publish(1)).to.be.revertedWithCustomError(procedures, "ProcedureOlder").withArgs(1, 2);
      expect(await procedures.currentOf(1, "payment")).to.equal(2n);
      await office.cancel(1);
    });
  });
});
