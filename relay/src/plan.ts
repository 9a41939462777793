// Finds out, without sending anything, what an act would do and what can follow it at once.
import type { RelayReason } from "@mingzhang/sdk/api-relay";
import type { State } from "@mingzhang/sdk/cases/body";
import { decodeStep } from "@mingzhang/sdk/cases/step";
import { numberOf, STATUSES, wordByNumber } from "@mingzhang/sdk/cases/words";
import type { Hex } from "@mingzhang/sdk/hex";
import {
  callOf,
  decideAndExecuteCall,
  executeCall,
  readResults,
  readState,
  readSubmitted,
  ruleCall,
  stateCall,
  together,
} from "./acts/calls.ts";
import { isCosignAct } from "./acts/checkpoints.ts";
import { isFindingAct } from "./acts/findings.ts";
import type { Act, Body, CaseAct } from "./acts/schema.ts";
import { CallRefused, type Chain } from "./chain/chain.ts";
import { explain, ownReason } from "./chain/explain.ts";
import { type Targets, targetOf } from "./chain/suite.ts";

/** A procedure has 16 steps at most, and one execution. */
const MAX_FOLLOWING = 17;

const EXECUTED = numberOf(STATUSES, "executed", "status");

export interface Plan {
  case: Hex;
  /** The act, and what follows it in the same transaction. */
  calls: Hex[];
  /** Why something that was due does not follow. */
  notFollowed: RelayReason | null;
}

/**
 * Tries an act on top of what is pending, then the rules that are to decide next and the execution, as far as they succeed.
 * @param before calls about the same case or finding that go before it in the same transaction
 * @throws CallRefused if the act itself is refused
 */
export async function planAct(
  chain: Chain,
  suite: Targets,
  act: Act,
  id: Hex,
  before: readonly Hex[] = [],
): Promise<Plan> {
  if (isCosignAct(act)) {
    // The anchor takes no batch: what is on its way for the same checkpoint is mined before.
    const call = callOf(act);
    await chain.call(suite.anchor, call);
    return { case: id, calls: [call], notFollowed: null };
  }
  if (isFindingAct(act)) {
    const calls = [callOf(act)];
    await chain.call(targetOf(suite, act), together([...before, ...calls]));
    return { case: id, calls, notFollowed: null };
  }
  const { approvals } = suite;
  const stateAfter = async (calls: readonly Hex[]): Promise<State> => {
    const results = readResults(await chain.call(approvals, together([...before, ...calls, stateCall(id)])));
    const last = results.at(-1);
    if (last === undefined) throw new Error("A multicall answered nothing.");
    return readState(last);
  };
  const calls = [callOf(act)];
  // What follows a submission is planned once it is mined: then its body is known.
  if (act.act === "submit")
    return { case: await submitted(chain, approvals, [...before, ...calls]), calls, notFollowed: null };
  let state = await stateAfter(calls);
  for (let count = 0; count < MAX_FOLLOWING; count += 1) {
    const following = followingCall(act, id, state);
    if (following === null) break;
    if (typeof following !== "string") return { case: id, calls, notFollowed: following };
    try {
      state = await stateAfter([...calls, following]);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      return { case: id, calls, notFollowed: explain(error) };
    }
    calls.push(following);
  }
  // One call instead of two gives the body once.
  if (act.act === "decide" && act.payload !== undefined && calls.length === 2 && state.status === EXECUTED) {
    return { case: id, calls: [decideAndExecuteCall(act, act.payload)], notFollowed: null };
  }
  return { case: id, calls, notFollowed: null };
}

/** Number of the case that the last of these calls submits. */
async function submitted(chain: Chain, approvals: Hex, calls: readonly Hex[]): Promise<Hex> {
  const result = await chain.call(approvals, together(calls));
  const last = calls.length === 1 ? result : readResults(result).at(-1);
  if (last === undefined) throw new Error("A multicall answered nothing.");
  return readSubmitted(last);
}

/** The next call that anyone may make, a reason why the relay cannot, or null if it is somebody's turn or the end. */
function followingCall(act: Exclude<CaseAct, { act: "submit" }>, id: Hex, state: State): Hex | RelayReason | null {
  const status = wordByNumber(STATUSES, state.status)?.name;
  const payload = "payload" in act ? act.payload : undefined;
  if (status === "approved") {
    if (payload !== undefined) return executeCall(id, act.body, payload);
    return ownReason("The case is approved. It was not executed at once, for the payload was not given with the act.");
  }
  if (status !== "open") return null;
  const step = openRule(act.body, state);
  if (step === null || payload === undefined) return null;
  return ruleCall(id, act.body, step, payload);
}

/** Index of a step of the present stage that a rule is to decide, or null. */
export function openRule(body: Pick<Body, "steps">, state: Pick<State, "stage" | "done">): number | null {
  for (const [place, word] of body.steps.entries()) {
    const step = decodeStep(word);
    if (step.isRule && step.stage === state.stage && (state.done & (1 << place)) === 0) return step.index;
  }
  return null;
}
