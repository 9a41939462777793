// What was paid, and what came in, month by month: for one agency, payee, fund or function.
import type { Period } from "@mingzhang/sdk/api-charts";
import { type Drawing, fillOf, link, round, type Shape, shape, shareToDraw } from "@mingzhang/sdk/charts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { accountHref, movementsHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { ruleSums } from "../axes";
import { scopeOf } from "../scope";
import { nothing, type Asked, type Place, type Sheet, type SheetMaker } from "../sheet";

const FIGURES = ["paid", "received"] as const;
type Figure = (typeof FIGURES)[number];
const KINDS: Record<Figure, string> = { paid: "payment,transfer-payment", received: "receipt" };

/** Months that are drawn, the latest; the table has all. */
const DRAWN = 36;
const WIDTH = 1070;
const HEIGHT = 240;
const PLOT = { x: 8, y: 28, width: WIDTH - 16, height: HEIGHT - 60 };

/** What the trend is of, as filters of the list; the first that is given. */
function filterOf({
  agency,
  party,
  fund,
  function: code,
}: Asked): { filter: Record<string, string>; page: string } | null {
  if (agency !== undefined) return { filter: { agency }, page: `/agencies/${agency}` };
  if (party !== undefined) return { filter: { party }, page: `/payees/${party}` };
  if (fund !== undefined) return { filter: { account: fund }, page: accountHref({ id: fund, kind: "fund" }) };
  return code === undefined ? null : { filter: { function: code }, page: `/functions/${code}` };
}

export const trendSheet: SheetMaker = async (asked, locale) => {
  const scope = await scopeOf({ currency: asked.currency, year: "all" });
  if (!scope.ok) return scope;
  const t = await getTranslations({ locale, namespace: "charts.trend" });
  const head = { name: "trend", page: "/charts", title: t("title"), empty: t("empty") } as const;
  const of = filterOf(asked);
  if (scope.value === null || of === null) return { ok: true, value: { ...head, ...nothing } };
  const { currency, exponent } = scope.value.totals;
  const found = await api.calendar({ currency, by: "month", ...of.filter });
  if (!found.ok) return found;
  const { periods } = found.value;
  const shown = FIGURES.filter((figure) => periods.some((period) => period[figure] !== "0"));
  const href = ({ first, last }: Period, figure: Figure) =>
    movementsHref({ ...of.filter, kind: KINDS[figure], currency, from: first, to: last });
  const own = Object.fromEntries(
    (["agency", "party", "fund", "function"] as const).flatMap((name) => {
      const value = asked[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const sheet: Sheet = {
    ...head,
    query: { ...own, currency },
    page: of.page,
    caption: t("caption"),
    currency,
    exponent,
    drawing:
      shown.length === 0
        ? null
        : (place) =>
            draw(periods.slice(-DRAWN), shown, {
              locale,
              place,
              href,
              title: t("title"),
              desc: t("desc", { count: Math.min(periods.length, DRAWN) }),
              name: (figure) => t(figure),
              sum: (amount) => sumText({ amount, currency, exponent }, locale),
              short: (amount) =>
                formatMoney(amount, { code: currency, exponent }, { locale, unit: "none", compact: true }),
            }),
    columns: [
      { key: "month", heading: t("month") },
      ...shown.map((key) => ({ key, heading: t(key), right: true })),
      ...(periods.some(({ recovered }) => recovered !== "0")
        ? [{ key: "recovered", heading: t("recovered"), right: true }]
        : []),
      ...(periods.some(({ refunded }) => refunded !== "0")
        ? [{ key: "refunded", heading: t("refunded"), right: true }]
        : []),
    ],
    rows: periods.map((period) => ({
      month: { text: period.first.slice(0, -3) },
      paid: { sum: period.paid, href: href(period, "paid") },
      received: { sum: period.received, href: href(period, "received") },
      recovered: { sum: period.recovered },
      refunded: { sum: period.refunded },
    })),
  };
  return { ok: true, value: sheet };
};

interface Frame {
  locale: Locale;
  place: Place;
  href: (period: Period, figure: Figure) => string;
  title: string;
  desc: string;
  name: (figure: Figure) => string;
  sum: (amount: string) => string;
  short: (amount: bigint) => string;
}

function draw(periods: readonly Period[], shown: readonly Figure[], frame: Frame): Drawing {
  const { locale, place, href, title, desc, name, sum, short } = frame;
  const most = periods
    .flatMap((period) => shown.map((figure) => BigInt(period[figure])))
    .reduce((a, b) => (b > a ? b : a), 0n);
  const ground = PLOT.y + PLOT.height;
  const room = Math.min(PLOT.width / periods.length, 86);
  const bar = Math.min((room - 8) / shown.length, 26);
  const rules = ruleSums(most).flatMap((each) => {
    const y = round(ground - PLOT.height * shareToDraw(each, most));
    return [
      shape("line", { x1: PLOT.x, x2: PLOT.x + PLOT.width, y1: y, y2: y, stroke: "var(--rule)" }),
      shape("text", { x: PLOT.x + PLOT.width, y: y - 3, class: "small", "text-anchor": "end" }, short(each)),
    ];
  });
  const months = new Intl.DateTimeFormat(LANGUAGE_TAG[locale], { month: "short", timeZone: "UTC" });
  const every = Math.ceil(40 / room);
  const columns = periods.map((period, at): Shape => {
    const x = PLOT.x + at * room;
    const label = [period.first.slice(0, -3), ...shown.map((figure) => `${name(figure)} ${sum(period[figure])}`)];
    const bars = shown.map((figure, place_) => {
      const height = PLOT.height * shareToDraw(BigInt(period[figure]), most);
      const fill = figure === "paid" ? "first" : "crossed";
      return shape("rect", {
        x: round(x + place_ * bar),
        y: round(ground - height),
        width: round(bar - 2),
        height: round(height),
        fill: fillOf(fill, place.id),
        stroke: "var(--bar-1)",
        "stroke-width": 0.5,
        class: "mark",
      });
    });
    const month = Number(period.first.slice(-5, -3));
    const text =
      month === 1 || at === 0 ? period.first.slice(0, -3) : months.format(new Date(Date.UTC(2000, month - 1, 1)));
    const [figure = "paid"] = shown;
    return link(
      place.href(href(period, figure)),
      label.join(" · "),
      shape("rect", { x: round(x), y: PLOT.y, width: round(room), height: PLOT.height + 22, fill: "transparent" }),
      ...bars,
      ...(at % every === 0 ? [shape("text", { x: round(x), y: ground + 16, class: "small" }, text)] : []),
    );
  });
  const foot = shape("line", { x1: PLOT.x, x2: PLOT.x + PLOT.width, y1: ground, y2: ground, stroke: "var(--edge)" });
  const legend = shown.flatMap((figure, at): Shape[] => [
    shape("rect", {
      x: PLOT.x + at * 170,
      y: 0,
      width: 10,
      height: 10,
      fill: fillOf(figure === "paid" ? "first" : "crossed", place.id),
      stroke: "var(--bar-1)",
      "stroke-width": 0.5,
    }),
    shape("text", { x: PLOT.x + at * 170 + 16, y: 10, class: "small" }, name(figure)),
  ]);
  return { width: WIDTH, height: HEIGHT, title, desc, shapes: [...rules, foot, ...columns, ...legend] };
}
