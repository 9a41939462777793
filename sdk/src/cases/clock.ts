// What time does to a case, computed as contracts/approvals/CaseClock.sol does: a state, its body and a moment are enough.
import { MingzhangError } from "../errors.ts";
import type { Body, State } from "./body.ts";
import { decodeStep, type Step } from "./step.ts";
import { type DutyName, nameOf, numberOf, type StatusName, STATUSES } from "./words.ts";

/** IServiceApprovals.Effective: the state as it is in effect, silence and expiry counted in. */
export interface Effective {
  status: StatusName;
  stage: number;
  /** When the present stage's earliest open step is due, or correction or execution; seconds, 0 for no limit. */
  due: number;
  overdue: boolean;
  /** Whether `lapse` would change something on chain. */
  lapsable: boolean;
}

/** A step that waits for a decision. */
export interface OpenStep {
  step: Step;
  /** Place in Body.steps. */
  place: number;
  /** Duty that decides now; null for a rule. */
  duty: DutyName | null;
  /** Party whose officials decide; with `escalated`, those of the agency above it. */
  agency: number;
  escalated: boolean;
  /** Seconds; 0 for no limit. */
  due: number;
  overdue: boolean;
}

const OPEN = numberOf(STATUSES, "open", "status");
const RETURNED = numberOf(STATUSES, "returned", "status");
const APPROVED = numberOf(STATUSES, "approved", "status");
const REJECTED = numberOf(STATUSES, "rejected", "status");
const WITHDRAWN = numberOf(STATUSES, "withdrawn", "status");
const EXPIRED = numberOf(STATUSES, "expired", "status");

/**
 * What `effectiveStateOf` answers at a moment. Throws CASE_INVALID for a state of no case.
 * @param now seconds since 1970, the time of a block
 */
export function effectiveState(state: State, body: Pick<Body, Limits>, now: number): Effective {
  const { lapsed, changed } = lapse(state, body, now);
  const due = dueOf(lapsed, body);
  const status = nameOf(STATUSES, lapsed.status, "status");
  return { status, stage: lapsed.stage, due, overdue: due !== 0 && now > due, lapsable: changed };
}

/** Steps that wait for a decision at a moment, in order of the route; none unless the case is open then. */
export function openSteps(state: State, body: Pick<Body, Limits>, now: number): OpenStep[] {
  const { lapsed } = lapse(state, body, now);
  if (lapsed.status !== OPEN) return [];
  return stepsOf(body).flatMap((step, place) => {
    if (step.stage !== lapsed.stage || isSet(lapsed.done, place)) return [];
    const escalated = isSet(lapsed.escalated, place);
    const due = stepDue(lapsed, step, place);
    const duty = escalated ? step.escalation : step.duty;
    const agency = step.agency === 0 ? body.agency : step.agency;
    return [{ step, place, duty, agency, escalated, due, overdue: due !== 0 && now > due }];
  });
}

/** The state after everything that the clock has decided by then. */
export function lapse(state: State, body: Pick<Body, Limits>, now: number): { lapsed: State; changed: boolean } {
  if (state.status === 0) {
    throw new MingzhangError("CASE_INVALID", "status", 0, "is that of no case", "Read the state of a case on record");
  }
  if (state.status === OPEN) return lapseStage(state, stepsOf(body), now);
  const due = dueOf(state, body);
  if (due === 0 || now <= due) return { lapsed: state, changed: false };
  return { lapsed: { ...state, status: state.status === RETURNED ? WITHDRAWN : EXPIRED, since: now }, changed: true };
}

/** What of a body the clock reads. */
type Limits = "agency" | "correctionLimit" | "executionLimit" | "steps";

function lapseStage(before: State, steps: readonly Step[], now: number): { lapsed: State; changed: boolean } {
  const state = { ...before };
  let changed = false;
  for (const [place, step] of steps.entries()) {
    if (step.stage !== state.stage || isSet(state.done, place)) continue;
    if (!hasLapsed(state, step, place, now)) continue;
    changed = true;
    if (step.lateness === "reject") return { lapsed: { ...state, status: REJECTED, since: now }, changed };
    if (step.lateness === "escalate") state.escalated |= 1 << place;
    else {
      state.done |= 1 << place;
      state.silent = true;
    }
  }
  return { lapsed: changed ? advance(state, steps, now) : state, changed };
}

/** Where all steps of the present stage are done, begins the next stage, or approves. */
function advance(state: State, steps: readonly Step[], now: number): State {
  const open = steps.some((step, place) => step.stage === state.stage && !isSet(state.done, place));
  if (open) return state;
  const later = steps.map(({ stage }) => stage).filter((stage) => stage > state.stage);
  if (later.length === 0) return { ...state, status: APPROVED, since: now };
  return { ...state, stage: Math.min(...later), since: now };
}

/** Whether the step's lateness has the say, and no longer its officials. */
function hasLapsed(state: State, step: Step, place: number, now: number): boolean {
  const due = stepDue(state, step, place);
  return due !== 0 && now > due && step.lateness !== "overdue" && !isSet(state.escalated, place);
}

/** An escalated step has its limit once more. */
function stepDue(state: State, step: Step, place: number): number {
  return step.limit === 0 ? 0 : state.since + step.limit * (isSet(state.escalated, place) ? 2 : 1);
}

function dueOf(state: State, body: Pick<Body, Limits>): number {
  if (state.status === OPEN) {
    const dues = stepsOf(body).flatMap((step, place) =>
      step.stage === state.stage && !isSet(state.done, place) ? [stepDue(state, step, place)] : [],
    );
    const limited = dues.filter((due) => due !== 0);
    return limited.length === 0 ? 0 : Math.min(...limited);
  }
  if (state.status === APPROVED) return state.since + body.executionLimit;
  return state.status === RETURNED && body.correctionLimit !== 0 ? state.since + body.correctionLimit : 0;
}

function stepsOf(body: Pick<Body, "steps">): Step[] {
  return body.steps.map(decodeStep);
}

function isSet(bits: number, place: number): boolean {
  return (bits & (1 << place)) !== 0;
}
