// Reads an amount as people write it: CN¥120,000,000.00, £5m, 1.2亿, 三百二十万元, 1 200 EUR.
import { asciiDigits, CHINESE_NUMBER, chineseNumber, type Decimal, ONE_DIGIT } from "./chinese-number.ts";

/** Digits before and after the point. */
export interface Amount {
  whole: string;
  decimals: string;
  /** Currencies that the sign or the letters beside it may mean; null: any. */
  currencies: readonly string[] | null;
}

/** Digits of a sum on chain at most; longer ones are no amounts. */
const MAX_DIGITS = 32;

/** ¥ is the yuan's and the yen's; $ says of no dollar which. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  "¥": ["CNY", "JPY"],
  "CN¥": ["CNY"],
  "JP¥": ["JPY"],
  "£": ["GBP"],
  "€": ["EUR"],
  US$: ["USD"],
  "₹": ["INR"],
  "₩": ["KRW"],
  RMB: ["CNY"],
  人民币: ["CNY"],
  元: ["CNY"],
  日元: ["JPY"],
  美元: ["USD"],
  欧元: ["EUR"],
  英镑: ["GBP"],
};

/** Powers of ten. */
const LETTERS: Readonly<Record<string, number>> = {
  ...{ k: 3, thousand: 3, m: 6, mn: 6, million: 6, bn: 9, billion: 9, tn: 12, trillion: 12 },
};

const WHOLE = new RegExp(
  String.raw`^[-+\u2212]?(?<before>[A-Z]{0,3}\p{Sc}|[A-Z]{3}|人民币)? ?` +
    String.raw`(?:(?<number>\d+(?:\.\d+)?) ?(?<letters>[a-z]+)|(?<chinese>${CHINESE_NUMBER}))` +
    String.raw` ?(?<after>\p{Sc}|[A-Z]{3}|(?:日|美|欧)?元|英镑)?$`,
  "u",
);
/** Yuan as they are spoken and as vouchers write them: 五块钱, 叁佰圆整, 三元五角二分. */
const YUAN = new RegExp(
  String.raw`^(?<whole>.*?)(?:元|圆|块钱?)(?:(?<tenths>${ONE_DIGIT})角)?(?:零?(?<cents>${ONE_DIGIT})分)?[整正]?$`,
  "u",
);

/** @param plain with usual digits, letters and signs. Null for what is no amount */
export function amountOf(plain: string): Amount | null {
  // One character alone is a word: 一, 十.
  if (/^\P{Nd}$/u.test(plain)) return null;
  // Signs are capitals, steps are not, however they were typed.
  const cased = withoutGroups(
    plain.replace(/[A-Za-z]+(?=\p{Sc})|^[A-Za-z]{3}(?= ?\d)|(?<=\d ?)[A-Za-z]+$/gu, upperUnlessStep),
  );
  const yuan = inYuan(cased);
  const { before, number, letters, chinese, after } = WHOLE.exec(yuan.text)?.groups ?? {};
  const read = withDecimals(chinese === undefined ? steppedUp(number, letters) : chineseNumber(chinese), yuan.decimals);
  if (read === null) return null;
  const digits = read.digits.toString().padStart(read.scale + 1, "0");
  if (digits.length > MAX_DIGITS) return null;
  const whole = digits.slice(0, digits.length - read.scale);
  return { whole, decimals: digits.slice(whole.length), currencies: currenciesOf([before, after]) };
}

const upperUnlessStep = (word: string): string =>
  Object.hasOwn(LETTERS, word.toLowerCase()) ? word.toLowerCase() : word.toUpperCase();

/** Thousands, and the ten thousands of Chinese, set apart by commas, apostrophes or blanks. */
function withoutGroups(text: string): string {
  return text.replace(/(?<![\d.])\d{1,4}(?:([,'’ ])\d{3}(?:\1\d{3})*|,\d{4}(?:,\d{4})*)(?![\d])/gu, (group) =>
    group.replace(/\D/gu, ""),
  );
}

/** Those that all signs allow; null where none tells. A dollar alone is any country's, that of a country not known here none. */
function currenciesOf(signs: readonly (string | undefined)[]): readonly string[] | null {
  const told = signs.flatMap((sign) => {
    if (sign === undefined || sign === "$") return [];
    return [SIGNS[sign] ?? (/^[A-Z]{3}$/.test(sign) ? [sign] : [])];
  });
  const [first, second = first] = told;
  return first?.filter((currency) => second?.includes(currency)) ?? null;
}

function withDecimals(whole: Decimal | null, decimals: string | null): Decimal | null {
  if (decimals === null || whole === null) return whole;
  const scale = decimals.length;
  return whole.scale > 0 ? null : { digits: whole.digits * 10n ** BigInt(scale) + BigInt(decimals), scale };
}

/** 5m, 3 million. */
function steppedUp(number: string | undefined, letters = ""): Decimal | null {
  const power = Object.hasOwn(LETTERS, letters) ? LETTERS[letters] : undefined;
  if (number === undefined || power === undefined) return null;
  const [whole = "", decimals = ""] = number.split(".");
  return { digits: BigInt(whole + decimals) * 10n ** BigInt(power), scale: decimals.length };
}

/** The text up to 元, and what stands behind it as decimals; null where nothing does. */
function inYuan(text: string): { text: string; decimals: string | null } {
  const { whole, tenths, cents } = YUAN.exec(text)?.groups ?? {};
  if (whole === undefined || /[日美欧]$/u.test(whole)) return { text, decimals: null };
  if (tenths === undefined && cents === undefined) return { text: `${whole}元`, decimals: null };
  return { text: `${whole}元`, decimals: asciiDigits(tenths ?? "0") + asciiDigits(cents ?? "0") };
}

/** Minor units of an amount in a currency of so many decimals; null if it has fewer, or the amount is of another one. */
export function minorUnits(amount: Amount, currency: string, exponent: number): string | null {
  if (amount.currencies?.includes(currency) === false) return null;
  const decimals = amount.decimals.replace(/0+$/, "");
  if (decimals.length > exponent) return null;
  return BigInt(amount.whole + decimals.padEnd(exponent, "0")).toString();
}
