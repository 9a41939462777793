// The words of findings: what IFindings numbers, named for the API and for readers in two languages.
import { type Word } from "../cases/words.ts";

/** IFindings.FindingStatus, from 1. */
export const FINDING_STATUSES = words([
  ["open", "Open", "待答复"],
  ["answered", "Answered", "已答复"],
  ["resolved", "Resolved", "已解决"],
  ["escalated", "Escalated", "已提请上级"],
  ["reopened", "Reopened", "重新提出"],
]);

/** IFindings.Severity, from 1. The name is what is signed. */
export const SEVERITIES = words([
  ["note", "Note", "提示"],
  ["minor", "Minor", "一般"],
  ["major", "Major", "较重"],
  ["critical", "Critical", "严重"],
]);

/** IFindings.SubjectKind, from 1. */
export const SUBJECT_KINDS = words([
  ["record", "Record", "记录"],
  ["case", "Case", "案件"],
  ["line", "Line", "预算指标"],
  ["party", "Party", "当事方"],
  ["period", "Period", "期间"],
]);

/** IFindings.Act, from 1. The name is what is signed. */
export const FINDING_ACTS = words([
  ["answer", "Answer", "答复"],
  ["resolve", "Resolve", "解决"],
  ["escalate", "Take to the agency above", "提请上级"],
  ["reopen", "Reopen", "重新提出"],
]);

export type FindingStatusName = (typeof FINDING_STATUSES)[number]["name"];
export type SeverityName = (typeof SEVERITIES)[number]["name"];
export type SubjectKindName = (typeof SUBJECT_KINDS)[number]["name"];
export type FindingActName = (typeof FINDING_ACTS)[number]["name"];

/** Statuses in which an answer is awaited, and the clock runs. */
export const WAITING_STATUSES: readonly FindingStatusName[] = ["open", "escalated", "reopened"];

/** Status of a finding after an act. */
export const STATUS_AFTER = {
  answer: "answered",
  resolve: "resolved",
  escalate: "escalated",
  reopen: "reopened",
} as const satisfies Record<FindingActName, FindingStatusName>;

/** Whether the act is the auditors'; an answer is the agency's. */
export function isAuditing(act: FindingActName): boolean {
  return act !== "answer";
}

function words<const N extends string>(
  rows: readonly (readonly [name: N, en: string, zh: string])[],
): readonly Word<N>[] {
  return rows.map(([name, en, zh], index) => ({ number: 1 + index, name, en, zh }));
}
