// What is so rare that a page by amount or date sooner finds all of it and sorts that than it meets enough on its way.
import type { MovementSort } from "@mingzhang/sdk/api";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { ownTallies } from "./account-tallies.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";
import { isGiven } from "./movement-bounds.ts";

/** Entries of an index that are always read rather than movements met on the way, which may be those of others at length. */
const ENTRIES = 60_000;

/**
 * Whether so few pass one of the filters; whatever else is asked for only makes fewer of them.
 * @param rows that a page wants
 */
export async function isRare(db: Db, filters: MovementFilters, sort: MovementSort, rows: number): Promise<boolean> {
  const { account, line, payee, party, ...others } = filters;
  const { kind, minAmount: _least, maxAmount: _most, below: _below, since: _since, ...beyond } = others;
  const { fund, currency, currencyFunds } = beyond;
  const counted = (table: string, key: MovementFilters) =>
    isGiven(key) ? [sql`${sql.raw(table)} m where ${movementWhere(key)}`] : [];
  const spans = [
    ...counted("turnover_spans", { kind }),
    ...counted("turnover_spans", { fund }),
    ...counted("turnover_spans", { currency, ...(currencyFunds && { currencyFunds }) }),
  ];
  // Their indexes hold a movement's kind and amount beside its number, and so can tell the greatest.
  const keys = [
    ...(account === undefined ? [] : [sql`tallies m where ${ownTallies(account)}`]),
    ...counted("turnover_lines", { line }),
    ...counted("turnover_parties", { payee }),
    ...counted("turnover_parties", { party }),
  ];
  if (keys.length + spans.length === 0) return false;
  const counts = [...keys, ...spans].map((of) => sql`(select coalesce(sum(m.count), 0)::float8 from ${of})`);
  const [found] = await db.rows<{ count: number; newest: number | null }>(sql`
    select least(${sql.join(counts, sql`, `)}) as count, (select max(span) from turnover_spans) as newest`);
  const count = found?.count ?? 0;
  if (sort === "amount" && keys.length === 1 && !isGiven(beyond) && count <= ENTRIES) return true;
  const records = ((found?.newest ?? 0) + 1) * SPAN_RECORDS;
  // Where they are spread evenly, there are as many steps to one of them as records to each; the way ends with the log.
  return count <= (rows * records) / Math.max(count, rows);
}
