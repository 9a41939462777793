// The words of a list's citation: its filters, what its columns are called, what stands in a cell, and the text to copy.
import type { Status } from "@mingzhang/sdk/api";
import type { CitedCell, CitedCount, ListCitation } from "@mingzhang/sdk/api-citations";
import { DUTIES, STANDINGS, STATUSES, type Word } from "@mingzhang/sdk/cases/words";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { createTranslator } from "next-intl";
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { functionLabel } from "@/features/classification/labels";
import { sumText } from "@/features/money/text";
import { MARKS } from "@/i18n/marks";
import { catalogue } from "@/i18n/messages";
import { chooseName, type Named } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import type { ListAsked } from "./list-asked";
import { readOn } from "./text";

const translator = (locale: Locale) => createTranslator({ locale, messages: catalogue[locale], namespace: "citeList" });

/** Filters that name a party, and those that name an account. */
const PARTIES = ["agency", "office", "desk", "decider", "party", "payee", "parent", "government", "unit"];
const ACCOUNTS = ["account", "fund", "line", "allotment"];
/** Filters and columns whose values are words. */
const WORDS: Readonly<Record<string, readonly Word[]>> = {
  status: [...STATUSES, ...FINDING_STATUSES],
  severity: SEVERITIES,
  subject: SUBJECT_KINDS,
  standing: STANDINGS,
  duty: DUTIES,
  waits_for: DUTIES,
};

export type ListNames = Readonly<Record<string, Named>>;

/** Names of what the filters point at. One that cannot be had leaves the number to stand for itself. */
export async function listNames({ filters }: ListAsked): Promise<ListNames> {
  const found = await Promise.all(
    Object.entries(filters).map(async ([filter, id]): Promise<[string, Named][]> => {
      const isParty = PARTIES.includes(filter);
      if (!isParty && !ACCOUNTS.includes(filter)) return [];
      const named = await (isParty ? api.party(id) : api.account(id));
      return named.ok && named.value.name !== "" ? [[filter, named.value]] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}

const worded = (words: readonly Word[], name: string, locale: Locale) =>
  words.find((word) => word.name === name)?.[locale] ?? plain(name);

/** "Status: Open; Agency: Education Bureau"; empty without filters. */
export function listFilterWords({ filters }: ListAsked, names: ListNames, locale: Locale): string {
  const t = translator(locale);
  return Object.entries(filters)
    .map(([filter, value]) => {
      const key = `filter.${filter}` as Parameters<typeof t.has>[0];
      return `${t.has(key) ? t(key as "filter.status") : plain(filter)}${MARKS[locale].colon}${valueWords(filter, value)}`;
    })
    .join(MARKS[locale].semicolon);

  function valueWords(filter: string, value: string): string {
    const named = names[filter];
    if (named !== undefined) return plain(chooseName(named, locale).text);
    const words = WORDS[filter];
    if (words !== undefined) {
      const list = value.split(",").map((each) => worded(words, each, locale));
      return new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "disjunction" }).format(list);
    }
    if (filter === "within") return t("withinSelf");
    if (filter === "function") return functionLabel(value, null, locale) || value;
    if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
    return plain(value);
  }
}

/** What is cited: the list, and the filters in words. */
export function listTitle(asked: ListAsked, names: ListNames, locale: Locale): string {
  const filters = listFilterWords(asked, names, locale);
  const list = translator(locale)(`list.${asked.list}`);
  return filters === "" ? list : `${list}${MARKS[locale].colon}${filters}`;
}

/** The column as the page calls it; as the file does where it has no word of its own. */
export function columnWords(column: string, locale: Locale): string {
  const t = translator(locale);
  const key = `column.${column}` as Parameters<typeof t.has>[0];
  return t.has(key) ? t(key as "column.status") : column;
}

/** "12 rows; Paid: ¥1,234.56 and £10.00". */
export function countWords({ rows, sums }: CitedCount, summed: string | null, locale: Locale): string {
  const t = translator(locale);
  const list = new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" });
  return t("figure", {
    rows: t("rows", { count: rows }),
    sums: summed === null || sums.length === 0 ? "none" : list.format(sums.map((sum) => sumText(sum, locale))),
    column: columnWords((summed ?? "").replace(/_minor$/, ""), locale),
  });
}

/** A cell as text. Sums with decimals are in the row's currency. */
export function cellWords(
  { name, type }: Pick<ListCitation["columns"][number], "name" | "type">,
  cell: CitedCell,
  currency: CitedCell,
  locale: Locale,
): string {
  const t = translator(locale);
  if (cell === null || cell === "") return t("empty");
  if (typeof cell === "boolean") return t(cell ? "yes" : "no");
  if (type === "decimal" && typeof currency === "string") {
    const [, decimals = ""] = String(cell).split(".");
    return sumText({ amount: String(cell).replace(".", ""), currency, exponent: decimals.length }, locale);
  }
  if (type === "count") return Number(cell).toLocaleString(LANGUAGE_TAG[locale]);
  if (type === "time") {
    const moment = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], {
      ...{ dateStyle: "medium", timeStyle: "short", timeZone: "UTC" },
    });
    return `${moment.format(new Date(String(cell)))} UTC`;
  }
  const words = WORDS[name];
  return words === undefined
    ? plain(String(cell))
    : String(cell)
        .split(" ")
        .map((each) => worded(words, each, locale))
        .join(MARKS[locale].list);
}

export interface CitedListText {
  citation: ListCitation;
  status: Status | null;
  title: string;
  link: string;
  today: Date;
}

/** The citation as text: what it is, how much, where it is pinned, and the link. */
export function listCitationText({ citation, status, title, link, today }: CitedListText, locale: Locale): string {
  const { size, block, root, then, summed } = citation;
  return translator(locale)("text", {
    ...{ title, link, root, size: String(size), block: String(block.number), hash: block.hash, time: block.time },
    figure: countWords(then, summed, locale),
    chain: String(status?.chainId ?? ""),
    date: readOn(today, block.time, locale),
  });
}
