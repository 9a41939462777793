// What is so rare that a page by amount or date sooner finds all of it and sorts that than it meets enough on its way.
import type { MovementSort } from "@mingzhang/sdk/api";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { ownTallies } from "./account-tallies.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";

/** Entries of an index that are read in the time of one movement. */
const ENTRIES = 12;

/**
 * Whether so few pass one of the filters; whatever else is asked for only makes fewer of them.
 * @param rows that a page wants
 */
export async function isRare(db: Db, filters: MovementFilters, sort: MovementSort, rows: number): Promise<boolean> {
  const { account, line, payee, party, ...others } = filters;
  const { kind, minAmount: _least, maxAmount: _most, below: _below, since: _since, ...beyond } = others;
  const { fund, currency, currencyFunds } = beyond;
  const isGiven = (some: MovementFilters) => Object.values(some).some((value) => value !== undefined);
  const counted = (table: string, key: MovementFilters) =>
    isGiven(key) ? [sql`${sql.raw(table)} m where ${movementWhere(key)}`] : [];
  const spans = [
    ...counted("turnover_spans", { kind }),
    ...counted("turnover_spans", { fund }),
    ...counted("turnover_spans", { currency, ...(currencyFunds && { currencyFunds }) }),
  ];
  // Their indexes hold a movement's kind and amount beside its number.
  const keys = [
    ...(account === undefined ? [] : [sql`tallies m where ${ownTallies(account)}`]),
    ...counted("turnover_lines", { line }),
    ...counted("turnover_parties", { payee }),
    ...counted("turnover_parties", { party }),
  ];
  const perKey = sort === "amount" && keys.length === 1 && !isGiven(beyond) ? ENTRIES : 1;
  const reads = [...spans.map((of) => ({ of, perStep: 1 })), ...keys.map((of) => ({ of, perStep: perKey }))];
  if (reads.length === 0) return false;
  const counts = reads.map(
    ({ of, perStep }) => sql`
      select ${perStep}::int as per_step, coalesce(sum(m.count), 0)::float8 as count,
        coalesce((select max(span) + 1 from turnover_spans), 1)::float8 * ${SPAN_RECORDS} as records
      from ${of}`,
  );
  const found = await db.rows<{ per_step: number; count: number; records: number }>(sql.join(counts, sql` union all `));
  // On another way there are as many steps to one of them as there are records to each; it ends with the log.
  return found.some(({ per_step, count, records }) => count <= (per_step * rows * records) / Math.max(count, rows));
}
