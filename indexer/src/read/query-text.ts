// Makes of what a reader typed or pasted into the search box the words, the hash and the amount that it may mean.
import { COFOG } from "@mingzhang/sdk/classification";
import type { Hex } from "@mingzhang/sdk/hex";
import { isSearchable } from "@mingzhang/sdk/text";
import { type Amount, amountOf } from "./query-amount.ts";
import { simplified } from "./simplified.ts";

export interface QueryText {
  /** As given, without blanks around it. */
  text: string;
  /** Each word in the ways that it may be stored; all words must occur, each in one of its ways. */
  words: string[][];
  /** The whole text with ASCII digits, letters and signs, for what has a fixed form. */
  plain: string;
  /** The text is a digest or the hash of a transaction. */
  hash: Hex | null;
  /** The text is an amount. */
  amount: Amount | null;
  /** Functions of COFOG whose name or code the text is or is part of: digits as on chain. */
  functions: number[];
}

/** Full-width and traditional forms become the usual ones, thousands separators within a number go. */
export function queryText(given: string): QueryText {
  const text = given.trim();
  const words = split(text).filter(isSearchable);
  const usual = simplified(split(text.normalize("NFKC")).join(" ")).replace(STOP, "");
  const plain = split(usual).map(withoutSeparators).join(" ");
  const digits = /^(?:sha-?256[\s:=-]*)?(?:0x)?([0-9a-f]{64})$/i.exec(plain)?.[1];
  return {
    text,
    words: words.flatMap(variants),
    plain,
    hash: digits === undefined ? null : `0x${digits.toLowerCase()}`,
    amount: amountOf(usual),
    functions: isSearchable(text) ? functionsOf(plain) : [],
  };
}

/** Marks between words in Chinese; one between two digits is a number's. */
const BETWEEN = /[\s、。；]+|(?<!\p{Nd})，|，(?!\p{Nd})/u;
const split = (text: string): string[] => text.split(BETWEEN).filter((word) => word !== "");

/** 785,784.60 -> 785784.60; anything else as it is. */
const withoutSeparators = (word: string): string =>
  /^[A-Z]{0,2}\p{Sc}?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(word) ? word.replaceAll(",", "") : word;

/** What a sentence ends with, behind the sum or the number that it ends in. */
const STOP = /[.,;:!?]+$/;

/** Quotes and brackets that stand around a name and are no part of it. */
const AROUND = /^[“”‘’「」『』《》〈〉【】（）]+|[“”‘’「」『』《》〈〉【】（）]+$/gu;

/** A word as it stands and as it is usually written; "SCHEME:identifier" is two words. */
function variants(word: string): string[][] {
  const plain = withoutSeparators(word.normalize("NFKC"));
  const [, scheme, identifier] = /^([a-z][a-z0-9-]*):(\S+)$/i.exec(plain) ?? [];
  if (scheme !== undefined && identifier !== undefined) return [[scheme], [identifier]];
  const bare = word.replace(STOP, "").replace(AROUND, "");
  return [[...new Set([word, plain, bare, simplified(bare)])]];
}

function functionsOf(plain: string): number[] {
  const words = split(plain.toLowerCase());
  // One or two letters are in nearly every name.
  const isName = plain.length > 2 || /^\p{Script=Han}{2}$/u.test(plain);
  const found = COFOG.filter(({ code, en, zh }) => {
    const names = `${en} ${zh}`.toLowerCase();
    return code === plain || (isName && words.every((word) => names.includes(word)));
  });
  // A division stands for its groups, a group for its classes.
  return COFOG.map((each) => each.digits).filter((each) => found.some(({ digits }) => isWithin(each, digits)));
}

function isWithin(digits: number, above: number): boolean {
  if (above % 100 === 0) return Math.floor(digits / 100) * 100 === above;
  return above % 10 === 0 ? Math.floor(digits / 10) * 10 === above : digits === above;
}
