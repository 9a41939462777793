// A naive RFC 9162 tree, straight from the definitions of section 2.1: the reference the contract is held against.
import { createHash } from "node:crypto";

/** 32 bytes as 0x hex, in lower case. */
export type Hash = string;

export function sha256(...hex: string[]): Hash {
  const hash = createHash("sha256");
  for (const part of hex) hash.update(Buffer.from(part.replace(/^0x/u, ""), "hex"));
  return `0x${hash.digest("hex")}`;
}

/** Hash of a leaf whose entry is `data`. */
export function leafHash(...data: string[]): Hash {
  return sha256("0x00", ...data);
}

/** 2.1.1: MTH, over leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return at(leaves, 0);
  const k = split(leaves.length);
  return sha256("0x01", rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** 2.1.3.1: PATH(m, D_n). */
export function inclusionPath(index: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionPath(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...inclusionPath(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

/** 2.1.4.1: PROOF(m, D_n), for 0 < m <= n. */
export function consistencyPath(size1: number, leaves: readonly Hash[]): Hash[] {
  return subproof(size1, leaves, true);
}

/** Complete subtrees from the right, by level; undefined where the size has no bit. */
export function frontierOf(leaves: readonly Hash[]): (Hash | undefined)[] {
  const result: (Hash | undefined)[] = [];
  let end = leaves.length;
  for (let level = 0; 2 ** level <= leaves.length; level += 1) {
    const width = 2 ** level;
    if (Math.floor(leaves.length / width) % 2 === 1) {
      result[level] = rootOf(leaves.slice(end - width, end));
      end -= width;
    }
  }
  return result;
}

function subproof(m: number, leaves: readonly Hash[], complete: boolean): Hash[] {
  if (m === leaves.length) return complete ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), complete), rootOf(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}

/** Largest power of two below n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function at(leaves: readonly Hash[], index: number): Hash {
  const leaf = leaves[index];
  if (leaf === undefined) throw new RangeError(`no leaf ${index}`);
  return leaf;
}
