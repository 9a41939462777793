import { expect } from "chai";
import { closingDayText, dayOfTime, dayText, NO_CLOSING_DAY, parseDay, timeText } from "@mingzhang/sdk/days";
import { refusal } from "./refusal.ts";

describe("days", () => {
  it("counts from 1970-01-01", () => {
    expect(dayText(0)).to.equal("1970-01-01");
    expect(parseDay("2026-11-23")).to.equal(20_780);
    expect(dayText(parseDay("2024-02-29"))).to.equal("2024-02-29");
  });

  it("reads what it writes, for every day of 24 bits in steps and every day of four centuries", () => {
    const wrong: number[] = [];
    for (let day = 0; day < 146_097; day++) if (parseDay(dayText(day)) !== day) wrong.push(day);
    for (let day = 0; day <= NO_CLOSING_DAY; day += 9_973) if (parseDay(dayText(day)) !== day) wrong.push(day);
    expect(wrong).to.deep.equal([]);
    expect(parseDay(dayText(NO_CLOSING_DAY))).to.equal(NO_CLOSING_DAY);
  });

  it("says nothing where no closing day was published", () => {
    expect(closingDayText(NO_CLOSING_DAY)).to.equal(null);
    expect(closingDayText(1)).to.equal("1970-01-02");
  });

  it("refuses days that do not exist, and every other spelling", () => {
    const wrong = ["", "2026-02-30", "2023-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "1969-12-31"];
    const more = [
      "2026-11-23T00:00:00Z",
      " 2026-11-23",
      "2026/11/23",
      "+002026-11-23",
      "-002026-11-23",
      "２０２６-11-23",
    ];
    for (const text of [...wrong, ...more, "+047904-06-17"]) refusal(() => parseDay(text), "DAY_INVALID");
    for (const day of [-1, 0.5, NaN, NO_CLOSING_DAY + 1]) refusal(() => dayText(day), "DAY_INVALID");
  });

  it("writes block times", () => {
    expect(timeText(1_795_330_000n)).to.equal("2026-11-22T06:46:40Z");
    expect(dayOfTime(86_399)).to.equal(0);
    expect(dayOfTime(86_400n)).to.equal(1);
    refusal(() => timeText(2n ** 60n), "DAY_INVALID");
  });
});
