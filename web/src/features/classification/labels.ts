// Names of classification codes in the reader's language.
import type { Code } from "@mingzhang/sdk/api";
import { COFOG_DIVISIONS as DIVISIONS, cofogEntry, cofogText, gfsmEntry } from "@mingzhang/sdk/classification";
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

export function functionText(code: Code, locale: Locale): string {
  const label = functionLabel(code.code, code.label, locale);
  const dotted = cofogText(cofogDigits(code.code)) ?? code.code;
  return label === "" ? dotted : `${dotted} ${label}`;
}

/** GFSM 2014: economic classes of lines, classes of receipts, and 99 for an opening balance. */
export function economicLabel(code: Code, locale: Locale): string {
  return gfsmEntry(Number(code.code))?.[locale] ?? code.label ?? "";
}

export function economicText(code: Code, locale: Locale): string {
  const label = economicLabel(code, locale);
  return label === "" ? code.code : `${code.code} ${label}`;
}
