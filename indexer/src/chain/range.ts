// Reads one range of blocks such that headers and logs are of the same fork, or says that the chain moved meanwhile.
import type { Hex } from "@mingzhang/sdk/hex";
import type { Header, Node, NodeLog } from "./node.ts";

export interface Range {
  from: number;
  to: number;
  /** Header of block `from`: its parent must be the last block of the journal. */
  first: Header;
  /** Headers to be journalled, by number: those with logs, `to`, and all from `journalFrom` on. */
  headers: Header[];
  logs: NodeLog[];
}

/** The chain changed while it was being read; walk back and read again. */
export class ChainMoved extends Error {}

/**
 * Reads blocks `from` to `to`. The header of `to` is asked for before the logs: if the chain changes in between, that
 * header is not its block any more, which the parent check of the next range, or of the next look at the head, finds.
 */
export async function readRange(
  node: Node,
  addresses: readonly Hex[],
  from: number,
  to: number,
  journalFrom: number,
  known?: Header,
): Promise<Range> {
  const ends = new Set([from, to]);
  for (let number = Math.max(from, journalFrom); number <= to; number += 1) ends.add(number);
  const headers = new Map<number, Header>();
  if (known !== undefined && ends.has(known.number)) headers.set(known.number, known);
  await addHeaders(node, headers, ends);
  const logs = await node.logs(addresses, from, to);
  await addHeaders(node, headers, new Set(logs.map((log) => Number(log.blockNumber))));
  for (const log of logs) {
    if (headers.get(Number(log.blockNumber))?.hash !== log.blockHash) throw new ChainMoved();
  }
  const sorted = [...headers.values()].sort((a, b) => a.number - b.number);
  for (const [at, header] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before?.number === header.number - 1 && before.hash !== header.parentHash) throw new ChainMoved();
  }
  const first = headers.get(from);
  if (first === undefined) throw new ChainMoved();
  const holding = new Set(logs.map((log) => Number(log.blockNumber)));
  const kept = sorted.filter(({ number }) => number === to || number >= journalFrom || holding.has(number));
  return { from, to, first, headers: kept, logs };
}

async function addHeaders(node: Node, headers: Map<number, Header>, numbers: Iterable<number>): Promise<void> {
  const missing = [...numbers].filter((number) => !headers.has(number));
  const found = await Promise.all(missing.map((number) => node.header(number)));
  for (const header of found) {
    if (header === null) throw new ChainMoved();
    headers.set(header.number, header);
  }
}
