// Roster.seatOf, officialIn, officialAt, officialOf, isRegistrarOver and officialCount, see views.tree
import { expect } from "chai";
import { deployStaffedRoster, Duty, FAR } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { random, rounds, seed } from "../support/random.ts";

describe("Roster.seatOf, officialIn, officialAt, officialOf, isRegistrarOver and officialCount", () => {
  describe("officialIn", () => {
    it("is the official from the first second to the last but one, and 0 outside", async () => {
      const { roster, registrar, holder } = await networkHelpers.loadFixture(deployStaffedRoster);
      const { int } = random();
      const official = 1n;
      for (let round = 0; round < rounds(5); round += 1) {
        const now = await networkHelpers.time.latest();
        const from = now + int(10, 1_000);
        const until = from + int(1, 1_000);
        await roster.connect(registrar).appoint(1, Duty.Auditor, holder, official, from, until);
        for (const [time, expected] of [
          [from - 1, 0n],
          [from, official],
          [until - 1, official],
          [until, 0n],
        ] as const) {
          // A span of one second has one time that is both first and last.
          if (time > (await networkHelpers.time.latest())) await networkHelpers.time.increaseTo(time);
          expect(await roster.officialIn(1, Duty.Auditor, holder), `seed ${seed}, ${time}`).to.equal(expected);
          const [seated, government] = await roster.officialAt(1, Duty.Auditor, holder);
          expect([seated, government]).to.deep.equal([expected, expected === 0n ? 0n : 1n]);
        }
      }
    });
  });

  describe("officialAt", () => {
    it("says which government the seat's agency belongs to, however deep it is", async () => {
      const { roster, registrar, holder } = await networkHelpers.loadFixture(deployStaffedRoster);
      await roster.connect(registrar).enrol(1, "Second", "");
      for (const agency of [1, 2, 3, 4]) {
        await roster.connect(registrar).appoint(agency, Duty.Checker, holder, 2, 0, FAR);
        expect([...(await roster.officialAt(agency, Duty.Checker, holder))], `agency ${agency}`).to.deep.equal([
          2n,
          1n,
        ]);
      }
    });
  });

  describe("isRegistrarOver", () => {
    it("is true in the agency of the seat and under it, and of no other agency or number", async () => {
      const { roster, registrar, holder } = await networkHelpers.loadFixture(deployStaffedRoster);
      await roster.connect(registrar).enrol(3, "Second", "");
      await roster.connect(registrar).appoint(3, Duty.Registrar, holder, 2, 0, FAR);
      for (let agency = 0; agency <= 7; agency += 1) {
        expect(await roster.isRegistrarOver(agency, registrar)).to.equal([1, 2, 3, 4].includes(agency));
        expect(await roster.isRegistrarOver(agency, holder)).to.equal([3, 4].includes(agency));
      }
    });
  });

  describe("when there is no such seat or address", () => {
    it("show nothing", async () => {
      const { roster, outsider } = await networkHelpers.loadFixture(deployStaffedRoster);
      expect(await roster.seatOf(1, Duty.Maker, outsider)).to.deep.equal([0n, 0n, 0n, 0n]);
      expect(await roster.officialIn(1, Duty.Maker, outsider)).to.equal(0n);
      expect([...(await roster.officialAt(1, Duty.Maker, outsider))]).to.deep.equal([0n, 0n]);
      expect(await roster.officialOf(outsider)).to.equal(0n);
      expect(await roster.officialCount()).to.equal(1n);
    });
  });
});
