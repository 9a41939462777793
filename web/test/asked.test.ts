import { expect } from "chai";
import { paramsOf, readAsked } from "../src/features/asked/read.ts";
import { readChartAsked, takesAllYears } from "../src/features/charts/rules.ts";
import { readListState as cases } from "../src/features/cases/filter.ts";
import { readListState as findings } from "../src/features/findings/filter.ts";
import { readListState as movements } from "../src/features/movements/filter.ts";
import { yearsText } from "../src/features/overview/year.ts";

const chart = (name: Parameters<typeof readChartAsked>[0], query: string) =>
  readChartAsked(name, paramsOf(new URLSearchParams(query)));
const told = ({ unfit }: Pick<ReturnType<typeof chart>, "unfit">) =>
  unfit.map(({ name, value, remedy }) => [name, value, remedy]);

describe("what an address asks for", () => {
  it("is taken where it fits, and left out where it is empty", () => {
    expect(chart("flows", "year=2026&currency=CNY")).to.deep.equal({
      ...{ asked: { year: "2026", currency: "CNY" }, unfit: [], missing: false },
    });
    expect(chart("flows", "year=all&currency=").asked).to.deep.equal({ year: "all" });
    expect(chart("budget", "function=09&agency=4").asked).to.deep.equal({ function: "09", agency: "4" });
  });

  it("is named with its value and a remedy where it does not fit, and never taken for something else", () => {
    const wrong: [Parameters<typeof readChartAsked>[0], string, string[]][] = [
      ["flows", "year=abc", ["year", "abc", "yearOrAll"]],
      ["flows", "year=65536", ["year", "65536", "yearOrAll"]],
      ["flows", "year=2025&year=2026", ["year", "2025,2026", "yearOrAll"]],
      ["flows", "currency=cny", ["currency", "cny", "currency"]],
      ["flags", "threshold=abc", ["threshold", "abc", "unknown"]],
      ["calendar", "year=all", ["year", "all", "year"]],
      ["compare", "by=planet", ["by", "planet", "one"]],
      ["budget", "function=99", ["function", "99", "division"]],
      ["budget", "agency=4", ["agency", "4", "needs"]],
      ["payees", "agency=-1", ["agency", "-1", "number"]],
      ["trend", "agency=4&fund=fund-1", ["fund", "fund-1", "alone"]],
    ];
    for (const [name, query, expected] of wrong) {
      const read = chart(name, query);
      expect(told(read), query).to.deep.equal([expected]);
      expect(read.asked[expected[0] ?? ""], query).to.equal(undefined);
    }
  });

  it("is missing where a chart is of one thing", () => {
    expect([chart("trend", ""), chart("curve", "line=fund-1"), chart("trail", "record=x")].map(told)).to.deep.equal([
      [["agency, party, fund, function", "", "subject"]],
      [["line", "fund-1", "line"]],
      [["record", "x", "number"]],
    ]);
    expect(chart("curve", "line=fund-1").missing).to.equal(true);
    expect(chart("flows", "year=abc").missing).to.equal(false);
    expect(takesAllYears("flows")).to.equal(true);
    expect(takesAllYears("flags")).to.equal(false);
  });

  it("is read alike by every list, with the order of its rows", () => {
    for (const read of [movements, cases, findings]) {
      const { unfit, filters } = read({ sort: "bogus", text: "bridge", utm_source: "x", from: "yesterday" });
      expect(filters).to.deep.equal({ text: "bridge" });
      expect(unfit.map(({ name, remedy }) => [name, remedy])).to.deep.equal([
        ["from", "day"],
        ["sort", "one"],
        ["utm_source", "unknown"],
      ]);
    }
    const { filters, sort, order, unfit } = movements({
      minAmount: "1000.50",
      kind: ["payment", "receipt"],
      order: "asc",
    });
    expect([filters, sort, order, unfit]).to.deep.equal([
      { min: "1000.50", kind: "payment,receipt" },
      "record",
      "asc",
      [],
    ]);
  });

  it("names both ends of a range that is the wrong way round, and leaves both out", () => {
    for (const read of [movements, cases, findings]) {
      const { unfit, filters } = read({ from: "2026-07-01", to: "2026-01-31", text: "bridge" });
      expect(filters).to.deep.equal({ text: "bridge" });
      expect(unfit).to.deep.equal([
        { name: "from", value: "2026-07-01", remedy: "later", of: ["to"] },
        { name: "to", value: "2026-01-31", remedy: "earlier", of: ["from"] },
      ]);
      expect(read({ from: "2026-07-01", to: "2026-07-01" }).unfit).to.deep.equal([]);
      // An end that is no day is told as that, and the other one stays.
      expect(read({ from: "2026-07-01", to: "soon" }).filters).to.deep.equal({ from: "2026-07-01" });
    }
    const { unfit, filters } = movements({ minAmount: "1000", max: "999.99" });
    expect([unfit.map(({ name, value, remedy }) => [name, value, remedy]), filters]).to.deep.equal([
      [
        ["min", "1000", "above"],
        ["max", "999.99", "below"],
      ],
      {},
    ]);
    expect(movements({ min: "9", max: "10" }).filters).to.deep.equal({ min: "9", max: "10" });
  });

  it("is told for the first few of thousands, as it was given: cut, it might fit", () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, at) => [`${"x".repeat(300)}${at}`, "y".repeat(500)]),
    );
    const { unfit } = readAsked(many, {});
    expect(unfit).to.have.length(10);
    expect(unfit.every(({ name, value }) => name.length > 300 && value.length === 500)).to.equal(true);
    const padded = `LAPSE-2026${" ".repeat(200)}x`;
    expect(told(movements({ text: padded }))).to.deep.equal([["text", padded, "short"]]);
    for (const narrowed of [movements, cases, findings]) {
      expect(told(narrowed({ within: "self" }))).to.deep.equal([["within", "self", "needs"]]);
    }
    expect(readAsked({ ["__proto__"]: "1", constructor: "2" }, {}).unfit.map(({ name }) => name)).to.include(
      "constructor",
    );
  });
});

describe("years in a sentence", () => {
  it("are told one by one, and as a span from three in a row on", () => {
    expect(yearsText([2026], "en")).to.equal("2026");
    expect(yearsText([2026, 2025], "en")).to.equal("2025 and 2026");
    expect(yearsText([2026, 2025, 2024, 2023, 2021, 2019], "en")).to.equal("2019, 2021 and 2023–2026");
    expect(yearsText([2026, 2024], "zh")).to.equal("2024和2026");
  });
});
