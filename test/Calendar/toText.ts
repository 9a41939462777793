// Calendar.toText: see toText.tree
import { expect } from "chai";
import { ethers } from "../network.ts";
import { random, rounds } from "../support/random.ts";

const YEARS = 400;
const MS = 86_400_000;

/** Years beyond 9999 without the sign and zeros of ISO 8601's expanded form. */
const byDate = (day: number) => new Date(day * MS).toISOString().slice(0, -14).replace(/^\+0*/, "");

describe("Calendar.toText", () => {
  it("is what JavaScript's calendar says, for the turn of every month of 400 years", async () => {
    const calendar = await ethers.deployContract("CalendarMock");
    for (let year = 1970; year < 1970 + YEARS; year += 4) {
      const firsts = Array.from({ length: 12 * 4 }, (_, month) => Date.UTC(year, month + 1, 1) / MS);
      const days = firsts.flatMap((first) => [first - 1, first, first + 1]);
      expect([...(await calendar.toText(days))]).to.deep.equal(days.map(byDate));
    }
  });

  it("is what JavaScript's calendar says, for days far away", async () => {
    const calendar = await ethers.deployContract("CalendarMock");
    const { int } = random();
    const days = [2 ** 24 - 1, ...Array.from({ length: rounds(100) }, () => int(0, 2 ** 24 - 1))];
    expect([...(await calendar.toText(days))]).to.deep.equal(days.map(byDate));
  });
});
