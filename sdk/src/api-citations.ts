// The wire types of citations: what a list of movements, or a figure, amounted to at a size of the log, and what has changed since.
import type { BlockRef, Hash, Money, MovementKindName, MovementSum, Time } from "./api.ts";
import type { ListColumn, ListName, ListSum } from "./api-lists.ts";
import type { FigureName } from "./figures.ts";

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

/** A movement that has changed the cited figure since. */
export interface CitedChange {
  record: number;
  kind: MovementKindName;
  currency: string;
  exponent: number;
  /** What it added to the figure; below zero where it took away. */
  amount: Money;
}

/** Everything is append-only: what a list held at a size of the log can be computed again for good. */
export interface Citation {
  /** What is cited of what the filters name; null for the list itself. */
  figure: FigureName | null;
  /** Records of the log that the citation is pinned to; root of their tree, and the block that they end with. */
  size: number;
  root: Hash;
  block: BlockRef;
  /** What passed the filters then; of a figure the figure, and how many movements had made it. */
  then: MovementSum[];
  /** The log as it is indexed now. */
  indexed: { size: number; block: BlockRef };
  /** What passes the filters now. */
  now: MovementSum[];
  /** Of that, records at or after `size`. */
  added: MovementSum[];
  /** What passed then and does not now: confirmed, renamed or dated since. */
  gone: MovementSum[];
  /** The newest corrections since of what passed then, at most 50; `corrections` counts them all. Of a figure none: see `changes`. */
  corrected: CitedCorrection[];
  corrections: number;
  /** Of a figure, the newest movements that have changed it since, at most 50; `added` counts them all. Of a list none. */
  changes: CitedChange[];
}

/** A cell of a row, as the list's JSON file has it. */
export type CitedCell = string | number | boolean | null;

/** A row that a cited list has now and had not, or had and has not, or that says something else now. */
export interface CitedRow {
  change: "added" | "gone" | "changed";
  /** The whole row: as it is now, of one that is gone as it was. */
  row: Record<string, CitedCell>;
  /** Of a row that changed what it said before, column by column; else empty. */
  before: Record<string, CitedCell>;
}

/** How many rows a list has, and the sums of its money by currency. */
export interface CitedCount {
  rows: number;
  sums: ListSum[];
}

/** A list other than that of movements as it was at a size of the log, as it is, and which of its rows made the difference. */
export interface ListCitation {
  list: ListName;
  size: number;
  root: Hash;
  block: BlockRef;
  /** Moment for which effective states of then are told, that of the block; null for lists that no clock touches. */
  asOf: Time | null;
  /** The log as it is indexed now, and the moment of now, where one matters. */
  indexed: { size: number; block: BlockRef; asOf: Time | null };
  then: CitedCount;
  now: CitedCount;
  /** The column that the sums add up; null where none is money. */
  summed: string | null;
  /** Columns that together tell a row from every other. */
  key: string[];
  columns: ListColumn[];
  added: number;
  gone: number;
  changed: number;
  /** Of the rows that differ the first in the list's order, those that are gone at the end; at most 50. */
  changes: CitedRow[];
}
