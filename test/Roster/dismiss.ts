// Roster.dismiss, see dismiss.tree
import { expect } from "chai";
import { deployStaffedRoster, Duty, FAR, nextTime } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

/** Official 2 is maker of the bureau (3). */
async function withMaker() {
  const base = await deployStaffedRoster();
  const office = base.roster.connect(base.registrar);
  await office.enrol(3, "Second", "");
  await office.appoint(3, Duty.Maker, base.holder, 2, 0, FAR);
  return { ...base, office };
}

describe("Roster.dismiss", () => {
  describe("when the caller is not registrar over the agency", () => {
    it("reverts with NotRegistrar", async () => {
      const { roster, holder } = await networkHelpers.loadFixture(withMaker);
      await expect(roster.connect(holder).dismiss(3, Duty.Maker, holder))
        .to.be.revertedWithCustomError(roster, "NotRegistrar")
        .withArgs(3, holder.address);
    });
  });

  describe("when the seat was never given, has ended or was dismissed", () => {
    it("reverts with SeatUnknown", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(withMaker);
      await expect(office.dismiss(3, Duty.Checker, holder))
        .to.be.revertedWithCustomError(roster, "SeatUnknown")
        .withArgs(3, Duty.Checker, holder.address);
      await office.dismiss(3, Duty.Maker, holder);
      await expect(office.dismiss(3, Duty.Maker, holder)).to.be.revertedWithCustomError(roster, "SeatUnknown");

      const until = (await networkHelpers.time.latest()) + 100;
      await office.appoint(3, Duty.Maker, holder, 2, 0, until);
      await networkHelpers.time.setNextBlockTimestamp(until);
      await expect(office.dismiss(3, Duty.Maker, holder)).to.be.revertedWithCustomError(roster, "SeatUnknown");
    });
  });

  describe("when the seat is in force", () => {
    it("ends it now, as a record", async () => {
      const { roster, office, trail, holder } = await networkHelpers.loadFixture(withMaker);
      expect(await roster.officialIn(3, Duty.Maker, holder)).to.equal(2n);
      const now = await nextTime();
      await expect(office.dismiss(3, Duty.Maker, holder))
        .to.emit(roster, "SeatEnded")
        .withArgs(await trail.size(), 2, 3, Duty.Maker, holder.address, now);
      expect(await roster.officialIn(3, Duty.Maker, holder)).to.equal(0n);
      expect((await roster.seatOf(3, Duty.Maker, holder)).until).to.equal(BigInt(now));
      expect(await roster.officialOf(holder)).to.equal(2n);
      await expectLogIntact(trail, [await roster.directory(), await roster.getAddress()]);
    });
  });

  describe("when the seat is yet to begin", () => {
    it("never begins", async () => {
      const { roster, office, holder } = await networkHelpers.loadFixture(withMaker);
      await office.appoint(3, Duty.Checker, holder, 2, FAR - 10, FAR);
      await office.dismiss(3, Duty.Checker, holder);
      await networkHelpers.time.increaseTo(FAR - 5);
      expect(await roster.officialIn(3, Duty.Checker, holder)).to.equal(0n);
    });
  });

  describe("when the seat is a registrar's", () => {
    it("its holder staffs no more", async () => {
      const { roster, office, holder, stranger } = await networkHelpers.loadFixture(withMaker);
      await office.appoint(3, Duty.Registrar, holder, 2, 0, FAR);
      await office.dismiss(3, Duty.Registrar, holder);
      await expect(roster.connect(holder).appoint(3, Duty.Maker, stranger, 2, 0, FAR)).to.be.revertedWithCustomError(
        roster,
        "NotRegistrar",
      );
    });
  });
});
