// What a search found in the reader's words: pages of the site and groups by type, each hit with its label, name, place and address.
import type { AccountKindName, PartyKindName, SearchHit, SearchResult, SearchType } from "@mingzhang/sdk/api";
import { SEARCH_TYPES } from "@mingzhang/sdk/api";
import { SEVERITIES } from "@mingzhang/sdk/findings/words";
import { isSearchable, visibleText } from "@mingzhang/sdk/text";
import { createTranslator } from "next-intl";
import { accountHref, movementHref, movementsHref, partyHref, recordHref } from "@/features/accounts/links";
import { caseHref, permitHref, procedureHref } from "@/features/cases/links";
import { findingHref } from "@/features/findings/links";
import { severityLabel } from "@/features/findings/words";
import { sumText } from "@/features/money/text";
import { kindLabel } from "@/features/movements/kind";
import { catalogue } from "@/i18n/messages";
import { chooseName } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { pagesFor } from "./pages";

export interface HitView {
  key: string;
  /** With the language. */
  href: string;
  /** What it is. */
  label: string;
  name: string;
  /** Language of the name where it is not the page's. */
  lang: string | null;
  /** Identifier, reference, amount, former name. */
  note: string | null;
}

export interface GroupView {
  type: SearchType | "page";
  title: string;
  hits: HitView[];
  /** Where all hits of the type are, if there are more. */
  all: string | null;
}

export interface FoundView {
  /** Whether there was anything to look for. */
  searchable: boolean;
  /** In a sentence: how many, or that nothing has the words as written. */
  said: string;
  groups: GroupView[];
  more: boolean;
}

/** Characters of a name and of a note that a line has room for. */
const NAME = 120;
const NOTE = 100;

/** @param only the one type that was asked for: pages are of none */
export function foundView(found: SearchResult, locale: Locale, only?: SearchType): FoundView {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "search" });
  const pages = only === undefined ? pageGroup(found.query, locale) : [];
  // A page of this site has the words as written: what only comes near to them is not wanted then.
  const isNear = found.near !== null && pages.length > 0;
  const { query, moreOf } = found;
  const { near, hits, more } = isNear ? { near: null, hits: [], more: false } : found;
  const ofTypes = SEARCH_TYPES.flatMap((type): GroupView[] => {
    const ofType = hits.filter((hit) => hit.type === type);
    if (ofType.length === 0) return [];
    const all = moreOf.includes(type) ? `/${locale}${searchHref(query, type)}` : null;
    return [{ type, title: t(`group.${type}`), hits: ofType.map((hit) => hitView(hit, locale)), all }];
  });
  const shown = visibleText(query, 60);
  const instead = near === null ? [] : near.map((word) => visibleText(word, 30));
  const searchable = isSearchable(query);
  const said = !searchable
    ? t("nothingToFind", { query: shown })
    : near === null
      ? t("results", {
          count: hits.length + pages.flatMap((group) => group.hits).length,
          more: more ? "yes" : "no",
          query: shown,
        })
      : instead.length === 0
        ? t("near", { query: shown })
        : t("nearWords", {
            query: shown,
            words: new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "disjunction" }).format(instead),
          });
  return { searchable, said, groups: [...pages, ...ofTypes], more };
}

function pageGroup(query: string, locale: Locale): GroupView[] {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "search" });
  const hits = pagesFor(query, locale).map(({ name, path, title }): HitView => ({
    ...{ key: `page-${name}`, href: `/${locale}${path}`, label: t("type.page"), name: title, lang: null, note: null },
  }));
  return hits.length === 0 ? [] : [{ type: "page", title: t("group.page"), hits, all: null }];
}

export function searchHref(query: string, type?: SearchType): string {
  return `/search?${new URLSearchParams({ q: query, ...(type === undefined ? {} : { type }) }).toString()}`;
}

function hitView(hit: SearchHit, locale: Locale): HitView {
  const { text, lang } = chooseName(hit, locale);
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "search" });
  const count = hit.count === null ? null : t("count", { count: hit.count });
  const parts = [
    hit.sum === null ? null : sumText(hit.sum, locale),
    hit.match === null ? null : visibleText(hit.match, NOTE),
    count,
  ].filter((part) => part !== null);
  const name = text === "" ? numbered(hit, locale) : visibleText(text, NAME);
  return {
    key: `${hit.type}-${hit.id}`,
    href: `/${locale}${hrefOf(hit)}`,
    label: labelOf(hit, locale),
    name,
    lang: text === "" || lang === undefined ? null : lang,
    note: parts.length === 0 ? null : parts.join(" · "),
  };
}

/** A hit without a name is called by its number or hash. */
const numbered = ({ type, id }: SearchHit, locale: Locale): string => {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "search" });
  if (type === "block") return t("block", { number: Number(id) });
  return type === "document" || type === "transaction" ? `${id.slice(0, 18)}…` : t("numbered", { id });
};

function labelOf({ type, id, kind }: SearchHit, locale: Locale): string {
  const all = createTranslator({ locale, messages: catalogue[locale] });
  switch (type) {
    case "account":
      return all(`accounts.kind.${kind as AccountKindName}`);
    case "party":
      return all(`parties.kind.${kind as PartyKindName}`);
    case "movement":
      return `${kindLabel(kind, locale)} #${id}`;
    case "finding": {
      const severity = SEVERITIES[Number(kind) - 1];
      const words = all("search.type.finding");
      return severity === undefined ? words : `${words} · ${severityLabel(severity.name, locale)}`;
    }
    default:
      return all(`search.type.${type}`);
  }
}

function hrefOf({ type, id, kind, first }: SearchHit): string {
  switch (type) {
    // It has no page: its first record's says its hash and time. One without records is merely how far was read.
    case "block":
      return first === undefined ? "/status" : recordHref(first);
    case "movement":
      return movementHref(Number(id));
    case "record":
      return recordHref(Number(id));
    case "case":
      return caseHref(Number(id));
    case "finding":
      return findingHref(Number(id));
    case "permit":
      return permitHref(Number(id));
    case "procedure":
      return procedureHref(Number(id));
    case "account":
      return accountHref({ id, kind: kind as AccountKindName });
    case "party":
      return partyHref({ id: Number(id), kind: kind as PartyKindName });
    case "document":
      return movementsHref({ document: id });
    case "transaction":
      return movementsHref({ transaction: id });
  }
}
