// What the clock makes of a case's state at a moment: contracts/approvals/CaseClock.sol in the audit's own words.
import type { CaseState } from "./cases.ts";
import { CASE_STATUSES, type StepWord } from "./words.ts";

const [OPEN, RETURNED, APPROVED, , REJECTED, WITHDRAWN, , EXPIRED] = CASE_STATUSES.map((_, at) => at + 1) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const [OVERDUE, ESCALATE, REJECT] = [0, 1, 2] as const;

/** Seconds after which a returned case, and one that was approved, is over. */
export interface CaseLimits {
  correctionLimit: number;
  executionLimit: number;
}

export interface InEffect {
  status: string;
  stage: number;
  overdue: boolean;
  lapsable: boolean;
}

/** @param now seconds since 1970 */
export function inEffect(
  stored: Readonly<CaseState>,
  steps: readonly StepWord[],
  limits: CaseLimits,
  now: number,
): InEffect {
  const state = { ...stored };
  let lapsable = false;
  const waiting = () =>
    steps.flatMap((step, place) => (step.stage === state.stage && !has(state.done, place) ? [{ step, place }] : []));
  /** An escalated step has its limit twice. */
  const dueOf = ({ step, place }: { step: StepWord; place: number }): number =>
    step.limit === 0 ? Infinity : state.since + step.limit * (has(state.escalated, place) ? 2 : 1);
  if (state.status === OPEN) {
    const late = waiting().filter(
      (one) => one.step.lateness !== OVERDUE && !has(state.escalated, one.place) && now > dueOf(one),
    );
    lapsable = late.length > 0;
    for (const { step, place } of late) {
      if (step.lateness === REJECT) {
        state.status = REJECTED;
        break;
      }
      if (step.lateness === ESCALATE) state.escalated |= 1 << place;
      else state.done |= 1 << place;
    }
    if (lapsable && state.status === OPEN && waiting().length === 0) {
      const next = Math.min(...steps.map(({ stage }) => stage).filter((stage) => stage > state.stage));
      if (next === Infinity) state.status = APPROVED;
      else state.stage = next;
      state.since = now;
    }
  } else if (now > endOf(state, limits)) {
    lapsable = true;
    state.status = state.status === RETURNED ? WITHDRAWN : EXPIRED;
  }
  const due = state.status === OPEN ? Math.min(...waiting().map(dueOf), Infinity) : endOf(state, limits);
  return { status: CASE_STATUSES[state.status - 1] ?? "none", stage: state.stage, overdue: now > due, lapsable };
}

/** When a case that waits for no official is over by itself. */
function endOf({ status, since }: CaseState, { correctionLimit, executionLimit }: CaseLimits): number {
  if (status === APPROVED) return since + executionLimit;
  return status === RETURNED && correctionLimit !== 0 ? since + correctionLimit : Infinity;
}

const has = (bits: number, place: number): boolean => (bits & (1 << place)) !== 0;
