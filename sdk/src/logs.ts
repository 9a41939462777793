// Fetches raw logs of the suite from an RPC, in ranges that adapt to what it is willing to answer.
import { BaseError, type Client, formatLog, HttpRequestError, numberToHex, type RpcLog } from "viem";
import { getBlock } from "viem/actions";
import type { RawLog } from "./events.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";

/** A log with its place on the chain. */
export interface PlacedLog extends RawLog {
  /** Contract that emitted it, lower case. */
  address: Hex;
  blockNumber: bigint;
  blockHash: Hex;
  /** Seconds since 1970; null where the RPC does not say (see `withTimes`). */
  blockTime: bigint | null;
  transactionHash: Hex;
  /** Index within the block. */
  logIndex: number;
}

export interface LogQuery {
  addresses: readonly Hex[];
  /** As in eth_getLogs: for each place one topic, several of which any matches, or null for any. */
  topics: (Hex | Hex[] | null)[];
  fromBlock: bigint;
  toBlock: bigint;
}

const FIRST_SPAN = 2_000n;
const MAX_SPAN = 200_000n;
/** Below this many logs in an answer the next range may be twice as long. */
const FEW = 3_000;
/** How many blocks are asked for at once. */
const AT_ONCE = 20;

/**
 * Logs of a range of blocks in chain order, piece by piece. A range that the RPC refuses (too many results, too large a
 * body, too slow) is halved, down to one block; an RPC that cannot be reached is not asked again.
 */
export async function* fetchLogs(client: Client, query: LogQuery): AsyncGenerator<PlacedLog[]> {
  let span = FIRST_SPAN;
  let from = query.fromBlock;
  while (from <= query.toBlock) {
    const to = from + span - 1n < query.toBlock ? from + span - 1n : query.toBlock;
    let logs: PlacedLog[];
    try {
      logs = await fetchRange(client, query, from, to);
    } catch (error) {
      if (from === to || isUnreachable(error)) throw error;
      span = (to - from + 1n) / 2n;
      continue;
    }
    yield logs;
    from = to + 1n;
    if (logs.length < FEW && span < MAX_SPAN) span *= 2n;
  }
}

async function fetchRange(client: Client, query: LogQuery, from: bigint, to: bigint): Promise<PlacedLog[]> {
  const logs = await client.request({
    method: "eth_getLogs",
    params: [
      {
        address: [...query.addresses],
        topics: query.topics,
        fromBlock: numberToHex(from),
        toBlock: numberToHex(to),
      },
    ],
  });
  return logs.map(placed);
}

/**
 * A log as an RPC gives it, with its place. Throws CHAIN_DIFFERS for a log of a pending block, LOG_REMOVED for one that
 * the RPC itself says a reorganisation took off the chain.
 */
export function placed(rpcLog: RpcLog): PlacedLog {
  const log = formatLog(rpcLog);
  if (rpcLog.removed) {
    const remedy = "The chain was reorganised: look the record up by its number";
    throw new MingzhangError("LOG_REMOVED", "log", log.data, "is no longer on the chain", remedy);
  }
  const { blockNumber, blockHash, transactionHash, logIndex } = log;
  if (blockNumber === null || blockHash === null || transactionHash === null || logIndex === null) {
    const remedy = "Ask for logs of mined blocks";
    throw new MingzhangError("CHAIN_DIFFERS", "log", log.data, "has no place on the chain yet", remedy);
  }
  return {
    topics: log.topics,
    data: log.data,
    address: log.address.toLowerCase() as Hex,
    blockNumber,
    blockHash,
    blockTime: log.blockTimestamp ?? null,
    transactionHash,
    logIndex,
  };
}

/** Block times of logs, asking for the blocks of those that lack one. */
export async function withTimes(client: Client, logs: readonly PlacedLog[]): Promise<bigint[]> {
  const times = new Map<bigint, bigint>();
  for (const { blockNumber, blockTime } of logs) if (blockTime !== null) times.set(blockNumber, blockTime);
  const wanted = [...new Set(logs.map((log) => log.blockNumber).filter((number) => !times.has(number)))];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    const blocks = await Promise.all(some.map((blockNumber) => getBlock(client, { blockNumber })));
    for (const block of blocks) times.set(block.number, block.timestamp);
  }
  return logs.map(({ blockNumber }) => times.get(blockNumber) ?? 0n);
}

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const http = error.walk((cause) => cause instanceof HttpRequestError);
  return http instanceof HttpRequestError && http.status === undefined;
}
