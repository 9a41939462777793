// Which ranges of leaves the paths of RFC 9162 name, and how a range is put together from complete subtrees.

/** Leaves from `start` to before `end`; `start` is a multiple of the least power of two >= their number. */
export interface LeafRange {
  start: number;
  end: number;
}

/** RFC 9162 2.1.3.1: ranges whose hashes lead from leaf `index` to the root of `size` leaves, nearest first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const path: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  return path.reverse();
}

/** RFC 9162 2.1.4.1: ranges whose hashes show `size1` leaves to be a prefix of `size2`; 0 < size1 <= size2. */
export function consistencyRanges(size1: number, size2: number): LeafRange[] {
  const path: LeafRange[] = [];
  let start = 0;
  let end = size2;
  // Until the range is the one that the old tree ends with.
  while (end !== size1) {
    const middle = start + split(end - start);
    if (size1 <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  // Where that range is the old tree itself, the verifier has its hash: it is the old root.
  if (start !== 0) path.push({ start, end });
  return path.reverse();
}

/**
 * Ranges without any of the leaves in question, left to right: with their hashes and those leaves the root of `size`
 * leaves follows. The one range of all leaves where none is in question.
 * @param numbers of the leaves in question, ascending and below `size`
 */
export function siblingRanges(numbers: ArrayLike<number>, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let next = 0;
  const walk = (start: number, end: number): void => {
    if ((numbers[next] ?? Infinity) >= end) ranges.push({ start, end });
    else if (end - start === 1) next += 1;
    else {
      const middle = start + split(end - start);
      walk(start, middle);
      walk(middle, end);
    }
  };
  if (size > 0) walk(0, size);
  return ranges;
}

/** A complete subtree: node `at` of the level that has `2^level` leaves a node. */
export interface Subtree {
  level: number;
  at: number;
}

/** Complete subtrees that a range is made of, left to right: largest first, each hashed with what follows it. */
export function subtreesOf({ start, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  let from = start;
  while (from < end) {
    const level = levelBelow(end - from);
    const leaves = 2 ** level;
    subtrees.push({ level, at: from / leaves });
    from += leaves;
  }
  return subtrees;
}

/** Greatest power of two below `count`; 0 for 1. @param count up to 2^53 - 1 */
export function split(count: number): number {
  return count < 2 ? 0 : 2 ** levelBelow(count - 1);
}

const WORD = 2 ** 32;

/** Power of the greatest power of two that is not above `count`. A shift would lose what is above 32 bits. */
function levelBelow(count: number): number {
  return count < WORD ? 31 - Math.clz32(count) : 63 - Math.clz32(Math.floor(count / WORD));
}
