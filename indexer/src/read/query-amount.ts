// Reads an amount as people write it: CN¥120,000,000.00, £5m, 1.2亿, 3500万元, 1 200 EUR.

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

/** Powers of ten. Chinese steps multiply: 千万 is 3 + 4, 万亿 4 + 8. */
const LETTERS: Readonly<Record<string, number>> = {
  ...{ k: 3, thousand: 3, m: 6, mn: 6, million: 6, bn: 9, billion: 9, tn: 12, trillion: 12 },
};
const STEPS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const WHOLE = new RegExp(
  String.raw`^[-+\u2212]?(?<before>[A-Z]{0,3}\p{Sc}|[A-Z]{3}|人民币)? ?` +
    String.raw`(?<parts>${NUMBER} ?(?:[a-z]+|[十百千]?万?亿?)(?:${NUMBER}[十百千]?[万亿]{1,2})*)` +
    String.raw` ?(?<after>\p{Sc}|[A-Z]{3}|(?:日|美|欧)?元|英镑)?$`,
  "u",
);
const PART = new RegExp(String.raw`(${NUMBER}) ?([a-z]+|[十百千万亿]*)`, "gu");

/** @param plain with usual digits, letters and signs. Null for what is no amount */
export function amountOf(plain: string): Amount | null {
  // Signs are capitals, steps are not, however they were typed.
  const cased = withoutGroups(
    plain.replace(/[A-Za-z]+(?=\p{Sc})|^[A-Za-z]{3}(?= ?\d)|(?<=\d ?)[A-Za-z]{3}$/gu, upperUnlessStep),
  );
  const { before, parts, after } = WHOLE.exec(cased)?.groups ?? {};
  if (parts === undefined) return null;
  const summed = sumOf(parts);
  if (summed === null || summed.whole.length + summed.decimals.length > MAX_DIGITS) return null;
  return { ...summed, currencies: currenciesOf([before, after]) };
}

const upperUnlessStep = (word: string): string =>
  Object.hasOwn(LETTERS, word.toLowerCase()) ? word : word.toUpperCase();

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

function sumOf(parts: string): { whole: string; decimals: string } | null {
  const read = [...parts.matchAll(PART)].map(([, number = "", step = ""]) => ({ number, power: powerOf(step) }));
  const scale = Math.max(...read.map(({ number }) => number.split(".")[1]?.length ?? 0));
  let sum = 0n;
  for (const { number, power } of read) {
    if (power === null) return null;
    const [whole = "", decimals = ""] = number.split(".");
    sum += BigInt(whole + decimals.padEnd(scale, "0")) * 10n ** BigInt(power);
  }
  const digits = sum.toString().padStart(scale + 1, "0");
  return { whole: digits.slice(0, digits.length - scale), decimals: digits.slice(digits.length - scale) };
}

function powerOf(step: string): number | null {
  if (step === "") return 0;
  const letters = step.toLowerCase();
  if (Object.hasOwn(LETTERS, letters)) return LETTERS[letters] ?? null;
  const steps = [...step].map((each) => STEPS[each]);
  return steps.includes(undefined) ? null : steps.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

/** Minor units of an amount in a currency of so many decimals; null if it has fewer, or the amount is of another one. */
export function minorUnits(amount: Amount, currency: string, exponent: number): string | null {
  if (amount.currencies?.includes(currency) === false) return null;
  const decimals = amount.decimals.replace(/0+$/, "");
  if (decimals.length > exponent) return null;
  return BigInt(amount.whole + decimals.padEnd(exponent, "0")).toString();
}
