// Roster.appointRegistrar, see appointRegistrar.tree
import { expect } from "chai";
import { deployRoster, Duty, FAR, nextTime } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("Roster.appointRegistrar", () => {
  describe("when the caller is not the configuring role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployRoster);
      await expect(
        roster.connect(outsider).appointRegistrar(1, outsider, "Me", "", 0, FAR),
      ).to.be.revertedWithCustomError(roster, "AccessManagedUnauthorized");
    });
  });

  describe("when there is no such agency", () => {
    it("reverts with AgencyUnknown", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployRoster);
      for (const agency of [0, 6, 7]) {
        await expect(roster.appointRegistrar(agency, outsider, "X", "", 0, FAR))
          .to.be.revertedWithCustomError(roster, "AgencyUnknown")
          .withArgs(agency);
      }
    });
  });

  describe("when a name is out of bounds", () => {
    it("reverts with TextLength", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployRoster);
      for (const [name, otherName] of [
        ["", ""],
        ["x".repeat(257), ""],
        ["x", "x".repeat(257)],
      ] as const) {
        await expect(roster.appointRegistrar(1, outsider, name, otherName, 0, FAR)).to.be.revertedWithCustomError(
          roster,
          "TextLength",
        );
      }
    });
  });

  describe("when the times are no span, or have passed", () => {
    it("reverts with SeatTimes", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployRoster);
      const now = await nextTime();
      for (const [from, until] of [
        [FAR, FAR],
        [FAR, FAR - 1],
        [0, now],
        [0, 0],
      ] as const) {
        await networkHelpers.time.setNextBlockTimestamp(now);
        await expect(roster.appointRegistrar.staticCall(1, outsider, "X", "", from, until, { blockTag: "pending" }))
          .to.be.revertedWithCustomError(roster, "SeatTimes")
          .withArgs(from, until, now);
      }
    });
  });

  describe("when the address is zero", () => {
    it("reverts with AddressTaken", async () => {
      const { roster } = await networkHelpers.loadFixture(deployRoster);
      await expect(roster.appointRegistrar(1, ethers.ZeroAddress, "X", "", 0, FAR))
        .to.be.revertedWithCustomError(roster, "AddressTaken")
        .withArgs(ethers.ZeroAddress, 0);
    });
  });

  describe("when the address belongs to an official", () => {
    it("gives that official the seat, as one record, whatever the names say", async () => {
      const { roster, trail, outsider } = await networkHelpers.loadFixture(deployRoster);
      await roster.appointRegistrar(1, outsider, "Li Hua", "", 0, FAR);
      const next = await trail.size();
      expect(await roster.appointRegistrar.staticCall(5, outsider, "", "", 0, FAR)).to.equal(1n);
      await expect(roster.appointRegistrar(5, outsider, "Y", "", 7, FAR))
        .to.emit(roster, "SeatGiven")
        .withArgs(next, 1, 5, Duty.Registrar, outsider.address, 7, FAR)
        .and.not.to.emit(roster, "OfficialEnrolled");
      expect(await trail.size()).to.equal(next + 1n);
      expect(await roster.officialCount()).to.equal(1n);
      expect(await roster.agencyOf(1)).to.equal(1n);
      expect(await roster.isRegistrarOver(5, outsider)).to.equal(true);
      await expectLogIntact(trail, [await roster.directory(), await roster.getAddress()]);
    });

    it("renews a registrar whose seat has ended, who is the same official", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployRoster);
      const until = (await nextTime()) + 1_000;
      await roster.appointRegistrar(1, outsider, "Li Hua", "", 0, until);
      await networkHelpers.time.increaseTo(until);
      expect(await roster.isRegistrarOver(1, outsider)).to.equal(false);
      await roster.appointRegistrar(1, outsider, "Li Hua", "", 0, FAR);
      expect(await roster.isRegistrarOver(1, outsider)).to.equal(true);
      expect(await roster.officialCount()).to.equal(1n);
      await roster.connect(outsider).enrol(2, "Treasurer", "");
      expect(await roster.officialCount()).to.equal(2n);
    });
  });

  describe("else", () => {
    it("enrols the official and gives the seat, as two records", async () => {
      const { roster, trail, outsider } = await networkHelpers.loadFixture(deployRoster);
      const first = await trail.size();
      expect(await roster.appointRegistrar.staticCall(3, outsider, "Li Hua", "李华", 5, FAR)).to.equal(1n);
      await expect(roster.appointRegistrar(3, outsider, "Li Hua", "李华", 5, FAR))
        .to.emit(roster, "OfficialEnrolled")
        .withArgs(first, 1, 3, "Li Hua", "李华")
        .and.to.emit(roster, "SeatGiven")
        .withArgs(first + 1n, 1, 3, Duty.Registrar, outsider.address, 5, FAR);
      expect(await roster.officialCount()).to.equal(1n);
      expect(await roster.officialOf(outsider)).to.equal(1n);
      expect(await roster.agencyOf(1)).to.equal(3n);
      expect(await roster.seatOf(3, Duty.Registrar, outsider)).to.deep.equal([1n, 5n, BigInt(FAR), 1n]);
      await expectLogIntact(trail, [await roster.directory(), await roster.getAddress()]);
    });
  });
});
