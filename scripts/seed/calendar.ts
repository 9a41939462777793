// Working days of the demonstration's year, in days since 1970-01-01.
import { dayText, parseDay } from "@mingzhang/sdk/days";

export const YEAR = 2026;

/** Day number of a month and day of the year, such as "02-09". */
export function on(monthDay: string): number {
  return parseDay(`${YEAR}-${monthDay}`);
}

/** First and last day of public holidays. */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ["01-01", "01-02"],
  ["02-16", "02-22"],
  ["04-06", "04-06"],
  ["05-01", "05-05"],
  ["06-19", "06-19"],
  ["09-25", "09-25"],
  ["10-01", "10-07"],
];

const holidays = HOLIDAYS.map(([first, last]) => [on(first), on(last)] as const);

export function isWorkday(day: number): boolean {
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6) return false;
  return !holidays.some(([first, last]) => day >= first && day <= last);
}

export function isFriday(day: number): boolean {
  return weekdayOf(day) === 5;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return (day + 4) % 7;
}

/** The last working day before a day. */
export function workdayBefore(day: number): number {
  let at = day - 1;
  while (!isWorkday(at)) at -= 1;
  return at;
}

/** The day itself, or the first working day after it. */
export function workdayFrom(day: number): number {
  let at = day;
  while (!isWorkday(at)) at += 1;
  return at;
}

/** Working days from `first` to `last`, both included. */
export function workdays(first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = first; day <= last; day += 1) if (isWorkday(day)) days.push(day);
  return days;
}

/** Month of a day, 1 to 12. */
export function monthOf(day: number): number {
  return Number(dayText(day).slice(5, 7));
}

/** The year's fixed days. */
export const DAYS = {
  opening: on("01-01"),
  provisional: on("01-05"),
  original: on("02-09"),
  halfYear: on("07-10"),
  supplementary: on("07-28"),
  cuts: on("09-11"),
  /** Last day to allot and to commit. */
  commitUntil: on("12-10"),
  /** Last day to pay. */
  payUntil: on("12-31"),
  yearEnd: on("12-14"),
  last: on("12-18"),
} as const;
