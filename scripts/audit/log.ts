// Reads every record of the log from a node's raw logs, and hashes them to the log's root, by code of the audit's own.
import { hash } from "node:crypto";
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import {
  BaseError,
  type Hex,
  HttpRequestError,
  numberToHex,
  type PublicClient,
  type RpcLog,
  toEventSelector,
} from "viem";
import { isRecord, numberOf } from "./decode.ts";
import { Difference } from "./difference.ts";

export interface AuditRecord {
  topics: readonly Hex[];
  data: Hex;
  /** Contract that emitted it, lower case. */
  writer: Hex;
  block: bigint;
  /** Of the block, seconds since 1970. */
  time: number;
  transaction: Hex;
  logIndex: number;
}

export interface AuditLog {
  trail: Hex;
  /** The place is the number. */
  records: readonly AuditRecord[];
  root: Hex;
}

const DOOR_OPENED = toEventSelector("DoorOpened(uint64,address)");
const FIRST_SPAN = 5_000n;
const FEW = 3_000;

/**
 * All records up to a block. Throws Difference where a number is missing or comes twice, or where size or root are not those
 * that the log's contract tells at that block.
 */
export async function readLog(client: PublicClient, trail: Hex, from: bigint, to: bigint): Promise<AuditLog> {
  const writers = new Set<Hex>([trail]);
  for await (const doors of logsOf(client, [trail], from, to, [DOOR_OPENED])) {
    for (const { topics } of doors) if (topics[2] !== undefined) writers.add(`0x${topics[2].slice(26)}`);
  }
  const times = new Map<bigint, number>();
  const records: AuditRecord[] = [];
  for await (const logs of logsOf(client, [...writers], from, to)) {
    for (const log of logs.filter(({ topics }) => isRecord(topics))) {
      const number = numberOf(log.topics);
      if (number !== BigInt(records.length)) throw new Difference("log", "the log", "record", records.length, number);
      const block = BigInt(log.blockNumber ?? "pending");
      const time = times.get(block) ?? (await timeOf(client, block, log.blockTimestamp));
      times.set(block, time);
      const { topics, data, transactionHash } = log;
      const place = { block, time, transaction: transactionHash ?? "0x", logIndex: Number(log.logIndex) };
      records.push({ topics, data, writer: log.address.toLowerCase() as Hex, ...place });
    }
  }
  const root = rootOf(records.map(leafOf));
  const call = { address: trail, abi: auditTrailAbi, blockNumber: to } as const;
  const size = await client.readContract({ ...call, functionName: "size" });
  if (size !== BigInt(records.length)) throw new Difference("log", "the log", "size", records.length, size);
  const told = await client.readContract({ ...call, functionName: "root" });
  if (told !== root) throw new Difference("log", "the log", "root", root, told);
  return { trail, records, root };
}

/** Logs in chain order. A range that the node refuses is halved, down to one block. */
async function* logsOf(
  client: PublicClient,
  address: Hex[],
  from: bigint,
  to: bigint,
  topics: Hex[] = [],
): AsyncGenerator<RpcLog[]> {
  let span = FIRST_SPAN;
  for (let at = from; at <= to;) {
    const end = at + span - 1n < to ? at + span - 1n : to;
    const range = { address, topics, fromBlock: numberToHex(at), toBlock: numberToHex(end) };
    let logs: RpcLog[];
    try {
      logs = await client.request({ method: "eth_getLogs", params: [range] });
    } catch (error) {
      if (at === end || isUnreachable(error)) throw error;
      span = (end - at + 1n) / 2n;
      continue;
    }
    yield logs;
    at = end + 1n;
    if (logs.length < FEW) span *= 2n;
  }
}

/** A node that is not there is not asked for less. */
function isUnreachable(error: unknown): boolean {
  const cause = error instanceof BaseError ? error.walk((one) => one instanceof HttpRequestError) : null;
  return cause instanceof HttpRequestError && cause.status === undefined;
}

async function timeOf(client: PublicClient, blockNumber: bigint, told: Hex | null | undefined): Promise<number> {
  if (told !== undefined && told !== null) return Number(told);
  return Number((await client.getBlock({ blockNumber })).timestamp);
}

const sha256 = (...parts: Uint8Array[]): Buffer => hash("sha256", Buffer.concat(parts), "buffer");
const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), "hex");
const word = (value: bigint | number, bytes: number): Buffer =>
  Buffer.from(value.toString(16).padStart(2 * bytes, "0"), "hex");

/** docs/LOG.md: SHA-256(0x00 | stamp | SHA-256(count of topics | topics | data)). */
function leafOf({ topics, data, writer, block, time }: AuditRecord): Buffer {
  const record = sha256(word(topics.length, 32), ...topics.map(bytesOf), bytesOf(data));
  const stamp = Buffer.concat([word(1, 1), word(block, 6), word(time, 5), bytesOf(writer)]);
  return sha256(word(0, 1), stamp, record);
}

/** RFC 9162 2.1.1, level by level: a node without a neighbour goes up as it is. */
function rootOf(leaves: readonly Buffer[]): Hex {
  let level = leaves;
  if (level.length === 0) return `0x${sha256().toString("hex")}`;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left = Buffer.alloc(0), right] = level.slice(at, at + 2);
      above.push(right === undefined ? left : sha256(word(1, 1), left, right));
    }
    level = above;
  }
  return `0x${level[0]?.toString("hex") ?? ""}`;
}
