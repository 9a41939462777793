// Roster.enrol, see enrol.tree
import { expect } from "chai";
import { deployStaffedRoster } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("Roster.enrol", () => {
  describe("when the caller is not registrar over the agency", () => {
    it("reverts with NotRegistrar", async () => {
      const { roster, admin, registrar } = await networkHelpers.loadFixture(deployStaffedRoster);
      await expect(roster.connect(admin).enrol(1, "X", ""))
        .to.be.revertedWithCustomError(roster, "NotRegistrar")
        .withArgs(1, admin.address);
      for (const agency of [0, 5, 6, 7]) {
        await expect(roster.connect(registrar).enrol(agency, "X", ""))
          .to.be.revertedWithCustomError(roster, "NotRegistrar")
          .withArgs(agency, registrar.address);
      }
    });
  });

  describe("when a name is out of bounds", () => {
    it("reverts with TextLength", async () => {
      const { roster, registrar } = await networkHelpers.loadFixture(deployStaffedRoster);
      await expect(roster.connect(registrar).enrol(1, "", ""))
        .to.be.revertedWithCustomError(roster, "TextLength")
        .withArgs(0, 1, 256);
    });
  });

  describe("else", () => {
    it("numbers the official of the agency, as a record, and gives no seat", async () => {
      const { roster, trail, registrar } = await networkHelpers.loadFixture(deployStaffedRoster);
      expect(await roster.connect(registrar).enrol.staticCall(4, "Wang Wei", "王伟")).to.equal(2n);
      await expect(roster.connect(registrar).enrol(4, "Wang Wei", "王伟"))
        .to.emit(roster, "OfficialEnrolled")
        .withArgs(await trail.size(), 2, 4, "Wang Wei", "王伟")
        .and.not.to.emit(roster, "SeatGiven");
      expect(await roster.officialCount()).to.equal(2n);
      expect(await roster.agencyOf(2)).to.equal(4n);
      for (const unknown of [0, 3]) expect(await roster.agencyOf(unknown)).to.equal(0n);
      await expectLogIntact(trail, [await roster.directory(), await roster.getAddress()]);
    });
  });
});
