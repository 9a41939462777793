// Where in the log and in which months the movements of a list can be, from the rollups: a list of a year long gone need
// not read what came after it.
import type { MovementSort } from "@mingzhang/sdk/api";
import { parseDay } from "@mingzhang/sdk/days";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { type MovementFilters, movementWhere, parameter } from "./filters.ts";

interface Cells {
  first: number | null;
  last: number;
  first_month: number;
  last_month: number;
}

/**
 * A condition on `movements m` that every movement has which passes the filters; null where none can pass. It is of the
 * column that the list is sorted by, else of the record's number: one alone, since the planner would take two for
 * independent. Throws BadParameter.
 */
export async function boundsOf(db: Db, filters: MovementFilters, sort: MovementSort): Promise<SQL | null> {
  const { kind, fund, class: classes, currency, imported, from, to } = filters;
  const { year, line, agency, within, function: functions } = filters;
  const common = { kind, fund, class: classes, currency, imported };
  const ofLines = { ...common, line, agency, within, function: functions, year };
  const isGiven = (names: object) => Object.values(names).some((value) => value !== undefined);
  if (!isGiven(ofLines) && from === undefined && to === undefined) return sql`true`;
  const years = isGiven({ line, agency, function: functions, year })
    ? sql`m.year in (select m.year from turnover_lines m where ${movementWhere(ofLines)})`
    : sql`true`;
  const [found] = await db.rows<Cells>(sql`
    select min(m.span) as first, max(m.span) as last, min(m.month) as first_month, max(m.month) as last_month
    from turnover_spans m where ${movementWhere(common)} and ${years}
      and ${from === undefined ? sql`true` : sql`m.month >= ${monthOf("from", from)}`}
      and ${to === undefined ? sql`true` : sql`m.month <= ${monthOf("to", to)}`}`);
  if (found?.first === null || found === undefined) return null;
  if (sort === "valueDate") {
    return sql`m.day >= ${firstDay(found.first_month)} and m.day < ${firstDay(found.last_month + 1)}`;
  }
  return sql`m.record >= ${found.first * SPAN_RECORDS} and m.record < ${(found.last + 1) * SPAN_RECORDS}`;
}

/** Months since January 1970. */
function monthOf(field: string, day: string): number {
  const date = new Date(parameter(field, day, parseDay) * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

const firstDay = (month: number): number => Date.UTC(1970, month, 1) / 86_400_000;
