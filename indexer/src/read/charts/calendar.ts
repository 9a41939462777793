// Payments and receipts by day or month of their value date, under the filters of a list.
import type { Calendar, Period } from "@mingzhang/sdk/api-charts";
import { dayText } from "@mingzhang/sdk/days";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { type MovementFilters, movementWhere } from "../filters.ts";
import { chartScope } from "./scope.ts";

export interface CalendarRequest {
  currency: string;
  by: Calendar["by"];
  filters: Pick<
    MovementFilters,
    "agency" | "within" | "payee" | "party" | "account" | "line" | "function" | "year" | "from" | "to"
  >;
}

interface Cells {
  period: number;
  paid: string;
  payments: number;
  recovered: string;
  received: string;
  refunded: string;
}

/** Somewhat more than a year of days; a century of months. */
const MOST = { day: 400, month: 1_200 } as const;

export async function readCalendar(db: Db, { currency, by, filters }: CalendarRequest): Promise<Calendar> {
  const { exponent } = await chartScope(db, currency, undefined);
  const day = sql`(date '1970-01-01' + m.day)`;
  const period =
    by === "day" ? sql`m.day` : sql`(extract(year from ${day}) * 12 + extract(month from ${day}) - 1)::int`;
  const sum = (kinds: string) => sql`coalesce(sum(m.amount) filter (where m.kind in (${sql.raw(kinds)})), 0)::text`;
  const rows = await db.rows<Cells>(sql`
    select ${period} as period, ${sum("4, 5")} as paid,
      (count(*) filter (where m.kind in (4, 5)))::float8 as payments,
      ${sum("6")} as recovered, ${sum("1")} as received, ${sum("2")} as refunded
    from movements m where m.kind in (1, 2, 4, 5, 6) and ${movementWhere({ ...filters, currency })}
    group by 1 order by 1 limit ${MOST[by] + 1}`);
  const periods = rows.slice(0, MOST[by]).map(({ period, ...sums }): Period => ({ ...daysOf(by, period), ...sums }));
  return { currency, exponent, by, periods, more: rows.length > MOST[by] };
}

/** @param period day since 1970-01-01, or month since the year 0 */
function daysOf(by: Calendar["by"], period: number): Pick<Period, "first" | "last"> {
  if (by === "day") return { first: dayText(period), last: dayText(period) };
  const day = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
  return { first: dayText(day(period)), last: dayText(day(period + 1) - 1) };
}
