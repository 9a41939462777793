// The filters of a list in words, for sentences and citations.
import { parseExcept } from "@mingzhang/sdk/except";
import { createTranslator } from "next-intl";
import { plain } from "@/components/said";
import { economicText, functionLabel, functionText } from "@/features/classification/labels";
import { MARKS } from "@/i18n/marks";
import { catalogue } from "@/i18n/messages";
import { chooseName } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { FILTERS, type FilterName, type ListState } from "./filter";
import { kindLabel } from "./kind";
import type { FilterNames } from "./names";

/** "Kind: Payment; Agency: Education Bureau". */
export function filterWords(state: ListState, names: FilterNames, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "movements.filter" });
  return FILTERS.flatMap((name) => {
    const value = state.filters[name];
    if (value === undefined) return [];
    const words = partsOf(name, value).map((part) => filterText(name, part, names, locale));
    const type = name === "except" ? "conjunction" : "disjunction";
    const text = new Intl.ListFormat(LANGUAGE_TAG[locale], { type }).format(words);
    return [`${t(name)}${MARKS[locale].colon}${text}`];
  }).join(MARKS[locale].semicolon);
}

/** What a filter names one by one, each once: kinds, and what is left out. */
export const partsOf = (name: FilterName, value: string): string[] =>
  name === "kind" || name === "except" ? [...new Set(value.split(","))] : [value];

/** One part of a filter's value. */
export function filterText(name: FilterName, value: string, names: FilterNames, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "movements.filter" });
  if (name === "kind") return kindLabel(value, locale);
  if (name === "except") return exceptText(value, names, locale);
  const named = names[name];
  if (named !== undefined) return plain(chooseName(named, locale).text);
  if (name === "function") return `${value} ${functionLabel(value, null, locale)}`;
  if (name === "within") return t("withinSelf");
  if (name === "confirmed") return t(value === "true" ? "confirmedTrue" : "confirmedFalse");
  if (name === "imported") return t(value === "true" ? "importedTrue" : "importedFalse");
  if (name === "document" || name === "transaction") return `${value.slice(0, 10)}…`;
  return plain(value);
}

/** A name where there is one; of classes and functions the code and its word. */
function exceptText(value: string, names: FilterNames, locale: Locale): string {
  const [{ kind, id } = { kind: null, id: "" }] = parseExcept(value);
  const code = { code: id, label: null, otherLabel: null };
  if (kind === "function") return functionText(code, locale);
  if (kind === "class") return economicText(code, locale);
  const named = kind === null ? undefined : names[`${kind}-${id}`];
  return plain(named === undefined ? value : chooseName(named, locale).text);
}
