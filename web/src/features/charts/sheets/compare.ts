// Two fiscal years side by side, function by function or agency by agency.
import type { ComparedRow } from "@mingzhang/sdk/api-charts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { movementsHref } from "@/features/accounts/links";
import { functionText } from "@/features/classification/labels";
import { sumText } from "@/features/money/text";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import { isAhead } from "@/features/overview/year";
import { type BarRow, drawBars } from "../bars";
import { type Scope, scopeOf, scopeQuery } from "../scope";
import { nothing, type Cell, type Sheet, type SheetMaker } from "../sheet";

/** Rows that are drawn; the table has all of them. */
const DRAWN = 20;

export const compareSheet: SheetMaker = async (asked, locale) => {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  const t = await getTranslations({ locale, namespace: "charts.compare" });
  const head = { name: "compare", page: "/charts/compare", title: t("title"), empty: t("empty") } as const;
  const known = scope.value?.years.years ?? [];
  const wanted = scope.value?.year ?? known[0];
  if (scope.value === null || wanted === undefined) return { ok: true, value: { ...head, ...nothing } };
  const by = asked.by === "agency" ? "agency" : "function";
  const year = wanted;
  // A year beside itself says nothing; a ledger's first year stands alone.
  const given = [Number(asked.before)].find((each) => each > 0 && each !== year);
  const before = given ?? known.find((each) => each < year) ?? null;
  const code = scope.value.totals.currency;
  const found = await api.compare({ currency: code, year, before: before ?? year - 1, by });
  if (!found.ok) return found;
  const { currency, exponent, imported, rows, total } = found.value;
  const figures = imported ? (["paid"] as const) : (["appropriated", "paid"] as const);
  const measure = figures[0];
  const money = { code: currency, exponent };
  const exact = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const short = (amount: string) => formatMoney(BigInt(amount), money, { locale, unit: "sign", compact: true });
  const name = (row: ComparedRow) =>
    row.function !== null
      ? functionText(row.function, locale)
      : chooseName(row.agency ?? { name: "", otherName: "" }, locale).text;
  const list = (row: ComparedRow | null, of: number, figure: (typeof figures)[number]) =>
    movementsHref({
      kind: FIGURE_KINDS[figure],
      year: of,
      currency,
      function: row?.function?.code,
      agency: row?.agency?.id,
      within: row?.agency == null ? undefined : "self",
    });
  const marks = await marksOf([year, before], scope.value, t);
  const named = (of: number) => (marks.has(of) ? t("markedYear", { year: String(of) }) : String(of));
  const cells = (row: Pick<ComparedRow, "now" | "before">, of: ComparedRow | null): Record<string, Cell> =>
    Object.fromEntries(
      figures.flatMap((figure): [string, Cell][] => {
        const now = [`${figure}-now`, { sum: row.now[figure], href: list(of, year, figure) }] as [string, Cell];
        if (before === null) return [now];
        const change = BigInt(row.now[figure]) - BigInt(row.before[figure]);
        return [
          [`${figure}-before`, { sum: row.before[figure], href: list(of, before, figure) }],
          now,
          [`${figure}-change`, { sum: change.toString() }],
        ];
      }),
    );
  const years = { year: String(year), before: before === null ? "none" : String(before) };
  const sheet: Sheet = {
    ...head,
    query: { ...scopeQuery(scope.value), year: String(year), ...(before !== null && { before: String(before) }), by },
    title: t("titleOf", years),
    caption: [...marks.values(), t(imported ? "captionImported" : "caption", years)].join(t("between")),
    currency,
    exponent,
    drawing:
      rows.length === 0
        ? null
        : ({ id, href }) => {
            const drawn = rows.slice(0, DRAWN).map((row): BarRow => ({
              name: plain(name(row)),
              bars: [
                ...(before === null
                  ? []
                  : [
                      {
                        amount: BigInt(row.before[measure]),
                        fill: "hatched" as const,
                        text: `${before}${MARKS[locale].colon}${short(row.before[measure])}`,
                      },
                    ]),
                {
                  amount: BigInt(row.now[measure]),
                  fill: "first",
                  text: `${year}${MARKS[locale].colon}${short(row.now[measure])}`,
                },
              ],
              href: href(list(row, year, measure)),
              label: `${plain(name(row))}${MARKS[locale].colon}${before === null ? "" : `${before} ${exact(row.before[measure])}${MARKS[locale].comma}`}${year} ${exact(row.now[measure])}`,
            }));
            const most = drawn.flatMap(({ bars }) => bars).reduce((a, { amount }) => (amount > a ? amount : a), 0n);
            return drawBars(drawn, {
              id,
              most,
              title: t("titleOf", years),
              desc: t("desc", { count: drawn.length, rows: rows.length, before: years.before }),
            });
          },
    columns: [
      { key: "name", heading: t(by) },
      ...figures.flatMap((figure) => [
        ...(before === null
          ? []
          : [{ key: `${figure}-before`, heading: t(figure, { year: named(before) }), right: true }]),
        { key: `${figure}-now`, heading: t(figure, { year: named(year) }), right: true },
        ...(before === null ? [] : [{ key: `${figure}-change`, heading: t("change"), right: true }]),
      ]),
    ],
    rows: [
      ...rows.map((row) => ({ name: { text: name(row), said: true }, ...cells(row, row) })),
      { name: { text: t("total") }, ...cells(total, null) },
    ],
  };
  return { ok: true, value: sheet };
};

type Words = Awaited<ReturnType<typeof getTranslations<"charts.compare">>>;

/** What is to be known of a year that has not begun: it may hold nothing but what was carried over. */
async function marksOf(
  years: readonly (number | null)[],
  { years: known, status, totals: { currency } }: Scope,
  t: Words,
): Promise<Map<number, string>> {
  const ahead = years.filter((year) => year !== null).filter((year) => isAhead(year, known, status));
  const marks = ahead.map(async (year): Promise<[number, string]> => {
    const adopted = await api.movements({ kind: "appropriation", year, currency, limit: 1 });
    const carried = adopted.ok && adopted.value.items.length === 0;
    return [year, t(carried ? "onlyCarried" : "notBegun", { year: String(year) })];
  });
  return new Map(await Promise.all(marks));
}
