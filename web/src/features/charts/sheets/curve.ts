// A line's course over time: appropriated, committed and paid as steps, each with its own stroke and its name beside it.
import type { CurvePoint, LineCurve } from "@mingzhang/sdk/api-charts";
import { type Drawing, link, round, type Shape, shape, shareToDraw } from "@mingzhang/sdk/charts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { dayInWords } from "@/components/dates";
import { movementsHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { MARKS } from "@/i18n/marks";
import type { Locale } from "@/i18n/routing";
import { axes, dayNumber } from "../axes";
import type { Cell, Place, Sheet, SheetMaker } from "../sheet";

const FIGURES = ["appropriated", "committed", "paid"] as const;
type Figure = (typeof FIGURES)[number];

/** Strokes tell the figures apart without colours. */
const STROKES: Record<Figure, Record<string, string | number>> = {
  appropriated: { stroke: "var(--ink)", "stroke-width": 1.5, "stroke-dasharray": "2 3" },
  committed: { stroke: "var(--bar-2)", "stroke-width": 2, "stroke-dasharray": "8 3" },
  paid: { stroke: "var(--ink)", "stroke-width": 3 },
};

const WIDTH = 1070;
const HEIGHT = 320;
const PLOT = { left: 8, right: 190, top: 24, bottom: 32 };

export const curveSheet: SheetMaker = async (asked, locale) => {
  const found = await api.lineCurve(asked.line ?? "");
  if (!found.ok) return found;
  const curve = found.value;
  const t = await getTranslations({ locale, namespace: "charts.curve" });
  const shown = FIGURES.filter((figure) => figure === "paid" || !curve.imported);
  const { currency, exponent, points } = curve;
  const sheet: Sheet = {
    name: "curve",
    page: `/budget/${curve.line}`,
    query: { line: curve.line },
    title: t("title"),
    empty: t("empty"),
    caption: t(curve.imported ? "captionImported" : "caption"),
    currency,
    exponent,
    drawing:
      points.length === 0
        ? null
        : (place) =>
            draw(curve, shown, {
              locale,
              place,
              title: t("title"),
              desc: t("desc", { count: points.length }),
              name: (figure) => t(figure),
            }),
    columns: [{ key: "day", heading: t("day") }, ...shown.map((key) => ({ key, heading: t(key), right: true }))],
    rows: points.map((point): Record<string, Cell> => ({
      day: { text: point.day, href: movementsHref({ line: curve.line, from: point.day, to: point.day }) },
      ...Object.fromEntries(
        shown.map((figure) => [
          figure,
          { sum: point[figure], href: movementsHref({ line: curve.line, kind: FIGURE_KINDS[figure], to: point.day }) },
        ]),
      ),
    })),
  };
  return { ok: true, value: sheet };
};

interface Frame {
  locale: Locale;
  place: Place;
  title: string;
  desc: string;
  name: (figure: Figure) => string;
}

function draw(curve: LineCurve, shown: readonly Figure[], frame: Frame): Drawing {
  const { locale, place, title, desc, name } = frame;
  const { currency, exponent, points } = curve;
  const most = points.reduce(
    (greatest, point) =>
      shown.reduce((sum, figure) => (BigInt(point[figure]) > sum ? BigInt(point[figure]) : sum), greatest),
    0n,
  );
  const plot = {
    x: PLOT.left,
    y: PLOT.top,
    width: WIDTH - PLOT.left - PLOT.right,
    height: HEIGHT - PLOT.top - PLOT.bottom,
  };
  const [first, last] = [dayNumber(points[0]?.day ?? ""), dayNumber(points.at(-1)?.day ?? "")];
  const money = { code: currency, exponent };
  const frameOf = axes({ plot, first, last, most, money, locale });
  const height = (amount: string) => plot.y + plot.height * (1 - shareToDraw(BigInt(amount), most));
  const exact = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const end = points.at(-1);
  // Names at the ends of the curves, kept apart.
  const ends = shown.map((figure) => ({ figure, at: height(end?.[figure] ?? "0") })).sort((a, b) => a.at - b.at);
  let above = -Infinity;
  const labels = ends.map(({ figure, at }): Shape => {
    const y = Math.max(at, above + 30);
    above = y;
    const amount = end?.[figure] ?? "0";
    const x = plot.x + plot.width + 10;
    return link(
      place.href(movementsHref({ line: curve.line, kind: FIGURE_KINDS[figure] })),
      `${name(figure)}${MARKS[locale].colon}${exact(amount)}`,
      shape("line", { x1: x, x2: x + 22, y1: round(y - 4), y2: round(y - 4), ...STROKES[figure] }),
      shape("text", { x: x + 28, y: round(y) }, name(figure)),
      shape(
        "text",
        { x: x + 28, y: round(y + 13), class: "small" },
        formatMoney(BigInt(amount), money, { locale, unit: "sign", compact: true }),
      ),
    );
  });
  const curves = shown.map((figure) =>
    shape("path", {
      d: steps(points, figure, frameOf.x, height, plot.y + plot.height),
      fill: "none",
      ...STROKES[figure],
    }),
  );
  const marks = points.map((point): Shape => {
    const label = [dayInWords(point.day, locale), ...shown.map((figure) => `${name(figure)} ${exact(point[figure])}`)];
    return shape(
      "a",
      {
        href: place.href(movementsHref({ line: curve.line, from: point.day, to: point.day })),
        tabindex: -1,
        "aria-hidden": "true",
      },
      shape("title", {}, label.join(" · ")),
      shape("circle", {
        cx: round(frameOf.x(dayNumber(point.day))),
        cy: round(height(point.paid)),
        r: 3,
        fill: "var(--ink)",
        class: "mark",
      }),
      shape("rect", {
        x: round(frameOf.x(dayNumber(point.day)) - 4),
        y: plot.y,
        width: 8,
        height: plot.height,
        fill: "transparent",
      }),
    );
  });
  return { width: WIDTH, height: HEIGHT, title, desc, shapes: [...frameOf.shapes, ...curves, ...marks, ...labels] };
}

/** A sum stays until it changes: level lines and upright steps. */
function steps(
  points: readonly CurvePoint[],
  figure: Figure,
  x: (day: number) => number,
  y: (amount: string) => number,
  ground: number,
): string {
  const parts = points.map((point) => `H${round(x(dayNumber(point.day)))}V${round(y(point[figure]))}`);
  return `M${round(x(dayNumber(points[0]?.day ?? "")))} ${round(ground)}${parts.join("")}`;
}
