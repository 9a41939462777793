// Files of charts are named after what they are of.
import { expect } from "chai";
import { chartFileName } from "../src/features/charts/file-name.ts";

describe("names of charts' files", () => {
  const name = (chart: "trend" | "curve" | "trail" | "flows", query: Record<string, string>, block: number | null) =>
    chartFileName({ of: { name: chart, query }, locale: "en", block, ending: "csv" });

  it("say which chart, of what, in which language, as of which block", () => {
    expect(name("trend", { fund: "fund-1", currency: "CNY" }, 4711)).to.equal(
      "mingzhang-trend-fund-1-CNY-en-block-4711.csv",
    );
    expect(name("trend", { agency: "3", currency: "CNY" }, 4711)).to.equal(
      "mingzhang-trend-agency-3-CNY-en-block-4711.csv",
    );
    expect(name("trend", { function: "09", currency: "EUR" }, null)).to.equal("mingzhang-trend-function-09-EUR-en.csv");
    expect(name("curve", { line: "line-5" }, 0)).to.equal("mingzhang-curve-line-5-en-block-0.csv");
    expect(name("flows", { year: "2026", currency: "CNY" }, 1)).to.equal("mingzhang-flows-2026-CNY-en-block-1.csv");
  });

  it("of what is pinned to a size of the log say that size, and no block", () => {
    expect(name("trail", { record: "7", book: "cash", at: "812" }, 4711)).to.equal(
      "mingzhang-trail-record-7-book-cash-at-812-en.csv",
    );
  });

  it("are names of files, whatever stands in an address", () => {
    expect(name("trail", { cursor: `../"\r\n账${"x".repeat(100)}` }, null)).to.match(/^[\w.-]{1,90}$/);
  });
});
