// Reads amounts exactly from their text: decimal digits in, minor units out, never through a floating-point number.
import type { Profile } from "./profile.ts";

/** Largest amount the ledger can carry in one movement, in minor units. */
export const MAX_AMOUNT = 2n ** 104n - 1n;

/** Why a text is no amount. */
export class AmountError extends Error {
  override name = "AmountError";
}

interface Decimal {
  negative: boolean;
  digits: string;
  /** Decimals among the digits; below zero for trailing zeros that are not written. */
  scale: number;
}

/**
 * Minor units of an amount's text, e.g. "239215.5" with two decimals is 23921550n.
 * @throws AmountError if the text is no number, or finer than the currency's minor unit
 */
export function parseAmount(text: string, rules: Profile["amount"]): bigint {
  const decimal = readDecimal(text, rules);
  const { digits, scale } = decimal;
  const shift = rules.exponent - scale;
  let units: bigint;
  if (shift >= 0) {
    units = BigInt(digits) * 10n ** BigInt(shift);
  } else {
    const divisor = 10n ** BigInt(-shift);
    units = BigInt(digits) / divisor;
    if (units * divisor !== BigInt(digits)) {
      throw new AmountError(`amount "${text}" is finer than the minor unit of ${rules.currency}`);
    }
  }
  if (units > MAX_AMOUNT) throw new AmountError(`amount "${text}" is larger than the ledger can carry`);
  return decimal.negative ? -units : units;
}

/** The same, after rounding half away from zero to `decimals`: for control totals alone, never for a payment. */
export function parseRounded(text: string, decimals: number, rules: Profile["amount"]): bigint {
  const { negative, digits, scale } = readDecimal(text, rules);
  const surplus = scale - decimals;
  let rounded = BigInt(digits);
  if (surplus > 0) {
    const divisor = 10n ** BigInt(surplus);
    rounded = (rounded + divisor / 2n) / divisor;
  }
  const kept = Math.min(scale, decimals);
  const shift = rules.exponent - kept;
  if (shift < 0) throw new AmountError(`"${text}" rounded to ${decimals} decimals is finer than ${rules.currency} has`);
  const units = rounded * 10n ** BigInt(shift);
  return negative ? -units : units;
}

function readDecimal(text: string, rules: Profile["amount"]): Decimal {
  let rest = text.replace(/[\s\u00a0]/gu, "");
  let negative = false;
  if (rules.parentheses && /^\(.*\)$/u.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  for (const symbol of rules.symbols) rest = rest.replace(symbol, "");
  const sign = /^[-+\u2212]/u.exec(rest)?.[0];
  if (sign !== undefined) {
    if (negative) throw new AmountError(`amount "${text}" is not a number`);
    negative = sign !== "+";
    rest = rest.slice(1);
    for (const symbol of rules.symbols) if (rest.startsWith(symbol)) rest = rest.slice(symbol.length);
  }
  if (rules.group !== "") {
    const [whole = "", ...fraction] = rest.split(rules.decimal);
    if (whole.includes(rules.group)) {
      const groups = whole.split(rules.group);
      const wellFormed = groups.every((part, i) => (i === 0 ? /^\d{1,3}$/u : /^\d{3}$/u).test(part));
      if (!wellFormed) throw new AmountError(`amount "${text}" has its thousands separated oddly`);
      rest = [groups.join(""), ...fraction].join(rules.decimal);
    }
  }
  if (rules.decimal !== ".") {
    if (rest.includes(".")) throw new AmountError(`amount "${text}" is not a number`);
    rest = rest.replace(rules.decimal, ".");
  }
  const parts =
    /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u.exec(rest) ?? /^()\.(\d+)(?:[eE]([+-]?\d{1,3}))?$/u.exec(rest);
  if (parts === null) throw new AmountError(`amount "${text}" is not a number`);
  const [, whole = "", fraction = "", power = "0"] = parts;
  return { negative, digits: whole + fraction, scale: fraction.length - Number(power) };
}
