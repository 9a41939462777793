// Days and moments in the reader's language; the chain counts in UTC, and so do the pages.
import { useLocale } from "next-intl";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

const DAY: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
const DAY_SHORT: Record<Locale, Intl.DateTimeFormatOptions> = {
  zh: { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "UTC" },
  en: { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" },
};
const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };

function text(iso: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso);
  // Days beyond what a date can hold are shown as they came.
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(LANGUAGE_TAG[locale], options).format(date);
}

export function dayInWords(day: string, locale: Locale): string {
  return text(day, locale, DAY);
}

/** @param short for columns: 2026/09/14, 14 Sep 2026 */
export function Day({ children, short = false }: { children: string; short?: boolean }) {
  const locale = useLocale();
  return (
    <time dateTime={children} className={short ? "num whitespace-nowrap" : "num"}>
      {text(children, locale, short ? DAY_SHORT[locale] : DAY)}
    </time>
  );
}

/** @param short for columns: 2026/09/14 09:00:00 UTC, 14 Sep 2026, 09:00:00 UTC */
export function Moment({ children, short = false }: { children: string; short?: boolean }) {
  const locale = useLocale();
  return (
    <time dateTime={children} className={short ? "num whitespace-nowrap" : "num"}>
      {text(children, locale, { ...(short ? DAY_SHORT[locale] : DAY), ...CLOCK })} UTC
    </time>
  );
}
