// What time does to a case, as the model sees it.
import { Lateness } from "../../ServiceApprovals/catalogue.ts";
import type { ModelCase, StatusName } from "./types.ts";

/** When a step is due, in seconds; 0 for no limit. An escalated one has its limit once more. */
export function dueOf(c: ModelCase, place: number): number {
  const limit = c.route[place]?.limit ?? 0;
  return limit === 0 ? 0 : c.since + limit * (c.escalated.has(place) ? 2 : 1);
}

/** Places of the present stage that are not decided. */
export function openPlaces(c: ModelCase): number[] {
  return [...c.route.keys()].filter((place) => c.route[place]?.stage === c.stage && !c.done.has(place));
}

/** Whether the officials' time for an open step is over, and something follows from that. */
export function isSilenced(c: ModelCase, place: number, now: number): boolean {
  const due = dueOf(c, place);
  if (due === 0 || now <= due || c.escalated.has(place)) return false;
  return c.route[place]?.lateness !== Lateness.Overdue;
}

/** Ends the present stage if it is complete. */
export function advance(c: ModelCase, now: number): void {
  if (openPlaces(c).length > 0) return;
  c.since = now;
  const later = c.route.map((step) => step.stage).filter((stage) => stage > c.stage);
  if (later.length === 0) c.status = "Approved";
  else c.stage = Math.min(...later);
}

/** Second after which a returned or approved case is at its end; 0 for never. */
export function endOf(c: ModelCase): number {
  if (c.status === "Approved") return c.since + c.procedure.executionLimit;
  if (c.status !== "Returned" || c.procedure.correctionLimit === 0) return 0;
  return c.since + c.procedure.correctionLimit;
}

/** Does what time has decided. Says whether there was anything. */
export function applyTime(c: ModelCase, now: number): boolean {
  if (c.status !== "Open") {
    const end = endOf(c);
    if (end === 0 || now <= end) return false;
    c.status = c.status === "Approved" ? "Expired" : "Withdrawn";
    c.since = now;
    return true;
  }
  const silenced = openPlaces(c).filter((place) => isSilenced(c, place, now));
  for (const place of silenced) {
    const lateness = c.route[place]?.lateness;
    if (lateness === Lateness.Reject) {
      c.status = "Rejected";
      c.since = now;
      return true;
    }
    if (lateness === Lateness.Escalate) c.escalated.add(place);
    else {
      c.done.add(place);
      c.silent = true;
    }
  }
  if (silenced.length > 0) advance(c, now);
  return silenced.length > 0;
}

/** A copy that can be tried out. */
export function copyOf(c: ModelCase): ModelCase {
  return {
    ...c,
    approvals: [...c.approvals],
    done: new Set(c.done),
    escalated: new Set(c.escalated),
    tallies: new Map(c.tallies),
    conflicts: new Set(c.conflicts),
  };
}

export interface Effective {
  status: StatusName;
  stage: number;
  due: number;
  overdue: boolean;
  lapsable: boolean;
}

export function effectiveOf(c: ModelCase, now: number): Effective {
  const later = copyOf(c);
  const lapsable = applyTime(later, now);
  const dues = later.status === "Open" ? openPlaces(later).map((place) => dueOf(later, place)) : [endOf(later)];
  const limited = dues.filter((due) => due !== 0);
  const due = limited.length === 0 ? 0 : Math.min(...limited);
  return { status: later.status, stage: later.stage, due, overdue: due !== 0 && now > due, lapsable };
}
