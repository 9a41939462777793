// The filters of the movements list: one description serves the address, the form, the chips and the question asked.
import type { MovementKindName, MovementSort, SortOrder } from "@mingzhang/sdk/api";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { EXCEPT_PATTERN, MOST_EXCEPTED } from "@mingzhang/sdk/except";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { currency as currencyOf, parseMoney } from "@mingzhang/sdk/money";
import * as rules from "../asked/read.ts";

/** Names in the address; all but `min` and `max` are the API's own. Amounts are written as people write them. */
export const FILTERS = [
  "kind",
  "year",
  "fund",
  "agency",
  "within",
  "function",
  "class",
  "except",
  "currency",
  "min",
  "max",
  "from",
  "to",
  "text",
  "line",
  "account",
  "payee",
  "party",
  "document",
  "transaction",
  "confirmed",
  "imported",
] as const;

export type FilterName = (typeof FILTERS)[number];
export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: MovementSort;
  order: SortOrder;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  unfit: rules.Unfit[];
}

const SORTS: readonly string[] = ["record", "amount", "valueDate"];

const money: rules.Rule = { fits: (value) => isMoney(value), remedy: "money" };

const RULES: Record<FilterName, rules.Rule> = {
  kind: rules.someOf(new Set(KIND_NAMES)),
  year: rules.year,
  fund: rules.account,
  line: rules.account,
  account: rules.account,
  agency: rules.number,
  within: { ...rules.oneOf(["self"]), needs: "agency" },
  payee: rules.number,
  party: rules.number,
  function: { fits: (value) => /^\d{2}(\.\d(\.\d)?)?$/.test(value), remedy: "function" },
  class: { fits: (value) => /^\d{1,9}(,\d{1,9})*$/.test(value), remedy: "number" },
  except: { fits: isExcept, remedy: "except" },
  currency: rules.currency,
  min: { ...money, range: { to: "max", measure: minorOf, turned: ["above", "below"] } },
  max: money,
  from: rules.dayUpTo("to"),
  to: rules.day,
  text: rules.words,
  document: rules.hash,
  transaction: rules.hash,
  confirmed: rules.boolean,
  imported: rules.boolean,
};

function isExcept(value: string): boolean {
  return EXCEPT_PATTERN.test(value) && value.split(",").length <= MOST_EXCEPTED;
}

function minorOf(value: string, code = "CNY"): bigint {
  return parseMoney(value, currencyOf(code));
}

function isMoney(value: string, code = "CNY"): boolean {
  try {
    minorOf(value, code);
    return true;
  } catch (cause) {
    if (cause instanceof MingzhangError) return false;
    throw cause;
  }
}

/** The API's names, understood in an address too; amounts are written as people write them all the same. */
const SYNONYMS = [
  ["minAmount", "min"],
  ["maxAmount", "max"],
] as const;
const WAYS = { sort: rules.oneOf(SORTS), order: rules.oneOf(["asc", "desc"]), cursor: rules.cursor };

/** Reads the address. A form sends `kind` once for each ticked box; the address in links joins them with commas. */
export function readListState(params: rules.SearchParams): ListState {
  const named = { ...params };
  for (const [other, name] of SYNONYMS) {
    if (params[other] === undefined) continue;
    named[name] = [params[name] ?? [], params[other]].flat();
    delete named[other];
  }
  const { asked, unfit } = rules.readAsked(named, { ...RULES, ...WAYS });
  const { sort = "record", order = "desc", cursor, ...filters } = asked;
  return { filters, sort: sort as MovementSort, order: order as SortOrder, cursor, unfit };
}

/** Kinds that a list is filtered for, in the order in which they are known; none where it has all. */
export function kindsOf({ filters }: Pick<ListState, "filters">): MovementKindName[] {
  const wanted = filters.kind?.split(",") ?? [];
  return KIND_NAMES.filter((kind) => wanted.includes(kind));
}

/**
 * The question to the API. Amounts become minor units of the currency filtered for, or of `currency`, the only one there
 * is; two decimals where there are several, as in most of them.
 */
export function apiQuery(state: ListState, currency: string | null): Record<string, string> {
  const { min, max, ...rest } = state.filters;
  const code = rest.currency ?? currency ?? "CNY";
  const query: Record<string, string> = { ...rest };
  if (min !== undefined && isMoney(min, code)) query.minAmount = minorOf(min, code).toString();
  if (max !== undefined && isMoney(max, code)) query.maxAmount = minorOf(max, code).toString();
  query.sort = state.sort;
  query.order = state.order;
  return query;
}

/** The address of a list: without a cursor unless one is given, so that a changed filter starts from the beginning. */
export function listHref(
  state: ListState,
  change: Partial<Record<FilterName | "sort" | "order" | "cursor", string | undefined>> = {},
): string {
  const { sort, order, filters } = state;
  const all: Record<string, string | undefined> = { ...filters, sort, order, ...change };
  if (all.sort === "record" && all.order === "desc") {
    delete all.sort;
    delete all.order;
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "/movements" : `/movements?${text}`;
}
