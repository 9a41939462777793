// What the clock says of a finding: when an answer is due, and whether it is late. As Findings.sol, _dueOf.
import { type FindingStatusName, WAITING_STATUSES } from "./words.ts";

/** Seconds since 1970 until which the answer is in time; null where none is awaited. */
export function answerDue(status: FindingStatusName, since: number, answerLimit: number): number | null {
  return WAITING_STATUSES.includes(status) ? since + answerLimit : null;
}

/** Whether an answer is awaited and late. @param now seconds */
export function isAnswerLate(due: number | null, now: number): boolean {
  return due !== null && now > due;
}
