// Roster.appoint, see appoint.tree
import { expect } from "chai";
import { deployStaffedRoster, Duty, FAR, nextTime } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

/** The city's registrar (official 1) and an official 2 without a seat. */
async function twoOfficials() {
  const base = await deployStaffedRoster();
  const office = base.roster.connect(base.registrar);
  await office.enrol(3, "Second", "");
  return { ...base, office };
}

describe("Roster.appoint", () => {
  describe("when the caller is not registrar over the agency now", () => {
    it("reverts with NotRegistrar", async () => {
      const { roster, office, admin, registrar, holder } = await networkHelpers.loadFixture(twoOfficials);
      await expect(roster.connect(admin).appoint(1, Duty.Maker, holder, 2, 0, FAR))
        .to.be.revertedWithCustomError(roster, "NotRegistrar")
        .withArgs(1, admin.address);
      for (const agency of [5, 6, 99]) {
        await expect(office.appoint(agency, Duty.Maker, holder, 2, 0, FAR))
          .to.be.revertedWithCustomError(roster, "NotRegistrar")
          .withArgs(agency, registrar.address);
      }
      await networkHelpers.time.increaseTo(FAR);
      await expect(office.appoint(1, Duty.Maker, holder, 2, 0, FAR + 100)).to.be.revertedWithCustomError(
        roster,
        "NotRegistrar",
      );
    });
  });

  describe("when the duty is None", () => {
    it("reverts with DutyNotGiven", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(twoOfficials);
      await expect(office.appoint(3, Duty.None, holder, 2, 0, FAR))
        .to.be.revertedWithCustomError(roster, "DutyNotGiven")
        .withArgs(Duty.None);
    });
  });

  describe("when there is no such official", () => {
    it("reverts with OfficialUnknown", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(twoOfficials);
      for (const official of [0, 3]) {
        await expect(office.appoint(3, Duty.Maker, holder, official, 0, FAR))
          .to.be.revertedWithCustomError(roster, "OfficialUnknown")
          .withArgs(official);
      }
    });
  });

  describe("when the official's own agency is not the caller's", () => {
    it("reverts with NotRegistrar, naming that agency", async () => {
      const { roster, office, registrar, holder, stranger } = await networkHelpers.loadFixture(twoOfficials);
      await roster.appointRegistrar(5, stranger, "Other registrar", "", 0, FAR);
      await roster.connect(stranger).enrol(5, "Official of the other city", "");
      await expect(office.appoint(3, Duty.Maker, holder, 4, 0, FAR))
        .to.be.revertedWithCustomError(roster, "NotRegistrar")
        .withArgs(5, registrar.address);
      // A bureau's registrar has no say over the officials of the city above it.
      await office.appoint(3, Duty.Registrar, holder, 2, 0, FAR);
      await expect(roster.connect(holder).appoint(3, Duty.Maker, holder, 1, 0, FAR))
        .to.be.revertedWithCustomError(roster, "NotRegistrar")
        .withArgs(1, holder.address);
      expect(await roster.officialOf(holder)).to.equal(2n);
    });
  });

  describe("when the times are no span, or have passed", () => {
    it("reverts with SeatTimes", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(twoOfficials);
      const now = await nextTime();
      await expect(office.appoint(3, Duty.Maker, holder, 2, 0, now))
        .to.be.revertedWithCustomError(roster, "SeatTimes")
        .withArgs(0, now, now);
      await expect(office.appoint(3, Duty.Maker, holder, 2, FAR, FAR)).to.be.revertedWithCustomError(
        roster,
        "SeatTimes",
      );
    });
  });

  describe("when the address is zero or belongs to another official", () => {
    it("reverts with AddressTaken, for ever", async () => {
      const { roster, office, registrar, holder } = await networkHelpers.loadFixture(twoOfficials);
      await expect(office.appoint(3, Duty.Maker, ethers.ZeroAddress, 2, 0, FAR))
        .to.be.revertedWithCustomError(roster, "AddressTaken")
        .withArgs(ethers.ZeroAddress, 0);
      await expect(office.appoint(3, Duty.Maker, registrar, 2, 0, FAR))
        .to.be.revertedWithCustomError(roster, "AddressTaken")
        .withArgs(registrar.address, 1);
      await office.appoint(3, Duty.Maker, holder, 2, 0, FAR);
      await office.dismiss(3, Duty.Maker, holder);
      await expect(office.appoint(3, Duty.Maker, holder, 1, 0, FAR))
        .to.be.revertedWithCustomError(roster, "AddressTaken")
        .withArgs(holder.address, 2);
    });
  });

  describe("when the seat is new", () => {
    it("gives it, as a record, and the address to the official", async () => {
      const { roster, office, trail, holder } = await networkHelpers.loadFixture(twoOfficials);
      await expect(office.appoint(4, Duty.Checker, holder, 2, 7, FAR))
        .to.emit(roster, "SeatGiven")
        .withArgs(await trail.size(), 2, 4, Duty.Checker, holder.address, 7, FAR);
      expect(await roster.officialOf(holder)).to.equal(2n);
      expect(await roster.officialIn(4, Duty.Checker, holder)).to.equal(2n);
      for (const [agency, duty] of [
        [4, Duty.Maker],
        [3, Duty.Checker],
      ] as const) {
        expect(await roster.officialIn(agency, duty, holder)).to.equal(0n);
      }
      await expectLogIntact(trail, [await roster.directory(), await roster.getAddress()]);
    });

    it("gives every duty, and many addresses to one official", async () => {
      const { roster, office, holder, stranger } = await networkHelpers.loadFixture(twoOfficials);
      for (const duty of Object.values(Duty).filter((each) => each !== Duty.None)) {
        for (const address of [holder, stranger]) {
          await office.appoint(3, duty, address, 2, 0, FAR);
          expect(await roster.officialIn(3, duty, address)).to.equal(2n);
        }
      }
    });
  });

  describe("when the seat was given before", () => {
    it("changes its times", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(twoOfficials);
      await office.appoint(3, Duty.Maker, holder, 2, 0, FAR);
      await office.appoint(3, Duty.Maker, holder, 2, FAR - 1, FAR);
      expect(await roster.seatOf(3, Duty.Maker, holder)).to.deep.equal([2n, BigInt(FAR - 1), BigInt(FAR), 1n]);
      expect(await roster.officialIn(3, Duty.Maker, holder)).to.equal(0n);
    });
  });

  describe("when the seat is a registrar's", () => {
    it("its holder staffs that agency and what is under it, nothing above or beside", async () => {
      const { roster, office, holder, stranger } = await networkHelpers.loadFixture(twoOfficials);
      await office.appoint(3, Duty.Registrar, holder, 2, 0, FAR);
      const bureau = roster.connect(holder);
      await bureau.appoint(3, Duty.Maker, stranger, 2, 0, FAR);
      await bureau.appoint(4, Duty.Registrar, stranger, 2, 0, FAR);
      for (const agency of [1, 2, 5]) {
        await expect(bureau.appoint(agency, Duty.Maker, stranger, 2, 0, FAR)).to.be.revertedWithCustomError(
          roster,
          "NotRegistrar",
        );
      }
    });
  });
});
