// Reads dates in the formats that a profile lists, as days since 1970-01-01.
// One function at a time: the whole package takes more than a second to load.
import { format } from "date-fns/format";
import { isValid } from "date-fns/isValid";
import { parse } from "date-fns/parse";
import { enGB } from "date-fns/locale/en-GB";

const REFERENCE = new Date(2000, 0, 1);
const DAY_MS = 86_400_000;

/**
 * Day number of a date text, or undefined if none of the formats fits exactly: the date is formatted back and must
 * give the same text, so that "2022-02-30" or a wrong weekday is no date.
 */
export function parseDay(text: string, formats: readonly string[]): number | undefined {
  for (const pattern of formats) {
    const date = parse(text, pattern, REFERENCE, { locale: enGB });
    if (!isValid(date)) continue;
    if (format(date, pattern, { locale: enGB }).toLowerCase() !== text.toLowerCase()) continue;
    const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
    if (day > 0 && day < 2 ** 24) return day;
  }
  return undefined;
}

/** Label of the fiscal year that a day falls in: the calendar year in which it starts. */
export function fiscalYearOf(day: number, firstMonth: number): number {
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  return date.getUTCMonth() + 1 >= firstMonth ? year : year - 1;
}

/** First and last day of the fiscal year labelled `year`. */
export function fiscalYearDays(year: number, firstMonth: number): { firstDay: number; lastDay: number } {
  return {
    firstDay: Date.UTC(year, firstMonth - 1, 1) / DAY_MS,
    lastDay: Date.UTC(year + 1, firstMonth - 1, 1) / DAY_MS - 1,
  };
}
