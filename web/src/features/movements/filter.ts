// The filters of the movements list: one description serves the address, the form, the chips and the question asked.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { MovementSort, SortOrder } from "@mingzhang/sdk/api";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { currency as currencyOf, parseMoney } from "@mingzhang/sdk/money";

/** Names in the address; all but `min` and `max` are the API's own. Amounts are written as people write them. */
export const FILTERS = [
  "kind",
  "year",
  "fund",
  "agency",
  "within",
  "function",
  "class",
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
export type Remedy = "badMoney" | "badDay" | "badNumber" | "badAccount" | "badValue";

export interface Refusal {
  name: FilterName;
  value: string;
  remedy: Remedy;
}

export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: MovementSort;
  order: SortOrder;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  refused: Refusal[];
  /** Names in the address that are no filter at all, at most ten. */
  unknown: string[];
}

export type SearchParams = Record<string, string | string[] | undefined>;

const SORTS: readonly string[] = ["record", "amount", "valueDate"];
const HASH = /^0x[0-9a-f]{64}$/i;
/** Digits of the API's integers that JSON can hold. */
const NUMBER = /^\d{1,9}$/;

const RULES: Record<FilterName, { fits: (value: string) => boolean; remedy: Remedy }> = {
  kind: { fits: (value) => value.split(",").every((kind) => KINDS.has(kind)), remedy: "badValue" },
  year: { fits: (value) => /^\d{1,5}$/.test(value), remedy: "badNumber" },
  fund: { fits: isAccount, remedy: "badAccount" },
  line: { fits: isAccount, remedy: "badAccount" },
  account: { fits: isAccount, remedy: "badAccount" },
  agency: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  within: { fits: (value) => value === "self", remedy: "badValue" },
  payee: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  party: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  function: { fits: (value) => /^\d{2}(\.\d(\.\d)?)?$/.test(value), remedy: "badValue" },
  class: { fits: (value) => /^\d{1,9}(,\d{1,9})*$/.test(value), remedy: "badNumber" },
  currency: { fits: (value) => /^[A-Z]{3}$/.test(value), remedy: "badValue" },
  min: { fits: (value) => isMoney(value), remedy: "badMoney" },
  max: { fits: (value) => isMoney(value), remedy: "badMoney" },
  from: { fits: (value) => fits(() => parseDay(value)), remedy: "badDay" },
  to: { fits: (value) => fits(() => parseDay(value)), remedy: "badDay" },
  text: { fits: (value) => value.length <= 200, remedy: "badValue" },
  document: { fits: (value) => HASH.test(value), remedy: "badValue" },
  transaction: { fits: (value) => HASH.test(value), remedy: "badValue" },
  confirmed: { fits: isBoolean, remedy: "badValue" },
  imported: { fits: isBoolean, remedy: "badValue" },
};

const KINDS: ReadonlySet<string> = new Set(KIND_NAMES);

function fits(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (cause) {
    if (cause instanceof MingzhangError) return false;
    throw cause;
  }
}

function isAccount(value: string): boolean {
  return fits(() => parseAccount(value));
}

function isBoolean(value: string): boolean {
  return value === "true" || value === "false";
}

function isMoney(value: string, code = "CNY"): boolean {
  return fits(() => parseMoney(value, currencyOf(code)));
}

/** The API's names, understood in an address too; amounts are written as people write them all the same. */
const SYNONYMS: Partial<Record<FilterName, string>> = { min: "minAmount", max: "maxAmount" };
const KNOWN: ReadonlySet<string> = new Set([...FILTERS, ...Object.values(SYNONYMS), "sort", "order", "cursor"]);
/** A hostile address names thousands; the page names the first few. */
const MAX_UNKNOWN = 10;

/** Reads the address. A form sends `kind` once for each ticked box; the address in links joins them with commas. */
export function readListState(params: SearchParams): ListState {
  const filters: ListState["filters"] = {};
  const refused: Refusal[] = [];
  for (const name of FILTERS) {
    const given = params[name] ?? params[SYNONYMS[name] ?? ""];
    const value = (Array.isArray(given) ? given.join(",") : (given ?? "")).trim();
    if (value === "") continue;
    const { fits: fit, remedy } = RULES[name];
    if (fit(value)) filters[name] = value;
    else refused.push({ name, value: value.slice(0, 100), remedy });
  }
  // It only narrows an agency down: without one it says nothing.
  if (filters.agency === undefined) delete filters.within;
  const sort = one(params.sort);
  return {
    filters,
    sort: (SORTS.includes(sort ?? "") ? sort : "record") as MovementSort,
    order: one(params.order) === "asc" ? "asc" : "desc",
    cursor: one(params.cursor),
    refused,
    unknown: Object.keys(params)
      .filter((name) => !KNOWN.has(name))
      .slice(0, MAX_UNKNOWN),
  };
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/**
 * The question to the API. Amounts become minor units of the currency filtered for, or of `currency`, the only one there
 * is; two decimals where there are several, as in most of them.
 */
export function apiQuery(state: ListState, currency: string | null): Record<string, string> {
  const { min, max, ...rest } = state.filters;
  const code = rest.currency ?? currency ?? "CNY";
  const query: Record<string, string> = { ...rest };
  if (min !== undefined && isMoney(min, code)) query.minAmount = parseMoney(min, currencyOf(code)).toString();
  if (max !== undefined && isMoney(max, code)) query.maxAmount = parseMoney(max, currencyOf(code)).toString();
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
