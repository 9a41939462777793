// Reads the rows of provable exports page by page, in the order of the log, with their raw events.
import type { ExportedRow } from "@mingzhang/sdk/export-make";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hex } from "./cells.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";
import { type RawCells, rawColumns, rawLog } from "./raw.ts";

interface MovementCells extends RawCells {
  block: number;
  time: number;
  currency: string;
  exponent: number;
}

interface RecordCells {
  number: number;
  block: number;
  time: number;
  address: string;
  topics: string;
  data: string;
}

/** Movements of a filter from record `from` on, below `size`, at most `limit`. Throws BadParameter. */
export async function movementRows(
  db: Db,
  ledger: Hex,
  filters: MovementFilters,
  from: number,
  size: number,
  limit: number,
): Promise<ExportedRow[]> {
  const rows = await db.rows<MovementCells>(sql`
    select p.*, b.time::float8 as time, f.currency, f.exponent
    from (select ${rawColumns}, m.block::float8 as block, m.fund from movements m
        where ${movementWhere({ ...filters, below: size })} and m.record >= ${from}
        order by m.record limit ${limit}) p
      join blocks b on b.number = p.block
      join accounts f on f.id = p.fund
    order by p.record`);
  const writer = ledger.toLowerCase() as Hex;
  return rows.map((row) => {
    const place = { number: row.record, writer, block: row.block, time: row.time };
    return { ...place, ...rawLog(row), denomination: { currency: row.currency, exponent: row.exponent } };
  });
}

/** Every record from `from` to before `to`. Throws where the store lacks one. */
export async function logRows(db: Db, ledger: Hex, from: number, to: number): Promise<ExportedRow[]> {
  const others = await db.rows<RecordCells>(sql`
    select r.number::float8 as number, r.block::float8 as block, b.time::float8 as time, ${hex("r.address")} as address,
      ${hex("r.topics")} as topics, ${hex("r.data")} as data
    from records r join blocks b on b.number = r.block
    where r.number >= ${from} and r.number < ${to}`);
  const movements = await movementRows(db, ledger, {}, from, to, to - from);
  const rows = others
    .map((row): ExportedRow => ({
      number: row.number,
      writer: hash(row.address),
      block: row.block,
      time: row.time,
      topics: (row.topics.match(/.{64}/g) ?? []).map(hash),
      data: hash(row.data),
      denomination: null,
    }))
    .concat(movements)
    .sort((a, b) => a.number - b.number);
  const gap = rows.findIndex((row, at) => row.number !== from + at);
  if (gap >= 0 || rows.length !== to - from) {
    throw new Error(`The store lacks record ${from + (gap < 0 ? rows.length : gap)} of the log.`);
  }
  return rows;
}
