// The filters of the list of findings: one description serves the address, the form, the chips and the question asked.
import type { FindingSort } from "@mingzhang/sdk/api-findings";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import type { SearchParams } from "@/features/movements/filter";

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
type Remedy = "badDay" | "badNumber" | "badValue";

export interface ListState {
  /** As written in the address. */
  filters: Partial<Record<FilterName, string>>;
  sort: FindingSort;
  cursor: string | undefined;
  /** What was given but does not fit: shown, and left out of the question. */
  refused: { name: FilterName; value: string; remedy: Remedy }[];
  /** Names in the address that are no filter at all, at most ten. */
  unknown: string[];
}

export const SORTS = ["number", "updated", "due", "severity"] as const satisfies readonly FindingSort[];

const isIn = (words: readonly { name: string }[]) => (value: string) =>
  value.split(",").every((name) => words.some((word) => word.name === name));
const isNumber = (value: string) => /^\d{1,9}$/.test(value);

const RULES: Record<FilterName, { fits: (value: string) => boolean; remedy: Remedy }> = {
  status: { fits: isIn(FINDING_STATUSES), remedy: "badValue" },
  severity: { fits: isIn(SEVERITIES), remedy: "badValue" },
  overdue: { fits: (value) => value === "true" || value === "false", remedy: "badValue" },
  text: { fits: (value) => value.length <= 200, remedy: "badValue" },
  agency: { fits: isNumber, remedy: "badNumber" },
  within: { fits: (value) => value === "self", remedy: "badValue" },
  office: { fits: isNumber, remedy: "badNumber" },
  subject: { fits: (value) => SUBJECT_KINDS.some(({ name }) => name === value), remedy: "badValue" },
  concerns: { fits: (value) => /^(record|movement|case|line|party)-\d{1,15}$/.test(value), remedy: "badValue" },
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

/** Reads the address. A form sends a name once for each ticked box; the address in links joins them with commas. */
export function readListState(params: SearchParams): ListState {
  const filters: ListState["filters"] = {};
  const refused: ListState["refused"] = [];
  for (const name of FILTERS) {
    const given = params[name];
    const value = (Array.isArray(given) ? given.join(",") : (given ?? "")).trim();
    if (value === "") continue;
    const { fits, remedy } = RULES[name];
    if (fits(value)) filters[name] = value;
    else refused.push({ name, value: value.slice(0, 100), remedy });
  }
  // It only narrows the agency down.
  if (filters.agency === undefined) delete filters.within;
  return {
    filters,
    sort: SORTS.find((known) => known === one(params.sort)) ?? "number",
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
