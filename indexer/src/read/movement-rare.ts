// What is so rare that a page by amount or date sooner finds all of it and sorts that than it meets enough on its way.
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";

const isGiven = (key: MovementFilters) => Object.values(key).some((value) => value !== undefined);

/**
 * A condition on `movements m` that names all of what one filter asks for, where they are so few; else null. Whatever else
 * is asked for only makes fewer of them.
 * @param rows that a page wants
 */
export async function rareWhere(db: Db, filters: MovementFilters, rows: number): Promise<SQL | null> {
  const { kind, fund, currency, currencyFunds, payee, party } = filters;
  const keys = [
    { table: "turnover_spans", key: { kind } },
    { table: "turnover_spans", key: { fund } },
    { table: "turnover_spans", key: { currency, ...(currencyFunds && { currencyFunds }) } },
    { table: "turnover_parties", key: { payee } },
    { table: "turnover_parties", key: { party } },
  ].filter(({ key }) => isGiven(key));
  if (keys.length === 0) return null;
  const counts = keys.map(({ table, key }, place) => {
    const counted = sql`coalesce(sum(m.count), 0)::float8 as count`;
    return sql`select ${place}::int as place, ${counted} from ${sql.raw(table)} m where ${movementWhere(key)}`;
  });
  const [rarest] = await db.rows<{ place: number; count: number; newest: number | null }>(sql`
    select each.place, each.count, (select max(span) from turnover_spans) as newest
    from (${sql.join(counts, sql` union all `)}) each order by each.count, each.place limit 1`);
  const key = keys[rarest?.place ?? 0]?.key;
  if (rarest === undefined || key === undefined) return null;
  const records = ((rarest.newest ?? 0) + 1) * SPAN_RECORDS;
  // On another way there are as many steps to one of them as there are records to each; it ends with the log. A step leads
  // to any place in the log, while those that are found are in its order: they take half the time or less.
  const steps = (rows * records) / Math.max(rarest.count, rows);
  if (rarest.count > 2 * steps) return null;
  return sql`m.record = any(array(select m.record from movements m where ${movementWhere(key)}))`;
}
