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
import { type BarRow, drawBars } from "../bars";
import { scopeOf, scopeQuery } from "../scope";
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
  const given = asked.before === undefined ? undefined : Number(asked.before);
  const earlier = given ?? known.find((each) => each < wanted);
  // A ledger's first year has none before it: it is the earlier one itself.
  const later = known.findLast((each) => each > wanted);
  const [year, before] =
    earlier !== undefined ? [wanted, earlier] : later !== undefined ? [later, wanted] : [wanted, wanted - 1];
  const found = await api.compare({ currency: scope.value.totals.currency, year, before, by });
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
  const cells = (row: Pick<ComparedRow, "now" | "before">, of: ComparedRow | null): Record<string, Cell> =>
    Object.fromEntries(
      figures.flatMap((figure): [string, Cell][] => {
        const change = BigInt(row.now[figure]) - BigInt(row.before[figure]);
        return [
          [`${figure}-before`, { sum: row.before[figure], href: list(of, before, figure) }],
          [`${figure}-now`, { sum: row.now[figure], href: list(of, year, figure) }],
          [`${figure}-change`, { sum: change.toString() }],
        ];
      }),
    );
  const years = { year: String(year), before: String(before) };
  const sheet: Sheet = {
    ...head,
    query: { ...scopeQuery(scope.value), ...years, by },
    title: t("titleOf", years),
    caption: t(imported ? "captionImported" : "caption", years),
    currency,
    exponent,
    drawing:
      rows.length === 0
        ? null
        : ({ id, href }) => {
            const drawn = rows.slice(0, DRAWN).map((row): BarRow => ({
              name: plain(name(row)),
              bars: [
                {
                  amount: BigInt(row.before[measure]),
                  fill: "hatched",
                  text: `${before}${MARKS[locale].colon}${short(row.before[measure])}`,
                },
                {
                  amount: BigInt(row.now[measure]),
                  fill: "first",
                  text: `${year}${MARKS[locale].colon}${short(row.now[measure])}`,
                },
              ],
              href: href(list(row, year, measure)),
              label: `${plain(name(row))}${MARKS[locale].colon}${before} ${exact(row.before[measure])}${MARKS[locale].comma}${year} ${exact(row.now[measure])}`,
            }));
            const most = drawn.flatMap(({ bars }) => bars).reduce((a, { amount }) => (amount > a ? amount : a), 0n);
            return drawBars(drawn, {
              id,
              most,
              title: t("titleOf", years),
              desc: t("desc", { count: drawn.length, rows: rows.length }),
            });
          },
    columns: [
      { key: "name", heading: t(by) },
      ...figures.flatMap((figure) => [
        { key: `${figure}-before`, heading: t(figure, { year: String(before) }), right: true },
        { key: `${figure}-now`, heading: t(figure, { year: String(year) }), right: true },
        { key: `${figure}-change`, heading: t("change"), right: true },
      ]),
    ],
    rows: [
      ...rows.map((row) => ({ name: { text: name(row), said: true }, ...cells(row, row) })),
      { name: { text: t("total") }, ...cells(total, null) },
    ],
  };
  return { ok: true, value: sheet };
};
