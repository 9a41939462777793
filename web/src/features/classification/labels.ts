// Names of classification codes in the reader's language.
import type { Code } from "@mingzhang/sdk/api";
import {
  COFOG_DIVISIONS as DIVISIONS,
  cofogEntry,
  cofogText,
  gfsmEntry,
  NOT_CLASSIFIED,
} from "@mingzhang/sdk/classification";
import type { Locale } from "@/i18n/routing";

/** The ten divisions, as the API filters by them: 01 to 10. */
export const COFOG_DIVISIONS: readonly string[] = DIVISIONS.map(({ code }) => code);

/** COFOG as the API writes it, with or without points: 09, 09.1, 0912. */
function cofogDigits(code: string): number {
  const digits = code.replaceAll(".", "");
  return Number(digits.slice(0, 2)) * 100 + Number(digits.slice(2, 3) || 0) * 10 + Number(digits.slice(3, 4) || 0);
}

export function functionLabel(code: string, instead: string | null, locale: Locale): string {
  return cofogEntry(cofogDigits(code))?.[locale] ?? instead ?? "";
}

const UNCLASSIFIED: Record<Locale, string> = { zh: "未分类", en: "not classified" };

export function functionText(code: Code, locale: Locale): string {
  if (cofogDigits(code.code) === NOT_CLASSIFIED) return UNCLASSIFIED[locale];
  const label = functionLabel(code.code, code.label, locale);
  const dotted = cofogText(cofogDigits(code.code)) ?? code.code;
  return label === "" ? dotted : `${dotted} ${label}`;
}

/** GFSM 2014: economic classes of lines, classes of receipts, and 99 for an opening balance. */
export function economicLabel(code: Code, locale: Locale): string {
  return gfsmEntry(Number(code.code))?.[locale] ?? code.label ?? "";
}

export function economicText(code: Code, locale: Locale): string {
  if (Number(code.code) === NOT_CLASSIFIED) return UNCLASSIFIED[locale];
  const label = economicLabel(code, locale);
  return label === "" ? code.code : `${code.code} ${label}`;
}
