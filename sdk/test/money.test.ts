import { expect } from "chai";
import {
  type Currency,
  currency,
  CURRENCY_CODES,
  currencyFromBytes,
  currencyToBytes,
  decimalText,
  exponentOf,
  MAX_AMOUNT,
  parseMinor,
  parseMoney,
} from "@mingzhang/sdk/money";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const currencies = ["JPY", "CNY", "KWD", "CLF"].map(currency);
const cny = currency("CNY");

describe("money", () => {
  it("knows the decimals of ISO 4217", () => {
    const wanted = { CNY: 2, GBP: 2, USD: 2, EUR: 2, HKD: 2, JPY: 0, KRW: 0, VND: 0, XOF: 0, KWD: 3, BHD: 3, TND: 3 };
    for (const [code, exponent] of Object.entries({ ...wanted, CLF: 4, UYW: 4, UYI: 0 })) {
      expect(exponentOf(code), code).to.equal(exponent);
    }
    expect(new Set(CURRENCY_CODES).size).to.equal(CURRENCY_CODES.length);
    for (const code of CURRENCY_CODES) expect(code).to.match(/^[A-Z]{3}$/);
    for (const code of ["", "cny", "XAU", "XXX", "XTS", "RMB", "__proto__"]) {
      refusal(() => exponentOf(code), "CURRENCY_UNKNOWN");
    }
  });

  it("reads the letters of a bytes3 and writes them", () => {
    for (const code of CURRENCY_CODES) expect(currencyFromBytes(currencyToBytes(code))).to.equal(code);
    expect(currencyToBytes("CNY")).to.equal("0x434e59");
    for (const bytes of ["0x000000", "0x636e79", "0x434e5", "434e59", "0x434e5900", "0x5b4e59"]) {
      refusal(() => currencyFromBytes(bytes), "CURRENCY_UNKNOWN");
    }
    refusal(() => currencyToBytes("cny"), "CURRENCY_UNKNOWN");
  });

  it("parses exactly", () => {
    const cases: [string, string, bigint][] = [
      ["0", "CNY", 0n],
      ["0.01", "CNY", 1n],
      ["1", "CNY", 100n],
      ["1.5", "CNY", 150n],
      ["1,234.56", "CNY", 123_456n],
      ["1234567.89", "CNY", 123_456_789n],
      ["1,234", "JPY", 1_234n],
      ["1.234", "KWD", 1_234n],
      ["0.0001", "CLF", 1n],
      ["9007199254740993.01", "CNY", 900_719_925_474_099_301n],
    ];
    for (const [text, code, minor] of cases) expect(parseMoney(text, currency(code)), text).to.equal(minor);
    expect(parseMoney("-1,234.50", cny, { negative: true })).to.equal(-123_450n);
    expect(parseMoney("12.500", cny, { excessZeros: true })).to.equal(1_250n);
  });

  it("refuses what it would have to guess at, naming the field and what to write", () => {
    const wrong = ["", " ", "1 ", " 1", "+1", "-1", "1.", ".5", "1,23", "12,34.00", "1,234,56", "01", "1e3", "0x10"];
    const more = [
      "￥1",
      "¥1",
      "１２",
      "1.2.3",
      "1,234.5,6",
      "NaN",
      "Infinity",
      "1_000",
      "1\u00a0000",
      "1.234",
      "1\n",
      ",1",
    ];
    for (const text of [...wrong, ...more, "1234,567", "١٢", "−1", "(1)", "1/2"]) {
      const error = refusal(() => parseMoney(text, cny, { field: "total" }), "MONEY_INVALID");
      expect(error.field).to.equal("total");
    }
    refusal(() => parseMoney("12.501", cny, { excessZeros: true }), "MONEY_INVALID");
    refusal(() => parseMoney("1,234", cny, { grouping: false }), "MONEY_INVALID");
    refusal(() => parseMoney("1.0", currency("JPY")), "MONEY_INVALID");
    refusal(() => parseMoney(decimalText(MAX_AMOUNT + 1n, 2), cny), "MONEY_INVALID");
    expect(refusal(() => parseMoney("1.234", cny), "MONEY_INVALID").message).to.include("3 decimals, and CNY has 2");
    expect(refusal(() => parseMoney("x".repeat(100_000), cny), "MONEY_INVALID").value.length).to.be.below(100);
  });

  it("reads back what it writes, for any amount and exponent", () => {
    const r = random(4);
    for (let i = 0; i < 5_000; i++) {
      const of: Currency = r.pick([...currencies, { code: "XYZ", exponent: 6 }]);
      const minor = r.bits(104) * (r.below(2) === 0 ? 1n : -1n);
      const plain = decimalText(minor, of.exponent);
      expect(parseMoney(plain, of, { negative: true }), `${plain}, seed ${r.seed}`).to.equal(minor);
      const shown = formatMoney(minor, of, { unit: "none" }).replace("\u2212", "-");
      expect(parseMoney(shown, of, { negative: true }), `${shown}, seed ${r.seed}`).to.equal(minor);
    }
  });

  it("reads integers of minor units as JSON and CSV carry them", () => {
    expect(parseMinor("0")).to.equal(0n);
    expect(parseMinor("-12")).to.equal(-12n);
    for (const text of ["", "-0", "01", "1.0", "1e3", " 1", "１", "0x1", "null"]) {
      refusal(() => parseMinor(text), "MONEY_INVALID");
    }
  });
});

describe("money for people", () => {
  it("groups digits and names the currency", () => {
    expect(formatMoney(123_456_789n, cny)).to.equal("CNY\u00a01,234,567.89");
    expect(formatMoney(-5n, cny)).to.equal("CNY\u00a0\u22120.05");
    expect(formatMoney(123_456n, currency("JPY"), { unit: "none" })).to.equal("123,456");
    expect(formatMoney(1_234n, currency("GBP"), { unit: "sign" })).to.equal("£12.34");
    expect(formatMoney(-1_234n, currency("GBP"), { unit: "sign" })).to.equal("\u2212£12.34");
    expect(formatMoney(1n, currency("KWD"), { unit: "sign" })).to.equal("KWD\u00a00.001");
  });

  it("never gives the yuan's and the yen's sign to both in one language", () => {
    for (const locale of ["en", "zh"] as const) {
      const signs = ["CNY", "JPY"].map((code) => formatMoney(0n, currency(code), { locale, unit: "sign" })[0]);
      expect(signs.filter((sign) => sign === "¥")).to.have.length(1);
    }
  });

  it("shortens to 万 and 亿, and to K, M, bn and tn", () => {
    const zh = (minor: bigint) => formatMoney(minor, cny, { locale: "zh", unit: "none", compact: true });
    expect(zh(999_999n)).to.equal("9,999.99");
    expect(zh(1_000_000n)).to.equal("1万");
    expect(zh(1_234_567n)).to.equal("1.23万");
    expect(zh(9_999_999_999n)).to.equal("1亿");
    expect(zh(123_456_789_012n)).to.equal("12.35亿");
    expect(zh(123_456_789_012_345_678n)).to.equal("1,234.57万亿");
    const en = (minor: bigint) => formatMoney(minor, cny, { unit: "none", compact: true });
    expect(en(99_999n)).to.equal("999.99");
    expect(en(123_456n)).to.equal("1.23K");
    expect(en(99_999_999n)).to.equal("1M");
    expect(en(123_456_789_012n)).to.equal("1.23bn");
    expect(en(-123_456_789_012_345n)).to.equal("\u22121.23tn");
  });

  it("stays within half a unit of its last digit when it shortens", () => {
    const r = random(5);
    const powers: Record<string, bigint> = { "": 0n, 万: 4n, 亿: 8n, 万亿: 12n };
    for (let i = 0; i < 3_000; i++) {
      const minor = r.bits(90);
      const text = formatMoney(minor, cny, { locale: "zh", unit: "none", compact: true, digits: 2 });
      const [, number = "", step = ""] = /^([\d,.]+)(.*)$/.exec(text) ?? [];
      const scaled = parseMoney(number, cny) * 10n ** (powers[step] ?? 0n);
      const off = scaled > minor ? scaled - minor : minor - scaled;
      expect(2n * off <= 10n ** (powers[step] ?? 0n), `${minor} as ${text}, seed ${r.seed}`).to.equal(true);
    }
  });
});
