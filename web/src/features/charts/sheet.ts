// A chart with all that belongs to it: drawing, table, words and addresses; page, file and frame are made of one sheet.
import type { Drawing } from "@mingzhang/sdk/charts";
import type { Result } from "@/api/problem";
import type { Locale } from "@/i18n/routing";
import type { ChartName } from "./rules";

/** One cell of a chart's table: a text, a sum, or a number; each may lead to the movements behind it. */
export interface Cell {
  text?: string;
  /** Minor units of the sheet's currency. */
  sum?: string;
  count?: number;
  /** Share of a whole, 0 to 1. */
  share?: number | null;
  /** Path without the language. */
  href?: string;
  /** A name that somebody put on the chain. */
  said?: boolean;
}

export interface SheetColumn {
  key: string;
  heading: string;
  right?: boolean;
}

export interface Sheet {
  name: ChartName;
  /** What tells this chart from others of its name, for its addresses. */
  query: Readonly<Record<string, string>>;
  /** The page that it is on, without the language. */
  page: string;
  title: string;
  /** How to read it, and what it leaves out. */
  caption: string;
  /** The rule that its numbers rest on, where they are one's convention: it goes wherever they go. */
  basis?: string;
  currency: string;
  exponent: number;
  /** Null where there is nothing to draw: `empty` says so. */
  drawing: ((place: Place) => Drawing) | null;
  empty: string;
  columns: readonly SheetColumn[];
  rows: readonly Readonly<Record<string, Cell>>[];
}

/** Of a sheet about a ledger on which nothing is posted. */
export const nothing = {
  query: {},
  caption: "",
  currency: "",
  exponent: 0,
  drawing: null,
  columns: [],
  rows: [],
} as const;

/** Where a drawing stands: its id there, and how paths without the language become addresses. */
export interface Place {
  id: string;
  href: (path: string) => string;
}

/** What an address asks for, as far as it fits its rules. */
export type Asked = Readonly<Record<string, string | undefined>>;
export type SheetMaker = (asked: Asked, locale: Locale) => Promise<Result<Sheet>>;

function queryText(sheet: Pick<Sheet, "query">, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({ ...sheet.query, ...more }).toString();
}

export function fileHref(sheet: Pick<Sheet, "name" | "query">, ending: "svg" | "csv", locale: Locale): string {
  return `/export/charts/${sheet.name}.${ending}?${queryText(sheet, { locale })}`;
}

export function embedHref(sheet: Sheet, locale: Locale): string {
  return `/embed/${locale}/${sheet.name}?${queryText(sheet)}`;
}
