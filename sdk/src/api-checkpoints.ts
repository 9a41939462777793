// The wire types of the HTTP API about checkpoints: who cosigned them, where they are anchored, forks, witnesses.
import type { Hash, HexAddress, Page, Time } from "./api.ts";
import type { Checkpoint, Cosignature, Origin } from "./checkpoint.ts";
import type { Hex } from "./hex.ts";

/** Where on a chain something about a checkpoint was put on record. */
export interface AnchorPosition {
  chainId: number;
  /** The CheckpointAnchor. */
  contract: HexAddress;
  transaction: Hash;
  block: number;
  /** Of that block. */
  at: Time;
}

/** One witness's signature, and the first place of each chain that holds it. */
export interface HeldCosignature extends Cosignature {
  held: AnchorPosition[];
}

export interface CheckpointEntry {
  digest: Hash;
  checkpoint: Checkpoint;
  /** Witnesses ascending. */
  cosignatures: HeldCosignature[];
  /** Witnesses of the log's own chain, as they are now, that did not sign it. */
  missing: HexAddress[];
  /** Where the quorum was reached, the log's own chain first. */
  anchored: AnchorPosition[];
  /** Since the next smaller anchored checkpoint; null for the first. */
  gap: { records: number; seconds: number } | null;
  /** Whether the indexed log has this root at this size; null where it is not indexed that far. */
  agrees: boolean | null;
}

export type CheckpointPage = Page<CheckpointEntry>;

export interface Witness {
  address: HexAddress;
  /** How many checkpoints it signed, as far as the log's own chain holds its signatures. */
  signed: number;
  last: { digest: Hash; size: number; at: Time } | null;
}

export interface Witnesses {
  origin: Origin;
  /** Of the CheckpointAnchor on the log's own chain. */
  epoch: number;
  quorum: number;
  items: Witness[];
}

/** `unset`: no RPC is configured. `elsewhere`: another chain answers under that address, or one that was started anew. */
export type AnchorState = "following" | "unset" | "unreachable" | "elsewhere";

export interface AnchorChain {
  chainId: number;
  contract: HexAddress;
  /** The log's own chain. */
  home: boolean;
  state: AnchorState;
  /** Why it is not followed, in a sentence. */
  reason: string | null;
  /** Last block that was read. */
  block: { number: number; hash: Hash; time: Time } | null;
  /** Largest checkpoint anchored there, and how far it is behind the indexed log. */
  latest: { digest: Hash; size: number; at: Time; behind: { records: number; seconds: number } } | null;
  quorum: number | null;
}

/** Part of the status. */
export interface CheckpointStatus {
  chains: AnchorChain[];
  /** Signed checkpoints that say another root than the indexed log has at that size. */
  contradicted: Hash[];
  forks: number;
}

/** One side of a fork's evidence, as docs/PROOFS.md lays it out. */
export interface ForkSide {
  checkpoint: Checkpoint;
  cosignatures: Cosignature[];
  index?: number;
  leaf?: Hex;
  path?: Hex[];
}

export interface ForkEvidence {
  format: "mingzhang-fork";
  version: 1;
  origin: Origin;
  a: ForkSide;
  b: ForkSide;
}

export interface ForkEntry {
  digestA: Hash;
  digestB: Hash;
  /** Witnesses, present or former, who signed each side. */
  signersA: number;
  signersB: number;
  proven: AnchorPosition;
  /** The file that proves it; null where the call that brought it is of another form. */
  evidence: ForkEvidence | null;
}

export interface Forks {
  items: ForkEntry[];
}
