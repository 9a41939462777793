// Reads any leaf of the audit trail by its number, with its hashes.
import type { ChainRecord, Deployment } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import { contractAt } from "@mingzhang/sdk/deployment";
import { decodeMovement } from "@mingzhang/sdk/events";
import { leafHash, recordHash, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { hash, hex } from "./cells.ts";
import { movementDetail } from "./movement-detail.ts";
import type { ReadContext } from "./movements.ts";

interface Cells {
  address: string;
  event: string;
  args: Record<string, string | number | boolean>;
  topics: string;
  data: string;
  block: number;
  block_hash: string;
  time: number;
  tx_hash: string;
  log_index: number;
  final: boolean;
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

async function otherRecord(db: Db, context: ReadContext, number: number): Promise<Found | null> {
  const [row] = await db.rows<Cells>(sql`
    select ${hex("r.address")} as address, r.event, r.args, ${hex("r.topics")} as topics, ${hex("r.data")} as data,
      r.block::float8 as block, ${hex("b.hash")} as block_hash, b.time::float8 as time, ${hex("x.hash")} as tx_hash,
      r.log_index, r.block <= (select max(number) from blocks) - ${context.finalityDepth} as final
    from records r join blocks b on b.number = r.block
      join transactions x on x.block = r.block and x.tx_index = r.tx_index
    where r.number = ${number}`);
  if (row === undefined) return null;
  const topics = (row.topics.match(/.{64}/g) ?? []).map(hash);
  const chain = {
    block: row.block,
    blockHash: hash(row.block_hash),
    transaction: hash(row.tx_hash),
    logIndex: row.log_index,
    address: hash(row.address),
  };
  return {
    event: row.event,
    args: row.args,
    chain,
    raw: { topics, data: hash(row.data) },
    final: row.final,
    time: row.time,
  };
}

async function movementRecord(db: Db, context: ReadContext, number: number): Promise<Found | null> {
  const movement = await movementDetail(db, context, number);
  if (movement === null) return null;
  const { raw, chain, final } = movement;
  const args = Object.entries(decodeMovement(raw)).map(([name, value]) => [name, String(value)]);
  return {
    event: "Movement",
    args: Object.fromEntries(args) as Record<string, string>,
    chain,
    raw,
    final,
    time: Date.parse(movement.postedAt) / 1000,
  };
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
