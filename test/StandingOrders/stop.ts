// StandingOrders.stop: see stop.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { Party } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Official } from "../support/services.ts";
import { deployStanding, execute, standing } from "./setup.ts";

describe("StandingOrders.stop", () => {
  it("reverts with StandingUnknown when there is no such order", async () => {
    const { standingOrders, maker } = await networkHelpers.loadFixture(deployStanding);
    for (const number of [0, 2]) {
      await expect(standingOrders.connect(maker).stop(number, Duty.Maker, "x"))
        .to.be.revertedWithCustomError(standingOrders, "StandingUnknown")
        .withArgs(number);
    }
  });

  it("reverts with StandingEnded when it is stopped already, or drawn to its end", async () => {
    const world = await networkHelpers.loadFixture(deployStanding);
    const { standingOrders, maker } = world;
    await execute(world, standing(world.today, { times: 1 }));
    await standingOrders.draw(2);
    await standingOrders.connect(maker).stop(1, Duty.Maker, "x");
    for (const number of [1, 2]) {
      await expect(standingOrders.connect(maker).stop(number, Duty.Maker, "x"))
        .to.be.revertedWithCustomError(standingOrders, "StandingEnded")
        .withArgs(number);
    }
  });

  it("reverts with StandingUnfit when the reason is empty or too long", async () => {
    const { standingOrders, maker } = await networkHelpers.loadFixture(deployStanding);
    for (const reason of ["", "x".repeat(257)]) {
      await expect(standingOrders.connect(maker).stop(1, Duty.Maker, reason))
        .to.be.revertedWithCustomError(standingOrders, "StandingUnfit")
        .withArgs("reason");
    }
    await standingOrders.connect(maker).stop(1, Duty.Maker, "x".repeat(256));
  });

  describe("when the caller holds no such duty at the order's agency now", () => {
    it("reverts with NotTheAgencysOfficial because the seat is elsewhere, or ended, or of another duty", async () => {
      const { standingOrders, maker, treasurer, admin, staff } = await networkHelpers.loadFixture(deployStanding);
      await staff.appoint(Party.Office, Duty.Checker, maker, Official.Maker, 0, FAR);
      for (const [caller, duty] of [
        [admin, Duty.Maker],
        [treasurer, Duty.Treasurer],
        [maker, Duty.Checker],
      ] as const) {
        await expect(standingOrders.connect(caller).stop(1, duty, "x"))
          .to.be.revertedWithCustomError(standingOrders, "NotTheAgencysOfficial")
          .withArgs(1, caller.address);
      }
      await staff.dismiss(Party.Bureau, Duty.Maker, maker);
      await expect(standingOrders.connect(maker).stop(1, Duty.Maker, "x"))
        .to.be.revertedWithCustomError(standingOrders, "NotTheAgencysOfficial")
        .withArgs(1, maker.address);
    });

    it("reverts with NotTheAgencysOfficial because the duty is none of the four", async () => {
      const { standingOrders, maker, staff } = await networkHelpers.loadFixture(deployStanding);
      for (const duty of [Duty.Registrar, Duty.BudgetOfficer, Duty.Auditor]) {
        await staff.appoint(Party.Bureau, duty, maker, Official.Maker, 0, FAR);
      }
      for (const duty of [Duty.None, Duty.Registrar, Duty.BudgetOfficer, Duty.Auditor, 8, 255]) {
        await expect(standingOrders.connect(maker).stop(1, duty, "x"))
          .to.be.revertedWithCustomError(standingOrders, "NotTheAgencysOfficial")
          .withArgs(1, maker.address);
      }
    });
  });

  it("ends at once, and is a record, when the caller is maker, checker, approver or treasurer there", async () => {
    const world = await networkHelpers.loadFixture(deployStanding);
    const { standingOrders, maker, staff, trail, today } = world;
    for (const duty of [Duty.Checker, Duty.Approver, Duty.Treasurer]) {
      await staff.appoint(Party.Bureau, duty, maker, Official.Maker, 0, FAR);
      await execute(world, standing(today));
    }
    for (const [i, duty] of [Duty.Maker, Duty.Checker, Duty.Approver, Duty.Treasurer].entries()) {
      const record = await trail.size();
      await expect(standingOrders.connect(maker).stop(i + 1, duty, "租约终止"))
        .to.emit(standingOrders, "StandingStopped")
        .withArgs(record, i + 1, Official.Maker, "租约终止");
      expect((await standingOrders.standingOf(i + 1)).nextDay).to.equal(0n);
    }
    await expectLogIntact(trail, world.writers);
  });
});
