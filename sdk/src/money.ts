// Amounts of public money: bigint minor units <-> text, exactly; no floating point anywhere.
import { digitsOf } from "./digits.ts";
import { MingzhangError } from "./errors.ts";

/** Greatest amount that one movement or one running total can hold, in minor units (uint104). */
export const MAX_AMOUNT = (1n << 104n) - 1n;

/**
 * ISO 4217 minor units, by number of decimals. Currencies in use, and those withdrawn since 2020 that published
 * accounts still show. Metals, test codes and units of account without decimals are left out: no fund counts in them.
 */
const CODES_BY_EXPONENT: readonly [number, string][] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF " +
      "CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL " +
      "HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU " +
      "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG " +
      "SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES " +
      "WST XCD XCG YER ZAR ZMW ZWG ZWL",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const exponents: ReadonlyMap<string, number> = new Map(
  CODES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code): [string, number] => [code, exponent])),
);

/** A currency as a fund carries it: letters and the number of decimals fixed on chain. */
export interface Currency {
  /** ISO 4217 letters. */
  code: string;
  /** Decimals of the minor unit, 0 to 6. */
  exponent: number;
}

/** All known ISO 4217 codes, sorted. */
export const CURRENCY_CODES: readonly string[] = [...exponents.keys()].sort();

/** Decimals of a currency by ISO 4217. Throws CURRENCY_UNKNOWN. */
export function exponentOf(code: string): number {
  const exponent = exponents.get(code);
  if (exponent === undefined) {
    const remedy = "Use three capital letters of ISO 4217, for example CNY";
    throw new MingzhangError("CURRENCY_UNKNOWN", "currency", code, "is not a currency with minor units", remedy);
  }
  return exponent;
}

/** The currency of an ISO 4217 code. Throws CURRENCY_UNKNOWN. */
export function currency(code: string): Currency {
  return { code, exponent: exponentOf(code) };
}

/** Letters in a `bytes3` of the chain, for example `0x434e59` -> CNY. Throws CURRENCY_UNKNOWN for anything else. */
export function currencyFromBytes(bytes: string): string {
  if (!/^0x(4[1-9a-f]|5[0-9a]){3}$/i.test(bytes)) {
    throw new MingzhangError(
      "CURRENCY_UNKNOWN",
      "currency",
      bytes,
      "is not three capital letters",
      "Read it from a fund",
    );
  }
  return [2, 4, 6].map((at) => String.fromCharCode(parseInt(bytes.slice(at, at + 2), 16))).join("");
}

/** `bytes3` of a currency's letters. Throws CURRENCY_UNKNOWN. */
export function currencyToBytes(code: string): `0x${string}` {
  if (!/^[A-Z]{3}$/.test(code)) {
    throw new MingzhangError(
      "CURRENCY_UNKNOWN",
      "currency",
      code,
      "is not three capital letters",
      "Use ISO 4217 letters",
    );
  }
  return `0x${[...code].map((letter) => letter.charCodeAt(0).toString(16)).join("")}`;
}

export interface ParseOptions {
  /** Whether a leading minus is allowed; default false. */
  negative?: boolean;
  /** Whether commas may group thousands; default true. They must then stand at every third digit. */
  grouping?: boolean;
  /** Whether zeros beyond the currency's decimals are accepted (`12.500` pounds); default false. */
  excessZeros?: boolean;
  /** Name of the input in error messages; default `amount`. */
  field?: string;
}

const PLAIN = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;
const GROUPED = /^(-?)([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * Minor units of an amount written as text: `1,234.56` in CNY is 123456n. ASCII digits, a point, optional grouping
 * commas; blanks, currency signs, exponents and leading zeros are refused rather than guessed at.
 * Throws MONEY_INVALID naming what is wrong and what to write.
 */
export function parseMoney(text: string, currency: Currency, options: ParseOptions = {}): bigint {
  const { negative = false, grouping = true, excessZeros = false, field = "amount" } = options;
  const refuse = (problem: string, remedy: string) => new MingzhangError("MONEY_INVALID", field, text, problem, remedy);
  const match = PLAIN.exec(text) ?? (grouping ? GROUPED.exec(text) : null);
  if (match === null) {
    throw refuse(
      "is not an amount",
      `Write digits with a point, for example ${decimalText(123_456n, currency.exponent)}`,
    );
  }
  const [, sign, whole = "", decimals = ""] = match;
  if (sign === "-" && !negative) throw refuse("is negative", "Give an amount above zero");
  const kept = decimals.slice(0, currency.exponent);
  const excess = decimals.slice(currency.exponent);
  if (excess !== "" && !(excessZeros && /^0+$/.test(excess))) {
    throw refuse(
      `has ${decimals.length} decimals, and ${currency.code} has ${currency.exponent}`,
      `Give at most ${currency.exponent} decimals`,
    );
  }
  const minor = BigInt(whole.replaceAll(",", "") + kept.padEnd(currency.exponent, "0"));
  if (minor > MAX_AMOUNT) {
    throw refuse("is above what one movement can hold", `Give at most ${decimalText(MAX_AMOUNT, currency.exponent)}`);
  }
  return sign === "-" ? -minor : minor;
}

/** Minor units written as an integer, as JSON and CSV carry them: `-?[0-9]+` without leading zeros. */
export function parseMinor(text: string, field = "amount"): bigint {
  if (!/^(0|-?[1-9]\d*)$/.test(text)) {
    const remedy = "Give whole minor units as digits, for example 123456";
    throw new MingzhangError("MONEY_INVALID", field, text, "is not a number of minor units", remedy);
  }
  return BigInt(text);
}

/** Plain decimal text for machines and form fields: `-1234.56`; no grouping, all decimals, ASCII minus. */
export function decimalText(minor: bigint, exponent: number): string {
  const digits = digitsOf(minor < 0n ? -minor : minor).padStart(exponent + 1, "0");
  const sign = minor < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
