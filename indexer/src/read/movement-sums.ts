// What the movements of a list amount to: from the rollup that knows its filters, else by adding up what they match, where
// an answer may take so long.
import type { MovementSum } from "@mingzhang/sdk/api";
import { parseDay } from "@mingzhang/sdk/days";
import { parseExcept } from "@mingzhang/sdk/except";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { ownTallies } from "./account-tallies.ts";
import { type MovementFilters, movementWhere, parameter } from "./filters.ts";
import { listWhere } from "./movement-list.ts";

type Name = keyof MovementFilters;

interface Explained {
  "QUERY PLAN": { Plan: { "Total Cost": number } }[];
}

/** Work that adding up may be for an answer, in the planner's units: reading some 10,000 movements one after the other. */
const MOST_COST = 2_500;
/** Records of a log that is short enough to be added up whatever the planner, who may know nothing of it yet, makes of it. */
const SHORT = 20_000;

/** Filters that every rollup tells apart. */
const COMMON: readonly Name[] = ["kind", "fund", "class", "currency", "currencyFunds", "imported"];
const OF_LINES: readonly Name[] = [...COMMON, "line", "agency", "agencies", "within", "function", "year"];

/** The rollup that a list's sums follow from, and the condition on it as `m`; null where none tells its filters apart. */
function rollup(filters: MovementFilters): { table: string; where: SQL } | null {
  const { from, to, ...rest } = filters;
  const { except, ...plain } = rest;
  const given = Object.entries(plain).flatMap(([name, value]) => (value === undefined ? [] : [name as Name]));
  // What is left out is told apart by what it is.
  if (except !== undefined) given.push(...parseExcept(except).map(({ kind }): Name => kind));
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

/** Sums of an account's own movements, from its tallies. Null where more is asked than the tallies tell apart. */
function ofAccount({ account, kind, currency, currencyFunds: _, ...rest }: MovementFilters): SQL | null {
  if (account === undefined || Object.values(rest).some((value) => value !== undefined)) return null;
  return sql`
    select f.currency, f.exponent, sum(m.amount)::text as amount, sum(m.count)::float8 as count
    from tallies m join (select distinct currency, exponent from accounts where kind = 2) f on f.currency = m.currency
    where ${ownTallies(account)} and ${movementWhere({ kind })}
      and ${currency === undefined ? sql`true` : sql`m.currency = ${currency}`}
    group by f.currency, f.exponent order by f.currency collate "C", f.exponent`;
}

/** By fund before the currency is looked up: there are few funds. */
const byCurrency = (counted: SQL): SQL => sql`
  select f.currency, f.exponent, sum(s.amount)::text as amount, sum(s.count)::float8 as count
  from (${counted}) s join accounts f on f.id = s.fund
  group by f.currency, f.exponent order by f.currency collate "C", f.exponent`;

/**
 * Sums of a list that leaves payees out, by fund: those of the list with them, less theirs, which an index finds; all other
 * payees are most of the rollup. Null where no payees are left out, or one is asked for.
 */
function lessPayees({ except, from, to, ...filters }: MovementFilters): SQL | null {
  const all = except === undefined ? [] : parseExcept(except);
  const payees = all.filter(({ kind }) => kind === "payee");
  const months = monthsOf(from, to);
  if (payees.length === 0 || months === null || filters.payee !== undefined || filters.party !== undefined) return null;
  const others = all.filter(({ kind }) => kind !== "payee").map(({ kind, id }) => `${kind}-${id}`);
  const rest = { ...filters, except: others.length === 0 ? undefined : others.join(",") };
  const whole = rollup({ ...rest, from, to });
  return (
    whole &&
    sql`
    select m.fund, sum(m.amount) as amount, sum(m.count) as count from (
      select m.fund, m.amount, m.count from ${sql.raw(whole.table)} m where ${whole.where}
      union all select m.fund, -m.amount, -m.count from turnover_parties m
        where m.payee = any(${`{${payees.map(({ id }) => id).join(",")}}`}::int[]) and ${movementWhere(rest)} and ${months}
    ) m group by m.fund having sum(m.count) > 0`
  );
}

/** What is kept of the sums of a list; null where nothing tells its filters apart. */
function kept(filters: MovementFilters): SQL | null {
  const known = rollup(filters);
  if (known === null) return ofAccount(filters);
  return byCurrency(
    lessPayees(filters) ??
      sql`
    select m.fund, sum(m.amount) as amount, sum(m.count) as count from ${sql.raw(known.table)} m
    where ${known.where} group by m.fund`,
  );
}

const addedUp = (where: SQL): SQL =>
  byCurrency(sql`
  select m.fund, sum(m.amount) as amount, count(*) as count from movements m where ${where} group by m.fund`);

/** What the movements that pass the filters amount to, in each currency. Throws BadParameter. */
export async function sumMovements(db: Db, filters: MovementFilters): Promise<MovementSum[]> {
  const known = kept(filters);
  if (known !== null) return db.rows<MovementSum>(known);
  const where = await listWhere(db, filters);
  return where === null ? [] : db.rows<MovementSum>(addedUp(where));
}

/** The same where it is kept, or little work: in a short log, or by the planner's estimate; else null. */
export async function sumAtHand(
  db: Db,
  filters: MovementFilters,
  { short, most } = { short: SHORT, most: MOST_COST },
): Promise<MovementSum[] | null> {
  const known = kept(filters);
  if (known !== null) return db.rows<MovementSum>(known);
  const where = await listWhere(db, filters);
  if (where === null) return [];
  const [explained] = await db.rows<Explained>(sql`explain (format json) ${addedUp(where)}`);
  const cost = explained?.["QUERY PLAN"][0]?.Plan["Total Cost"] ?? Infinity;
  if (cost > most) {
    const [last] = await db.rows<{ record: number }>(sql`select max(record)::float8 as record from movements`);
    if ((last?.record ?? 0) >= short) return null;
  }
  return db.rows<MovementSum>(addedUp(where));
}

/** The same by adding up the movements themselves, whatever the filters: what tests hold the rollups to. */
export async function addUpMovements(db: Db, filters: MovementFilters): Promise<MovementSum[]> {
  return db.rows<MovementSum>(sql`
    select f.currency, f.exponent, sum(m.amount)::text as amount, count(*)::float8 as count
    from movements m join accounts f on f.id = m.fund where ${movementWhere(filters)}
    group by f.currency, f.exponent order by f.currency collate "C", f.exponent`);
}
