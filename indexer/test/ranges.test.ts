// Ranges that are the wrong way round: refused wherever a pair of bounds is taken, both ends named, never an empty list.
import type { Problem } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { turnedRanges } from "../src/api/ranges.ts";
import { onServedCity } from "./support/served.ts";

const DAYS = "from=2026-07-01&to=2026-01-31";
const AMOUNTS = "minAmount=1000&maxAmount=999";
const FILES = ["csv", "ndjson", "parquet", "manifest.json"];
const BOTH = [
  ...["/v1/movements?", "/v1/movements.atom?", "/v1/cases?", "/v1/cases.atom?", "/v1/citations?size=9&"],
  ...["/v1/export/movements.csv?", "/v1/export/movements.ndjson?", "/v1/export/manifest.json?export=movements&"],
  ...["movements", "cases"].flatMap((list) => FILES.map((ending) => `/v1/${list}.${ending}?`)),
];
const DAYS_ALONE = [
  "/v1/findings?",
  "/v1/findings.atom?",
  "/v1/calendar?currency=CNY&",
  ...FILES.map((ending) => `/v1/findings.${ending}?`),
];

onServedCity("API ranges", (served) => {
  it("are refused where they are the wrong way round, with both ends, their values and a remedy", async () => {
    const cases = [...BOTH.flatMap((path) => [path + DAYS, path + AMOUNTS]), ...DAYS_ALONE.map((path) => path + DAYS)];
    for (const path of cases) {
      const answer = await served.fetch(path);
      expect(answer.status, path).to.equal(400);
      const { type, errors, detail } = (await answer.json()) as Problem;
      expect(type, path).to.equal("urn:mingzhang:problem:parameter-invalid");
      const days = path.endsWith(DAYS);
      expect(
        errors?.map(({ field, value }) => [field, value]),
        path,
      ).to.deep.equal(
        days
          ? [
              ["from", "2026-07-01"],
              ["to", "2026-01-31"],
            ]
          : [
              ["minAmount", "1000"],
              ["maxAmount", "999"],
            ],
      );
      const what = days
        ? 'from "2026-07-01": It is later than to, which is 2026-01-31. Exchange the two, or leave one out.'
        : 'minAmount "1000": It is above maxAmount, which is 999. Exchange the two, or leave one out.';
      expect(detail, path).to.include(what);
    }
  });

  it("are read where they are of one day or one amount, open at an end, or empty of movements", async () => {
    const fits = ["from=2026-03-02&to=2026-03-02", "minAmount=5&maxAmount=5", "from=2026-07-01", "maxAmount=0"];
    for (const path of fits.flatMap((query) => [`/v1/movements?${query}`, `/v1/movements.csv?${query}`])) {
      expect((await served.fetch(path)).status, path).to.equal(200);
    }
  });

  it("compare days as days and amounts as numbers, and leave what does not fit to its own rule", () => {
    expect(turnedRanges({ minAmount: "9", maxAmount: "10" })).to.deep.equal([]);
    expect(turnedRanges({ minAmount: "10", maxAmount: "9" })).to.have.length(2);
    expect(turnedRanges({ from: "2026-02-30", to: "2026-01-01" })).to.deep.equal([]);
    // The log's sizes have these names too.
    expect(turnedRanges({ from: 9, to: 8 })).to.deep.equal([]);
  });
});
