// Spans of time in words, as people count them: the two largest units.
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;
const MOMENT: Record<Locale, string> = { zh: "不到一分钟", en: "less than a minute" };

/** @param seconds whole seconds, as time limits and clocks count them: "2 days 3 hours", "2天3小时" */
export function durationText(seconds: number, locale: Locale): string {
  const largest = UNITS.findIndex(([, length]) => seconds >= length);
  if (largest === -1) return MOMENT[locale];
  let rest = Math.floor(seconds);
  const parts = UNITS.slice(largest, largest + 2).flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count === 0) return [];
    return [new Intl.NumberFormat(LANGUAGE_TAG[locale], { style: "unit", unit, unitDisplay: "long" }).format(count)];
  });
  return parts.join(locale === "zh" ? "" : " ");
}

/** Seconds from one moment to another, both ISO 8601. */
export function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
