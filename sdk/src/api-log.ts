// The wire types of the HTTP API about the audit trail itself: its head, paths, portable proofs and export manifests.
import type { BlockRef, Hash } from "./api.ts";
import type { Origin, SignedCheckpoint } from "./checkpoint.ts";

export type { PortableProof } from "./proof.ts";

/** What the chain's own log answered about size and root at the indexed block. */
export interface RootCheck {
  /** `unanswered`: the chain could not be asked. */
  result: "same" | "different" | "unanswered";
  /** Block at which both were compared; null where nothing was compared. */
  block: BlockRef | null;
  /** What is wrong, with both values; null where they are the same. */
  reason: string | null;
}

/** The indexed log. Root and size make a checkpoint that nobody signed. */
export interface LogHead {
  origin: Origin;
  size: number;
  root: Hash;
  /** Last indexed block. */
  block: BlockRef;
  check: RootCheck;
}

export interface InclusionPath {
  number: number;
  size: number;
  root: Hash;
  leaf: Hash;
  /** RFC 9162 2.1.3, nearest hash first. */
  path: Hash[];
}

export interface ConsistencyPath {
  from: number;
  to: number;
  fromRoot: Hash;
  toRoot: Hash;
  /** RFC 9162 2.1.4. */
  path: Hash[];
}

export type ExportName = "log" | "movements";
export type ExportFormat = "csv" | "ndjson";

/** Sum of the amounts of an export's movements in one currency, in minor units. */
export interface ExportSum {
  currency: string;
  exponent: number;
  amount: string;
  count: number;
}

/** Longest manifest that is read, in characters: siblings of a filter can be many. Twice as long no engine holds a text. */
export const LONGEST_MANIFEST = 256 * 1024 * 1024;

/** docs/PROOFS.md, "The manifest of an export, version 1". */
export interface ExportManifest extends SignedCheckpoint {
  format: "mingzhang-manifest";
  version: 1;
  origin: Origin;
  file: {
    name: string;
    mediaType: string;
    /** Path and query, under the API that gave the manifest, that give this very file. */
    path: string;
    bytes: number;
    sha256: Hash;
  };
  rows: number;
  sums: ExportSum[];
  scope: { kind: "log" } | { kind: "filter"; filter: Record<string, string> };
  /** Of a filter alone: hashes of the subtrees without rows, left to right. */
  siblings?: Hash[];
}
