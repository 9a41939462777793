// Procedures.cancel, see cancel.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Standing, openOffice } from "./setup.ts";

describe("Procedures.cancel", () => {
  describe("when the caller has not the procedures role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { procedures, office, fit, admin, outsider } = await openOffice();
      await office.announce(fit("payment"));
      for (const caller of [admin, outsider]) {
        await expect(procedures.connect(caller).cancel(1))
          .to.be.revertedWithCustomError(procedures, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("when the version is not announced", () => {
    it("reverts with ProcedureUnknown or ProcedureStanding", async () => {
      const { procedures, office, fit } = await openOffice();
      await expect(office.cancel(1)).to.be.revertedWithCustomError(procedures, "ProcedureUnknown").withArgs(1);
      await office.foundCatalogue([fit("payment")]);
      await expect(office.cancel(1))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(1, Standing.Current, Standing.Announced);
    });
  });

  describe("when it is announced", () => {
    it("takes it back for ever, as a record, even after the delay; what is current stays", async () => {
      const { procedures, office, fit, trail, writers } = await openOffice();
      await office.foundCatalogue([fit("payment")]);
      await office.announce(fit("payment"));
      await networkHelpers.time.increase(2 * DOOR_DELAY);
      await expect(office.cancel(2))
        .to.emit(procedures, "ProcedureCancelled")
        .withArgs(await trail.size(), 2);
      expect(await procedures.standingOf(2)).to.equal(Standing.Cancelled);
      expect(await procedures.publishableFrom(2)).to.equal(0n);
      expect(await procedures.currentOf(1, "payment")).to.equal(1n);
      for (const act of [procedures.publish(2), office.cancel(2), office.retire(2)]) {
        await expect(act).to.be.revertedWithCustomError(procedures, "ProcedureStanding");
      }
      await expectLogIntact(trail, writers);
    });
  });
});
