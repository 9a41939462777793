// What an address asks a page or a file for, held against what that takes: what does not fit is named, never passed over.
import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What to write instead, by its name in the messages. */
export type Remedy =
  | "above"
  | "account"
  | "alone"
  | "below"
  | "currency"
  | "day"
  | "division"
  | "earlier"
  | "except"
  | "function"
  | "hash"
  | "later"
  | "line"
  | "mark"
  | "money"
  | "needs"
  | "number"
  | "offered"
  | "one"
  | "page"
  | "short"
  | "subject"
  | "unknown"
  | "year"
  | "yearOrAll";

export interface Rule {
  fits: (value: string) => boolean;
  remedy: Remedy;
  /** What can be chosen, where that is a few words. */
  of?: readonly string[];
  /** Says something only beside another one. */
  needs?: string;
  /** Begins a range: where that ends, and how the two compare. */
  range?: Range;
}

export interface Range {
  to: string;
  measure: (value: string) => number | bigint;
  /** What the beginning and the end are where they are the wrong way round. */
  turned: readonly ["later", "earlier"] | readonly ["above", "below"];
}
export type Rules = Readonly<Record<string, Rule>>;

export interface Unfit {
  /** Name and value as they were given, at any length: whoever shows them cuts them. */
  name: string;
  /** Empty where it is missing. */
  value: string;
  remedy: Remedy;
  /** What can be chosen, or is needed. */
  of: readonly string[];
}

export interface Read<Name extends string> {
  asked: Partial<Record<Name, string>>;
  unfit: Unfit[];
}

/** A hostile address names thousands; the page names the first few. */
const MAX_UNKNOWN = 10;

/** What was given more than once is joined with commas, as a form's ticked boxes are: few rules let that through. */
export function readAsked<R extends Rules>(params: SearchParams, rules: R): Read<keyof R & string> {
  const asked: Record<string, string> = {};
  const unfit: Unfit[] = [];
  for (const [name, { fits, remedy, of = [] }] of Object.entries(rules)) {
    const value = textOf(params[name]);
    if (value === "") continue;
    if (fits(value)) asked[name] = value;
    else unfit.push({ name, value, remedy, of });
  }
  for (const [name, { needs }] of Object.entries(rules)) {
    const value = asked[name];
    if (value === undefined || needs === undefined || asked[needs] !== undefined) continue;
    unfit.push({ name, value, remedy: "needs", of: [needs] });
    delete asked[name];
  }
  for (const [name, { range }] of Object.entries(rules)) {
    if (range === undefined) continue;
    const [low, high] = [asked[name], asked[range.to]];
    if (low === undefined || high === undefined || range.measure(low) <= range.measure(high)) continue;
    const [start, end] = range.turned;
    unfit.push({ name, value: low, remedy: start, of: [range.to] });
    unfit.push({ name: range.to, value: high, remedy: end, of: [name] });
    delete asked[name];
    delete asked[range.to];
  }
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(rules, name));
  for (const name of unknown.slice(0, MAX_UNKNOWN)) {
    unfit.push({ name, value: textOf(params[name]), remedy: "unknown", of: Object.keys(rules) });
  }
  return { asked: asked as Read<keyof R & string>["asked"], unfit };
}

function textOf(given: string | string[] | undefined): string {
  return (Array.isArray(given) ? given.join(",") : (given ?? "")).trim();
}

/** The query of a route, each name with all its values. */
export function paramsOf(query: URLSearchParams): SearchParams {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (cause) {
    if (cause instanceof MingzhangError) return false;
    throw cause;
  }
}

const isYear = (value: string) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535;

/** Digits of the API's integers that JSON can hold. */
export const number: Rule = { fits: (value) => /^\d{1,9}$/.test(value), remedy: "number" };
/** Of a party: they count from 1. */
export const party: Rule = { fits: (value) => /^[1-9]\d{0,8}$/.test(value), remedy: "number" };
export const record: Rule = { fits: (value) => /^\d{1,15}$/.test(value), remedy: "number" };
export const year: Rule = { fits: isYear, remedy: "year" };
export const yearOrAll: Rule = { fits: (value) => value === "all" || isYear(value), remedy: "yearOrAll" };
export const currency: Rule = { fits: (value) => /^[A-Z]{3}$/.test(value), remedy: "currency" };
export const division: Rule = { fits: (value) => /^(0[1-9]|10|00)$/.test(value), remedy: "division" };
export const day: Rule = { fits: (value) => parses(() => parseDay(value)), remedy: "day" };
/** Of two, the first: nothing is from a later day to an earlier one. */
export const dayUpTo = (to: string): Rule => ({
  ...day,
  range: { to, measure: parseDay, turned: ["later", "earlier"] },
});
export const account: Rule = { fits: (value) => parses(() => parseAccount(value)), remedy: "account" };
export const hash: Rule = { fits: (value) => /^0x[0-9a-f]{64}$/i.test(value), remedy: "hash" };
export const words: Rule = { fits: (value) => value.length <= 200, remedy: "short" };
/** What a page looks at by itself. */
export const anything: Rule = { fits: () => true, remedy: "offered" };
/** What a link to another page of the same list carries; the API knows whether it is one. */
export const cursor: Rule = { fits: (value) => value.length <= 2_000, remedy: "page" };
export function oneOf(choices: readonly string[]): Rule {
  return { fits: (value) => choices.includes(value), remedy: "one", of: choices };
}

export const boolean = oneOf(["true", "false"]);

/** One or several with commas, of more than can be listed in a sentence. */
export function someOf(choices: ReadonlySet<string>): Rule {
  return { fits: (value) => value.split(",").every((one) => choices.has(one)), remedy: "offered" };
}
