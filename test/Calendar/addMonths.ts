// Calendar.addMonths: see addMonths.tree
import { expect } from "chai";
import { ethers } from "../network.ts";
import { random, rounds } from "../support/random.ts";

const MONTHS_IN_400_YEARS = 4_800;
const MS = 86_400_000;

/** The same day of the month, or the month's last. */
function byDate(day: number, months: number): number {
  const date = new Date(day * MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / MS;
}

describe("Calendar.addMonths", () => {
  it("is what JavaScript's calendar says, for the turn of every month of 400 years, one month later", async () => {
    const calendar = await ethers.deployContract("CalendarMock");
    for (let month = 0; month < MONTHS_IN_400_YEARS; month += 1) {
      const first = Date.UTC(1970, month, 27) / MS;
      const days = await calendar.addMonths(first, 6, 1);
      expect(days.join()).to.equal(days.map((_, i) => byDate(first + i, 1)).join());
    }
  });

  it("is what JavaScript's calendar says, for a month's first and last days and any number of months", async () => {
    const calendar = await ethers.deployContract("CalendarMock");
    for (const [year, month] of [
      [1972, 1],
      [2026, 0],
      [2027, 1],
      [2028, 1],
      [2099, 11],
      [2100, 1],
    ] as const) {
      const first = Date.UTC(year, month, 27) / MS;
      for (const months of [0, 1, 2, 11, 12, 13, 24, 48, 4_799, 4_800, 65_534]) {
        const days = await calendar.addMonths(first, 7, months);
        expect([...days]).to.deep.equal(days.map((_, i) => BigInt(byDate(first + i, months))));
      }
    }
  });

  it("is what JavaScript's calendar says, for days far away", async () => {
    const calendar = await ethers.deployContract("CalendarMock");
    const { int } = random();
    for (let round = 0; round < rounds(100); round += 1) {
      const [day, months] = [int(0, 2 ** 24 - 1), int(0, 65_534)];
      expect(await calendar.addMonths(day, 1, months), `${day} + ${months}`).to.deep.equal([
        BigInt(byDate(day, months)),
      ]);
    }
  });
});
