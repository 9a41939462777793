// What the movements of a list amount to: from the rollup that knows its filters, else by adding up what they match.
import type { MovementSum } from "@mingzhang/sdk/api";
import { parseDay } from "@mingzhang/sdk/days";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { type MovementFilters, movementWhere, parameter } from "./filters.ts";

type Name = keyof MovementFilters;

/** Filters that every rollup tells apart. */
const COMMON: readonly Name[] = ["kind", "fund", "class", "currency", "imported"];
const OF_LINES: readonly Name[] = [...COMMON, "line", "agency", "within", "function", "year"];

/** The rollup that a list's sums follow from, and the condition on it as `m`; null where none tells its filters apart. */
function rollup(filters: MovementFilters): { table: string; where: SQL } | null {
  const { from, to, ...rest } = filters;
  const given = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name as Name]));
  const within = (names: readonly Name[]) => given.every((name) => names.includes(name));
  const dated = from !== undefined || to !== undefined;
  if (!dated && within(OF_LINES)) return { table: "turnover_lines", where: movementWhere(rest) };
  // A carry-over is in two years, of which days know one: with `year`, months have to do.
  if (dated && within(COMMON)) return { table: "turnover_days", where: movementWhere(filters) };
  if (!within([...OF_LINES, "payee", "party"])) return null;
  const months = monthsOf(from, to);
  return months && { table: "turnover_parties", where: sql`${movementWhere(rest)} and ${months}` };
}

/** Condition on `m.month`; null where the days are no whole months. Throws BadParameter. */
function monthsOf(from: string | undefined, to: string | undefined): SQL | null {
  const first = from === undefined ? null : new Date(parameter("from", from, parseDay) * 86_400_000);
  // The day after the last: whole months end before the first of one.
  const end = to === undefined ? null : new Date((parameter("to", to, parseDay) + 1) * 86_400_000);
  if ((first !== null && first.getUTCDate() !== 1) || (end !== null && end.getUTCDate() !== 1)) return null;
  const month = (date: Date) => (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return sql`${first === null ? sql`true` : sql`m.month >= ${month(first)}`}
    and ${end === null ? sql`true` : sql`m.month < ${month(end)}`}`;
}

/** What the movements that pass the filters amount to, in each currency. Throws BadParameter. */
export async function sumMovements(db: Db, filters: MovementFilters): Promise<MovementSum[]> {
  const kept = rollup(filters);
  const counted =
    kept === null
      ? sql`select m.fund, sum(m.amount) as amount, count(*) as count from movements m
          where ${movementWhere(filters)} group by m.fund`
      : sql`select m.fund, sum(m.amount) as amount, sum(m.count) as count from ${sql.raw(kept.table)} m
          where ${kept.where} group by m.fund`;
  // Summed by fund before the currency is looked up: there are few funds.
  return db.rows<MovementSum>(sql`
    select f.currency, f.exponent, sum(s.amount)::text as amount, sum(s.count)::float8 as count
    from (${counted}) s join accounts f on f.id = s.fund
    group by f.currency, f.exponent order by f.currency collate "C", f.exponent`);
}

/** The same by adding up the movements themselves, whatever the filters: what tests hold the rollups to. */
export async function addUpMovements(db: Db, filters: MovementFilters): Promise<MovementSum[]> {
  return db.rows<MovementSum>(sql`
    select f.currency, f.exponent, sum(m.amount)::text as amount, count(*)::float8 as count
    from movements m join accounts f on f.id = m.fund where ${movementWhere(filters)}
    group by f.currency, f.exponent order by f.currency collate "C", f.exponent`);
}
