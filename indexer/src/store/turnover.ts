// Keeps the rollups of movements: by day, line, party, account and place in the log, and what awaits confirmation; taken back when undone.
import { fromRecord } from "./bulk.ts";
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

/** Parts that most rollups tell apart, as `movements` holds them. */
const PARTS = ["fund", "other_fund", "kind", "code", "flags", "year"];

/** Rollups of movements, and what each tells apart. */
export const TURNOVERS: Readonly<Record<string, readonly string[]>> = {
  turnover_days: ["day", ...PARTS],
  turnover_lines: ["line", "other_line", "agency", ...PARTS],
  turnover_parties: ["month", "payee", "payer", "line", "other_line", "agency", ...PARTS],
  turnover_spans: ["span", "month", ...PARTS],
  turnover_line_spans: ["span", "line", "other_line", ...PARTS],
  turnover_account_spans: ["span", "from_id", "to_id", "fund", "kind"],
};
export const TURNOVER_TABLES: readonly string[] = [...Object.keys(TURNOVERS), "unconfirmed"];

/** Months since January 1970. */
const MONTH = `((extract(year from date '1970-01-01' + m.day) - 1970) * 12
  + extract(month from date '1970-01-01' + m.day) - 1)::int`;

/** Records in a span of the log. */
export const SPAN_RECORDS = 16_384;

/** Movements `m` added up by everything that any rollup tells apart: most of the work, done once. */
const added = (where: SQL): SQL => sql`
  select (m.record / ${sql.raw(String(SPAN_RECORDS))})::int as span, m.day, ${sql.raw(MONTH)} as month,
    m.from_id, m.to_id, m.fund, coalesce(m.other_fund, 0) as other_fund, coalesce(m.line, 0) as line,
    coalesce(m.other_line, 0) as other_line, coalesce(m.agency, 0) as agency, coalesce(m.payee, 0) as payee,
    coalesce(m.payer, 0) as payer, m.kind, case when m.kind in (1, 2) then m.code else 0 end as code,
    (m.flags & 2)::smallint as flags, coalesce(m.year, 0) as year, sum(m.amount) as amount, count(*)::bigint as count
  from movements m where ${where} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16`;

const columnsOf = (table: string): string => (TURNOVERS[table] ?? []).join(", ");

/** Adds the movements that match, or with `sign` -1 takes them away: call it then before they change or go. */
async function turn(db: Db, where: SQL, sign: 1 | -1): Promise<void> {
  const factor = sql.raw(String(sign));
  const steps = Object.keys(TURNOVERS).map((table) => {
    const columns = sql.raw(columnsOf(table));
    return sql`${sql.raw(`into_${table}`)} as (
      insert into ${sql.raw(table)} as t (${columns}, amount, count)
      select ${columns}, ${factor} * sum(amount), (${factor} * sum(count))::bigint from added group by ${columns}
      on conflict (${columns}) do update set amount = t.amount + excluded.amount, count = t.count + excluded.count)`;
  });
  await db.rows(sql`with added as materialized (${added(where)}), ${sql.join(steps, sql`, `)} select 1`);
}

/**
 * Attested payments, transfer payments and refunds: they await a confirmation. "is true" keeps it a look-up in a set: made
 * a join by a planner that has counted no rows yet, the funds are read for each movement.
 */
const AWAITING = sql`m.kind in (2, 4, 5) and (m.fund in (select id from accounts where kind = 2 and token is null)) is true`;

/** What of `m` awaits confirmation by the records below `below`, or by all. */
const awaited = (below: SQL | null): SQL => {
  const until = (alias: string) => (below === null ? sql`` : sql` and ${sql.raw(alias)}.record < ${below}`);
  return sql`(case when exists (select 1 from confirmations c where c.movement = m.record${until("c")}) then 0
    else greatest(0, m.amount - coalesce((select sum(u.amount) from movements u
      where u.cites = m.record and u.kind = 6${until("u")}), 0)) end)`;
};

/**
 * By fund and year, what the records from `first` on change of what awaits confirmation: movements that are new, and
 * those that new recoveries and confirmations are about.
 */
export const unconfirmedSince = (first: number): SQL => sql`
  with touched as (
    select cites as record from movements where ${fromRecord("record", first)} and kind = 6
    union select movement from confirmations where ${fromRecord("record", first)}
  ), changes as (
    select m.fund, coalesce(m.year, 0) as year, m.amount, 1 as count from movements m
    where ${fromRecord("m.record", first)} and ${AWAITING} and m.record not in (select record from touched)
    union all
    select m.fund, coalesce(m.year, 0), ${awaited(null)} - before.amount,
      (${awaited(null)} > 0)::int - (before.amount > 0)::int
    from touched join movements m on m.record = touched.record and ${AWAITING}
      cross join lateral (select case when m.record >= ${first} then 0 else ${awaited(sql`${first}`)} end as amount) before
  )
  select fund, year, sum(amount) as amount, sum(count)::bigint as count from changes group by fund, year`;

async function turnUnconfirmed(db: Db, changes: SQL, sign: 1 | -1): Promise<void> {
  const factor = sql.raw(String(sign));
  await db.rows(sql`
    insert into unconfirmed as t (fund, year, amount, count)
    select s.fund, s.year, ${factor} * s.amount, ${factor} * s.count from (${changes}) s
    on conflict (fund, year) do update set amount = t.amount + excluded.amount, count = t.count + excluded.count`);
}

/** Adds what the records from `first` on bring; call it when confirmations are written too. */
export async function addTurnover(db: Db, first: number): Promise<void> {
  await turn(db, fromRecord("m.record", first), 1);
  await turnUnconfirmed(db, unconfirmedSince(first), 1);
}

/** Takes away what the records from `first` on brought; call it before they are deleted. */
export async function takeTurnover(db: Db, first: number): Promise<void> {
  await turn(db, fromRecord("m.record", first), -1);
  await turnUnconfirmed(db, unconfirmedSince(first), -1);
  for (const table of TURNOVER_TABLES) {
    // What is told apart by place in the log has changed from there on alone, and by accounts, at those of the movements alone.
    const span = TURNOVERS[table]?.includes("span") ? sql`span >= ${Math.floor(first / SPAN_RECORDS)}` : sql`true`;
    const place = TURNOVERS[table]?.includes("to_id")
      ? sql`${span} and to_id in (select m.to_id from movements m where ${fromRecord("m.record", first)})`
      : span;
    await db.rows(sql`delete from ${sql.raw(table)} where count = 0 and amount = 0 and ${place}`);
  }
}

/** Does what changes the year of movements that match, so that the rollups follow. */
export async function movedYears(db: Db, where: SQL, work: () => Promise<void>): Promise<void> {
  const waiting = sql`
    select m.fund, coalesce(m.year, 0) as year, sum(${awaited(null)}) as amount,
      count(*) filter (where ${awaited(null)} > 0) as count
    from movements m where ${where} and ${AWAITING} group by 1, 2`;
  await turn(db, where, -1);
  await turnUnconfirmed(db, waiting, -1);
  await work();
  await turn(db, where, 1);
  await turnUnconfirmed(db, waiting, 1);
  for (const table of TURNOVER_TABLES) await db.rows(sql`delete from ${sql.raw(table)} where count = 0 and amount = 0`);
}

/** Names of rollups that differ from a recount; empty in a sound store. */
export async function auditTurnover(db: Db): Promise<string[]> {
  const differing: string[] = [];
  const differs = async (table: string, columns: string, recount: SQL) => {
    const [found] = await db.rows(sql`
      select 1 from (
        select ${sql.raw(columns)}, amount, count from ${sql.raw(table)}
        union all select ${sql.raw(columns)}, -amount, -count from (${recount}) r
      ) x group by ${sql.raw(columns)} having sum(amount) <> 0 or sum(count) <> 0 limit 1`);
    if (found !== undefined) differing.push(table);
  };
  for (const table of Object.keys(TURNOVERS)) await differs(table, columnsOf(table), added(sql`true`));
  await differs(
    "unconfirmed",
    "fund, year",
    sql`select m.fund, coalesce(m.year, 0) as year, ${awaited(null)} as amount, (${awaited(null)} > 0)::int as count
      from movements m where ${AWAITING}`,
  );
  return differing;
}
