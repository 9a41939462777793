// Looks for the checkpoint that a witness should sign, and checks in this browser that it continues what was signed before.
import type { ChainRecord, Deployment } from "@mingzhang/sdk/api";
import type { ForkEvidence } from "@mingzhang/sdk/api-checkpoints";
import type { ConsistencyPath, LogHead } from "@mingzhang/sdk/api-log";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { verifyConsistency } from "@mingzhang/sdk/verify";
import { isAddressEqual, type Client, type Hex } from "viem";
import { onSameChain } from "@/features/check/same-chain";
import { askJson } from "../data/api";
import { checkpointAt, hasSigned, isSame, originOf, readAnchorView, type AnchorView, type Gathered } from "./chain";
import type { Signed } from "./kept";

/** What was signed before: kept here, or on the chain, whichever is larger. */
export interface Before extends Signed {
  from: "here" | "chain";
}

export interface ToCosign {
  kind: "ready";
  checkpoint: Checkpoint;
  /** To the latest anchored one, as the anchor wants it. */
  path: Hex[];
  before: Before | null;
  /** Who has signed the same already, and how many are needed. */
  others: number;
  quorum: number;
}

export type Look =
  | ToCosign
  | { kind: "stranger"; witnesses: readonly Hex[] }
  | { kind: "idle"; size: number }
  | { kind: "fork"; before: Checkpoint; now: Checkpoint; evidence: ForkEvidence }
  | { kind: "unproven"; why: "site" | "chain" | "behind"; from: number; to: number }
  | { kind: "failed"; failure: "address" | "chain" };

/** Throws PortalError or viem's errors where the site or the node does not answer: then nothing is signed. */
export async function look(rpc: string, deployment: Deployment, witness: Hex, kept: Signed | null): Promise<Look> {
  const client = await onSameChain(rpc, deployment);
  if ("done" in client) return { kind: "failed", failure: client.failure };
  const view = await readAnchorView(client, deployment);
  if (!view.witnesses.some((address) => isAddressEqual(address, witness))) {
    return { kind: "stranger", witnesses: view.witnesses };
  }
  const before = largest(kept, view, witness);
  // The chain has to say at the block that was signed what it said then, whatever this site says.
  if (before !== null) {
    const now = await checkpointAt(client, deployment, before.checkpoint.blockNumber).catch(notThere);
    if (now === null) return { kind: "unproven", why: "behind", from: before.checkpoint.size, to: 0 };
    if (!isSame(now, before.checkpoint)) return forkOf(deployment, view, witness, before, now);
  }
  const candidate = await candidateOf(client, deployment, view, witness, before?.checkpoint.size ?? 0);
  if (candidate === null || candidate.size < (before?.checkpoint.size ?? 0)) {
    return { kind: "idle", size: before?.checkpoint.size ?? view.latest?.size ?? 0 };
  }
  const to = candidate.size;
  if (!isSame(await checkpointAt(client, deployment, candidate.blockNumber), candidate)) {
    return { kind: "unproven", why: "chain", from: before?.checkpoint.size ?? 0, to };
  }
  for (const earlier of [before?.checkpoint ?? null, view.latest]) {
    if (earlier !== null && (await pathTo(earlier, candidate)) === null) {
      return { kind: "unproven", why: "site", from: earlier.size, to };
    }
  }
  const path = view.latest === null ? [] : ((await pathTo(view.latest, candidate)) ?? []);
  const same = view.gathered.find(({ checkpoint }) => isSame(checkpoint, candidate));
  return {
    kind: "ready",
    checkpoint: candidate,
    path,
    before,
    others: same?.cosignatures.length ?? 0,
    quorum: view.quorum,
  };
}

function largest(kept: Signed | null, { gathered }: AnchorView, witness: Hex): Before | null {
  const signed = gathered.flatMap(({ checkpoint, cosignatures }): Before[] => {
    const own = cosignatures.find((each) => isAddressEqual(each.witness, witness));
    return own === undefined ? [] : [{ checkpoint, signature: own.signature, from: "chain" }];
  });
  const all: Before[] = kept === null ? signed : [{ ...kept, from: "here" }, ...signed];
  return all.reduce<Before | null>(
    (best, one) => (best === null || one.checkpoint.size > best.checkpoint.size ? one : best),
    null,
  );
}

/** The largest one that others signed and this witness did not, so that signatures meet; else the log as it is now. */
async function candidateOf(
  client: Client,
  deployment: Deployment,
  { gathered, latest }: AnchorView,
  witness: Hex,
  signedSize: number,
): Promise<Checkpoint | null> {
  const open = gathered
    .filter((one) => one.checkpoint.size >= (latest?.size ?? 0) && !hasSigned(one, witness))
    .toSorted((a, b) => b.checkpoint.size - a.checkpoint.size);
  for (const { checkpoint } of open) {
    // Someone else's false one is not signed, and does not keep the true one back.
    const now = await checkpointAt(client, deployment, checkpoint.blockNumber).catch(notThere);
    if (now !== null && isSame(now, checkpoint)) return checkpoint;
  }
  const { size } = await askJson<LogHead>("/data/v1/log");
  if (size <= Math.max(signedSize, latest?.size ?? 0)) return null;
  // At the block of its last record, so that all who see it name the same one.
  const { block } = await askJson<ChainRecord>(`/data/v1/records/${size - 1}`);
  return checkpointAt(client, deployment, block.number);
}

/** A node that lacks the block is behind, or of a chain that was begun anew; one that does not answer is another matter. */
function notThere(cause: unknown): null {
  if (cause instanceof Error && cause.name === "BlockNotFoundError") return null;
  throw cause;
}

/** The consistency path that this site gives, if it proves what it should; null if not. */
async function pathTo(earlier: Checkpoint, later: Checkpoint): Promise<Hex[] | null> {
  // The anchor wants the path whichever of the two is larger.
  const [small, large] = earlier.size <= later.size ? [earlier, later] : [later, earlier];
  const asked = `/data/v1/log/consistency?from=${small.size}&to=${large.size}`;
  const { path } = await askJson<ConsistencyPath>(asked);
  return verifyConsistency(small.size, small.root, large.size, large.root, path) ? path : null;
}

/** What was signed and what the chain says now at the same block, as a file for others. */
function forkOf(
  deployment: Deployment,
  { gathered }: AnchorView,
  witness: Hex,
  { checkpoint, signature }: Before,
  now: Checkpoint,
): Look {
  // With a signature of somebody under another root of the same size, the file proves the fork to the contract as well.
  const rival: Gathered | undefined = gathered.find(
    (one) => one.checkpoint.size === checkpoint.size && one.checkpoint.root !== checkpoint.root,
  );
  const evidence: ForkEvidence = {
    format: "mingzhang-fork",
    version: 1,
    origin: originOf(deployment),
    a: { checkpoint, cosignatures: [{ witness, signature }] },
    b: {
      checkpoint: rival?.checkpoint ?? now,
      cosignatures: (rival?.cosignatures ?? []).toSorted((a, b) =>
        a.witness.toLowerCase() < b.witness.toLowerCase() ? -1 : 1,
      ),
    },
  };
  return { kind: "fork", before: checkpoint, now: rival?.checkpoint ?? now, evidence };
}
