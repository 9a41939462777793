// Level 4 of a proof: who cosigned its checkpoint, whether they are a quorum, where it is anchored, how old it is.
import { type AnchorState, readAnchor, readStanding } from "./anchor-read.ts";
import { checkpointDigest, type SignedCheckpoint, type Origin } from "./checkpoint.ts";
import { type Cosigners, recoverCosigners } from "./cosigners.ts";
import { timeText } from "./days.ts";
import type { Hex } from "./hex.ts";
import { type AnchorChoice, attempt, type ProofContext } from "./proof-context.ts";
import { pathBetween } from "./proof-log.ts";
import { joined, type Step, step } from "./proof-steps.ts";
import { readHeader } from "./receipts.ts";
import { verifyConsistency } from "./verify.ts";

/** What proof and manifest have in common. */
export interface Claim extends SignedCheckpoint {
  origin: Origin;
}

/** Steps of level 4. Where they fail, nothing below is touched: the log may still be this one. */
export async function witnessSteps(claim: Claim, context: ProofContext): Promise<Step[]> {
  const anchors = context.anchors ?? [];
  const found = await Promise.all(anchors.map((anchor) => anchorStep(claim, anchor, context)));
  const rpcs = [...(context.rpcs ?? []), ...anchors].map(({ rpc }) => rpc);
  const cosigners = await recoverCosigners(claim.origin, claim.checkpoint, claim.cosignatures, rpcs);
  const read = found.find(({ state }) => state !== null);
  return [
    signaturesStep(claim, cosigners),
    quorumStep(cosigners, context, read === undefined ? null : read),
    ...found.map(({ step: one }) => one),
    ...agreementOf(found),
    freshStep(claim, context),
  ];
}

function signaturesStep({ cosignatures }: Claim, { signed, unsigned }: Cosigners): Step {
  const facts = { count: signed.length, signed: joined(signed), unsigned: joined(unsigned) };
  if (cosignatures.length === 0) return step("signatures", 4, "not tried", "none", facts);
  return step("signatures", 4, unsigned.length > 0 ? "failed" : "passed", unsigned.length > 0 ? "wrong" : "", facts);
}

/** Whether enough of the witnesses signed that the reader trusts, or else that an anchor names. */
function quorumStep({ signed }: Cosigners, { witnesses }: ProofContext, read: AnchorFinding | null): Step {
  const trusted =
    witnesses !== undefined
      ? { ...witnesses, source: "reader", contract: "", rpc: "" }
      : read?.state != null
        ? {
            addresses: read.state.witnesses,
            quorum: read.state.quorum,
            source: read.anchor.source === "reader" ? "anchor" : "site-anchor",
            contract: read.anchor.contract,
            rpc: read.anchor.name,
          }
        : null;
  if (trusted === null) {
    const reason = signed.length === 0 ? "unsigned" : "no-witnesses";
    return step("quorum", 4, "not tried", reason, { signed: joined(signed) });
  }
  const known = new Set(trusted.addresses.map((address) => address.toLowerCase()));
  const counted = signed.filter((witness) => known.has(witness));
  const { source, contract, rpc, quorum } = trusted;
  const facts = {
    have: counted.length,
    quorum,
    all: known.size,
    source,
    contract,
    rpc,
    signed: joined(counted),
    missing: joined([...known].filter((witness) => !signed.includes(witness as Hex)) as Hex[]),
    strangers: joined(signed.filter((witness) => !known.has(witness))),
  };
  if (counted.length >= Math.max(1, quorum)) return step("quorum", 4, "passed", source, facts);
  if (signed.length === 0) return step("quorum", 4, "not tried", "unsigned", facts);
  return step("quorum", 4, "failed", "missing", facts);
}

interface AnchorFinding {
  anchor: AnchorChoice;
  step: Step;
  /** Null where the contract did not answer, or is of another log. */
  state: AnchorState | null;
}

/** Whether a CheckpointAnchor holds the checkpoint, or a later one that continues it, and knows of no fork. */
async function anchorStep(claim: Claim, anchor: AnchorChoice, context: ProofContext): Promise<AnchorFinding> {
  const { name, rpc, contract, source, on } = anchor;
  const { origin, checkpoint, anchors } = claim;
  let state: AnchorState | null = null;
  const found = await attempt("anchor", 4, { rpc: name, contract, source }, async () => {
    if (on !== undefined) {
      const other = await otherChain(anchor, on);
      if (other !== null) return other;
    }
    const [read, standing] = await Promise.all([
      readAnchor(rpc, contract),
      readStanding(rpc, contract, checkpointDigest(origin, checkpoint)),
    ]);
    const { chainId, latest, forks } = read;
    const facts = { rpc: name, contract, source, chainId, forks, size: checkpoint.size, latest: latest?.size ?? 0 };
    if (read.origin.chainId !== origin.chainId || read.origin.trail !== origin.trail) {
      return step("anchor", 4, "failed", "origin", { ...facts, trail: read.origin.trail });
    }
    state = read;
    if (forks > 0) return step("anchor", 4, "failed", "forks", facts);
    // On the log's own chain it gathers signatures, but whoever rewrites that chain rewrites it too.
    const here = chainId === origin.chainId;
    if (standing.anchoredAt > 0) {
      return step("anchor", 4, here ? "not tried" : "passed", here ? "here" : "", {
        ...facts,
        time: timeText(BigInt(standing.anchoredAt)),
      });
    }
    const claimed = anchors.some((one) => one.chainId === chainId && one.contract === contract);
    if (claimed) return step("anchor", 4, "failed", "claimed", facts);
    if (latest === null) return step("anchor", 4, "not tried", "nothing", facts);
    const [older, newer] = checkpoint.size <= latest.size ? [checkpoint, latest] : [latest, checkpoint];
    const path = await pathBetween(context.consistency, older.size, newer.size);
    if (path === null) return step("anchor", 4, "not tried", "no-path", facts);
    if (!verifyConsistency(older.size, older.root, newer.size, newer.root, path)) {
      return step("anchor", 4, "failed", "fork", facts);
    }
    if (newer === checkpoint) return step("anchor", 4, "not tried", "newer", facts);
    return step("anchor", 4, here ? "not tried" : "passed", here ? "here" : "later", facts);
  });
  return { anchor, step: found, state };
}

/** Null where the node is of the chain on which the contract stands. */
async function otherChain(
  { name, rpc, contract }: AnchorChoice,
  { chainId, genesisHash }: NonNullable<AnchorChoice["on"]>,
): Promise<Step | null> {
  const found = Number(await rpc.request({ method: "eth_chainId", params: [] }));
  const facts = { rpc: name, contract, chainId: found, wanted: chainId };
  if (found !== chainId) return step("anchor", 4, "not tried", "other-chain", facts);
  const first = readHeader(await rpc.request({ method: "eth_getBlockByNumber", params: ["0x0", false] })).hash;
  if (first === genesisHash.toLowerCase()) return null;
  return step("anchor", 4, "failed", "genesis", { ...facts, found: first, known: genesisHash });
}

/** Two nodes that were asked for the same contract have to say the same of it. */
function agreementOf(found: readonly AnchorFinding[]): Step[] {
  return found.flatMap(({ anchor, state, step: one }, i) => {
    const other = found
      .slice(0, i)
      .find(
        ({ anchor: before, state: read }) => before.contract === anchor.contract && read?.chainId === state?.chainId,
      );
    if (state === null || other?.state == null) return [];
    const same = one.state === other.step.state && one.reason === other.step.reason;
    const facts = { first: other.anchor.name, second: anchor.name };
    return [step("agreement", 4, same ? "passed" : "disagreement", "anchor", facts)];
  });
}

function freshStep({ checkpoint }: Claim, { maxAge, now = Math.floor(Date.now() / 1000) }: ProofContext): Step {
  const age = Math.max(0, now - checkpoint.time);
  const facts = { time: timeText(BigInt(checkpoint.time)), seconds: age, days: Math.floor(age / 86_400) };
  if (maxAge === undefined) return step("fresh", 4, "not tried", "no-limit", facts);
  const limit = { ...facts, limit: Math.floor(maxAge / 86_400) };
  return step("fresh", 4, age > maxAge ? "failed" : "passed", age > maxAge ? "stale" : "", limit);
}
