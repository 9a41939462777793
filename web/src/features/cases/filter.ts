// The filters of the list of cases: one description serves the address, the form, the chips and the question asked.
import type { CaseSort } from "@mingzhang/sdk/api-cases";
import { DUTIES, STATUSES } from "@mingzhang/sdk/cases/words";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { SearchParams } from "@/features/movements/filter";

/** Names in the address; they are the API's own. */
export const FILTERS = [
  "status",
  "text",
  "procedure",
  "agency",
  "within",
  "duty",
  "desk",
  "decider",
  "outcome",
  "official",
  "overdue",
  "late",
  "from",
  "to",
] as const;

export type FilterName = (typeof FILTERS)[number];
type Remedy = "badDay" | "badNumber" | "badValue";

export interface Refusal {
  name: FilterName;
  value: string;
  remedy: Remedy;
}

export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: CaseSort;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  refused: Refusal[];
  /** Names in the address that are no filter at all, at most ten. */
  unknown: string[];
}

export const SORTS = ["number", "updated", "due"] as const satisfies readonly CaseSort[];
/** Newest first, but what is due soonest. */
const ORDER: Record<(typeof SORTS)[number], "asc" | "desc"> = { number: "desc", updated: "desc", due: "asc" };

/** How the steps that a `decider` had ended: the figures of timeliness lead here. */
export const OUTCOMES = ["decided", "in-time", "limited", "lapsed"] as const;

const STATUS_NAMES: ReadonlySet<string> = new Set(STATUSES.map(({ name }) => name));
const DUTY_NAMES: ReadonlySet<string> = new Set(DUTIES.map(({ name }) => name));
/** Digits of the API's integers that JSON can hold. */
const NUMBER = /^\d{1,9}$/;

const RULES: Record<FilterName, { fits: (value: string) => boolean; remedy: Remedy }> = {
  status: { fits: (value) => value.split(",").every((status) => STATUS_NAMES.has(status)), remedy: "badValue" },
  text: { fits: (value) => value.length <= 200, remedy: "badValue" },
  procedure: { fits: (value) => /^[\w.-]{1,64}$/.test(value), remedy: "badValue" },
  agency: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  within: { fits: (value) => value === "self", remedy: "badValue" },
  duty: { fits: (value) => DUTY_NAMES.has(value), remedy: "badValue" },
  desk: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  decider: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  outcome: { fits: (value) => OUTCOMES.some((outcome) => outcome === value), remedy: "badValue" },
  official: { fits: (value) => NUMBER.test(value), remedy: "badNumber" },
  overdue: { fits: (value) => value === "true" || value === "false", remedy: "badValue" },
  late: { fits: (value) => value === "true" || value === "false", remedy: "badValue" },
  from: { fits: isDay, remedy: "badDay" },
  to: { fits: isDay, remedy: "badDay" },
};

function isDay(value: string): boolean {
  try {
    parseDay(value);
    return true;
  } catch (cause) {
    if (cause instanceof MingzhangError) return false;
    throw cause;
  }
}

const KNOWN: ReadonlySet<string> = new Set([...FILTERS, "sort", "cursor"]);
/** A hostile address names thousands; the page names the first few. */
const MAX_UNKNOWN = 10;

/** Reads the address. A form sends `status` once for each ticked box; the address in links joins them with commas. */
export function readListState(params: SearchParams): ListState {
  const filters: ListState["filters"] = {};
  const refused: Refusal[] = [];
  for (const name of FILTERS) {
    const given = params[name];
    const value = (Array.isArray(given) ? given.join(",") : (given ?? "")).trim();
    if (value === "") continue;
    const { fits, remedy } = RULES[name];
    if (fits(value)) filters[name] = value;
    else refused.push({ name, value: value.slice(0, 100), remedy });
  }
  // They only narrow another filter down: without it they say nothing.
  if (filters.agency === undefined) delete filters.within;
  if (filters.decider === undefined) delete filters.outcome;
  const sort = SORTS.find((known) => known === one(params.sort)) ?? "number";
  return {
    filters,
    sort,
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

/** The question to the API. */
export function apiQuery({ filters, sort, cursor }: ListState): Record<string, string> {
  const order = sort === "amount" ? "desc" : ORDER[sort];
  return { ...filters, sort, order, ...(cursor === undefined ? {} : { cursor }) };
}

/** The address of a list: without a cursor unless one is given, so that a changed filter starts from the beginning. */
export function listHref(
  { filters, sort }: ListState,
  change: Partial<Record<FilterName | "cursor", string | undefined>> = {},
): string {
  const all: Record<string, string | undefined> = { ...filters, sort: sort === "number" ? undefined : sort, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "/cases" : `/cases?${text}`;
}
