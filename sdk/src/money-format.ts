// Amounts as people read them: grouped digits, currency, and shortened forms (万/亿, thousand/million/billion).
import { type Currency, decimalText } from "./money.ts";

export type Locale = "en" | "zh";

export interface FormatOptions {
  /** Language of the text; default en. Both group by thousands and use a point. */
  locale?: Locale;
  /** How the currency is named: ISO letters (default), its sign where it has one of its own, or not at all. */
  unit?: "code" | "sign" | "none";
  /** Shortened to 万/亿 (zh) or K/M/bn/tn (en) with at most `digits` decimals; default exact. */
  compact?: boolean;
  /** Most decimals of a compact text; default 2. Halves round away from zero. */
  digits?: number;
}

/** Signs that mean one currency to most readers. The yen and the yuan share theirs: each only in its own language. */
const SIGNS: Readonly<Record<string, string>> = { GBP: "£", USD: "US$", EUR: "€", INR: "₹", KRW: "₩" };

/** Powers of ten of each step and what stands behind the number, greatest first. */
const STEPS: Readonly<Record<Locale, readonly (readonly [number, string])[]>> = {
  zh: [
    [12, "万亿"],
    [8, "亿"],
    [4, "万"],
  ],
  en: [
    [12, "tn"],
    [9, "bn"],
    [6, "M"],
    [3, "K"],
  ],
};

/** True minus sign: screen readers say "minus", and it is as wide as a digit. */
const MINUS = "\u2212";

/**
 * Text of an amount of minor units: `CNY 1,234.56`; with `compact`, `CNY 12.35亿` in Chinese and `CNY 1.23bn` in English.
 * The compact form is for charts and headings: the exact one always stands near it.
 */
export function formatMoney(minor: bigint, currency: Currency, options: FormatOptions = {}): string {
  const { locale = "en", unit = "code", compact = false, digits = 2 } = options;
  const size = minor < 0n ? -minor : minor;
  const number = compact ? compactText(size, currency.exponent, locale, digits) : exactText(size, currency);
  const signed = minor < 0n && /[1-9]/.test(number) ? MINUS + number : number;
  if (unit === "none") return signed;
  const sign = unit === "sign" ? signOf(currency.code, locale) : undefined;
  return sign === undefined ? `${currency.code}\u00a0${signed}` : withSign(sign, signed);
}

/** The number of an amount of minor units with all its decimals, not below zero: `1,234.56`. */
export function exactText(minor: bigint, { exponent }: Pick<Currency, "exponent">): string {
  return grouped(decimalText(minor, exponent));
}

function signOf(code: string, locale: Locale): string | undefined {
  if (code === "CNY") return locale === "zh" ? "¥" : "CN¥";
  if (code === "JPY") return locale === "zh" ? "JP¥" : "¥";
  return SIGNS[code];
}

function withSign(sign: string, signed: string): string {
  return signed.startsWith(MINUS) ? MINUS + sign + signed.slice(1) : sign + signed;
}

function grouped(decimal: string): string {
  const [whole = "", decimals] = decimal.split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? text : `${text}.${decimals}`;
}

function compactText(size: bigint, exponent: number, locale: Locale, digits: number): string {
  const steps = STEPS[locale];
  // Greatest step first. A number that rounds up to 1,000 of a step (999,999 to 1,000K) belongs to the step above.
  for (const [at, [power, name]] of steps.entries()) {
    const above = steps[at - 1];
    const reached = size >= 10n ** BigInt(power + exponent);
    if (!reached) continue;
    const rounded = roundTo(size, power + exponent, digits);
    if (above !== undefined && rounded >= 10n ** BigInt(above[0] - power + digits)) {
      return shortened(roundTo(size, above[0] + exponent, digits), digits) + above[1];
    }
    return shortened(rounded, digits) + name;
  }
  return grouped(decimalText(size, exponent));
}

/** `size / 10^power` in units of `10^-digits`, halves up. */
function roundTo(size: bigint, power: number, digits: number): bigint {
  if (digits >= power) return size * 10n ** BigInt(digits - power);
  const divisor = 10n ** BigInt(power - digits);
  return (size + divisor / 2n) / divisor;
}

function shortened(scaled: bigint, digits: number): string {
  const text = decimalText(scaled, digits);
  return grouped(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}
