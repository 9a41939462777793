// Reading published files: amounts, dates, encodings, shapes, rows and exceptions.
import { expect } from "chai";
import { AmountError, parseAmount, parseRounded } from "../../scripts/import/amount.ts";
import { fiscalYearDays, fiscalYearOf, parseDay } from "../../scripts/import/dates.ts";
import { ImportError } from "../../scripts/import/errors.ts";
import { loadProfile, parseProfile, profileNames } from "../../scripts/import/profile.ts";
import { csvCell } from "../../scripts/import/report.ts";
import { mapFile } from "../../scripts/import/rows.ts";
import { decode, expandPaths, openSource, parseJsonExactly } from "../../scripts/import/source.ts";
import { maskName } from "../../scripts/import/text.ts";
import { fixture } from "./support.ts";

const rules = { currency: "GBP", exponent: 2, decimal: ".", group: ",", symbols: ["£"], parentheses: true };

describe("parseAmount", () => {
  const good: [string, bigint][] = [
    ["239215.5", 23_921_550n],
    ["0.1", 10n],
    ["1,234,567.89", 123_456_789n],
    ["£2000", 200_000n],
    ["-£12.30", -1_230n],
    ["£-12.30", -1_230n],
    ["(250.00)", -25_000n],
    ["\u221212.5", -1_250n],
    [".5", 50n],
    ["12.", 1_200n],
    ["12.500", 1_250n],
    ["1e-2", 1n],
    ["1.5E3", 150_000n],
    ["90071992547409.93", 9_007_199_254_740_993n],
    [" 7 ", 700n],
  ];
  for (const [text, minor] of good) it(`reads ${text}`, () => expect(parseAmount(text, rules)).to.equal(minor));

  for (const text of ["ten", "", "1.2.3", "10.005", "1,23", "12,3456", "--1", "(-1)", "1e999", "0x10", "NaN", "=1+1"]) {
    it(`refuses ${JSON.stringify(text)}`, () => expect(() => parseAmount(text, rules)).to.throw(AmountError));
  }

  it("reads a decimal comma", () => {
    expect(parseAmount("1.234,5", { ...rules, decimal: ",", group: "." })).to.equal(123_450n);
  });
  it("rounds control totals alone", () => {
    expect(parseRounded("14204796.489999998", 2, rules)).to.equal(1_420_479_649n);
    expect(parseRounded("-0.005", 2, rules)).to.equal(-1n);
    expect(parseRounded("12", 2, rules)).to.equal(1_200n);
  });
});

describe("parseDay", () => {
  const formats = ["yyyy-MM-dd", "EEEE, MMMM dd, yyyy", "dd/MM/yyyy"];
  const day = Date.UTC(2022, 4, 4) / 86_400_000;
  for (const text of ["2022-05-04", "Wednesday, May 04, 2022", "04/05/2022"]) {
    it(`reads ${text}`, () => expect(parseDay(text, formats)).to.equal(day));
  }
  for (const text of ["2022-02-30", "Tuesday, May 04, 2022", "04.05.2022", "", "22-05-04", "2022-5-4"]) {
    it(`refuses ${JSON.stringify(text)}`, () => expect(parseDay(text, formats)).to.equal(undefined));
  }
  it("labels a fiscal year by the year in which it starts", () => {
    expect(fiscalYearOf(Date.UTC(2025, 2, 31) / 86_400_000, 4)).to.equal(2024);
    expect(fiscalYearOf(Date.UTC(2025, 3, 1) / 86_400_000, 4)).to.equal(2025);
    const { firstDay, lastDay } = fiscalYearDays(2025, 4);
    expect([firstDay, lastDay]).to.deep.equal([Date.UTC(2025, 3, 1) / 86_400_000, Date.UTC(2026, 2, 31) / 86_400_000]);
  });
});

describe("source files", () => {
  it("falls back to windows-1252 and drops the byte order mark", () => {
    expect(decode(Buffer.from([0x43, 0xe9]), ["utf-8", "windows-1252"])).to.deep.equal({
      text: "Cé",
      encoding: "windows-1252",
    });
    expect(decode(Buffer.from("\ufeffCé"), ["utf-8", "windows-1252"])).to.deep.equal({ text: "Cé", encoding: "utf-8" });
    expect(() => decode(Buffer.from([0xff]), ["utf-8"])).to.throw(ImportError);
  });
  it("keeps the digits of JSON numbers", () => {
    expect(parseJsonExactly('{"a":239215.50,"b":[9007199254740993]}')).to.deep.equal({
      a: "239215.50",
      b: ["9007199254740993"],
    });
  });
  it("takes the files of a folder by format, and refuses what is not there", () => {
    expect(expandPaths([fixture("")], "csv").map((path) => path.split("/").at(-1))).to.deep.equal([
      "not-payments.csv",
      "town-2025-04.csv",
      "town-2025-05.csv",
    ]);
    expect(() => expandPaths([fixture("nothing.csv")], "csv")).to.throw(ImportError, "nothing.csv");
  });
  it("says which columns are missing", () => {
    const file = openSource(fixture("not-payments.csv"), loadProfile(fixture("town.json")));
    expect(file.table.notPayments).to.match(/columns missing: department.*columns found: Name, Post, Grade/u);
    const { rows, exceptions } = mapFile(file, loadProfile(fixture("town.json")));
    expect(rows).to.have.length(0);
    expect(exceptions.map(({ row, code }) => [row, code])).to.deep.equal([
      [1, "not-payments"],
      [2, "not-payments"],
    ]);
  });
  it("refuses a JSON file of another currency", () => {
    const profile = loadProfile(fixture("borough.json"));
    const euros = { ...profile, expect: [{ path: "meta.currency", equals: "EUR" }] };
    expect(openSource(fixture("borough-2025-06.json"), euros).table.notPayments).to.equal(
      '"meta.currency" is "GBP", not "EUR"',
    );
    expect(openSource(fixture("town-2025-05.csv"), profile).table.notPayments).to.match(/not readable as JSON/u);
  });
});

describe("mapFile", () => {
  const profile = loadProfile(fixture("town.json"));
  const mapped = mapFile(openSource(fixture("town-2025-04.csv"), profile), profile);

  it("makes every record a row or an exception", () => {
    expect(mapped.rows.map(({ row }) => row)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 18, 19]);
    expect(mapped.exceptions.map(({ row, code }) => [row, code])).to.deep.equal([
      [10, "blank"],
      [11, "zero-amount"],
      [12, "bad-date"],
      [13, "bad-amount"],
      [14, "bad-amount"],
      [15, "no-date"],
      [16, "no-supplier"],
      [17, "no-amount"],
    ]);
  });
  it("reads names in the file's encoding", () => expect(mapped.rows[0]?.supplier).to.equal("Café Über Paving Ltd"));
  it("masks natural persons by pattern and by list", () => {
    const persons = mapped.rows.filter(({ person }) => person);
    expect(persons.map(({ row }) => row)).to.deep.equal([5, 6, 18, 19]);
    expect(JSON.stringify(persons.map(({ supplier, raw, area }) => [supplier, raw, area]))).not.to.match(
      /vane|oakenby|marlowe/iu,
    );
    expect([...mapped.personNames]).to.deep.equal(["MS PERDITA VANE", "OAKENBY, T", "Pat Marlowe"]);
  });
  it("masks whole names only, whatever their case and space", () => {
    expect(maskName("for ms  perdita\nVANE.", "MS PERDITA VANE", "X")).to.equal("for X.");
    expect(maskName("JL CASEYSON", "L CASEY", "X")).to.equal("JL CASEYSON");
    expect(maskName("a $& b (c)", "b (c)", "$&")).to.equal("a $& $&");
  });
});

describe("profiles", () => {
  it("come with the project and are valid", () => {
    expect(profileNames()).to.include.members(["hm-treasury", "uk-spend-25k"]);
    for (const name of profileNames()) expect(loadProfile(name).profile).to.equal(name);
  });
  it("are named in errors", () => {
    expect(() => loadProfile("no-such")).to.throw(ImportError, "Known: hm-treasury, ocds, uk-spend-25k");
    expect(() => parseProfile({ profile: "x" }, "x.json")).to.throw(ImportError, "x.json is not a valid mapping");
  });
  it("tell firms from natural persons", () => {
    const profile = loadProfile("uk-spend-25k");
    const source = openSource(fixture("town-2025-05.csv"), loadProfile(fixture("town.json")));
    const columns = ["Entity", "Date", "Expense Area", "Supplier", "Transaction number", "Amount"];
    const person = (supplier: string): boolean => {
      const rows = [{ row: 1, cells: ["CCS", "2022-01-01", "X", supplier, "1", "5"] }];
      return mapFile({ ...source, table: { columns, rows } }, profile).rows[0]?.person ?? false;
    };
    for (const name of ["DAME A B SMITH", "Dr J Doe", "DOE, J", "J DOE", "Ms. Li Wei"])
      expect(person(name), name).to.equal(true);
    for (const name of [
      "H M TREASURY",
      "Sir Robert Plum Ltd",
      "4 NET",
      "J Doe Limited",
      "Lady Jane Hall",
      "3SG OMD",
      "A&B",
      "BDO LLP",
    ]) {
      expect(person(name), name).to.equal(false);
    }
  });
});

describe("csvCell", () => {
  it("keeps spreadsheets from running a cell", () => {
    expect(csvCell("=1+1")).to.equal(`"'=1+1"`);
    expect(csvCell("@x")).to.equal(`"'@x"`);
    expect(csvCell("a;=1+1")).to.equal(`"a;'=1+1"`);
    expect(csvCell("-12.50")).to.equal("-12.50");
    expect(csvCell('a,"b"')).to.equal('"a,""b"""');
  });
});
