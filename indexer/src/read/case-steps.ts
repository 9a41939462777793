// The steps of a case's route with what became of each, at a moment.
import type { CaseStep } from "@mingzhang/sdk/api-cases";
import { lapse, openSteps } from "@mingzhang/sdk/cases/clock";
import type { Step } from "@mingzhang/sdk/cases/step";
import { nameOf, STATUSES } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { type Outcome, type Replayed, type Spell, wasLate } from "../cases/replay.ts";
import type { StoredStep } from "../store/batch-cases.ts";
import type { CaseRefs } from "./case-refs.ts";

const STATES: Record<Exclude<Outcome, "escalated">, CaseStep["state"]> = {
  approved: "approved",
  rejected: "rejected",
  returned: "returned",
  "deemed-approved": "deemed-approved",
  "deemed-rejected": "deemed-rejected",
  skipped: "skipped",
};

const time = (seconds: number | null) => (seconds === null || seconds === 0 ? null : timeText(seconds));

/** @param stored steps of the procedure, by index */
export function caseSteps(replayed: Replayed, stored: readonly StoredStep[], refs: CaseRefs, now: number): CaseStep[] {
  const { state, body, steps, spells, approvals } = replayed;
  const { lapsed } = lapse(state, body, now);
  const open = openSteps(state, body, now);
  const status = nameOf(STATUSES, lapsed.status, "status");
  return steps.map((step, place): CaseStep => {
    const own = spells.filter((spell) => spell.round === state.round && spell.place === place);
    const last = own.at(-1);
    const here = open.find((each) => each.place === place);
    const base = {
      ...ruleless(step, refs),
      place,
      rule: stored[step.index]?.rule ?? null,
      approvals: approvals[place] ?? 0,
      began: time(own[0]?.began ?? null),
    };
    if (here !== undefined) {
      const escalated = here.escalated;
      const late = here.overdue || escalated || own.some(wasLate);
      return { ...base, state: "open", escalated, due: time(here.due), ended: null, late };
    }
    const escalated = own.some((spell) => spell.escalated);
    const due = time(last?.due ?? null);
    const ended = time(last?.ended ?? null);
    if (last === undefined) {
      return { ...base, state: status === "open" ? "waiting" : "skipped", escalated, due, ended, late: false };
    }
    if (last.outcome !== null && last.outcome !== "escalated") {
      return { ...base, state: STATES[last.outcome], escalated, due, ended, late: own.some(wasLate) };
    }
    // The clock has decided, and nobody has put it on record.
    const approves = (lapsed.done & (1 << place)) !== 0;
    const silent = approves ? "deemed-approved" : isLapsed(last, step, now) ? "deemed-rejected" : "skipped";
    return { ...base, state: silent, escalated, due, ended: due, late: silent !== "skipped" };
  });
}

function isLapsed(spell: Spell, step: Step, now: number): boolean {
  return step.lateness === "reject" && spell.due !== null && now > spell.due;
}

function ruleless(step: Step, refs: CaseRefs) {
  return {
    index: step.index,
    stage: step.stage,
    duty: step.duty,
    agency: refs.names.partyOrNull(step.agency === 0 ? null : step.agency),
    quorum: step.quorum,
    limit: step.limit === 0 ? null : step.limit,
    lateness: step.lateness,
    escalation: step.escalation,
    fromAmount: step.fromAmount === 0n ? null : step.fromAmount.toString(),
  };
}
