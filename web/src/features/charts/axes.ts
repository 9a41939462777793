// The frame of a picture over time: level rules with their sums, and months along the foot.
import { round, type Shape, shape, shareToDraw } from "@mingzhang/sdk/charts";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import type { Currency } from "@mingzhang/sdk/money";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

interface Asked {
  plot: { x: number; y: number; width: number; height: number };
  /** Days since 1970-01-01. */
  first: number;
  last: number;
  /** Minor units at the top. */
  most: bigint;
  money: Currency;
  locale: Locale;
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return day === "" ? 0 : parseDay(day);
}

/** Round sums up to the greatest: 1, 2 or 5 and zeros. */
export function ruleSums(most: bigint): bigint[] {
  if (most <= 0n) return [];
  const size = 10n ** BigInt(most.toString().length - 1);
  const step = most >= 5n * size ? 2n * size : most >= 2n * size ? size : size >= 2n ? size / 2n : 1n;
  const sums: bigint[] = [];
  for (let sum = step; sum <= most; sum += step) sums.push(sum);
  return sums;
}

/** Labels of months that do not touch. */
const MONTH_ROOM = 56;
/** A longer time has no months: somebody may have put a day of the year 9999 on the chain. */
const MOST_DAYS = 4_000;

export function axes({ plot, first, last, most, money, locale }: Asked): {
  x: (day: number) => number;
  shapes: Shape[];
} {
  const span = Math.max(last - first, 1);
  const x = (day: number) => plot.x + ((day - first) / span) * plot.width;
  const ground = plot.y + plot.height;
  const rules = ruleSums(most).flatMap((sum) => {
    const y = round(ground - plot.height * shareToDraw(sum, most));
    const text = formatMoney(sum, money, { locale, unit: "none", compact: true });
    return [
      shape("line", { x1: plot.x, x2: plot.x + plot.width, y1: y, y2: y, stroke: "var(--rule)" }),
      shape("text", { x: plot.x + 2, y: y - 3, class: "small" }, text),
    ];
  });
  const months: Shape[] = [];
  const format = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { month: "short", timeZone: "UTC" });
  const withYear = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { month: "short", year: "numeric", timeZone: "UTC" });
  let free = -Infinity;
  for (let day = first; day <= last && span <= MOST_DAYS; day += 1) {
    const text = dayText(day);
    if (!text.endsWith("-01")) continue;
    const at = round(x(day));
    months.push(shape("line", { x1: at, x2: at, y1: ground, y2: ground + 5, stroke: "var(--edge)" }));
    if (at < free || at > plot.x + plot.width - 30) continue;
    const isJanuary = text.slice(5, 7) === "01";
    free = at + (isJanuary ? MONTH_ROOM * 1.4 : MONTH_ROOM);
    const date = new Date(`${text}T00:00:00Z`);
    months.push(shape("text", { x: at, y: ground + 18, class: "small" }, (isJanuary ? withYear : format).format(date)));
  }
  const foot = shape("line", { x1: plot.x, x2: plot.x + plot.width, y1: ground, y2: ground, stroke: "var(--edge)" });
  return { x, shapes: [...rules, ...months, foot] };
}
