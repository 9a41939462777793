// The filters of the list of cases: one description serves the address, the form, the chips and the question asked.
import type { CaseSort } from "@mingzhang/sdk/api-cases";
import { DUTIES, STATUSES } from "@mingzhang/sdk/cases/words";
import * as rules from "../asked/read.ts";

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
  "account",
  "party",
  "function",
  "official",
  "overdue",
  "late",
  "from",
  "to",
] as const;

export type FilterName = (typeof FILTERS)[number];
export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: CaseSort;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  unfit: rules.Unfit[];
}

export const SORTS = ["number", "updated", "due"] as const satisfies readonly CaseSort[];
/** Newest first, but what is due soonest. */
const ORDER: Record<(typeof SORTS)[number], "asc" | "desc"> = { number: "desc", updated: "desc", due: "asc" };

/** How the steps that a `decider` had ended: the figures of timeliness lead here. */
export const OUTCOMES = ["decided", "in-time", "limited", "lapsed"] as const;

const RULES: Record<FilterName, rules.Rule> = {
  status: rules.someOf(new Set(STATUSES.map(({ name }) => name))),
  text: rules.words,
  procedure: { fits: (value) => /^[\w.-]{1,64}$/.test(value), remedy: "offered" },
  agency: rules.number,
  within: { ...rules.oneOf(["self"]), needs: "agency" },
  duty: rules.oneOf(DUTIES.map(({ name }) => name)),
  desk: rules.number,
  decider: rules.number,
  outcome: { ...rules.oneOf(OUTCOMES), needs: "decider" },
  account: rules.account,
  party: rules.party,
  function: rules.division,
  official: rules.number,
  overdue: rules.boolean,
  late: rules.boolean,
  from: rules.dayUpTo("to"),
  to: rules.day,
};
const WAYS = { sort: rules.oneOf(SORTS), cursor: rules.cursor };

/** Reads the address. A form sends `status` once for each ticked box; the address in links joins them with commas. */
export function readListState(params: rules.SearchParams): ListState {
  const { asked, unfit } = rules.readAsked(params, { ...RULES, ...WAYS });
  const { sort, cursor, ...filters } = asked;
  return { filters, sort: SORTS.find((known) => known === sort) ?? "number", cursor, unfit };
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
