// What stands out: how much of it each rule finds as bars, and each flag as a row.
import type { Status, Years } from "@mingzhang/sdk/api";
import type { Flag, Flags } from "@mingzhang/sdk/api-charts";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { YEAR_END } from "@mingzhang/sdk/flags";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import type { Result } from "@/api/problem";
import { movementHref, movementsHref } from "@/features/accounts/links";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";
import { type BarRow, drawBars } from "../bars";
import { scopeOf, scopeQuery } from "../scope";
import { type Asked, nothing, type Place, type Sheet, type SheetMaker } from "../sheet";

const SHOWN = 20;
/** In a file: as many of each rule as the API gives. */
const FILED = 500;

/** The last days of a fiscal year that are not over yet, and the last day that is known of. */
export interface Window {
  first: string;
  last: string;
  today: string;
}

/** Null where every account of the year is over, or it is not known. */
export function windowOf(year: number, { opened }: Years, status: Status | null): Window | null {
  const today = status?.indexed?.time.slice(0, 10);
  if (today === undefined) return null;
  const last = opened
    .filter((each) => each.year === year && each.lastDay >= today)
    .map(({ lastDay }) => lastDay)
    .sort()
    .at(0);
  return last === undefined ? null : { first: dayText(parseDay(last) - YEAR_END.days + 1), last, today };
}

export interface Found {
  flags: Flags;
  window: Window | null;
  query: Record<string, string>;
}

/** Null where nothing is posted. @param limit flags of each rule */
export async function flagsOf(asked: Asked, limit: number = SHOWN): Promise<Result<Found | null>> {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  const year = scope.value?.year ?? scope.value?.years.years[0];
  if (scope.value === null || year === undefined) return { ok: true, value: null };
  const { agency, payee } = asked;
  const of = { ...(agency === undefined ? {} : { agency }), ...(payee === undefined ? {} : { payee }) };
  const flags = await api.flags({ currency: scope.value.totals.currency, year, ...of, limit });
  if (!flags.ok) return flags;
  const window = windowOf(year, scope.value.years, scope.value.status);
  const query = { ...scopeQuery(scope.value), year: String(year), ...of };
  return { ok: true, value: { flags: flags.value, window, query } };
}

/** The movement, or the list of those that make the flag. */
export function flagHref(flag: Flag, { currency, year }: Flags): string {
  if (flag.record !== null) return movementHref(flag.record);
  const days = { from: flag.first, to: flag.last };
  return flag.rule === "year-end"
    ? movementsHref({ kind: "payment,transfer-payment", line: flag.line?.id, ...days })
    : movementsHref({
        kind: "payment",
        agency: flag.agency.id,
        within: "self",
        payee: flag.payee?.id,
        currency,
        year,
        ...days,
      });
}

export const flagsSheet: SheetMaker = async (asked, locale) => {
  const found = await flagsOf(asked, FILED);
  return found.ok ? { ok: true, value: await sheetOfFlags(found.value, locale) } : found;
};

/** A row for each flag that was found, and a picture of how many there are. */
export async function sheetOfFlags(found: Found | null, locale: Locale): Promise<Sheet> {
  const t = await getTranslations({ locale, namespace: "charts.flags" });
  const head = { name: "flags", page: "/charts/flags", title: t("title"), empty: t("empty") } as const;
  if (found === null) return { ...head, ...nothing };
  const { flags, query } = found;
  return {
    ...head,
    query,
    caption: t("desc", { year: String(flags.year) }),
    basis: t("accusation"),
    currency: flags.currency,
    exponent: flags.exponent,
    drawing: ({ id, href }: Place) =>
      drawBars(
        flags.rules.map(({ rule, count }): BarRow => {
          const name = t(`rules.${rule}.name`);
          const text = t("count", { count });
          return {
            name,
            bars: [{ amount: BigInt(count), fill: "first", text }],
            href: href(`/charts/flags?${new URLSearchParams(query).toString()}#${rule}`),
            label: `${name}${MARKS[locale].colon}${text}`,
          };
        }),
        {
          id,
          most: BigInt(Math.max(...flags.rules.map(({ count }) => count))),
          title: t("title"),
          desc: t("desc", { year: String(flags.year) }),
        },
      ),
    columns: [
      { key: "rule", heading: t("ruleName") },
      { key: "first", heading: t("first") },
      { key: "last", heading: t("last") },
      { key: "record", heading: t("record") },
      { key: "movements", heading: t("movementsColumn"), right: true },
      { key: "agency", heading: t("agency") },
      { key: "payee", heading: t("payee") },
      { key: "line", heading: t("line") },
      { key: "measure", heading: t("measure"), right: true },
      { key: "amount", heading: t("amount"), right: true },
    ],
    rows: flags.rules.flatMap(({ rule, flags: its }) =>
      its.map((flag) => ({
        rule: { text: t(`rules.${rule}.name`), href: flagHref(flag, flags) },
        first: { text: flag.first },
        last: { text: flag.last },
        record: { text: flag.record === null ? "" : String(flag.record) },
        movements: { count: flag.movements },
        agency: { text: chooseName(flag.agency, locale).text, said: true },
        payee: { text: flag.payee === null ? "" : chooseName(flag.payee, locale).text, said: true },
        line: { text: flag.line?.id ?? "" },
        measure: { sum: flag.measure },
        amount: { sum: flag.amount },
      })),
    ),
  };
}
