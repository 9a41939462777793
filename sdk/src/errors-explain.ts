// Says in words why a contract refused a call: revert data -> name, values, why, what to do, in either language.
import { decodeAbiParameters, toFunctionSelector } from "viem";
import { accountText, tryAccountId } from "./accounts.ts";
import { DUTIES, STANDINGS, STATUSES, type Word } from "./cases/words.ts";
import { dayText, LAST_TIME, timeText } from "./days.ts";
import { type CatalogueEntry, ERROR_CATALOGUE } from "./errors-catalogue.ts";
import { FINDING_STATUSES, SUBJECT_KINDS } from "./findings/words.ts";
import type { Hex } from "./hex.ts";
import { KINDS } from "./kinds.ts";
import { visibleText } from "./text.ts";

export type ErrorLocale = "en" | "zh";

export interface ExplainedArgument {
  name: string;
  /** As people read it: `fund-12`, `2026-11-23`, `payment`; a text of the chain is made visible, and still hostile to HTML. */
  text: string;
}

export interface ErrorExplanation {
  /** Name of the error, which is its anchor in docs/ERRORS.md; null if none of the suite's errors fits. */
  name: string | null;
  args: ExplainedArgument[];
  /** Why, with the values filled in. */
  why: string;
  remedy: string;
}

/** Errors by selector, made when the first one is asked for: hashing 170 signatures takes some milliseconds. */
let bySelector: ReadonlyMap<string, [name: string, entry: CatalogueEntry]> | undefined;

function entryOf(data: Hex): [name: string, entry: CatalogueEntry] | undefined {
  bySelector ??= new Map(
    Object.entries(ERROR_CATALOGUE).map(([name, entry]) => {
      const selector = toFunctionSelector(`${name}(${entry.inputs.map((input) => input.type).join()})`);
      return [selector, [name, entry]];
    }),
  );
  return bySelector.get(data.slice(0, 10).toLowerCase());
}

const NO_DATA = {
  en: ["The call failed and gave no reason.", "Send it with more gas; if it fails again, check address and chain."],
  zh: ["调用失败，且没有说明原因。", "请提高 gas 上限重新发送；若仍失败，请核对地址和链。"],
} as const;

const UNKNOWN = {
  en: ["The call failed with an error that is none of the suite's", "See whose contract it is: a token, or a signer."],
  zh: ["调用失败，错误不属于本套合约", "请查明属于哪个合约：可能是代币或签名合约。"],
} as const;

/** Explains revert data of any call to the suite. Never throws: what is not known is said to be not known. */
export function explainError(data: Hex, locale: ErrorLocale): ErrorExplanation {
  if (data === "0x") return { name: null, args: [], why: NO_DATA[locale][0], remedy: NO_DATA[locale][1] };
  const found = decode(data);
  if (found === null) {
    const [why, remedy] = UNKNOWN[locale];
    return { name: null, args: [], why: `${why} (${visibleText(data, 10)})${locale === "en" ? "." : "。"}`, remedy };
  }
  const { name, entry, values } = found;
  const args = entry.inputs.map((input, index) => ({
    name: input.name,
    text: readable(values[index], input, locale),
  }));
  const fill = (text: string) =>
    text.replaceAll(/`(\w+)`/g, (whole, word: string) => args.find((arg) => arg.name === word)?.text ?? whole);
  const [why, remedy] = entry[locale];
  return { name, args, why: fill(why), remedy: fill(remedy) };
}

function decode(data: Hex): { name: string; entry: CatalogueEntry; values: readonly unknown[] } | null {
  const found = entryOf(data);
  if (found === undefined) return null;
  const [name, entry] = found;
  try {
    const inputs = entry.inputs.map((input) => ({ name: input.name, type: input.type }));
    const values = inputs.length === 0 ? [] : decodeAbiParameters(inputs, `0x${data.slice(10)}`);
    return { name, entry, values };
  } catch (error) {
    // viem's own, for bytes that do not fit: a contract that is none of ours has an error with the same selector.
    if (error instanceof Error) return null;
    throw error;
  }
}

const ACCOUNTS = bilingual(
  "Source 来源|Fund 资金|Act 预算决定|Line 预算指标|Allotment 指标下达|Commitment 支出承诺",
  1,
);
const PARTIES = bilingual("None 无|Agency 单位|Payee 收款人|Source 来源|Payee-class 收款人类别", 0);

const ENUMS: Readonly<Record<string, readonly Pick<Word, "number" | "en" | "zh">[]>> = {
  Kind: KINDS,
  Status: STATUSES,
  Standing: STANDINGS,
  Duty: DUTIES,
  AccountKind: ACCOUNTS,
  PartyKind: PARTIES,
  FindingStatus: FINDING_STATUSES,
  SubjectKind: SUBJECT_KINDS,
};

type Input = CatalogueEntry["inputs"][number];

function readable(value: unknown, { name, type, enum: enumName }: Input, locale: ErrorLocale): string {
  const words = ENUMS[enumName ?? (name === "duty" ? "Duty" : "")];
  if (words !== undefined && typeof value === "number") {
    return words.find((word) => word.number === value)?.[locale].toLowerCase() ?? String(value);
  }
  if (type === "uint24" && typeof value === "number") return dayText(value);
  if (type === "uint48" && typeof value === "number" && value <= LAST_TIME) return timeText(value);
  if (type === "uint64" && typeof value === "bigint")
    return tryAccountId(value) === null ? String(value) : accountText(value);
  if (type === "bytes3" && typeof value === "string") return letters(value);
  return visibleText(String(value), 200);
}

/** ISO 4217 letters of a `bytes3`; its hex where they are none. */
function letters(bytes: string): string {
  const match = /^0x((?:4[1-9a-f]|5[0-9a]){3})$/i.exec(bytes);
  if (match?.[1] === undefined) return bytes === "0x000000" ? "—" : bytes;
  return match[1].replaceAll(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
}

function bilingual(text: string, first: number): { number: number; en: string; zh: string }[] {
  return text.split("|").map((pair, index) => {
    const [en = "", zh = ""] = pair.split(" ");
    return { number: first + index, en, zh };
  });
}
