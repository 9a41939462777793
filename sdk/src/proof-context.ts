// What a reader brings to a check: nodes, a kept checkpoint, trusted witnesses. All of it may be absent.
import type { Deployment } from "./api.ts";
import type { Checkpoint, Origin } from "./checkpoint.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";

import { type Facts, type Level, type Step, step, type StepId, type Verdict } from "./proof-steps.ts";
import type { NamedRpc } from "./rpc.ts";

/** A CheckpointAnchor, read through a node of the reader's own. */
export interface AnchorChoice extends NamedRpc {
  contract: Hex;
  /** Who says that this is the contract. One that the file itself names shows nothing: anyone can deploy one. */
  source: "reader" | "site";
  /** The chain on which it stands, where that is known. */
  on?: { chainId: number; genesisHash: Hex };
}

/** Witnesses that the reader trusts by own choice. */
export interface TrustedWitnesses {
  addresses: readonly Hex[];
  quorum: number;
}

export interface KeptCheckpoint {
  origin: Origin;
  checkpoint: Checkpoint;
}

export interface ProofContext {
  /** Nodes of the log's chain. Two that do not belong together make the check worth more. */
  rpcs?: readonly NamedRpc[];
  anchors?: readonly AnchorChoice[];
  /** The chain and the log that the reader means: another chain with the same id is told apart by it. */
  deployment?: Pick<Deployment, "chainId" | "genesisHash" | "deployBlock" | "deployBlockHash" | "contracts">;
  /** A checkpoint that the reader kept from an earlier visit. */
  kept?: KeptCheckpoint;
  /** Path between two sizes, from whoever has it: it is checked, so nobody is trusted for it. */
  consistency?: (from: number, to: number) => Promise<Hex[]>;
  witnesses?: TrustedWitnesses;
  /** A checkpoint older than this is stale, in seconds. */
  maxAge?: number;
  /** Seconds since 1970; the machine's clock if not given. */
  now?: number;
}

/** Turns what went wrong into a step: an answer that is no proof is a failure, a node that fails is not. */
export async function attempt(id: StepId, level: Level, facts: Facts, work: () => Promise<Step>): Promise<Step> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof MingzhangError)) return step(id, level, "not tried", "unreachable", facts);
    if (cause.code === "PROOF_INVALID") {
      return step(id, level, "failed", "malformed", { ...facts, field: cause.field, value: cause.value });
    }
    if (cause.code === "PROOF_UNSUPPORTED") {
      return step(id, level, "not tried", "unsupported", { ...facts, field: cause.field, value: cause.value });
    }
    return step(id, level, "not tried", "unreachable", facts);
  }
}

/** What a file is that cannot be read: one failed step. Other errors pass through. */
export function unreadable(cause: unknown): Verdict {
  if (!(cause instanceof MingzhangError)) throw cause;
  const reason = cause.code === "PROOF_UNSUPPORTED" ? "version" : "malformed";
  const facts = { field: cause.field, value: cause.value };
  return { steps: [step("form", 0, "failed", reason, facts)], level: 0, failed: true };
}
