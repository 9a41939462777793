// Puts indexes that grow with movements off while a store takes in far more than it holds, and builds them when it has caught up.
import { sql, type SQL } from "./drizzle.ts";
import type { Db, Store } from "./open.ts";

/** Tables that each movement makes longer, and the search that does. */
const TABLES = ["movements", "search_blocks", "search_texts", "search_words"];
/** What writing itself looks up, beside primary keys: how much of a movement was corrected. */
const KEPT = "movements_cites";

const literals = (texts: readonly string[]): SQL =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  );

/**
 * Drops those indexes and remembers how they are made. Until `buildIndexes`, lists by anything but the record's number
 * read the whole table: right, and slow.
 */
export async function deferIndexes(db: Db): Promise<void> {
  const dropped = await db.rows<{ name: string }>(sql`
    insert into deferred_indexes (name, definition)
    select indexname, indexdef from pg_indexes
    where schemaname = current_schema() and tablename in (${literals(TABLES)})
      and indexname <> ${KEPT} and indexname not like '%_pkey' returning name`);
  for (const { name } of dropped) await db.rows(sql`drop index ${sql.identifier(name)}`);
}

/** Builds what was put off; call it in a transaction. */
export async function buildIndexes(db: Db): Promise<void> {
  const deferred = await db.rows<{ definition: string }>(sql`select definition from deferred_indexes order by name`);
  for (const { definition } of deferred) await db.rows(sql.raw(definition));
  if (deferred.length > 0) await db.rows(sql`delete from deferred_indexes`);
}

/** Builds what a process that ended too early left put off. Before migrations, which count on every index. */
export async function buildLeftIndexes(db: Db): Promise<void> {
  const [table] = await db.rows<{ found: boolean }>(sql`select to_regclass('deferred_indexes') is not null as found`);
  if (table?.found === true) await buildIndexes(db);
}

/** Tables whose size the planner must know. */
const COUNTED = `movements, confirmations, accounts, parties, tallies, turnover_days, turnover_lines, turnover_parties,
  turnover_spans, turnover_line_spans, turnover_account_spans, cases, case_phases, case_desks, case_spells,
  case_subjects`;

/**
 * Tells the planner how the rows are spread, and that an index says all of what is on these pages: of newer ones each
 * movement is looked at.
 */
export async function analyze(store: Store): Promise<void> {
  await store.rows(sql.raw(`vacuum (analyze) ${COUNTED}`));
}
