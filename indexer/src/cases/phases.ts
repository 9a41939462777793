// What a case will be in effect from when on, if nobody acts: so that lists are filtered by the clock in SQL.
import { effectiveState, lapse, openSteps, type OpenStep } from "@mingzhang/sdk/cases/clock";
import { DUTIES, numberOf, STATUSES } from "@mingzhang/sdk/cases/words";
import type { Replayed } from "./replay.ts";

/** The end of time: 2^48 - 1 seconds, the contracts' own. */
export const FOREVER = 281_474_976_710_655;

export const WHO = ["official", "rule", "submitter", "anyone"] as const;
export type Who = (typeof WHO)[number];

export interface Desk {
  who: Who;
  step: number | null;
  /** 0 for none. */
  duty: number;
  agency: number | null;
  escalated: boolean;
  quorum: number;
  approvals: number;
  due: number | null;
}

export interface Phase {
  fromTime: number;
  /** First second after it. */
  untilTime: number;
  status: number;
  stage: number;
  silent: boolean;
  lapsable: boolean;
  since: number;
  due: number | null;
  /**
   * The clock has decided something that is not on record, so that the next limit runs from whenever it is recorded:
   * dues of this phase are seconds from now, as the contract's own view answers them.
   */
  moving: boolean;
  desks: Desk[];
}

/** @param above agency over one, itself where there is none */
export function phasesOf(replayed: Replayed, above: (agency: number) => number): Phase[] {
  const { state, body } = replayed;
  const starts = [state.since, ...turns(replayed).filter((time) => time > state.since)];
  return starts.map((fromTime, at) => {
    const untilTime = starts[at + 1] ?? FOREVER;
    const { lapsed } = lapse(state, body, fromTime);
    const effective = effectiveState(state, body, fromTime);
    const moving = effective.lapsable && lapsed.since !== state.since;
    const dueText = (due: number) => (due === 0 ? null : moving ? due - fromTime : due);
    const open = openSteps(state, body, fromTime);
    return {
      // Whatever the clock of a reader says, the first phase has begun.
      fromTime: at === 0 ? 0 : fromTime,
      untilTime,
      status: lapsed.status,
      stage: lapsed.stage,
      silent: lapsed.silent,
      lapsable: effective.lapsable,
      since: moving ? fromTime : state.since,
      due: dueText(effective.due),
      moving,
      desks: desks(replayed, open, effective.status, above).map((desk) => ({
        ...desk,
        due: desk.step === null ? dueText(effective.due) : dueText(desk.due ?? 0),
      })),
    };
  });
}

/** Moments at which the clock decides something, if nobody acts before. */
function turns({ state, body, steps }: Replayed): number[] {
  const status = STATUSES.find((word) => word.number === state.status)?.name;
  if (status === "open") {
    const lapsing = steps.filter(
      (step, place) =>
        step.stage === state.stage &&
        step.limit !== 0 &&
        step.lateness !== "overdue" &&
        (state.done & (1 << place)) === 0 &&
        (state.escalated & (1 << place)) === 0,
    );
    return [...new Set(lapsing.map((step) => state.since + step.limit + 1))].sort((a, b) => a - b);
  }
  const { due } = effectiveState(state, body, state.since);
  return due === 0 ? [] : [due + 1];
}

function desks(
  { approvals, steps }: Replayed,
  open: OpenStep[],
  status: string,
  above: (agency: number) => number,
): Desk[] {
  if (status === "returned" || status === "approved") {
    const who = status === "returned" ? "submitter" : "anyone";
    return [{ who, step: null, duty: 0, agency: null, escalated: false, quorum: 0, approvals: 0, due: null }];
  }
  return open.map(({ step, place, duty, agency, escalated, due }) => ({
    who: steps[place]?.isRule === true ? "rule" : "official",
    step: step.index,
    duty: duty === null ? 0 : numberOf(DUTIES, duty, "duty"),
    agency: escalated ? above(agency) : agency,
    escalated,
    quorum: step.quorum,
    approvals: approvals[place] ?? 0,
    due: due === 0 ? null : due,
  }));
}
