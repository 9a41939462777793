// The wire types of files of lists: their formats, and the manifest that says what a file is.
import type { BlockRef, Hash, SortOrder, Time } from "./api.ts";
import type { Origin } from "./checkpoint.ts";

export const LIST_NAMES = [
  "movements",
  "parties",
  "agencies",
  "funds",
  "lines",
  "commitments",
  "cases",
  "findings",
  "procedures",
  "timeliness",
] as const;
export type ListName = (typeof LIST_NAMES)[number];
/** Lists that also come as Atom feeds. */
export const FEED_NAMES = ["movements", "cases", "findings"] as const satisfies readonly ListName[];
export const LIST_FORMATS = ["csv", "json", "ndjson", "parquet"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/**
 * What a column holds. text, hash: text; count: a whole number; minor: minor units, digits in a string; decimal: the
 * same amount with its decimals, in a string; flag: true or false; day: YYYY-MM-DD; time: ISO 8601 UTC.
 */
export type ColumnType = "text" | "hash" | "count" | "minor" | "decimal" | "flag" | "day" | "time";

export interface ListColumn {
  name: string;
  type: ColumnType;
  about: string;
}

/** Sum of one column in one currency, minor units. */
export interface ListSum {
  currency: string;
  exponent: number;
  amount: string;
  count: number;
}

/** docs/OPENDATA.md, "The manifest of a list". */
export interface ListManifest {
  format: "mingzhang-list";
  version: 1;
  origin: Origin;
  list: ListName;
  /** How many records the log had, its root then, and the block that ended with them. */
  size: number;
  root: Hash;
  block: BlockRef;
  /** Moment for which effective states are told; null for lists that no clock touches. */
  asOf: Time | null;
  filter: Record<string, string>;
  sort: string;
  order: SortOrder;
  file: {
    name: string;
    mediaType: string;
    /** Path and query, under the API that gave the manifest, that give this very file. */
    path: string;
    bytes: number;
    sha256: Hash;
  };
  rows: number;
  /** The column that `sums` add up; null where none is money. */
  summed: string | null;
  sums: ListSum[];
  columns: ListColumn[];
}
