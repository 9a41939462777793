// Rebuilds the audit trail's tree from a chain's logs and builds the citations that corrections carry.
import type { Client } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { auditTrailAbi } from "./abi/audit-trail.ts";
import { recordTopics } from "./abi/records.ts";
import { MingzhangError } from "./errors.ts";
import { decodeMovement, type MovementArgs, RECORD_TOPICS, recordName, recordNumber } from "./events.ts";
import { leafBytes, recordBytes, stampOf } from "./hash.ts";
import { type Hex, hexOf } from "./hex.ts";
import { fetchLogs, type PlacedLog, withTimes } from "./logs.ts";
import { LogTree } from "./tree.ts";

/** First topic of the event by which the log keeps a root for ever. Not a record. */
export const SEALED_TOPIC: Hex = "0x4b2ca3d59bd925f069100bf31e0b79eb1b2e4eafd8a831e77fc8dd61d82decbb";

/** One record with all that its leaf is made of. Its place in `RecordLog.records` is its number. */
export interface LogRecord extends PlacedLog {
  blockTime: bigint;
  /** SHA-256(count of topics | topics | data). */
  record: Hex;
  stamp: Hex;
  leaf: Hex;
}

/** The audit trail as far as it has been read. */
export interface RecordLog {
  /** Address of the AuditTrail. */
  trail: Hex;
  records: LogRecord[];
  tree: LogTree;
  /** First block that has not been read. */
  nextBlock: bigint;
}

/** IFundLedger.Citation, ready for `post` and `confirm`. */
export interface Citation {
  /** Sealed size of the log. */
  size: bigint;
  stamp: Hex;
  movement: MovementArgs;
  path: Hex[];
}

/** An empty log, to be filled by `readRecords`. @param fromBlock block of the deployment or an earlier one */
export function emptyLog(trail: Hex, fromBlock: bigint): RecordLog {
  return { trail, records: [], tree: new LogTree(), nextBlock: fromBlock };
}

/**
 * Reads all further records up to a block (default: the latest), appends them to the log, and compares size and root with
 * the AuditTrail's own at that block. Throws LOG_INCOMPLETE if a number is missing and CHAIN_DIFFERS if the roots are
 * not the same; the log then still holds what was read before.
 */
export async function readRecords(client: Client, log: RecordLog, toBlock?: bigint): Promise<RecordLog> {
  const last = toBlock ?? (await getBlockNumber(client, { cacheTime: 0 }));
  if (last < log.nextBlock) return log;
  const kept = log.tree.size;
  try {
    const query = { topics: [[...RECORD_TOPICS]], fromBlock: log.nextBlock, toBlock: last };
    const addresses = await writersOf(client, log, last);
    for await (const logs of fetchLogs(client, { ...query, addresses })) {
      appendLogs(log, logs, await withTimes(client, logs));
    }
    await compareRoots(client, log, last);
  } catch (error) {
    log.tree.truncate(kept);
    log.records.length = kept;
    throw error;
  }
  log.nextBlock = last + 1n;
  return log;
}

/**
 * Appends the records among logs, given in chain order with their blocks' times in seconds. Throws LOG_INCOMPLETE where a
 * number is missing or comes twice.
 */
export function appendLogs(log: RecordLog, logs: readonly PlacedLog[], times: readonly bigint[]): void {
  for (const [i, entry] of logs.entries()) {
    if (recordName(entry.topics[0]) === null) continue;
    const wanted = log.records.length;
    const number = recordNumber(entry);
    if (number !== BigInt(wanted)) {
      const remedy = `Number ${wanted} is missing: read from the deployment's first block, and with a newer SDK if new services write to the log`;
      throw new MingzhangError("LOG_INCOMPLETE", "record", number, "does not follow", remedy);
    }
    log.records.push(toRecord(entry, times[i] ?? 0n, log.tree));
  }
}

function toRecord(entry: PlacedLog, blockTime: bigint, tree: LogTree): LogRecord {
  const record = recordBytes(entry.topics, entry.data);
  const stamp = stampOf({ blockNumber: entry.blockNumber, blockTime, writer: entry.address });
  const leaf = leafBytes(stamp, record);
  tree.append(leaf);
  return { ...entry, blockTime, record: hexOf(record), stamp, leaf: hexOf(leaf) };
}

/** The log itself and every contract that ever had an open door to it. */
async function writersOf(client: Client, log: RecordLog, toBlock: bigint): Promise<Hex[]> {
  const trail = log.trail.toLowerCase() as Hex;
  // A door that was opened in what has been read may not have been used yet.
  const doors = log.records.filter(({ address, topics }) => address === trail && topics[0] === recordTopics.DoorOpened);
  const writers = new Set<Hex>([trail, ...log.records.map((record) => record.address)]);
  for (const { topics } of doors) if (topics[2] !== undefined) writers.add(`0x${topics[2].slice(26)}`);
  const query = { addresses: [log.trail], topics: [recordTopics.DoorOpened], fromBlock: log.nextBlock, toBlock };
  for await (const opened of fetchLogs(client, query)) {
    for (const { topics } of opened) {
      const door = topics[2];
      if (door !== undefined) writers.add(`0x${door.slice(26)}`);
    }
  }
  return [...writers];
}

async function compareRoots(client: Client, log: RecordLog, blockNumber: bigint): Promise<void> {
  const trail = { address: log.trail, abi: auditTrailAbi, blockNumber } as const;
  const [size, root] = await Promise.all([
    readContract(client, { ...trail, functionName: "size" }),
    readContract(client, { ...trail, functionName: "root" }),
  ]);
  if (size !== BigInt(log.tree.size)) {
    const problem = `differs from the ${size} records of the log`;
    throw new MingzhangError(
      "LOG_INCOMPLETE",
      "size",
      log.tree.size,
      problem,
      "Read from the deployment's first block",
    );
  }
  if (root !== log.tree.root()) {
    const remedy =
      "Some log was altered on its way, or the block is no longer on the chain: read again, from another RPC too";
    throw new MingzhangError("CHAIN_DIFFERS", "root", log.tree.root(), `differs from the log's ${root}`, remedy);
  }
}

/** Sizes at which the log's root was sealed, in order. */
export async function sealedSizes(client: Client, trail: Hex, fromBlock: bigint, toBlock?: bigint): Promise<bigint[]> {
  const last = toBlock ?? (await getBlockNumber(client, { cacheTime: 0 }));
  const sizes: bigint[] = [];
  for await (const logs of fetchLogs(client, {
    addresses: [trail],
    topics: [SEALED_TOPIC],
    fromBlock,
    toBlock: last,
  })) {
    for (const { topics } of logs) sizes.push(BigInt(topics[1] ?? 0));
  }
  return sizes;
}

/**
 * Citation of a movement for a refund, recovery, reclassification or confirmation.
 * @param record number of the movement that is cited
 * @param sealedSize a size that `AuditTrail.seal()` has kept, above `record` and already read into `log`
 * Throws NOT_A_MOVEMENT if the record is another event, LOG_INVALID if the size does not contain it or was not read.
 */
export function citationFor(log: RecordLog, record: bigint | number, sealedSize: bigint | number): Citation {
  const index = Number(record);
  const size = Number(sealedSize);
  // Checked by the tree: 0 <= index < size <= what was read.
  const path = log.tree.inclusionPath(index, size);
  const entry = log.records[index];
  if (entry === undefined || recordName(entry.topics[0]) !== "Movement") {
    throw new MingzhangError("NOT_A_MOVEMENT", "record", record, "is another event", "Cite the number of a movement");
  }
  return { size: BigInt(size), stamp: entry.stamp, movement: decodeMovement(entry), path };
}
