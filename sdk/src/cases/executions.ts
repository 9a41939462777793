// What came of a case: by a record of its own, or by the last decision's where the case was carried out in the same call.
import type { RecordEvent } from "../events.ts";
import type { Hex } from "../hex.ts";
import { numberOf, STATUSES } from "./words.ts";

const EXECUTED = numberOf(STATUSES, "executed", "status");

/** Record numbers from `first` on. */
export interface Execution {
  id: Hex;
  first: number;
  count: number;
}

/** What this record says to have come of a case; null if it says nothing of that. @param planned `records` of the case's body */
export function executionOf(event: RecordEvent, planned: number): Execution | null {
  if (event.name === "CaseExecuted") {
    const { id, first, count } = event.args;
    return { id, first: Number(first), count: Number(count) };
  }
  if (event.name !== "CaseDecided" || event.args.status !== EXECUTED) return null;
  return { id: event.args.id, first: Number(event.args.record) + 1, count: planned };
}

/** What came of the cases of a log, in order. */
export function executionsOf(events: Iterable<RecordEvent>): Execution[] {
  const planned = new Map<Hex, number>();
  const executions: Execution[] = [];
  for (const event of events) {
    if (event.name === "CaseSubmitted") planned.set(event.args.id, event.args.body.records);
    if (event.name !== "CaseDecided" && event.name !== "CaseExecuted") continue;
    const made = executionOf(event, planned.get(event.args.id) ?? 0);
    if (made !== null) executions.push(made);
  }
  return executions;
}
