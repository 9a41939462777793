// Verifies a portable proof step by step, and says which level it reaches. docs/PROOFS.md has the rules.
import { type PortableProof, parseProof } from "./proof.ts";
import { guarded, type ProofContext, unreadable } from "./proof-context.ts";
import { keptSteps, pathStep, stateStep } from "./proof-log.ts";
import { type RecordClaim, type RecordFinding, recordSteps } from "./proof-record.ts";
import { ceiling, isFailed, type Level, type Step, step, type Verdict } from "./proof-steps.ts";
import { type Claim, witnessSteps } from "./proof-witness.ts";

/** Checks a proof by what the reader brings. Never throws for what a proof or a node says: it is a step. */
export async function verifyProof(proof: PortableProof, given: ProofContext = {}): Promise<Verdict> {
  const context = guarded(given);
  const { rpcs = [], deployment } = context;
  const form = step("form", 0, "passed", "", {
    number: proof.record.number,
    chainId: proof.origin.chainId,
    trail: proof.origin.trail,
  });
  const records = Promise.all(rpcs.map((rpc) => recordSteps(proof, rpc, deployment)));
  const log = await logSteps(proof, context, proof.record.number, records);
  const nodes = rpcs.length === 0 ? withoutNodes() : (await records).flatMap(({ steps }) => steps);
  const steps = [form, ...originStep(proof, deployment), ...nodes, ...log.agreement, pathStep(proof), ...log.steps];
  return verdictOf(steps.toSorted((a, b) => a.level - b.level));
}

/** What nodes, kept checkpoints and witnesses say of a checkpoint, whether a proof's or a manifest's. */
export async function logSteps(
  claim: Claim,
  context: ProofContext,
  number: number,
  records: Promise<readonly RecordFinding[]>,
): Promise<{ agreement: Step[]; steps: Step[] }> {
  const { rpcs = [], consistency } = context;
  const asked = Promise.all(rpcs.map((rpc) => stateStep(claim, rpc, consistency)));
  // A node of another chain has nothing to say about this one.
  const onChain = Promise.all([asked, records]).then(([states, found]) =>
    states.map((state, i) => (found[i]?.sameChain === true ? state : otherChain(state))),
  );
  const [kept, witnesses] = await Promise.all([
    keptSteps(claim, context, number),
    witnessSteps(claim, context, onChain),
  ]);
  const names = rpcs.map(({ name }) => name);
  const states = rpcs.length === 0 ? [step("state", 3, "not tried", "no-rpc")] : await onChain;
  return { agreement: agreement(names, await records, await asked), steps: [...states, ...kept, ...witnesses] };
}

/** The same from a file's text. What is no proof is a verdict too. */
export async function verifyProofFile(text: string, context: ProofContext = {}): Promise<Verdict> {
  let proof: PortableProof;
  try {
    proof = parseProof(text);
  } catch (cause) {
    return unreadable(cause);
  }
  return verifyProof(proof, context);
}

/** The level that steps reach. Steps may be added to a verdict's and counted anew. */
export function verdictOf(steps: readonly Step[]): Verdict {
  const passed = (...ids: Step["id"][]) =>
    ids.every((id) => steps.some((one) => one.id === id && one.state === "passed"));
  // A proof's record by its path, an export's rows all together. Of no rows nothing is shown.
  const isEmpty = steps.some(({ id, facts }) => id === "rows" && facts.rows === 0);
  const isUnderRoot = passed("path") || (passed("root") && !isEmpty);
  const isVouched = isUnderRoot && (passed("signatures", "quorum") || passed("anchor"));
  const reached: Level[] = [
    0,
    passed("event") ? 1 : 0,
    passed("event", "header", "receipts") ? 2 : 0,
    // A quorum vouches for the log too; for event and block it does not: those a node has to show.
    isVouched || (isUnderRoot && (passed("state") || steps.some(isCovering))) ? 3 : 0,
    isVouched ? 4 : 0,
  ];
  const most = ceiling(steps);
  const level = Math.max(...reached.filter((one) => one <= most)) as Level;
  return { steps: [...steps], level, failed: isFailed(steps) };
}

/** A kept checkpoint that is older than the record does not hold it. */
function isCovering({ id, state, reason }: Step): boolean {
  return id === "kept" && state === "passed" && reason !== "record-later";
}

/** Whether the proof is of the log that the reader means. */
export function originStep({ origin }: Pick<RecordClaim, "origin">, deployment: ProofContext["deployment"]): Step[] {
  if (deployment === undefined) return [];
  const trail = deployment.contracts.auditTrail.toLowerCase();
  const facts = { chainId: origin.chainId, trail: origin.trail, wantedId: deployment.chainId, wantedTrail: trail };
  const same = origin.chainId === deployment.chainId && origin.trail === trail;
  return [step("origin", 0, same ? "passed" : "failed", "", facts)];
}

export function withoutNodes(): Step[] {
  return [
    step("event", 1, "not tried", "no-rpc"),
    step("header", 2, "not tried", "no-rpc"),
    step("receipts", 2, "not tried", "no-rpc"),
  ];
}

function otherChain(state: Step): Step {
  return step("state", 3, "not tried", "other-chain", { rpc: state.facts.rpc ?? "" });
}

/** Two nodes that answer have to say the same about record, block and log; which of them is wrong cannot be told here. */
export function agreement(
  names: readonly string[],
  records: readonly RecordFinding[],
  states: readonly Step[],
): Step[] {
  const answered = records.flatMap(({ steps, sender }, i) => {
    const all = [...steps, ...states.slice(i, i + 1)].filter(({ state }) => state !== "not tried");
    // A node that did not answer at all says nothing that could differ.
    return all.length === 0 ? [] : [{ name: names[i] ?? "", all, sender }];
  });
  return answered.slice(1).flatMap((one) => {
    const first = answered[0];
    if (first === undefined) return [];
    const differing = one.all.filter(({ id, state, reason }) => {
      const other = first.all.find((found) => found.id === id);
      return other !== undefined && (other.state !== state || other.reason !== reason);
    });
    const facts = { first: first.name, second: one.name, about: differing.map(({ id }) => id).join(", ") };
    const same =
      differing.length === 0 && (one.sender === null || first.sender === null || one.sender === first.sender);
    return [step("agreement", 1, same ? "passed" : "disagreement", "", facts)];
  });
}
