// A citation as text, in either language: what it is, the figure, where it is pinned, and the link.
import type { MovementDetail, MovementSum, Status } from "@mingzhang/sdk/api";
import type { Citation } from "@mingzhang/sdk/api-citations";
import { createTranslator } from "next-intl";
import { dayInWords } from "@/components/dates";
import { plain } from "@/components/said";
import { sumText } from "@/features/money/text";
import { kindLabel } from "@/features/movements/kind";
import { catalogue } from "@/i18n/messages";
import { chooseName } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

export interface Cited {
  citation: Citation;
  status: Status | null;
  /** The filters in words of a language. */
  filters: Record<Locale, string>;
  /** Full address without the language: origin, then path and query. */
  link: (locale: Locale) => string;
  /** Whether the amounts of the list add up to a sum of money; else theirs is a control total. */
  adds: boolean;
  /** When it is read. */
  today: Date;
}

/** In both languages. */
export const citationTexts = (cited: Cited): Record<Locale, string> => ({
  en: citationText(cited, "en"),
  zh: citationText(cited, "zh"),
});

function citationText({ citation, status, filters, link, adds, today }: Cited, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "cite" });
  const { figure } = citation;
  const pinned = {
    size: String(citation.size),
    block: String(citation.block.number),
    hash: citation.block.hash,
    time: citation.block.time,
    chain: String(status?.chainId ?? ""),
    root: citation.root,
    date: readOn(today, citation.block.time, locale),
    link: link(locale),
  };
  if (figure !== null) {
    const title = t("figures.page.title", { figure: t(`figures.name.${figure}`), of: figureOf(filters, locale) });
    return t("figures.text", { ...pinned, title, figure: sumsText(citation.then, locale) });
  }
  const title = filters[locale] === "" ? t("everything") : filters[locale];
  return t("text", { ...pinned, title, figure: figureText(citation.then, adds, locale) });
}

/** One movement: "Payment #812 of 3 March 2026, General fund → Bridge Works Ltd". */
export function movementWords(
  { kind, record, from, to, payee, valueDate, postedAt }: MovementDetail,
  locale: Locale,
): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "cite" });
  // A commitment is called by what it is for: whom it pays says more.
  const called = (end: typeof from) =>
    plain(chooseName(end.kind === "commitment" && payee !== null ? payee : end, locale).text);
  const day = dayInWords(valueDate ?? postedAt.slice(0, 10), locale);
  return t("oneMovement", {
    kind: kindLabel(kind, locale),
    record: String(record),
    day,
    from: called(from),
    to: called(to),
  });
}

/** The day of reading; "none" where the chain's clock is ahead of it, as in a demonstration: nobody reads before the block. */
export function readOn(today: Date, time: string, locale: Locale): string {
  if (today.getTime() < Date.parse(time)) return "none";
  return new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { dateStyle: "long", timeZone: "UTC" }).format(today);
}

/** What a figure is of, in words. */
export function figureOf(filters: Record<Locale, string>, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "cite.figures.page" });
  return filters[locale] === "" ? t("all") : filters[locale];
}

/** "12 movements, together ¥1,234.56 and £10.00", or their control total where they do not add up. */
export function figureText(sums: readonly MovementSum[], adds: boolean, locale: Locale): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "cite" });
  const count = sums.reduce((all, sum) => all + sum.count, 0);
  if (sums.length === 0) return t("none");
  return t(adds ? "figure" : "control", { count, sums: sumsText(sums, locale) });
}

/** "¥1,234.56 and £10.00"; "0" where nothing names a currency. */
export function sumsText(sums: readonly MovementSum[], locale: Locale): string {
  const list = new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" });
  return sums.length === 0 ? "0" : list.format(sums.map((sum) => sumText(sum, locale)));
}
