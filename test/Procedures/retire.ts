// Procedures.retire, see retire.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Standing, openOffice } from "./setup.ts";

describe("Procedures.retire", () => {
  describe("when the caller has not the procedures role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { procedures, office, fit, admin, outsider } = await openOffice();
      await office.foundCatalogue([fit("payment")]);
      for (const caller of [admin, outsider]) {
        await expect(procedures.connect(caller).retire(1))
          .to.be.revertedWithCustomError(procedures, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("when the version takes no cases", () => {
    it("reverts with ProcedureUnknown or ProcedureStanding", async () => {
      const { procedures, office, fit } = await openOffice();
      await expect(office.retire(1)).to.be.revertedWithCustomError(procedures, "ProcedureUnknown").withArgs(1);
      await office.announce(fit("payment"));
      await expect(office.retire(1))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(1, Standing.Announced, Standing.Current);
    });
  });

  describe("when it takes cases", () => {
    it("ends it for new ones at once, as a record, and for ever", async () => {
      const { procedures, office, fit, trail, writers } = await openOffice();
      await office.foundCatalogue([fit("payment"), fit("other")]);
      await expect(office.retire(1))
        .to.emit(procedures, "ProcedureRetired")
        .withArgs(await trail.size(), 1);
      expect(await procedures.standingOf(1)).to.equal(Standing.Retired);
      expect(await procedures.currentOf(1, "payment")).to.equal(0n);
      expect(await procedures.currentOf(1, "other")).to.equal(2n);
      await expect(procedures.termsInForce(1))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(1, Standing.Retired, Standing.Current);
      for (const act of [procedures.publish(1), office.cancel(1), office.retire(1)]) {
        await expect(act).to.be.revertedWithCustomError(procedures, "ProcedureStanding");
      }
      // Its terms stay, for the cases that are open.
      await procedures.termsOf(1);
      await expectLogIntact(trail, writers);
    });

    it("leaves the code free for a new version", async () => {
      const { procedures, office, fit } = await openOffice();
      await office.foundCatalogue([fit("payment")]);
      await office.retire(1);
      await office.announce(fit("payment"));
      await networkHelpers.time.increase(DOOR_DELAY);
      await expect(procedures.publish(2)).to.emit(procedures, "ProcedurePublished");
      expect(await procedures.standingOf(1)).to.equal(Standing.Retired);
      expect(await procedures.currentOf(1, "payment")).to.equal(2n);
    });

    it("leaves what was announced before it unpublishable: nobody brings that back", async () => {
      const { procedures, office, fit } = await openOffice();
      await office.announce(fit("payment"));
      await office.announce(fit("payment"));
      await networkHelpers.time.increase(DOOR_DELAY);
      await procedures.publish(2);
      await office.retire(2);
      await expect(procedures.publish(1)).to.be.revertedWithCustomError(procedures, "ProcedureOlder").withArgs(1, 2);
      expect(await procedures.currentOf(1, "payment")).to.equal(0n);
    });
  });
});
