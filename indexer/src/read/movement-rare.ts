// What is so rare that a page by amount or date sooner finds all of it and sorts that than it meets enough on its way.
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { ownTallies } from "./account-tallies.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";

/**
 * Whether so few pass one of the filters; whatever else is asked for only makes fewer of them.
 * @param rows that a page wants
 */
export async function isRare(db: Db, filters: MovementFilters, rows: number): Promise<boolean> {
  const { kind, fund, currency, currencyFunds, account, line, payee, party } = filters;
  const isGiven = (key: MovementFilters) => Object.values(key).some((value) => value !== undefined);
  const counted = (table: string, key: MovementFilters) =>
    isGiven(key) ? [sql`${sql.raw(table)} m where ${movementWhere(key)}`] : [];
  const kept = [
    ...counted("turnover_spans", { kind }),
    ...counted("turnover_spans", { fund }),
    ...counted("turnover_spans", { currency, ...(currencyFunds && { currencyFunds }) }),
    ...counted("turnover_lines", { line }),
    ...counted("turnover_parties", { payee }),
    ...counted("turnover_parties", { party }),
    ...(account === undefined ? [] : [sql`tallies m where ${ownTallies(account)}`]),
  ];
  if (kept.length === 0) return false;
  const counts = kept.map((of) => sql`(select coalesce(sum(m.count), 0)::float8 from ${of})`);
  const [found] = await db.rows<{ count: number; newest: number | null }>(sql`
    select least(${sql.join(counts, sql`, `)}) as count, (select max(span) from turnover_spans) as newest`);
  const records = ((found?.newest ?? 0) + 1) * SPAN_RECORDS;
  const count = found?.count ?? 0;
  // On another way there are as many steps to one of them as there are records to each; it ends with the log.
  return count <= (rows * records) / Math.max(count, rows);
}
