// Days as the chain counts them (days since 1970-01-01, UTC) and as people write them (YYYY-MM-DD).
import { MingzhangError } from "./errors.ts";

/** Greatest day that 24 bits hold; as a closing day it means that none was published. */
export const NO_CLOSING_DAY = 16_777_215;

/** Last second that a date can hold; chain times of 48 bits go beyond it. */
export const LAST_TIME = 8_640_000_000_000;

const MS_PER_DAY = 86_400_000;
const DAY_TEXT = /^(\d{4}|\+\d{6})-(\d{2})-(\d{2})$/;

/**
 * Text of a day: `2026-11-23`. Years above 9999, which the chain can hold, take ISO 8601's expanded form
 * (`+012026-11-23`). Throws DAY_INVALID outside 0 to 16,777,215.
 */
export function dayText(day: number): string {
  if (!Number.isInteger(day) || day < 0 || day > NO_CLOSING_DAY) {
    const remedy = "Give whole days since 1970-01-01, 0 to 16777215";
    throw new MingzhangError("DAY_INVALID", "day", day, "is not a day number", remedy);
  }
  return new Date(day * MS_PER_DAY).toISOString().slice(0, -14);
}

/** Text of a closing day, null where none was published. */
export function closingDayText(day: number): string | null {
  return day === NO_CLOSING_DAY ? null : dayText(day);
}

/** Day number of `YYYY-MM-DD`. Dates that do not exist and days before 1970 are refused. Throws DAY_INVALID. */
export function parseDay(text: string): number {
  const match = DAY_TEXT.exec(text);
  const ms = match === null ? NaN : Date.parse(`${text}T00:00:00Z`);
  const day = ms / MS_PER_DAY;
  // Date.parse lets 02-30 roll over in some engines: a day is right only if it prints as it was written.
  if (!Number.isInteger(day) || day < 0 || day > NO_CLOSING_DAY || dayText(day) !== text) {
    const remedy = "Write an existing day from 1970-01-01 on as YYYY-MM-DD";
    throw new MingzhangError("DAY_INVALID", "day", text, "is not a day", remedy);
  }
  return day;
}

/** Day in which a moment falls, UTC. @param seconds seconds since 1970-01-01T00:00:00Z */
export function dayOfTime(seconds: bigint | number): number {
  return Math.floor(Number(seconds) / 86_400);
}

/** ISO 8601 text of a block time, UTC, whole seconds: `2026-11-23T06:58:00Z`. */
export function timeText(seconds: bigint | number): string {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) {
    throw new MingzhangError(
      "DAY_INVALID",
      "time",
      seconds,
      "is beyond what a date can hold",
      "Give seconds since 1970",
    );
  }
  return date.toISOString().replace(/\.000Z$/, "Z");
}
