// Reads any leaf of the audit trail by its number, with its hashes.
import type { ChainPosition, ChainRecord, Deployment } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import { contractAt } from "@mingzhang/sdk/deployment";
import { decodeMovement, decodeRecord } from "@mingzhang/sdk/events";
import { leafHash, recordHash, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { flatArgs } from "./args.ts";
import { hash, hex } from "./cells.ts";
import type { ReadContext } from "./movements.ts";
import { type RawCells, rawColumns, rawLog } from "./raw.ts";

interface PlaceCells {
  block: number;
  block_hash: string;
  time: number;
  tx_hash: string;
  log_index: number;
  final: boolean;
}

interface Cells extends PlaceCells {
  address: string;
  event: string;
  topics: string;
  data: string;
}

type Found = Pick<ChainRecord, "event" | "args" | "chain" | "raw" | "final"> & { time: number };

/** A record by its number. Null if the log has none, yet. */
export async function recordByNumber(
  db: Db,
  context: ReadContext,
  deployment: Deployment,
  number: number,
): Promise<ChainRecord | null> {
  const found = (await otherRecord(db, context, number)) ?? (await movementRecord(db, context, number));
  if (found === null) return null;
  const { time, ...rest } = found;
  const { chain, raw } = rest;
  const record = recordHash(raw.topics, raw.data);
  const stamp = stampOf({ blockNumber: BigInt(chain.block), blockTime: BigInt(time), writer: chain.address });
  return {
    number,
    contract: contractAt(deployment, chain.address) ?? "auditTrail",
    ...rest,
    block: { number: chain.block, hash: chain.blockHash, time: timeText(time) },
    record,
    stamp,
    leaf: leafHash(stamp, record),
  };
}

/** Columns of PlaceCells for a row `alias` of records or movements, with its block `b` and transaction `x`. */
const place = (alias: "r" | "m", depth: number) => sql`
  ${sql.raw(alias)}.block::float8 as block, ${hex("b.hash")} as block_hash, b.time::float8 as time,
  ${hex("x.hash")} as tx_hash, ${sql.raw(alias)}.log_index,
  ${sql.raw(alias)}.block <= (select max(number) from blocks) - ${depth} as final`;

function position(row: PlaceCells, address: Hex): ChainPosition {
  const blockHash = hash(row.block_hash);
  return { block: row.block, blockHash, transaction: hash(row.tx_hash), logIndex: row.log_index, address };
}

async function otherRecord(db: Db, context: ReadContext, number: number): Promise<Found | null> {
  const [row] = await db.rows<Cells>(sql`
    select ${hex("r.address")} as address, r.event, ${hex("r.topics")} as topics, ${hex("r.data")} as data,
      ${place("r", context.finalityDepth)}
    from records r join blocks b on b.number = r.block
      join transactions x on x.block = r.block and x.tx_index = r.tx_index
    where r.number = ${number}`);
  if (row === undefined) return null;
  const { event, final, time } = row;
  const raw = { topics: (row.topics.match(/.{64}/g) ?? []).map(hash), data: hash(row.data) };
  const args = flatArgs(decodeRecord(raw)?.args ?? {});
  return { event, args, chain: position(row, hash(row.address)), raw, final, time };
}

async function movementRecord(db: Db, context: ReadContext, number: number): Promise<Found | null> {
  const [row] = await db.rows<RawCells & PlaceCells>(sql`
    select ${rawColumns}, ${place("m", context.finalityDepth)}
    from movements m join blocks b on b.number = m.block
      join transactions x on x.block = m.block and x.tx_index = m.tx_index
    where m.record = ${number}`);
  if (row === undefined) return null;
  const raw = rawLog(row);
  const args: Record<string, string> = {};
  for (const [name, value] of Object.entries(decodeMovement(raw))) args[name] = String(value);
  return { event: "Movement", args, chain: position(row, context.ledger), raw, final: row.final, time: row.time };
}

/** Record number of the movement that a log holds. Null if it holds none. */
export async function recordByLog(db: Db, transaction: Hex, logIndex: number): Promise<number | null> {
  const [row] = await db.rows<{ record: number }>(sql`
    select m.record::float8 as record from transactions x
      join blocks b on b.number = x.block
      join movements m on m.block = x.block and m.tx_index = x.tx_index and m.log_index = ${logIndex}
        and m.record < b.next_record
        and m.record >= coalesce((select max(e.next_record) from blocks e where e.number < x.block), 0)
    where x.hash = decode(${transaction.slice(2)}, 'hex')`);
  return row?.record ?? null;
}
