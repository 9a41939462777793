// Reads the number of a record, case, account or party as people write it and as pages print it.
import { ACCOUNT_KINDS } from "./accounts.ts";
import { KINDS } from "./kinds.ts";

export interface Numbered {
  /** What it is called, in lower case, with hyphens for blanks; empty for a bare number. */
  name: string;
  /** Digits alone. */
  digits: string;
}

const DIGITS = String.raw`(?<digits>\d{1,16})`;
/** #5, no. 5, n° 5, № 5 (which becomes No), number 5, 第 5, 编号 5. */
const BEFORE = String.raw`(?:#|no\.?|n°|number|第|编号|編號) ?(?:: ?)?`;
/** The words that Chinese counts things with: 5 号, 第 5 条. */
const COUNTED = "(?:号|號|笔|筆|条|條|件|项|項|位)";
const NAME = String.raw`(?<name>[a-z]+(?:[ -][a-z]+)??|\p{Script=Han}+?)`;

const FORMS = [
  // 2453, #2453, No. 2453, 第 2453 号, 2453 号.
  String.raw`(?:${BEFORE})?${DIGITS}(?: ?${COUNTED})?`,
  // line-5, case 7234, case #7234, payee class 3, 案件7234, 机构 第 10 号.
  String.raw`${NAME} ?(?:[-:] ?)?(?:${BEFORE}){0,2}${DIGITS}(?: ?${COUNTED})?`,
  // 第10号机构, 第 2453 号收款, 2453号收款, 第 5 条记录.
  String.raw`(?:${BEFORE})?${DIGITS} ?${COUNTED}的? ?(?<name>\p{Script=Han}+)`,
].map((form) => new RegExp(`^${form}$`, "iu"));

/** Digits in groups of three, by commas or by blanks; other groups are no number (2026,1 or 2026 10). */
const GROUPED = /(?<![\d,]|\d\.)\d{1,3}(?:,\d{3})+(?![\d.,])|(?<![\d,]|\d\.)\d{1,3}(?: \d{3})+(?![\d.,])/gu;
/** What a sentence or a list ends with behind the number. */
const STOP = /[\s.,;:!?。，、；：！？]+$/u;
const AROUND = /^[“"「『(（]+|[”"」』)）]+$/gu;

/** Null where the text is anything else; a negative number and one with decimals are none. */
export function readNumbered(text: string): Numbered | null {
  // No number is written at such a length, and expressions are spared the rest.
  if (text.length > 100) return null;
  const plain = text
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(STOP, "")
    .replace(AROUND, "")
    .trim()
    .replace(GROUPED, (number) => number.replace(/[, ]/g, ""));
  for (const form of FORMS) {
    const { name = "", digits } = form.exec(plain)?.groups ?? {};
    if (digits !== undefined) return { name: name.toLowerCase().replaceAll(" ", "-"), digits };
  }
  return null;
}

/** What pages and people call a record in general, and each kind of movement: all of them are numbered as one. */
const RECORDS: ReadonlySet<string> = new Set([
  ...KINDS.flatMap(({ name, en, zh }) => [name, en.toLowerCase().replaceAll(" ", "-"), zh]).filter(
    // commitment-5 and allotment-5 are accounts.
    (name) => !ACCOUNT_KINDS.some((kind) => kind === name),
  ),
  ...["record", "movement", "记录", "記錄", "流水", "收入", "付款"],
]);

/** Most digits of a record's number: they are exact in JSON. */
const MOST_DIGITS = 15;

/** A record's number in the same ways: 2453, 2,453, ２４５３, #2,453, № 2453, 第 2,453 号收款, receipt 2453. */
export function readRecordNumber(text: string): number | null {
  const read = readNumbered(text);
  if (read === null || read.digits.length > MOST_DIGITS) return null;
  return read.name === "" || RECORDS.has(read.name) ? Number(read.digits) : null;
}
