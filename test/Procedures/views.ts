// Procedures' views, and its doors, which are the handlers. See views.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { openOffice, pack, termsOf } from "./setup.ts";

describe("Procedures, views and doors", () => {
  describe("when there is no such version", () => {
    it("reverts with ProcedureUnknown, or answers none", async () => {
      const { procedures } = await openOffice();
      for (const ask of [procedures.termsOf(1), procedures.termsInForce(1)]) {
        await expect(ask).to.be.revertedWithCustomError(procedures, "ProcedureUnknown").withArgs(1);
      }
      expect(await procedures.standingOf(1)).to.equal(0n);
      expect(await procedures.publishableFrom(1)).to.equal(0n);
      expect(await procedures.currentOf(1, "payment")).to.equal(0n);
      expect(await procedures.ruleOf(1, 0)).to.deep.equal([ethers.ZeroAddress, ethers.ZeroHash]);
    });
  });

  describe("when the version takes cases", () => {
    it("answers its terms and steps", async () => {
      const { procedures, office, fit } = await openOffice();
      const given = fit("payment");
      await office.foundCatalogue([given]);
      const wanted = [termsOf(given), given.steps.map((step, i) => pack(i, step))];
      expect(await procedures.termsOf(1)).to.deep.equal(wanted);
      expect(await procedures.termsInForce(1)).to.deep.equal(wanted);
    });
  });

  describe("when the handler has no open door", () => {
    it("termsInForce reverts with HandlerClosed; announcing and waiting opens it again", async () => {
      const { procedures, office, fit, guarded, guardedAddress } = await openOffice();
      await office.foundCatalogue([fit("payment")]);
      await procedures.closeDoor(guarded);
      await expect(procedures.termsInForce(1))
        .to.be.revertedWithCustomError(procedures, "HandlerClosed")
        .withArgs(guardedAddress);
      await procedures.termsOf(1);
      await procedures.announceDoor(guarded);
      await expect(procedures.termsInForce(1)).to.be.revertedWithCustomError(procedures, "HandlerClosed");
      await networkHelpers.time.increase(DOOR_DELAY);
      await procedures.openDoor(guarded);
      await procedures.termsInForce(1);
    });
  });

  describe("when the office of procedures tries the doors, or that of doors the procedures", () => {
    it("reverts with AccessManagedUnauthorized: they are two roles", async () => {
      const { procedures, office, admin, registry, guarded, fit } = await openOffice();
      await expect(office.closeDoor(guarded))
        .to.be.revertedWithCustomError(procedures, "AccessManagedUnauthorized")
        .withArgs(registry.address);
      await expect(office.announceDoor(registry)).to.be.revertedWithCustomError(
        procedures,
        "AccessManagedUnauthorized",
      );
      await expect(procedures.connect(admin).announce(fit("payment"))).to.be.revertedWithCustomError(
        procedures,
        "AccessManagedUnauthorized",
      );
    });
  });
});
