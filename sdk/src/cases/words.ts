// The words of cases: what the contracts number, named for the API and for readers in two languages.
import { MingzhangError } from "../errors.ts";

/** A numbered word of a contract's enum. */
export interface Word<N extends string = string> {
  /** Number on chain. */
  number: number;
  /** Name in the API and in URLs. */
  name: N;
  en: string;
  zh: string;
}

/** IServiceApprovals.Status, from 1. */
export const STATUSES = words([
  ["open", "Open", "办理中"],
  ["returned", "Returned for correction", "退回补正"],
  ["approved", "Approved", "已批准"],
  ["executed", "Executed", "已执行"],
  ["rejected", "Rejected", "不予批准"],
  ["withdrawn", "Withdrawn", "已撤回"],
  ["cancelled", "Cancelled", "已取消"],
  ["expired", "Expired", "已失效"],
]);

/** IServiceApprovals.Verdict, from 1. The name is what is signed. */
export const VERDICTS = words([
  ["approve", "Approve", "同意"],
  ["reject", "Reject", "不同意"],
  ["return", "Return for correction", "退回补正"],
]);

/** IServiceApprovals.Act, from 1. */
export const ACTS = words([
  ["withdraw", "Withdraw", "撤回"],
  ["cancel", "Cancel", "取消"],
  ["declare-conflict", "Declare a conflict of interest", "申报回避"],
]);

/** IProcedures.Lateness, from 0. */
export const LATENESSES = words(
  [
    ["overdue", "Stays open, late in public", "逾期公示"],
    ["escalate", "Goes to the agency above", "提请上级"],
    ["reject", "Silence rejects", "逾期视为不同意"],
    ["approve", "Silence approves", "逾期视为同意"],
  ],
  0,
);

/** IProcedures.Standing, from 1. */
export const STANDINGS = words([
  ["announced", "Announced", "已预告"],
  ["current", "In force", "现行"],
  ["replaced", "Replaced", "已被替代"],
  ["retired", "Retired", "已停用"],
  ["cancelled", "Cancelled", "已取消"],
]);

/** IRoster.Duty, from 1. */
export const DUTIES = words([
  ["registrar", "Registrar", "登记"],
  ["maker", "Maker", "经办"],
  ["checker", "Checker", "复核"],
  ["approver", "Approver", "审批"],
  ["treasurer", "Treasurer", "国库"],
  ["budget-officer", "Budget officer", "预算"],
  ["auditor", "Auditor", "审计"],
]);

/** IPermits.Validity, from 0. */
export const VALIDITIES = words(
  [
    ["unknown", "No such permit", "无此许可"],
    ["not-yet", "Not valid yet", "尚未生效"],
    ["valid", "Valid", "有效"],
    ["expired", "Expired", "已过期"],
    ["revoked", "Revoked", "已撤销"],
    ["other-holder", "Belongs to another holder", "持有人不符"],
  ],
  0,
);

export type StatusName = (typeof STATUSES)[number]["name"];
export type VerdictName = (typeof VERDICTS)[number]["name"];
export type ActName = (typeof ACTS)[number]["name"];
export type LatenessName = (typeof LATENESSES)[number]["name"];
export type StandingName = (typeof STANDINGS)[number]["name"];
export type DutyName = (typeof DUTIES)[number]["name"];
export type ValidityName = (typeof VALIDITIES)[number]["name"];

/** Statuses that a case never leaves. */
export const FINAL_STATUSES: readonly StatusName[] = ["executed", "rejected", "withdrawn", "cancelled", "expired"];

/** The word with this number, or null: 0 stands for none in most of the enums. */
export function wordByNumber<N extends string>(list: readonly Word<N>[], number: number): Word<N> | null {
  return list.find((word) => word.number === number) ?? null;
}

/** Name of a number. Throws CASE_INVALID if the list has none. @param field what the number is, for the error */
export function nameOf<N extends string>(list: readonly Word<N>[], number: number, field: string): N {
  const word = wordByNumber(list, number);
  if (word === null) {
    const remedy = `Numbers are ${list.map((known) => `${known.number} ${known.name}`).join(", ")}`;
    throw new MingzhangError("CASE_INVALID", field, number, "has no name", remedy);
  }
  return word.name;
}

/** The word of a name. Throws CASE_INVALID if the list has none. */
export function wordByName<N extends string>(list: readonly Word<N>[], name: string, field: string): Word<N> {
  const word = list.find((known) => known.name === name);
  if (word === undefined) {
    const remedy = `Use one of ${list.map((known) => known.name).join(", ")}`;
    throw new MingzhangError("CASE_INVALID", field, name, "is no such word", remedy);
  }
  return word;
}

/** Number of a name. Throws CASE_INVALID if the list has none. */
export function numberOf<N extends string>(list: readonly Word<N>[], name: N, field: string): number {
  return wordByName(list, name, field).number;
}

/** The text that is signed for an act or a duty: words with blanks, such as `declare conflict`. */
export function inWords(name: string): string {
  return name.replaceAll("-", " ");
}

function words<const N extends string>(
  rows: readonly (readonly [name: N, en: string, zh: string])[],
  first = 1,
): readonly Word<N>[] {
  return rows.map(([name, en, zh], index) => ({ number: first + index, name, en, zh }));
}
