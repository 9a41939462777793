// What a reader brings to a check: nodes, a kept checkpoint, trusted witnesses. All of it may be absent.
import type { Deployment } from "./api.ts";
import type { Checkpoint, Origin } from "./checkpoint.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";

import { type Facts, type Level, type Step, step, type StepId, type Verdict } from "./proof-steps.ts";
import { guardedRpc, isRpcFailure, type NamedRpc } from "./rpc.ts";

/** A CheckpointAnchor, and the node through which it is read. */
export interface AnchorChoice extends NamedRpc {
  contract: Hex;
  /**
   * Who says that this is the contract, and this the node: the reader, or the site. `kept`: the reader's node, and the contract
   * that was kept with a checkpoint. One that the file itself names shows nothing: anyone can deploy one.
   */
  source: "reader" | "kept" | "site";
  /** The chain on which it stands, where that is known. */
  on?: { chainId: number; genesisHash: Hex };
}

/** Witnesses that the reader trusts by own choice. */
export interface TrustedWitnesses {
  addresses: readonly Hex[];
  quorum: number;
}

/** Where checkpoints are anchored: a contract on a chain that is known by its first block. */
export interface KeptAnchor {
  chainId: number;
  contract: Hex;
  genesisHash: Hex;
}

export interface KeptCheckpoint {
  origin: Origin;
  checkpoint: Checkpoint;
  /** Those whose word was taken when it was kept; later ones are held against them. */
  witnesses?: TrustedWitnesses;
  anchors?: readonly KeptAnchor[];
}

export interface ProofContext {
  /** Nodes of the log's chain. Two that do not belong together make the check worth more. */
  rpcs?: readonly NamedRpc[];
  anchors?: readonly AnchorChoice[];
  /** The chain and the log that the reader means: another chain with the same id is told apart by it. */
  deployment?: Pick<Deployment, "chainId" | "genesisHash" | "deployBlock" | "deployBlockHash" | "contracts">;
  /** Checkpoints that the reader kept from earlier visits: each has to be continued. */
  kept?: readonly KeptCheckpoint[];
  /** Checkpoints that came with the files: each has to be continued, and none counts, since whoever made the files made them. */
  beside?: readonly KeptCheckpoint[];
  /** Path between two sizes, from whoever has it: it is checked, so nobody is trusted for it. A rejection is a refusal. */
  consistency?: (from: number, to: number) => Promise<Hex[]>;
  witnesses?: TrustedWitnesses;
  /** A checkpoint older than this is stale, in seconds. */
  maxAge?: number;
  /** Seconds since 1970; the machine's clock if not given. */
  now?: number;
}

/** Turns what went wrong into a step: an answer that is no proof is a failure, a node that fails is not. All else is a fault here. */
export async function attempt(id: StepId, level: Level, facts: Facts, work: () => Promise<Step>): Promise<Step> {
  try {
    return await work();
  } catch (cause) {
    if (isRpcFailure(cause)) return step(id, level, "not tried", "unreachable", facts);
    if (!(cause instanceof MingzhangError)) throw cause;
    const more = { ...facts, field: cause.field, value: cause.value };
    if (cause.code === "PROOF_INVALID") return step(id, level, "failed", "malformed", more);
    if (cause.code === "PROOF_UNSUPPORTED") return step(id, level, "not tried", "unsupported", more);
    throw cause;
  }
}

/** The same, its nodes wrapped so that whatever they throw is told from a fault here. */
export function guarded(context: ProofContext): ProofContext {
  const { rpcs = [], anchors = [] } = context;
  return { ...context, rpcs: rpcs.map(guardedRpc), anchors: anchors.map(guardedRpc) };
}

/** What a file is that cannot be read: one failed step. Other errors pass through. */
export function unreadable(cause: unknown): Verdict {
  if (!(cause instanceof MingzhangError)) throw cause;
  const reason = cause.code === "PROOF_UNSUPPORTED" ? "version" : "malformed";
  const facts = { field: cause.field, value: cause.value };
  return { steps: [step("form", 0, "failed", reason, facts)], level: 0, failed: true };
}
