// Where in the log and in which months the movements of a list can be, from the rollups: a list of a year long gone need
// not read what came after it, and a page of what is rare need not read the whole log.
import type { MovementSort } from "@mingzhang/sdk/api";
import { parseDay } from "@mingzhang/sdk/days";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { type MovementFilters, movementWhere, parameter } from "./filters.ts";

/** The part of a list that is wanted. */
export interface Part {
  /** Number of movements. */
  rows: number;
  /** Against the order of the log. */
  down: boolean;
  /** The record next to it, where it does not begin at the list's end. */
  edge: number | null;
}

interface Cells {
  span: number;
  count: number;
  first_month: number;
  last_month: number;
}

/** Whether any of some filters is asked for. */
export const isGiven = (names: object): boolean => Object.values(names).some((value) => value !== undefined);

/**
 * A condition on `movements m` that every movement has which passes the filters, or with `part` each that may stand in
 * that part; null where none can pass. It is of the column that the list is sorted by, else of the record's number: one
 * alone, since the planner would take two for independent. Throws BadParameter.
 */
export async function boundsOf(db: Db, filters: MovementFilters, sort: MovementSort, part?: Part): Promise<SQL | null> {
  const { kind, fund, class: classes, currency, currencyFunds, imported, year, from, to, ...others } = filters;
  const { line, agency, agencies, within, function: functions } = others;
  const common: MovementFilters = {
    kind,
    fund,
    class: classes,
    currency,
    imported,
    ...(currencyFunds && { currencyFunds }),
  };
  const lines = { line, agency, agencies, within, function: functions };
  const own = sort === "valueDate" ? await ownDays(db, others) : sql`true`;
  if (own === null || !isGiven({ ...common, ...lines, year, from, to })) return own;
  // The year says nothing that days at both ends do not.
  const ofYears = (from === undefined || to === undefined) && isGiven({ ...lines, year });
  const years = ofYears
    ? sql`m.year = any(array(select distinct m.year from turnover_lines m where ${movementWhere({ ...common, ...lines, year })}))`
    : sql`true`;
  const counted = year === undefined ? sql`true` : sql`m.year = ${year}`;
  const spans = await db.rows<Cells>(sql`
    select m.span, coalesce(sum(m.count) filter (where ${counted}), 0)::float8 as count,
      min(m.month) as first_month, max(m.month) as last_month
    from turnover_spans m where ${movementWhere(common)} and ${years}
      and ${from === undefined ? sql`true` : sql`m.month >= ${monthOf("from", from)}`}
      and ${to === undefined ? sql`true` : sql`m.month <= ${monthOf("to", to)}`}
    group by m.span order by m.span`);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (sort === "valueDate") {
    const start = firstDay(Math.min(...spans.map((span) => span.first_month)));
    const end = firstDay(Math.max(...spans.map((span) => span.last_month)) + 1);
    return sql`${own} and m.day >= ${start} and m.day < ${end}`;
  }
  const known = !isGiven({ ...others, from, to });
  const [low, high] = known && sort === "record" && part !== undefined ? around(spans, part) : [first.span, last.span];
  const [begin, end] = [low * SPAN_RECORDS, (high + 1) * SPAN_RECORDS];
  const days = await recordsOfDays(db, from, to);
  if (days === null) return sql`m.record >= ${begin} and m.record < ${end}`;
  const [lowest, highest] = [Math.max(begin, days.low ?? end), Math.min(end, (days.high ?? -1) + 1)];
  return lowest >= highest ? null : sql`m.record >= ${lowest} and m.record < ${highest}`;
}

/** Accounts that are of a time: others have movements in all of the log. */
const OF_A_TIME = /^(?:line|allotment|commitment)-/;

/** The days of the months in which a payee, an account or a line has movements at all; null where it has none. */
async function ownDays(db: Db, { payee, party, account, line }: MovementFilters): Promise<SQL | null> {
  const inSpans = (table: string, key: MovementFilters) =>
    sql`turnover_spans m where m.span in (select m.span from ${sql.raw(table)} m where ${movementWhere(key)})`;
  const own =
    payee !== undefined || party !== undefined
      ? sql`turnover_parties m where ${movementWhere({ payee, party })}`
      : account !== undefined && OF_A_TIME.test(account)
        ? inSpans("turnover_account_spans", { account })
        : line !== undefined
          ? inSpans("turnover_line_spans", { line })
          : null;
  if (own === null) return sql`true`;
  const [months] = await db.rows<{ first: number | null; last: number | null }>(
    sql`select min(m.month) as first, max(m.month) as last from ${own}`,
  );
  if (months === undefined || months.first === null || months.last === null) return null;
  return sql`m.day >= ${firstDay(months.first)} and m.day < ${firstDay(months.last + 1)}`;
}

/** Days whose first and last records are looked up one by one. */
const FEW_DAYS = 62;

/**
 * First and last record of a few days, null where there is none. Spans tell months apart: of twenty days of one a list would
 * begin with what was posted after them. Null where the days are many, or open at an end.
 */
async function recordsOfDays(
  db: Db,
  from: string | undefined,
  to: string | undefined,
): Promise<{ low: number | null; high: number | null } | null> {
  if (from === undefined || to === undefined) return null;
  const [start, end] = [parameter("from", from, parseDay), parameter("to", to, parseDay)];
  if (end - start >= FEW_DAYS) return null;
  const edge = (order: SQL) =>
    sql`(select m.record from movements m where m.day = d.day order by m.record ${order} limit 1)`;
  // Without the index by days (store/indexes.ts) each day would read the log.
  const [found] = await db.rows<{ days: number; low: number | null; high: number | null }>(sql`
    select count(*)::int as days, min(${edge(sql`asc`)})::float8 as low, max(${edge(sql`desc`)})::float8 as high
    from generate_series(${start}::int, ${end}::int) as d(day)
    where not exists (select 1 from deferred_indexes)`);
  return found === undefined || found.days === 0 ? null : found;
}

/** First and last of the spans that surely hold a part. @param spans in the order of the log, with at least so many */
function around(spans: readonly Cells[], { rows, down, edge }: Part): [number, number] {
  const begin = edge === null ? null : Math.floor(edge / SPAN_RECORDS);
  const ahead = (down ? spans.toReversed() : spans).filter(
    ({ span }) => begin === null || (down ? span <= begin : span >= begin),
  );
  const start = begin ?? ahead[0]?.span ?? 0;
  let sum = 0;
  let end = start;
  for (const { span, count } of ahead) {
    if (sum >= rows) break;
    end = span;
    // Of the span in which the part begins, some may lie on the other side.
    if (span !== begin) sum += count;
  }
  return down ? [end, start] : [start, end];
}

/** Months since January 1970. */
function monthOf(field: string, day: string): number {
  const date = new Date(parameter(field, day, parseDay) * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

const firstDay = (month: number): number => Date.UTC(1970, month, 1) / 86_400_000;
