// The filters of a list in words, for sentences and citations.
import { createTranslator } from "next-intl";
import { plain } from "@/components/said";
import { functionLabel } from "@/features/classification/labels";
import { MARKS } from "@/i18n/marks";
import { catalogue } from "@/i18n/messages";
import { chooseName, type Named } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { FILTERS, type FilterName, type ListState } from "./filter";
import { kindLabel } from "./kind";

type Names = Partial<Record<FilterName, Named>>;

/** "Kind: Payment; Agency: Education Bureau". */
export function filterWords(state: ListState, names: Names, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "movements.filter" });
  return FILTERS.flatMap((name) => {
    const value = state.filters[name];
    if (value === undefined) return [];
    const kinds = new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "disjunction" });
    const text =
      name === "kind"
        ? kinds.format(value.split(",").map((kind) => kindLabel(kind, locale)))
        : filterText(name, value, names, locale);
    return [`${t(name)}${MARKS[locale].colon}${text}`];
  }).join(MARKS[locale].semicolon);
}

/** The value of one filter but `kind`. */
export function filterText(name: FilterName, value: string, names: Names, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "movements.filter" });
  const named = names[name];
  if (named !== undefined) return plain(chooseName(named, locale).text);
  if (name === "function") return `${value} ${functionLabel(value, null, locale)}`;
  if (name === "within") return t("withinSelf");
  if (name === "confirmed") return t(value === "true" ? "confirmedTrue" : "confirmedFalse");
  if (name === "imported") return t(value === "true" ? "importedTrue" : "importedFalse");
  if (name === "document" || name === "transaction") return `${value.slice(0, 10)}…`;
  return plain(value);
}
