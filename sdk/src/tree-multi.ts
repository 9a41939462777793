// Roots from leaves alone: of all leaves of a log as they come, or of some with the hashes of what lies between them.
import { EMPTY_ROOT } from "./hash.ts";
import { bytesOf, type Hex, hexOf } from "./hex.ts";
import { fastNodeHash as nodeHash } from "./leaf-hasher.ts";
import { siblingRanges, split } from "./tree-paths.ts";

/** Root of a log whose leaves come one by one; keeps a logarithm of hashes. */
export class Frontier {
  /** Roots of the complete subtrees that the leaves so far are made of, largest first. */
  readonly #roots: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#roots.pop();
      if (left !== undefined) hash = nodeHash(left, hash);
    }
    this.#roots.push(hash);
    this.#size += 1;
  }

  root(): Hex {
    if (this.#size === 0) return EMPTY_ROOT;
    return hexOf(this.#roots.reduceRight((right, left) => nodeHash(left, right)));
  }
}

/** Leaves of some records, in ascending order. */
export class SomeLeaves {
  readonly numbers: number[] = [];
  #bytes = new Uint8Array(32 * 64);

  append(number: number, leaf: Uint8Array): void {
    const at = 32 * this.numbers.length;
    if (at === this.#bytes.length) {
      const grown = new Uint8Array(2 * at);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(leaf, at);
    this.numbers.push(number);
  }

  leaf(at: number): Uint8Array {
    return this.#bytes.subarray(32 * at, 32 * at + 32);
  }

  /** How many hashes it takes beside these leaves to make the root of `size` leaves. */
  siblingsFor(size: number): number {
    return siblingRanges(this.numbers, size).length;
  }

  /**
   * Root of `size` leaves, of which these are some and `siblings` stand for the others, left to right. Null where there
   * are too many siblings or too few.
   */
  root(size: number, siblings: readonly Hex[]): Hex | null {
    if (siblings.length !== this.siblingsFor(size)) return null;
    if (size === 0) return EMPTY_ROOT;
    let row = 0;
    let sibling = 0;
    const hashOf = (start: number, end: number): Uint8Array => {
      if ((this.numbers[row] ?? Infinity) >= end) return bytesOf(siblings[sibling++] ?? "0x");
      if (end - start === 1) return this.leaf(row++);
      const middle = start + split(end - start);
      const left = hashOf(start, middle);
      return nodeHash(left, hashOf(middle, end));
    };
    return hexOf(hashOf(0, size));
  }
}
