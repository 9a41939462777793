// Checks paths of the audit trail's tree as RFC 9162 2.1.3.2 and 2.1.4.2 say, and as contracts/libraries/Merkle.sol does.
import { nodeHash } from "./hash.ts";
import { bytesOf, type Hex, hexOf } from "./hex.ts";

/** A leaf index or a tree size: up to 2^64 - 1 on chain. */
export type Count = bigint | number;

/** Whether `leaf` is at `index` in the tree of `size` leaves under `root`. Never throws: what is malformed is false. */
export function verifyInclusion(leaf: Hex, index: Count, size: Count, root: Hex, path: readonly Hex[]): boolean {
  if (!isCount(index) || !isCount(size) || !areHashes([leaf, root, ...path])) return false;
  if (BigInt(index) >= BigInt(size)) return false;
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let hash = bytesOf(leaf);
  for (const step of path) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(bytesOf(step), hash);
      [fn, sn] = skipMissing(fn, sn);
    } else {
      hash = nodeHash(hash, bytesOf(step));
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && hexOf(hash) === root.toLowerCase();
}

/**
 * Whether the tree of `size1` leaves under `root1` is a prefix of the tree of `size2` under `root2`. Equal sizes want equal
 * roots and an empty path; from no leaves nothing follows, so that `size1` 0 is false. Never throws.
 */
export function verifyConsistency(size1: Count, root1: Hex, size2: Count, root2: Hex, path: readonly Hex[]): boolean {
  if (!isCount(size1) || !isCount(size2) || !areHashes([root1, root2, ...path])) return false;
  const [first, second] = [BigInt(size1), BigInt(size2)];
  if (first === 0n || first > second) return false;
  if (first === second) return path.length === 0 && root1.toLowerCase() === root2.toLowerCase();

  let fn = first - 1n;
  let sn = second - 1n;
  while (isOdd(fn)) {
    fn >>= 1n;
    sn >>= 1n;
  }
  // The path of a size that is a power of two starts with its root, which the prover leaves out.
  const isPower = (first & (first - 1n)) === 0n;
  const [seed, ...rest] = isPower ? [root1, ...path] : path;
  if (seed === undefined || path.length === 0) return false;
  let hash1 = bytesOf(seed);
  let hash2 = hash1;
  for (const step of rest) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      hash1 = nodeHash(bytesOf(step), hash1);
      hash2 = nodeHash(bytesOf(step), hash2);
      [fn, sn] = skipMissing(fn, sn);
    } else {
      hash2 = nodeHash(hash2, bytesOf(step));
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && hexOf(hash1) === root1.toLowerCase() && hexOf(hash2) === root2.toLowerCase();
}

/** Climbs the levels at which the rightmost node has no left neighbour and stands for its parent. */
function skipMissing(fn: bigint, sn: bigint): [bigint, bigint] {
  while (fn !== 0n && !isOdd(fn)) {
    fn >>= 1n;
    sn >>= 1n;
  }
  return [fn, sn];
}

function isOdd(n: bigint): boolean {
  return (n & 1n) === 1n;
}

function isCount(n: Count): boolean {
  return typeof n === "bigint" ? n >= 0n && n < 1n << 64n : Number.isSafeInteger(n) && n >= 0;
}

function areHashes(hashes: readonly string[]): boolean {
  return hashes.every((hash) => /^0x[0-9a-fA-F]{64}$/.test(hash));
}
