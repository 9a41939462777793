// The budget as tiles: functions, the agencies within one, the lines of an agency; areas are what was appropriated.
import type { BudgetLevel, BudgetTile } from "@mingzhang/sdk/api-charts";
import type { Execution } from "@mingzhang/sdk/api";
import { type Drawing, fillOf, fitText, link, round, type Shape, shape, shareToDraw } from "@mingzhang/sdk/charts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { movementsHref } from "@/features/accounts/links";
import { DOTS, STRIPES } from "@/features/budget/bar-look";
import { executionColumns } from "@/features/budget/execution";
import { functionText } from "@/features/classification/labels";
import { sumText } from "@/features/money/text";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";
import { scopeOf, scopeQuery } from "../scope";
import { type Asked, type Cell, nothing, type Place, type Sheet, type SheetMaker } from "../sheet";
import { layOutTiles } from "../treemap";

const TILES = 40;
const WIDTH = 1070;
const HEIGHT = 520;
/** Bold text of 12 units is as wide as plain text of so many. */
const BOLD = 13.2;
/** Height of the bar at a tile's foot. */
const BAR = 6;

export interface Crumb {
  text: string;
  /** Null: here. */
  href: string | null;
}

interface Level {
  level: BudgetLevel;
  query: Record<string, string>;
}

/** What the address asks for of the budget. */
async function levelOf(
  asked: Asked,
): Promise<{ ok: true; value: Level | null } | Extract<Awaited<ReturnType<SheetMaker>>, { ok: false }>> {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  if (scope.value === null) return { ok: true, value: null };
  const query: Record<string, string> = scopeQuery(scope.value);
  const { year, totals } = scope.value;
  const { function: division, agency } = asked;
  const level = await api.budgetLevel({
    year: year ?? undefined,
    currency: totals.currency,
    function: division,
    agency,
    limit: TILES,
  });
  if (!level.ok) return level;
  if (division !== undefined) query.function = division;
  if (agency !== undefined) query.agency = agency;
  return { ok: true, value: { level: level.value, query } };
}

const tilesHref = (query: Record<string, string>) => `/charts/budget?${new URLSearchParams(query).toString()}`;

/** The way from the whole budget to the level that is shown. */
export async function budgetCrumbs(asked: Asked, locale: Locale): Promise<Crumb[]> {
  const found = await levelOf(asked);
  if (!found.ok || found.value === null) return [];
  const { level, query } = found.value;
  const t = await getTranslations({ locale, namespace: "charts.budget" });
  const { year = "", currency = "" } = query;
  const crumbs: { text: string; query: Record<string, string> }[] = [
    { text: t("whole", { year: year === "all" ? t("allYears") : year }), query: { year, currency } },
  ];
  if (level.function !== null && query.function !== undefined) {
    crumbs.push({ text: functionText(level.function, locale), query: { year, currency, function: query.function } });
  }
  if (level.agency !== null) crumbs.push({ text: plain(chooseName(level.agency, locale).text), query });
  return crumbs.map(({ text, query: its }, at) => ({ text, href: at === crumbs.length - 1 ? null : tilesHref(its) }));
}

export const budgetSheet: SheetMaker = async (asked, locale) => {
  const found = await levelOf(asked);
  if (!found.ok) return found;
  const t = await getTranslations({ locale, namespace: "charts.budget" });
  const head = { name: "budget", page: "/charts/budget", title: t("title"), empty: t("empty") } as const;
  if (found.value === null) return { ok: true, value: { ...head, ...nothing } };
  const { level, query } = found.value;
  const { currency, exponent, imported } = level;
  const name = (tile: BudgetTile) =>
    tile.function !== null
      ? functionText(tile.function, locale)
      : chooseName(tile.line ?? tile.agency ?? { name: "", otherName: "" }, locale).text;
  const into = (tile: BudgetTile): string =>
    tile.line !== null
      ? `/budget/${tile.line.id}`
      : tilesHref({
          ...query,
          ...(tile.function === null ? {} : { function: tile.function.code }),
          ...(tile.agency === null ? {} : { agency: String(tile.agency.id) }),
        });
  /** @param tile null for the whole level, less what is left out */
  const behind = (tile: BudgetTile | null, kind: string, except?: string): string =>
    movementsHref({
      year: level.year,
      currency,
      kind,
      function: tile?.function?.code ?? query.function,
      agency: tile?.agency?.id ?? query.agency,
      within: tile?.agency != null || query.agency !== undefined ? "self" : undefined,
      line: tile?.line?.id,
      except,
    });
  const figures = (row: Execution, tile: BudgetTile | null): Record<string, Cell> => ({
    appropriated: { sum: row.appropriated, href: behind(tile, FIGURE_KINDS.appropriated) },
    committed: { sum: row.committed, href: behind(tile, FIGURE_KINDS.committed) },
    paid: { sum: row.paid, href: behind(tile, FIGURE_KINDS.paid) },
    available: { sum: row.available },
    lapsed: { sum: row.lapsed, href: behind(tile, "lapse") },
  });
  /** Of a tail what moves within one line: a virement or a reclassification is in the list of where it leads alone. */
  const ofTail = (row: Execution): Record<string, Cell> => {
    const shownOnes = level.tiles.map(exceptOf).join(",");
    return {
      committed: { sum: row.committed, href: behind(null, FIGURE_KINDS.committed, shownOnes) },
      lapsed: { sum: row.lapsed, href: behind(null, "lapse", shownOnes) },
    };
  };
  const shown = executionColumns([level.total], imported).flatMap(([key]) => (key === "allotted" ? [] : key));
  const smaller = level.smaller;
  const sheet: Sheet = {
    ...head,
    query,
    title: t(`titleOf.${level.of}`),
    caption: t(imported ? "captionImported" : "caption"),
    currency,
    exponent,
    drawing: level.tiles.every((tile) => sizeOf(tile, imported) <= 0n)
      ? null
      : (place) =>
          draw(level, {
            locale,
            place,
            name,
            into,
            title: t(`titleOf.${level.of}`),
            desc: t("desc", { count: level.tiles.length }),
            more: smaller === null ? "" : t("smaller", { count: smaller.count }),
            rest: tilesHref(query),
          }),
    columns: [
      { key: "name", heading: t(`of.${level.of}`) },
      ...shown.map((key) => ({ key, heading: t(key), right: true })),
    ],
    rows: [
      ...level.tiles.map((tile) => ({
        name: { text: name(tile), said: true, href: into(tile) },
        ...figures(tile, tile),
      })),
      ...(smaller === null
        ? []
        : [
            {
              name: { text: t("smaller", { count: smaller.count }) },
              ...Object.fromEntries(shown.map((key) => [key, { sum: smaller[key] }])),
              ...(level.of === "line" ? {} : ofTail(smaller)),
            },
          ]),
      {
        name: { text: t("total") },
        ...figures(level.total, null),
      },
    ],
  };
  return { ok: true, value: sheet };
};

const exceptOf = ({ function: division, agency }: BudgetTile): string =>
  agency === null ? `function-${division?.code ?? ""}` : `agency-${agency.id}`;

function sizeOf(of: Pick<Execution, "appropriated" | "paid">, imported: boolean): bigint {
  return BigInt(imported ? of.paid : of.appropriated);
}

interface Frame {
  locale: Locale;
  place: Place;
  name: (tile: BudgetTile) => string;
  into: (tile: BudgetTile) => string;
  title: string;
  desc: string;
  more: string;
  rest: string;
}

function draw(level: BudgetLevel, { locale, place, name, into, title, desc, more, rest }: Frame): Drawing {
  const { currency, exponent, imported } = level;
  const money = { code: currency, exponent };
  type Drawn = { tile: BudgetTile | null; of: Pick<Execution, "appropriated" | "committed" | "paid" | "available"> };
  const all: Drawn[] = [
    ...level.tiles.map((tile) => ({ tile, of: tile })),
    ...(level.smaller === null ? [] : [{ tile: null, of: level.smaller }]),
  ];
  const placed = layOutTiles(all, ({ of }) => sizeOf(of, imported), WIDTH, HEIGHT);
  const tiles = placed.map(({ of: { tile, of }, x, y, width, height }): Shape => {
    const label = tile === null ? more : plain(name(tile), 120);
    const size = sizeOf(of, imported);
    const sum = formatMoney(size, money, { locale, unit: "sign", compact: true });
    const exact = sumText({ amount: size.toString(), currency, exponent }, locale);
    const room = width - 16;
    const lines = height < 34 ? [] : [fitText(label, BOLD, room)];
    const texts = lines
      .filter((text) => text !== "")
      .map((text) => shape("text", { x: round(x + 8), y: round(y + 18), class: "strong" }, text));
    const second = height < 50 ? "" : fitText(sum, 11, room);
    if (second !== "") texts.push(shape("text", { x: round(x + 8), y: round(y + 34), class: "small" }, second));
    return link(
      place.href(tile === null ? rest : into(tile)),
      `${label}${MARKS[locale].colon}${exact}`,
      shape("rect", {
        x: round(x),
        y: round(y),
        width: round(width),
        height: round(height),
        fill: fillOf(tile === null ? "hatched" : "sheet", place.id),
        stroke: "var(--edge)",
        class: "mark",
      }),
      ...(imported || tile === null ? [] : bar(of, { x, y, width, height })),
      ...(tile === null ? [] : texts),
    );
  });
  return { width: WIDTH, height: HEIGHT, title, desc, shapes: tiles };
}

/** Along the foot of a tile: paid, promised, still free, as in every bar of execution. */
function bar(
  of: Pick<Execution, "appropriated" | "committed" | "paid" | "available">,
  at: { x: number; y: number; width: number; height: number },
): Shape[] {
  if (at.height < 14 || at.width < 14) return [];
  const whole = BigInt(of.appropriated);
  const [left, length, top] = [at.x + 4, at.width - 8, at.y + at.height - BAR - 4];
  const parts = [
    [BigInt(of.paid), "paid"],
    [BigInt(of.committed) - BigInt(of.paid), "open"],
    [BigInt(of.available), "available"],
  ] as const;
  let from = left;
  return parts.flatMap(([amount, look]) => {
    const width = Math.min(length * shareToDraw(amount, whole), left + length - from);
    if (width <= 0) return [];
    const box = { x: round(from), y: round(top), width: round(width), height: BAR };
    const line = { x1: round(from), x2: round(from + width), y1: round(top + BAR / 2), y2: round(top + BAR / 2) };
    from += width;
    if (look === "paid") return [shape("rect", { ...box, fill: "var(--bar-1)" })];
    const pattern =
      look === "open"
        ? { stroke: "var(--bar-1)", "stroke-width": BAR, "stroke-dasharray": STRIPES, "stroke-linecap": "butt" }
        : { stroke: "var(--bar-2)", "stroke-width": 2, "stroke-dasharray": DOTS, "stroke-linecap": "round" };
    return [
      shape("rect", { ...box, fill: "var(--paper)", stroke: "var(--bar-2)", "stroke-width": 0.5 }),
      shape("line", { ...line, ...pattern }),
    ];
  });
}
