// The wire types of citations: what a list of movements amounted to at a size of the log, and what has changed since.
import type { BlockRef, Hash, Money, MovementKindName, MovementSum } from "./api.ts";

/** A later movement that corrects one of the cited list. */
export interface CitedCorrection {
  record: number;
  kind: MovementKindName;
  currency: string;
  exponent: number;
  amount: Money;
  /** Record that it corrects. */
  cites: number;
}

/** Everything is append-only: what a list held at a size of the log can be computed again for good. */
export interface Citation {
  /** Records of the log that the citation is pinned to; root of their tree, and the block that they end with. */
  size: number;
  root: Hash;
  block: BlockRef;
  /** What passed the filters then. */
  then: MovementSum[];
  /** The log as it is indexed now. */
  indexed: { size: number; block: BlockRef };
  /** What passes the filters now. */
  now: MovementSum[];
  /** Of that, records at or after `size`. */
  added: MovementSum[];
  /** What passed then and does not now: confirmed, renamed or dated since. */
  gone: MovementSum[];
  /** The newest corrections since of what passed then, at most 50; `corrections` counts them all. */
  corrected: CitedCorrection[];
  corrections: number;
}
