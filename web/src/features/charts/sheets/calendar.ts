// A year of payments, day by day: each day a square whose area is what was paid, weeks from left to right.
import type { Period } from "@mingzhang/sdk/api-charts";
import { type Drawing, link, round, type Shape, shape, shareToDraw } from "@mingzhang/sdk/charts";
import { dayText } from "@mingzhang/sdk/days";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { dayInWords } from "@/components/dates";
import { movementsHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { MARKS } from "@/i18n/marks";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { dayNumber } from "../axes";
import { type Scope, scopeOf, scopeQuery } from "../scope";
import { nothing, type Place, type Sheet, type SheetMaker } from "../sheet";

const SIDE = 17;
const GAP = 2;
const LEFT = 44;
const TOP = 26;
/** Days that fit one row of weeks: a fiscal year and a few. */
const MOST_DAYS = 372;
const KINDS = "payment,transfer-payment";

export const calendarSheet: SheetMaker = async (asked, locale) => {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  const t = await getTranslations({ locale, namespace: "charts.calendar" });
  const head = { name: "calendar", page: "/charts/calendar", title: t("title"), empty: t("empty") } as const;
  if (scope.value === null) return { ok: true, value: { ...head, ...nothing } };
  const { currency, exponent } = scope.value.totals;
  const { first, last, year } = daysOf(scope.value);
  const query = { ...scopeQuery(scope.value), year: String(year) };
  const found = await api.calendar({ currency, by: "day", from: first, to: last });
  if (!found.ok) return found;
  const days = found.value.periods.filter(({ payments }) => payments > 0);
  const sum = days.reduce((all, { paid }) => all + BigInt(paid), 0n);
  const href = (from: string, to: string) => movementsHref({ kind: KINDS, currency, from, to });
  const sheet: Sheet = {
    ...head,
    query,
    caption: t("caption", { first: dayInWords(first, locale), last: dayInWords(last, locale) }),
    currency,
    exponent,
    drawing:
      days.length === 0
        ? null
        : (place) =>
            draw(days, {
              first,
              last,
              locale,
              place,
              href,
              title: t("title"),
              desc: t("desc", { count: days.length }),
              sum: (amount) => sumText({ amount, currency, exponent }, locale),
              payments: (count) => t("payments", { count }),
            }),
    columns: [
      { key: "day", heading: t("day") },
      { key: "payments", heading: t("count"), right: true },
      { key: "paid", heading: t("paid"), right: true },
    ],
    rows: [
      ...days.map(({ first: day, payments, paid }) => ({
        day: { text: day },
        payments: { count: payments },
        paid: { sum: paid, href: href(day, day) },
      })),
      {
        day: { text: t("total") },
        payments: { count: days.reduce((all, { payments }) => all + payments, 0) },
        paid: { sum: sum.toString(), href: href(first, last) },
      },
    ],
  };
  return { ok: true, value: sheet };
};

/** Days of the fiscal year as it was opened; of the calendar's year where none was, or where several differ. */
function daysOf({ years, year }: Scope): { first: string; last: string; year: number } {
  const wanted = year ?? years.years.find((each) => each < 9_999) ?? 2_000;
  const opened = years.opened.filter((each) => each.year === wanted);
  const [fiscal] = opened;
  const agree = opened.every(({ firstDay, lastDay }) => firstDay === fiscal?.firstDay && lastDay === fiscal.lastDay);
  if (fiscal !== undefined && agree && dayNumber(fiscal.lastDay) - dayNumber(fiscal.firstDay) < MOST_DAYS) {
    return { first: fiscal.firstDay, last: fiscal.lastDay, year: wanted };
  }
  const shown = Math.min(Math.max(wanted, 1_970), 9_998);
  return { first: `${shown}-01-01`, last: `${shown}-12-31`, year: wanted };
}

interface Frame {
  first: string;
  last: string;
  locale: Locale;
  place: Place;
  href: (from: string, to: string) => string;
  title: string;
  desc: string;
  sum: (amount: string) => string;
  payments: (count: number) => string;
}

/** Monday is 0; 1970-01-01 was a Thursday. */
const weekday = (day: number) => (day + 3) % 7;

function draw(
  days: readonly Period[],
  { first, last, locale, place, href, title, desc, sum, payments }: Frame,
): Drawing {
  const [from, to] = [dayNumber(first), dayNumber(last)];
  const byDay = new Map(days.map((day) => [day.first, day]));
  const most = days.reduce((greatest, { paid }) => (BigInt(paid) > greatest ? BigInt(paid) : greatest), 0n);
  const monday = from - weekday(from);
  const column = (day: number) => Math.floor((day - monday) / 7);
  const shapes: Shape[] = [];
  const names = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { weekday: "short", timeZone: "UTC" });
  for (const row of [0, 2, 4, 6]) {
    const date = new Date((4 + row) * 86_400_000);
    shapes.push(shape("text", { x: 0, y: TOP + row * (SIDE + GAP) + 13, class: "small" }, names.format(date)));
  }
  const months = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { month: "short", timeZone: "UTC" });
  for (let day = from; day <= to; day += 1) {
    const text = dayText(day);
    const [x, y] = [LEFT + column(day) * (SIDE + GAP), TOP + weekday(day) * (SIDE + GAP)];
    if (text.endsWith("-01")) {
      const end = dayText(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0) / 86_400_000);
      const its = days.filter(({ first: each }) => each.startsWith(text.slice(0, 8)));
      const whole = its.reduce((all, { paid }) => all + BigInt(paid), 0n);
      const name = months.format(new Date(`${text}T00:00:00Z`));
      shapes.push(
        link(
          place.href(href(text, end)),
          `${text.slice(0, 7)}${MARKS[locale].colon}${sum(whole.toString())}${MARKS[locale].comma}${payments(its.reduce((all, each) => all + each.payments, 0))}`,
          shape("rect", { x: x - 2, y: 0, width: 44, height: 24, fill: "transparent" }),
          shape("text", { x, y: 16 }, name),
        ),
      );
    }
    const box = shape("rect", {
      x,
      y,
      width: SIDE,
      height: SIDE,
      fill: "var(--sheet)",
      stroke: "var(--rule)",
      class: "mark",
    });
    const found = byDay.get(text);
    if (found === undefined) {
      shapes.push(box);
      continue;
    }
    // The area is the sum; a small one is still seen.
    const side = Math.max(Math.sqrt(shareToDraw(BigInt(found.paid), most)) * (SIDE - 2), 2);
    const inset = (SIDE - side) / 2;
    shapes.push(
      // The table beside the picture has the same link for the keyboard.
      shape(
        "a",
        { href: place.href(href(text, text)), tabindex: -1, "aria-hidden": "true" },
        shape(
          "title",
          {},
          `${dayInWords(text, locale)}${MARKS[locale].colon}${sum(found.paid)}${MARKS[locale].comma}${payments(found.payments)}`,
        ),
        box,
        shape("rect", {
          x: round(x + inset),
          y: round(y + inset),
          width: round(side),
          height: round(side),
          fill: "var(--bar-1)",
        }),
      ),
    );
  }
  const width = LEFT + (column(to) + 1) * (SIDE + GAP);
  return { width, height: TOP + 7 * (SIDE + GAP) + 4, title, desc, shapes };
}
