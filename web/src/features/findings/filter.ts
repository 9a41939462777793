// The filters of the list of findings: one description serves the address, the form, the chips and the question asked.
import type { FindingSort } from "@mingzhang/sdk/api-findings";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import * as rules from "../asked/read.ts";

/** Names in the address; they are the API's own. */
export const FILTERS = [
  "status",
  "severity",
  "overdue",
  "text",
  "agency",
  "within",
  "office",
  "subject",
  "concerns",
  "from",
  "to",
] as const;

export type FilterName = (typeof FILTERS)[number];

export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: FindingSort;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  unfit: rules.Unfit[];
}

export const SORTS = ["number", "updated", "due", "severity"] as const satisfies readonly FindingSort[];

const namesOf = (words: readonly { name: string }[]) => words.map(({ name }) => name);

const RULES: Record<FilterName, rules.Rule> = {
  status: rules.someOf(new Set(namesOf(FINDING_STATUSES))),
  severity: rules.someOf(new Set(namesOf(SEVERITIES))),
  overdue: rules.boolean,
  text: rules.words,
  agency: rules.number,
  within: { ...rules.oneOf(["self"]), needs: "agency" },
  office: rules.number,
  subject: rules.oneOf(namesOf(SUBJECT_KINDS)),
  concerns: { fits: (value) => /^(record|movement|case|line|party)-\d{1,15}$/.test(value), remedy: "offered" },
  from: rules.dayUpTo("to"),
  to: rules.day,
};
const WAYS = { sort: rules.oneOf(SORTS), cursor: rules.cursor };

/** Reads the address. A form sends a name once for each ticked box; the address in links joins them with commas. */
export function readListState(params: rules.SearchParams): ListState {
  const { asked, unfit } = rules.readAsked(params, { ...RULES, ...WAYS });
  const { sort, cursor, ...filters } = asked;
  return { filters, sort: SORTS.find((known) => known === sort) ?? "number", cursor, unfit };
}

/** The question to the API. */
export function apiQuery({ filters, sort, cursor }: ListState): Record<string, string> {
  const order = sort === "due" ? "asc" : "desc";
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
  return text === "" ? "/findings" : `/findings?${text}`;
}
