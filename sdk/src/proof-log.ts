// Level 3 of a proof: record, path and checkpoint; the log in the chain's state; a checkpoint that the reader kept.
import type { Checkpoint, Origin } from "./checkpoint.ts";
import type { Hex } from "./hex.ts";
import { leafOf, type PortableProof } from "./proof.ts";
import { attempt, type KeptCheckpoint, type ProofContext } from "./proof-context.ts";
import { type Step, step } from "./proof-steps.ts";
import { type Header, readHeader } from "./receipts.ts";
import { type NamedRpc, orNull, type Rpc } from "./rpc.ts";
import { logOf, logSlots, provenStorage, sealedSlot, SIZE_SLOT, sizeOf, slotKey } from "./state-proof.ts";
import { verifyConsistency, verifyInclusion } from "./verify.ts";

/** Record, stamp and leaf are computed; the path has to lead from the leaf to the checkpoint's root. */
export function pathStep({ record, path, checkpoint }: PortableProof): Step {
  const { leaf } = leafOf(record);
  const facts = { number: record.number, size: checkpoint.size, root: checkpoint.root, leaf };
  const [, topic] = record.topics;
  if (topic === undefined || BigInt(topic) !== BigInt(record.number)) {
    return step("path", 3, "failed", "number", { ...facts, found: topic ?? "" });
  }
  if (record.block > checkpoint.blockNumber || record.time > checkpoint.time) {
    return step("path", 3, "failed", "later", { ...facts, block: record.block, checkpoint: checkpoint.blockNumber });
  }
  if (record.block === checkpoint.blockNumber && record.blockHash !== checkpoint.blockHash) {
    return step("path", 3, "failed", "block", { ...facts, block: record.block });
  }
  const holds = verifyInclusion(leaf, record.number, checkpoint.size, checkpoint.root, path);
  return step("path", 3, holds ? "passed" : "failed", holds ? "" : "root", facts);
}

/** Whether the chain's log had the checkpoint's size and root, by the state under its block, or under the latest one. */
export async function stateStep(
  { origin, checkpoint }: Pick<PortableProof, "origin" | "checkpoint">,
  { name, rpc }: NamedRpc,
  consistency: ProofContext["consistency"],
): Promise<Step> {
  const facts = { rpc: name, size: checkpoint.size, root: checkpoint.root, block: checkpoint.blockNumber };
  return attempt("state", 3, facts, async () => {
    const block = await rpc.request({ method: "eth_getBlockByHash", params: [checkpoint.blockHash, false] });
    if (block === null) return step("state", 3, "failed", "no-block", facts);
    const header = readHeader(block);
    const sameBlock =
      header.hash === checkpoint.blockHash &&
      header.number === BigInt(checkpoint.blockNumber) &&
      header.time === BigInt(checkpoint.time);
    if (!sameBlock) return step("state", 3, "failed", "block", { ...facts, found: header.hash });
    const slots = logSlots(BigInt(checkpoint.size));
    const answer = await orNull(proofAt(rpc, origin, slots, header.number));
    if (answer === null) return headStep(origin, checkpoint, name, rpc, consistency);
    const log = logOf(provenStorage(header.stateRoot, origin.trail, slots, answer), BigInt(checkpoint.size));
    if (log === null) return step("state", 3, "failed", "size", facts);
    if (log.root !== checkpoint.root) return step("state", 3, "failed", "root", { ...facts, found: log.root });
    return step("state", 3, "passed", "", facts);
  });
}

/**
 * For nodes that have forgotten the state of old blocks: the log as it is now has to continue the checkpoint, by a
 * consistency path, or to have sealed this root under this size.
 */
async function headStep(
  origin: Origin,
  checkpoint: Checkpoint,
  name: string,
  rpc: Rpc,
  consistency: ProofContext["consistency"],
): Promise<Step> {
  const head = readHeader(await rpc.request({ method: "eth_getBlockByNumber", params: ["latest", false] }));
  const facts = { rpc: name, size: checkpoint.size, root: checkpoint.root, block: Number(head.number) };
  const sealed = sealedSlot(BigInt(checkpoint.size));
  const first = [SIZE_SLOT, sealed];
  const answer = await orNull(proofAt(rpc, origin, first, head.number));
  if (answer === null) return step("state", 3, "not tried", "no-state", facts);
  const slots = provenStorage(head.stateRoot, origin.trail, first, answer);
  const size = sizeOf(slots) ?? 0n;
  const kept = slots.get(sealed) ?? 0n;
  const more = { ...facts, now: Number(size) };
  if (size < BigInt(checkpoint.size)) return step("state", 3, "failed", "size", more);
  if (kept !== 0n) {
    const holds = slotKey(kept) === checkpoint.root;
    return step("state", 3, holds ? "passed" : "failed", holds ? "sealed" : "root", { ...more, found: slotKey(kept) });
  }
  const root = await rootAt(origin, size, head, rpc);
  if (root === null) return step("state", 3, "not tried", "no-state", more);
  const path = await pathBetween(consistency, checkpoint.size, Number(size));
  if (path === null) return step("state", 3, "not tried", "no-path", more);
  const holds = verifyConsistency(checkpoint.size, checkpoint.root, size, root, path);
  return step("state", 3, holds ? "passed" : "failed", "head", more);
}

async function rootAt(origin: Origin, size: bigint, head: Header, rpc: Rpc): Promise<Hex | null> {
  const slots = logSlots(size);
  const answer = await proofAt(rpc, origin, slots, head.number);
  return logOf(provenStorage(head.stateRoot, origin.trail, slots, answer), size)?.root ?? null;
}

function proofAt(rpc: Rpc, { trail }: Origin, slots: readonly bigint[], block: bigint): Promise<unknown> {
  const params = [trail, slots.map(slotKey), `0x${block.toString(16)}`];
  return rpc.request({ method: "eth_getProof", params });
}

/**
 * Path between two sizes; empty for equal ones, null where nobody gives one. Whatever stops it from coming, a refusal, an answer
 * of 404 or junk, it is not there, and no caller passes that over.
 */
export async function pathBetween(
  consistency: ProofContext["consistency"],
  from: number,
  to: number,
): Promise<Hex[] | null> {
  if (from === to) return [];
  return (await consistency?.(from, to).catch(() => null)) ?? null;
}

/**
 * Whether the checkpoint and the one that the reader kept are of one history. Of a record that came after the kept one this
 * shows only that nothing before it was touched.
 * @param number of the record
 */
export async function keptStep(
  { origin, checkpoint }: Pick<PortableProof, "origin" | "checkpoint">,
  kept: KeptCheckpoint,
  consistency: ProofContext["consistency"],
  number = 0,
): Promise<Step> {
  const { size, root } = kept.checkpoint;
  const facts = { kept: size, keptRoot: root, size: checkpoint.size, root: checkpoint.root };
  if (kept.origin.chainId !== origin.chainId || kept.origin.trail.toLowerCase() !== origin.trail) {
    return step("kept", 3, "failed", "origin", { ...facts, chainId: kept.origin.chainId, trail: kept.origin.trail });
  }
  if (size === 0) return step("kept", 3, "not tried", "empty", facts);
  const [older, newer] = size <= checkpoint.size ? [kept.checkpoint, checkpoint] : [checkpoint, kept.checkpoint];
  const path = await pathBetween(consistency, older.size, newer.size);
  if (path === null) return step("kept", 3, "withheld", "", facts);
  const holds = verifyConsistency(older.size, older.root, newer.size, newer.root, path);
  if (!holds) return step("kept", 3, "failed", "fork", facts);
  if (number >= size) return step("kept", 3, "passed", "record-later", facts);
  const { blockHash } = kept.checkpoint;
  // One log can be looked at after several blocks; which of the two it was, a root does not say.
  if (size !== checkpoint.size || blockHash === checkpoint.blockHash) return step("kept", 3, "passed", "", facts);
  return step("kept", 3, "passed", "other-block", { ...facts, block: checkpoint.blockHash, keptBlock: blockHash });
}

/** A step for each kept checkpoint; `not tried` where there is none. */
export async function keptSteps(
  claim: Pick<PortableProof, "origin" | "checkpoint">,
  { kept = [], beside = [], consistency }: ProofContext,
  number: number,
): Promise<Step[]> {
  const own = kept.map((one) => keptStep(claim, one, consistency, number));
  const others = beside.map(async (one) => {
    const found = await keptStep(claim, one, consistency, number);
    return found.state === "passed" ? { ...found, state: "told" as const, reason: "beside" } : found;
  });
  const found = await Promise.all([...own, ...others]);
  return kept.length > 0 ? found : [step("kept", 3, "not tried", "none"), ...found];
}
