// Loads the records of one case with their raw events, which alone hold its payloads, reasons and signatures.
import type { ChainPosition } from "@mingzhang/sdk/api";
import { decodeRecord, type RecordEvent } from "@mingzhang/sdk/events";
import type { Act, Round } from "../cases/replay.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hex, numbers } from "./cells.ts";

export interface CaseRecord {
  record: number;
  time: number;
  chain: ChainPosition;
  final: boolean;
  event: RecordEvent;
}

interface Cells {
  record: number;
  time: number;
  block: number;
  block_hash: string;
  tx_hash: string;
  log_index: number;
  address: string;
  topics: string;
  data: string;
  final: boolean;
}

/** Rounds and acts of a case, as a replay takes them. @param id of 64 hex digits */
export async function caseHistory(db: Db, id: string): Promise<{ rounds: Round[]; acts: Act[] }> {
  const own = sql`where id = decode(${id}, 'hex') order by record`;
  const rounds = await db.rows<Round>(sql`
    select record::float8 as record, round, at::float8 as at, procedure, agency, official,
      correction_limit::float8 as "correctionLimit", execution_limit::float8 as "executionLimit", steps
    from case_rounds ${own}`);
  const acts = await db.rows<Act>(sql`
    select record::float8 as record, kind, at::float8 as at, round, step, verdict, official, status, stage, done, escalated
    from case_acts ${own}`);
  return { rounds, acts };
}

/** The records with these numbers, in order, decoded. */
export async function decodedRecords(db: Db, wanted: readonly number[], finalityDepth: number): Promise<CaseRecord[]> {
  return recordsWhere(db, sql`r.number in ${numbers(wanted)}`, finalityDepth);
}

async function recordsWhere(db: Db, where: SQL, finalityDepth: number): Promise<CaseRecord[]> {
  const rows = await db.rows<Cells>(sql`
    select r.number::float8 as record, b.time::float8 as time, r.block::float8 as block, ${hex("b.hash")} as block_hash,
      ${hex("x.hash")} as tx_hash, r.log_index, ${hex("r.address")} as address, ${hex("r.topics")} as topics,
      ${hex("r.data")} as data, r.block <= (select max(number) from blocks) - ${finalityDepth} as final
    from records r join blocks b on b.number = r.block
      join transactions x on x.block = r.block and x.tx_index = r.tx_index
    where ${where} order by r.number`);
  return rows.map((row) => {
    const event = decodeRecord({ topics: (row.topics.match(/.{64}/g) ?? []).map(hash), data: hash(row.data) });
    if (event === null) throw new Error(`Record ${row.record} is no record event.`);
    const chain = {
      block: row.block,
      blockHash: hash(row.block_hash),
      transaction: hash(row.tx_hash),
      logIndex: row.log_index,
      address: hash(row.address),
    };
    return { record: row.record, time: row.time, chain, final: row.final, event };
  });
}
