// Computes a list of movements as it was at a size of the log, as it is now, and what happened in between.
import type { MovementSum } from "@mingzhang/sdk/api";
import type { Citation, CitedCorrection } from "@mingzhang/sdk/api-citations";
import { timeText } from "@mingzhang/sdk/days";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import { NotFound } from "./errors.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";
import { checkpointAt } from "./log.ts";
import { sumMovements } from "./movement-sums.ts";

const MOST_CORRECTIONS = 50;

/** Throws BadParameter, and NotFound where the log is not that long. */
export async function citationOf(db: Db, filters: MovementFilters, size: number): Promise<Citation> {
  const [head] = await journal(db, 1);
  if (head === undefined || size > head.nextRecord) {
    throw new NotFound(`record ${size - 1}`, `The indexed log has ${head?.nextRecord ?? 0} records: see /v1/status.`);
  }
  const { root, blockNumber, blockHash, time } = await checkpointAt(db, size);
  const before = { ...filters, below: size };
  const now = await sumMovements(db, filters);
  const added = size === head.nextRecord ? [] : await sumMovements(db, { ...filters, since: size });
  // Nothing but a confirmation makes a movement pass no more: else what was there is what is there less what came.
  const then = filters.confirmed === undefined ? difference(now, added) : await sumMovements(db, before);
  const { corrected, corrections } = await correctionsSince(db, before, size);
  return {
    size,
    root,
    block: { number: blockNumber, hash: blockHash, time: timeText(time) },
    then,
    indexed: {
      size: head.nextRecord,
      block: { number: head.header.number, hash: head.header.hash, time: timeText(head.header.time) },
    },
    now,
    added,
    gone: difference([...then, ...added], now),
    corrected,
    corrections,
  };
}

/** What the first sums have that the second have not, by currency; nothing where they are the same. */
function difference(first: readonly MovementSum[], second: readonly MovementSum[]): MovementSum[] {
  const rest = new Map<string, { of: MovementSum; amount: bigint; count: number }>();
  const add = (of: MovementSum, sign: 1 | -1) => {
    const kept = rest.get(of.currency) ?? { of, amount: 0n, count: 0 };
    kept.amount += BigInt(sign) * BigInt(of.amount);
    kept.count += sign * of.count;
    rest.set(of.currency, kept);
  };
  for (const sum of first) add(sum, 1);
  for (const sum of second) add(sum, -1);
  return [...rest.values()]
    .filter(({ amount, count }) => amount !== 0n || count !== 0)
    .map(({ of, amount, count }) => ({ ...of, amount: amount.toString(), count }));
}

interface Cells {
  record: number;
  kind: number;
  currency: string;
  exponent: number;
  amount: string;
  cites: number;
  all: number;
}

async function correctionsSince(
  db: Db,
  before: MovementFilters,
  size: number,
): Promise<Pick<Citation, "corrected" | "corrections">> {
  const rows = await db.rows<Cells>(sql`
    select u.record::float8 as record, u.kind, f.currency, f.exponent, u.amount::text as amount,
      u.cites::float8 as cites, (count(*) over ())::float8 as all
    from movements u join movements m on m.record = u.cites join accounts f on f.id = u.fund
    where u.record >= ${size} and u.cites < ${size} and ${movementWhere(before)}
    order by u.record desc limit ${MOST_CORRECTIONS}`);
  const corrected = rows.map(({ record, kind, currency, exponent, amount, cites }): CitedCorrection => ({
    record,
    kind: kindByNumber(kind).name,
    currency,
    exponent,
    amount,
    cites,
  }));
  return { corrected, corrections: rows[0]?.all ?? 0 };
}
