// Compares what a page shows with the record of a proof: a movement field by field, another record by its raw event.
import type { ChainRecord } from "./api.ts";
import { type CheckedMovement, compareMovement, type FieldCheck } from "./compare.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";
import { decodeMovement } from "./movement-event.ts";
import { leafOf, type ProvenRecord } from "./proof.ts";
import { type Step, step } from "./proof-steps.ts";

/** What a page shows of a record that is compared. Its decoded arguments are the page's own reading of the raw event. */
export type CheckedRecord = Pick<ChainRecord, "number" | "chain" | "raw" | "record" | "stamp" | "leaf">;

export interface PageCheck {
  step: Step;
  fields: FieldCheck[];
}

/** @param sender of the transaction, as a node said; compared only where the page names one */
export function checkMovementPage(page: CheckedMovement, record: ProvenRecord, sender: Hex | null): PageCheck {
  const place = {
    topics: record.topics,
    data: record.data,
    address: record.writer,
    blockNumber: BigInt(record.block),
    blockHash: record.blockHash,
    blockTime: BigInt(record.time),
    transactionHash: record.transaction,
    logIndex: record.logIndex,
  };
  try {
    const { transactionFrom, ...rest } = page;
    const shown = sender === null ? rest : { ...rest, transactionFrom };
    const event = decodeMovement(record);
    return pageCheck(compareMovement(shown, event, place, BigInt(record.time), sender ?? "0x").fields);
  } catch (cause) {
    if (!(cause instanceof MingzhangError)) throw cause;
    // The record is no movement, or none of a kind that there is: then it is not what the page shows.
    return { step: step("page", 1, "failed", "", { fields: "event" }), fields: [] };
  }
}

export function checkRecordPage(page: CheckedRecord, record: ProvenRecord): PageCheck {
  const { record: hash, stamp, leaf } = leafOf(record);
  const rows: [field: string, page: string, record: string][] = [
    ["number", String(page.number), String(record.number)],
    ["topics", page.raw.topics.join(" "), record.topics.join(" ")],
    ["data", page.raw.data, record.data],
    ["record", page.record, hash],
    ["stamp", page.stamp, stamp],
    ["leaf", page.leaf, leaf],
    ["address", page.chain.address, record.writer],
    ["transaction", page.chain.transaction, record.transaction],
    ["logIndex", String(page.chain.logIndex), String(record.logIndex)],
    ["block", String(page.chain.block), String(record.block)],
    ["blockHash", page.chain.blockHash, record.blockHash],
  ];
  return pageCheck(
    rows.map(([field, shown, found]) => ({
      field,
      api: shown.toLowerCase(),
      chain: found,
      same: shown.toLowerCase() === found,
    })),
  );
}

function pageCheck(fields: FieldCheck[]): PageCheck {
  const differing = fields.filter(({ same }) => !same).map(({ field }) => field);
  const state = differing.length === 0 ? "passed" : "failed";
  return { step: step("page", 1, state, "", { count: fields.length, fields: differing.join(", ") }), fields };
}
