// The store as it was at a size of the log: any query reads it, over tables that hold what was recorded before that.
import { relation, snake, type Columns } from "../store/bulk.ts";
import { type Derived, DERIVED_COLUMNS, DERIVED_HERE, derivedCases } from "../store/cases.ts";
import { PgDialect, sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { TABLE_NAMES } from "../store/tables.ts";
import { tallySums } from "../store/tallies.ts";
import { unconfirmedSince } from "../store/turnover.ts";

/** What a table held, in place of what it holds. Where it is written, every name of a table still is the table itself. */
type Shadow = (then: Then) => SQL | Promise<SQL>;

interface Then {
  /** The store as it is. */
  db: Db;
  size: number;
  /** What is derived of cases that records since have touched, from what was recorded before. */
  cases: () => Promise<Derived>;
}

const plain =
  (table: string, record = "record"): Shadow =>
  ({ size }) =>
    sql`select * from ${sql.raw(table)} where ${sql.raw(record)} < ${size}`;

/**
 * Tables whose past is known, those that are derived from others first. What was written once has the number of the
 * record that brought it; what is derived is derived anew where records since have touched it.
 */
const SHADOWS: Readonly<Record<string, Shadow>> = {
  tallies: pastTallies,
  unconfirmed: pastUnconfirmed,
  case_subjects: ({ size }) => sql`
    select s.* from case_subjects s join cases c on c.number = s.number where c.executed_record < ${size}`,
  ...Object.fromEntries(DERIVED_HERE.map((table): [string, Shadow] => [table, pastCases(table)])),
  parties: ({ size }) => sql`
    select p.id, p.kind, p.record, p.parent, p.root, p.depth, n.name, n.other_name, p.scheme, p.identifier,
      (select w.wallet from wallets w where w.party = p.id and w.record < ${size} order by w.record desc limit 1) as wallet,
      lower(concat_ws(' ', n.name, n.other_name, p.identifier)) as search
    from parties p cross join lateral (select name, other_name from party_names
      where party = p.id and record < ${size} order by record desc limit 1) n
    where p.record < ${size}`,
  ...Object.fromEntries(
    [
      ...["movements", "confirmations", "accounts", "party_names", "wallets", "years", "findings", "finding_acts"],
      ...["procedures", "procedure_events", "case_rounds", "case_acts", "permits", "permit_revocations"],
      ...["standing_orders", "standing_draws", "standing_stops", "officials", "seats"],
    ].map((table): [string, Shadow] => [table, plain(table)]),
  ),
  records: plain("records", "number"),
};

/** Sums of each owner at the size: those of now less what came since, or those before it, whichever is less to add up. */
async function pastTallies({ db, size }: Then): Promise<SQL> {
  const [last] = await db.rows<{ next: number }>(
    sql`select next_record::float8 as next from blocks order by number desc limit 1`,
  );
  const before = size < (last?.next ?? 0) / 2;
  const side = before ? sql`m.record < ${size}` : sql`m.record >= ${size}`;
  const rows = await db.rows(sql`
    select owner::text as owner, currency, kind, side, amount::text as amount, count::text as count from (${tallySums(side)}) s`);
  const columns = {
    owner: "bigint",
    currency: "text",
    kind: "smallint",
    side: "smallint",
    amount: "numeric",
    count: "bigint",
  };
  const names = sql.raw(Object.keys(columns).join(", "));
  if (before) return sql`select ${names} from ${relation(rows, columns)}`;
  return sql`
    select owner, currency, kind, side, sum(amount) as amount, sum(count)::bigint as count from (
      select ${names} from tallies
      union all select owner, currency, kind, side, -amount, -count from ${relation(rows, columns)}
    ) t group by owner, currency, kind, side having sum(count) <> 0`;
}

/** What awaited the bank at the size: few rows, and dear to find. */
async function pastUnconfirmed({ db, size }: Then): Promise<SQL> {
  const rows = await db.rows(sql`
    select fund::text as fund, year, sum(amount)::text as amount, sum(count)::text as count from (
      select fund, year, amount, count from unconfirmed
      union all select fund, year, -amount, -count from (${unconfirmedSince(size)}) s
    ) u group by fund, year having sum(count) <> 0 or sum(amount) <> 0`);
  const columns = { fund: "bigint", year: "int", amount: "numeric", count: "bigint" };
  return sql`select ${sql.raw(Object.keys(columns).join(", "))} from ${relation(rows, columns)}`;
}

/** Cases that no record since has touched are as they are; the others are derived from what was recorded before. */
function pastCases(table: (typeof DERIVED_HERE)[number]): Shadow {
  return async ({ size, cases }) => {
    const columns: Columns = DERIVED_COLUMNS[table];
    const names = Object.keys(columns);
    const kept = sql`select ${sql.raw(names.map(snake).join(", "))} from ${sql.raw(table)}
      where number not in (select c.number from cases c where c.last_record >= ${size})`;
    const rows = (await cases())[table];
    if (rows.length === 0) return kept;
    return sql`${kept} union all select ${sql.raw(names.map((name) => `"${name}"`).join(", "))} from ${relation(rows, columns)}`;
  };
}

const dialect = new PgDialect();
const known = new Set(TABLE_NAMES);

/** What has been made of the past, by table: good for one size as long as no block comes or goes. */
export type Past = Map<string, Promise<SQL>>;

/**
 * The same store at a size that a block ended with. Queries stand behind a WITH that has the tables of then under their
 * own names. Throws for a query over a table whose past is not known: it would tell of now.
 */
export function pastOf(db: Db, size: number, made: Past = new Map()): Db {
  let derived: Promise<Derived> | undefined;
  const touched = sql`select c.id from cases c where c.last_record >= ${size} and c.number < ${size}`;
  const cases = () => (derived ??= derivedCases(db, sql`record < ${size} and id in (${touched})`));
  const shadowOf = (table: string): Promise<SQL> => {
    const shadow = SHADOWS[table];
    if (shadow === undefined) throw new Error(`What the table ${table} held at a size of the log is not known.`);
    const kept = made.get(table) ?? Promise.resolve(shadow({ db, size, cases }));
    made.set(table, kept);
    return kept;
  };
  return {
    rows: async (query) => {
      const { sql: text } = dialect.sqlToQuery(query);
      const named = new Set((text.match(/[a-z_]+/g) ?? []).filter((word) => known.has(word)));
      for (const table of named) await shadowOf(table);
      const shadows: SQL[] = [];
      for (const table of Object.keys(SHADOWS)) {
        if (named.has(table)) shadows.push(sql`${sql.raw(table)} as not materialized (${await shadowOf(table)})`);
      }
      if (shadows.length === 0) return db.rows(query);
      // A query with a WITH of its own stands a level deeper, which keeps its order: one statement has one WITH.
      const below = /^\s*with\s/i.test(text) ? sql`select * from (${query}) as told` : sql`(${query})`;
      return db.rows(sql`with ${sql.join(shadows, sql`, `)} ${below}`);
    },
  };
}
