// The audit trail's Merkle tree (RFC 9162 section 2.1 over SHA-256): appending, roots and paths.
import { MingzhangError } from "./errors.ts";
import { EMPTY_ROOT, nodeHash } from "./hash.ts";
import { type Hex, hexOf, wordOf } from "./hex.ts";
import { consistencyRanges, inclusionRanges, type LeafRange, subtreesOf } from "./tree-paths.ts";

const HASH = 32;
const FIRST_CAPACITY = 64;

/**
 * An append-only tree of leaf hashes. Level `k` keeps the hash of every complete subtree of `2^k` leaves, so that the root
 * and any path at any earlier size cost a logarithm of hashes. 64 bytes a leaf.
 */
export class LogTree {
  #levels: Uint8Array[] = [];
  #size = 0;

  /** Number of leaves, which is the index of the next one. */
  get size(): number {
    return this.#size;
  }

  /** Appends a leaf hash (32 bytes); returns its index. */
  append(leaf: Hex | Uint8Array): number {
    let hash = typeof leaf === "string" ? wordOf(leaf) : leaf;
    if (hash.length !== HASH) {
      throw new MingzhangError("LOG_INVALID", "leaf", hexOf(hash), "is not 32 bytes", "Give the leaf hash");
    }
    const index = this.#size++;
    this.#put(0, index, hash);
    // A leaf at an odd place completes a subtree on the level above, which may complete another one.
    for (let level = 0, at = index; at % 2 === 1; level++) {
      hash = nodeHash(this.#node(level, at - 1), hash);
      at = (at - 1) / 2;
      this.#put(level + 1, at, hash);
    }
    return index;
  }

  /** Forgets all leaves from `size` on, as after a reorganisation of the chain. */
  truncate(size: number): void {
    this.#checkSize(size);
    this.#size = size;
  }

  /** Leaf hash at an index. Throws LOG_INVALID. */
  leaf(index: number): Hex {
    this.#checkIndex(index, this.#size);
    return hexOf(this.#node(0, index));
  }

  /** Root of the first `size` leaves; of all if not given. Throws LOG_INVALID above `size`. */
  root(size: number = this.#size): Hex {
    this.#checkSize(size);
    return size === 0 ? EMPTY_ROOT : hexOf(this.#range({ start: 0, end: size }));
  }

  /** RFC 9162 2.1.3.1: path from leaf `index` to the root of the first `size` leaves, nearest node first. */
  inclusionPath(index: number, size: number = this.#size): Hex[] {
    this.#checkSize(size);
    this.#checkIndex(index, size);
    return inclusionRanges(index, size).map((range) => hexOf(this.#range(range)));
  }

  /**
   * RFC 9162 2.1.4.1: path that shows the first `size1` leaves to be a prefix of the first `size2`. Empty for equal sizes.
   * Throws LOG_INVALID unless 0 < size1 <= size2: from no leaves nothing follows.
   */
  consistencyPath(size1: number, size2: number = this.#size): Hex[] {
    this.#checkSize(size2);
    if (!Number.isInteger(size1) || size1 < 1 || size1 > size2) {
      throw new MingzhangError("LOG_INVALID", "size1", size1, "is no earlier size", `Give a size from 1 to ${size2}`);
    }
    return consistencyRanges(size1, size2).map((range) => hexOf(this.#range(range)));
  }

  #range(range: LeafRange): Uint8Array {
    const hashes = subtreesOf(range).map(({ level, at }) => this.#node(level, at));
    return hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  #node(level: number, at: number): Uint8Array {
    const hashes = this.#levels[level] ?? new Uint8Array();
    return hashes.subarray(at * HASH, (at + 1) * HASH);
  }

  #put(level: number, at: number, hash: Uint8Array): void {
    let hashes = this.#levels[level];
    if (hashes === undefined || hashes.length < (at + 1) * HASH) {
      const grown = new Uint8Array(Math.max(FIRST_CAPACITY * HASH, 2 * (hashes?.length ?? 0)));
      if (hashes !== undefined) grown.set(hashes);
      hashes = grown;
      this.#levels[level] = grown;
    }
    hashes.set(hash, at * HASH);
  }

  #checkSize(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.#size) {
      throw new MingzhangError("LOG_INVALID", "size", size, "is beyond the tree", `Give a size up to ${this.#size}`);
    }
  }

  #checkIndex(index: number, size: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      const remedy = size === 0 ? "Append leaves first" : `Give an index from 0 to ${size - 1}`;
      throw new MingzhangError("LOG_INVALID", "index", index, "is not in the tree", remedy);
    }
  }
}
