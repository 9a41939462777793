// The audit trail's format once more, straight from RFC 9162 and docs/LOG.md: slow, recursive, sharing nothing with the SDK.
import { createHash } from "node:crypto";

export type Hash = Buffer;

export function sha256(...parts: Uint8Array[]): Hash {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

export function bytes(hex: string): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}

export function hex(hash: Buffer): `0x${string}` {
  return `0x${hash.toString("hex")}`;
}

export function record(topics: readonly string[], data: string): Hash {
  const count = Buffer.alloc(32);
  count.writeUInt8(topics.length, 31);
  return sha256(count, ...topics.map(bytes), bytes(data));
}

export function stamp(blockNumber: number, blockTime: number, writer: string): Buffer {
  const word = Buffer.alloc(32);
  word.writeUInt8(1, 0);
  word.writeUIntBE(blockNumber, 1, 6);
  word.writeUIntBE(blockTime, 7, 5);
  bytes(writer).copy(word, 12);
  return word;
}

export function leaf(entry: Uint8Array): Hash {
  return sha256(Buffer.of(0), entry);
}

/** MTH of 2.1.1, over leaf hashes. */
export function root(leaves: Hash[]): Hash {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const k = split(leaves.length);
  return sha256(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}

/** PATH of 2.1.3.1. */
export function inclusion(m: number, leaves: Hash[]): Hash[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  if (m < k) return [...inclusion(m, leaves.slice(0, k)), root(leaves.slice(k))];
  return [...inclusion(m - k, leaves.slice(k)), root(leaves.slice(0, k))];
}

/** PROOF of 2.1.4.1. */
export function consistency(m: number, leaves: Hash[]): Hash[] {
  return subproof(m, leaves, true);
}

function subproof(m: number, leaves: Hash[], whole: boolean): Hash[] {
  if (m === leaves.length) return whole ? [] : [root(leaves)];
  const k = split(leaves.length);
  if (m <= k) return [...subproof(m, leaves.slice(0, k), whole), root(leaves.slice(k))];
  return [...subproof(m - k, leaves.slice(k), false), root(leaves.slice(0, k))];
}

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
