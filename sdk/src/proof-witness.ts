// Level 4 of a proof: who cosigned its checkpoint, whether they are a quorum, where it is anchored, how old it is.
import { type AnchorFinding, anchorFindings, isCounted } from "./proof-anchor.ts";
import type { SignedCheckpoint, Origin } from "./checkpoint.ts";
import { type Cosigners, type ContractWord, contractWords, recoverCosigners } from "./cosigners.ts";
import { timeText } from "./days.ts";
import type { Hex } from "./hex.ts";
import type { ProofContext, TrustedWitnesses } from "./proof-context.ts";
import { joined, type Step, step, type StepState } from "./proof-steps.ts";

/** What proof and manifest have in common. */
export interface Claim extends SignedCheckpoint {
  origin: Origin;
}

/**
 * Steps of level 4. Where they fail, nothing below is touched: the log may still be this one.
 * @param states what nodes of the log's chain show of it: where one passed, a header has the checkpoint's block and time
 */
export async function witnessSteps(
  claim: Claim,
  context: ProofContext,
  states: Promise<readonly Step[]>,
): Promise<Step[]> {
  const byKey = recoverCosigners(claim.origin, claim.checkpoint, claim.cosignatures);
  const { found, agreement } = await anchorFindings(claim, byKey, context);
  const recorded = new Set(found.filter(isCounted).flatMap(({ recorded: some }) => some));
  const cosigners = {
    ...byKey,
    signed: [...byKey.signed, ...recorded],
    unsigned: byKey.unsigned.filter(({ witness }) => !recorded.has(witness)),
  };
  const nodes = [...(context.rpcs ?? []), ...(context.anchors ?? [])];
  const words = await contractWords(cosigners, nodes);
  const signatures = signaturesStep(claim, cosigners, words);
  const quorums = trustedOf(context, found).map((trusted) => quorumStep(cosigners, words, trusted));
  const quorum = quorums.length > 0 ? quorums : [withoutWitnesses(cosigners, agreement)];
  const holds = ({ state }: Step) => state === "passed";
  const bound = [signatures, ...quorum].every(holds) || (await states).some(holds);
  return [
    signatures,
    ...words.map((one) => step("contracts", 4, "told", "", { ...one })),
    ...quorum,
    ...found.flatMap(({ steps }) => steps),
    ...agreement,
    freshStep(claim, context, bound, found),
  ];
}

function signaturesStep(
  { cosignatures }: Claim,
  { signed, unsigned }: Cosigners,
  words: readonly ContractWord[],
): Step {
  const wrong = unsigned.map(({ witness }) => witness).filter((one) => !words.some(({ witness }) => witness === one));
  const facts = { count: signed.length, signed: joined(signed), unsigned: joined(wrong) };
  if (wrong.length > 0) return step("signatures", 4, "failed", "wrong", facts);
  if (signed.length > 0) return step("signatures", 4, "passed", "", facts);
  return step("signatures", 4, "not tried", cosignatures.length === 0 ? "none" : "contracts", facts);
}

interface Trusted extends TrustedWitnesses {
  /** Who named them, which is also how the words differ. */
  source: "reader" | "kept" | "anchor" | "site" | "here";
  contract?: Hex;
  rpc?: string;
}

/**
 * Whose signatures count: those whom the reader names, or else those kept with a checkpoint, or else those of an anchor that the
 * reader named on another chain. Where there is none of these, those whom somebody else names: then it is only told.
 */
function trustedOf({ witnesses, kept = [] }: ProofContext, found: readonly AnchorFinding[]): Trusted[] {
  if (witnesses !== undefined) return [{ ...witnesses, source: "reader" }];
  const sets = kept.flatMap((one) => (one.witnesses === undefined ? [] : [one.witnesses]));
  if (sets.length > 0) return sets.map((set) => ({ ...set, source: "kept" }));
  const read = found.filter(({ state, doubted }) => state !== null && !doubted);
  const best = read.find(isCounted) ?? read.find(({ here }) => !here) ?? read[0];
  if (best?.state == null) return [];
  const { state, anchor, here } = best;
  const source = isCounted(best) ? "anchor" : here ? "here" : "site";
  const { contract, name: rpc } = anchor;
  return [{ addresses: state.witnesses, quorum: state.quorum, source, contract, rpc }];
}

/** Whether enough of them signed. */
function quorumStep({ signed }: Cosigners, words: readonly ContractWord[], trusted: Trusted): Step {
  const { addresses, quorum, source, contract = "", rpc = "" } = trusted;
  const known = new Set(addresses.map((address) => address.toLowerCase()));
  const counted = signed.filter((witness) => known.has(witness));
  const told = words.filter(({ witness }) => known.has(witness)).length;
  const facts = {
    have: counted.length,
    quorum,
    all: known.size,
    contract,
    rpc,
    told,
    known: joined([...known] as Hex[]),
    missing: joined([...known].filter((witness) => !signed.includes(witness as Hex)) as Hex[]),
  };
  const wanted = Math.max(1, quorum);
  if (counted.length >= wanted) {
    const state: StepState = source === "site" || source === "here" ? "told" : "passed";
    return step("quorum", 4, state, source, facts);
  }
  if (counted.length + told >= wanted) return step("quorum", 4, "told", "contracts", facts);
  if (signed.length === 0) return step("quorum", 4, "not tried", "unsigned", facts);
  return step("quorum", 4, "failed", source === "kept" ? "kept" : "missing", facts);
}

function withoutWitnesses({ signed }: Cosigners, agreement: readonly Step[]): Step {
  const doubted = agreement.some(({ state }) => state === "disagreement");
  const reason = doubted ? "doubted" : signed.length === 0 ? "unsigned" : "no-witnesses";
  return step("quorum", 4, "not tried", reason, { signed: joined(signed) });
}

/** Clocks may differ by this much, in seconds, before a time is called a future one. */
const CLOCKS = 600;

/** How old the checkpoint is. Its own word for its time counts only where a quorum, an anchor or a block's header binds it. */
function freshStep(
  { checkpoint }: Claim,
  { maxAge, now = Math.floor(Date.now() / 1000) }: ProofContext,
  bound: boolean,
  found: readonly AnchorFinding[],
): Step {
  const times = found.filter(isCounted).flatMap(({ time }) => (time === null ? [] : [time]));
  const time = bound ? checkpoint.time : times.length === 0 ? null : Math.max(...times);
  if (time === null) return step("fresh", 4, "not tried", "unbound", { time: timeText(BigInt(checkpoint.time)) });
  const age = Math.max(0, now - time);
  const facts = { time: timeText(BigInt(time)), days: Math.floor(age / 86_400) };
  if (maxAge === undefined) return step("fresh", 4, "not tried", "no-limit", facts);
  const limit = { ...facts, limit: Math.floor(maxAge / 86_400) };
  if (time > now + CLOCKS) return step("fresh", 4, "failed", "future", limit);
  return step("fresh", 4, age > maxAge ? "failed" : "passed", age > maxAge ? "stale" : "", limit);
}
