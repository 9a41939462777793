// Reads a number as Chinese writes it: 三百二十万, 两千, 1.5亿, 3千5百万, 壹佰零伍, 一点二亿; also ones of digits alone.

/** A sum of powers of ten: `digits` with the point `scale` places from the right. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

const DIGITS: Readonly<Record<string, string>> = {
  ...{ 〇: "0", 零: "0", 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9" },
  // As vouchers write them, so that nobody adds a stroke.
  ...{ 壹: "1", 贰: "2", 叁: "3", 叄: "3", 参: "3", 肆: "4", 伍: "5", 陆: "6", 柒: "7", 捌: "8", 玖: "9" },
};
/** Powers of ten within four digits. */
const UNITS: Readonly<Record<string, number>> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 };
const TEN_THOUSAND = 4;
const HUNDRED_MILLION = 8;

const WRITTEN = Object.keys(DIGITS).join("");
const STEPS = `${Object.keys(UNITS).join("")}万亿`;
/** Text that may be such a number, with a blank before a step at most. */
export const CHINESE_NUMBER = String.raw`(?:[\d.点${WRITTEN}]| ?[${STEPS}])+`;

export const ONE_DIGIT = `[\\d${WRITTEN}]`;

const TOKEN = new RegExp(
  String.raw`(?<ascii>\d+(?:\.\d+)?)|(?<written>[${WRITTEN}]+(?:点[${WRITTEN}]+)?)|(?<step>[${STEPS}])`,
  "uy",
);

/** Null for what is no number, or could mean two: 3万5, 二三百. */
export function chineseNumber(text: string): Decimal | null {
  const tokens = tokensOf(text.replaceAll(" ", ""));
  if (tokens === null) return null;
  const scale = Math.max(0, ...tokens.map(({ number }) => number?.split(".")[1]?.length ?? 0));
  const scaled = (number: string) => {
    const [whole = "", decimals = ""] = number.split(".");
    return BigInt(whole + decimals.padEnd(scale, "0"));
  };
  const sum = new Sum();
  for (const [at, { number, step, written }] of tokens.entries()) {
    const last = at === tokens.length - 1;
    const done = step === null ? sum.number(number ?? "", scaled, written, last) : sum.step(step, scaled("1"));
    if (!done) return null;
  }
  return { digits: sum.total(), scale };
}

interface Token {
  /** In ASCII digits; null for a step. */
  number: string | null;
  step: string | null;
  /** The number is in Chinese digits. */
  written: boolean;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const { ascii, written, step } = TOKEN.exec(text)?.groups ?? {};
    if (ascii !== undefined) tokens.push({ number: ascii, step: null, written: false });
    else if (step !== undefined) tokens.push({ number: null, step, written: false });
    else if (written !== undefined) tokens.push({ number: asciiDigits(written), step: null, written: true });
    else return null;
  }
  return tokens.length === 0 ? null : tokens;
}

/** Digits as they are typed, with a point for 点. */
export const asciiDigits = (written: string): string =>
  [...written].map((each) => (each === "点" ? "." : (DIGITS[each] ?? each))).join("");

class Sum {
  /** Of whole 亿, of whole 万 since, and of what came since then. */
  #done: bigint | null = null;
  #tenThousands: bigint | null = null;
  #section = 0n;
  /** Not yet multiplied. */
  #number: bigint | null = null;
  /** Power of the step before: those within four digits only fall. */
  #power = Infinity;
  #begun = false;

  number(number: string, scaled: (text: string) => bigint, written: boolean, last: boolean): boolean {
    if (this.#number !== null) return false;
    const first = !this.#begun;
    this.#begun = true;
    this.#number = scaled(number);
    // 二三百 is "about that many".
    const several = written && /^0*[1-9]\d/.test(number);
    if (several && !(first && last)) return false;
    if (first || !last) return true;
    // After a step, digits as they are typed could be of that step or of one.
    if (!written) return false;
    // 三万五 is thirty-five thousand, 三万零五 is not.
    if (number.length === 1 && number !== "0" && this.#power > 1) this.#number *= 10n ** BigInt(this.#power - 1);
    return true;
  }

  step(step: string, one: bigint): boolean {
    const power = UNITS[step];
    const first = !this.#begun;
    this.#begun = true;
    if (power !== undefined) {
      // 十二, 一万十二 and 百万: one of them.
      if (this.#number === null && !first && step !== "十") return false;
      if (power >= this.#power && this.#power < TEN_THOUSAND) return false;
      this.#section += (this.#number ?? one) * 10n ** BigInt(power);
      this.#number = null;
      this.#power = power;
      return true;
    }
    const section = this.#section + (this.#number ?? 0n);
    this.#section = 0n;
    this.#number = null;
    if (step === "万") {
      if (section === 0n || this.#tenThousands !== null) return false;
      this.#tenThousands = section * 10n ** BigInt(TEN_THOUSAND);
      this.#power = TEN_THOUSAND;
      return true;
    }
    const before = (this.#tenThousands ?? 0n) + section;
    if (before === 0n || this.#done !== null) return false;
    this.#done = before * 10n ** BigInt(HUNDRED_MILLION);
    this.#tenThousands = null;
    this.#power = HUNDRED_MILLION;
    return true;
  }

  total(): bigint {
    return (this.#done ?? 0n) + (this.#tenThousands ?? 0n) + this.#section + (this.#number ?? 0n);
  }
}
