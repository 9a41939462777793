// How contracts pack and number things, written out from their Solidity for the audit alone: nothing here is shared with the index.
import { getAddress, type Hex, numberToHex } from "viem";

/** ILedgerAccounts.AccountKind, from 1: the top byte of an account's 64 bits. */
export const ACCOUNT_KINDS = ["source", "fund", "act", "line", "allotment", "commitment"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

const BELOW_KIND = (1n << 56n) - 1n;

/** `fund-12`; a number that is no account's stays one, so that it shows in a difference. */
export function accountText(account: bigint): string {
  const kind = ACCOUNT_KINDS[Number(account >> 56n) - 1];
  return kind === undefined ? account.toString() : `${kind}-${account & BELOW_KIND}`;
}

export function accountKind(account: bigint): AccountKind {
  const kind = ACCOUNT_KINDS[Number(account >> 56n) - 1];
  if (kind === undefined) throw new Error(`Account ${account} of a record is of no kind that contracts know.`);
  return kind;
}

export interface Terms {
  kind: number;
  flags: number;
  code: number;
  /** Days since 1970. */
  valueDate: number;
  cites: bigint;
  beyond: bigint;
}

/** contracts/libraries/Terms.sol: kind 8 | flags 8 | code 32 | value date 24 | cites 64 | beyond 104 bits, lowest first. */
export function termsOf(word: bigint): Terms {
  let rest = word;
  const next = (bits: bigint): bigint => {
    const value = BigInt.asUintN(Number(bits), rest);
    rest >>= bits;
    return value;
  };
  const [kind, flags, code, valueDate] = [next(8n), next(8n), next(32n), next(24n)].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { kind, flags, code, valueDate, cites: next(64n), beyond: next(104n) };
}

export interface StepWord {
  index: number;
  isRule: boolean;
  stage: number;
  quorum: number;
  lateness: number;
  /** Seconds; 0 for none. */
  limit: number;
}

/** contracts/libraries/Step.sol, as far as the clock and the tallies need it. */
export function stepOf(word: bigint): StepWord {
  const at = (shift: number, bits: number): number => Number(BigInt.asUintN(bits, word >> BigInt(shift)));
  return {
    index: at(0, 4),
    isRule: at(4, 1) === 1,
    stage: at(5, 3),
    quorum: at(16, 8),
    lateness: at(24, 8),
    limit: at(40, 32),
  };
}

/** Letters of a `bytes3`; empty for three zero bytes, by which a procedure says that it has no currency. */
export function lettersOf(bytes: string): string {
  return Buffer.from(bytes.slice(2), "hex").toString("latin1").replaceAll("\0", "");
}

/** `2026-11-23T06:58:00Z` of seconds since 1970. */
export function timeText(seconds: bigint | number): string {
  return new Date(1_000 * Number(seconds)).toISOString().replace(".000Z", "Z");
}

/** `2026-11-23` of days since 1970. */
export function dayText(day: number): string {
  return new Date(86_400_000 * day).toISOString().split("T")[0] ?? "";
}

/** Minor units with the point set; amounts of a report are never below zero by more than their sign. */
export function decimalText(minor: bigint, exponent: number): string {
  if (minor < 0n) return `-${decimalText(-minor, exponent)}`;
  const unit = 10n ** BigInt(exponent);
  return exponent === 0 ? `${minor}` : `${minor / unit}.${(minor % unit).toString().padStart(exponent, "0")}`;
}

/** IFundLedger.Kind, from 1. */
export const KIND_NAMES = [
  "receipt",
  "refund",
  "cash-transfer",
  "payment",
  "transfer-payment",
  "recovery",
  "appropriation",
  "cut",
  "lapse",
  "virement",
  "carry-over",
  "allotment",
  "withdrawal",
  "commitment",
  "release",
  "reclassification",
] as const;

/** IDirectory.PartyKind, from 1. */
export const PARTY_KINDS = ["agency", "payee", "source", "payee-class"] as const;
/** IRoster.Duty, from 1. */
export const DUTIES = ["registrar", "maker", "checker", "approver", "treasurer", "budget-officer", "auditor"] as const;
/** IServiceApprovals.Status, from 1. */
export const CASE_STATUSES = [
  "open",
  "returned",
  "approved",
  "executed",
  "rejected",
  "withdrawn",
  "cancelled",
  "expired",
] as const;
/** IProcedures.Standing, from 1, and Lateness, from 0. */
export const STANDINGS = ["announced", "current", "replaced", "retired", "cancelled"] as const;
export const LATENESSES = ["overdue", "escalate", "reject", "approve"] as const;
/** IFindings, each from 1. */
export const FINDING_STATUSES = ["open", "answered", "resolved", "escalated", "reopened"] as const;
export const SEVERITIES = ["note", "minor", "major", "critical"] as const;
export const FINDING_ACTS = ["answer", "resolve", "escalate", "reopen"] as const;

/** Name of a number that counts from 1; a number without a name stays one. */
export function named(names: readonly string[], number: number): string {
  return names[number - 1] ?? `number ${number}`;
}

/** IServiceApprovals.Body as its event has it. */
export interface PackedBody {
  who: bigint;
  how: bigint;
  limits: bigint;
  salt: Hex;
  payloadHash: Hex;
  content: Hex;
  decisionType: Hex;
  steps: readonly bigint[];
}

const address = (word: bigint): Hex => getAddress(numberToHex(BigInt.asUintN(160, word), { size: 20 }));

/** IServiceApprovals.Body: government, agency, official, submitter | records, scope, procedure, handler | both limits, highest first. */
export function bodyOf({ who, how, limits, ...rest }: PackedBody) {
  const at = (word: bigint, shift: bigint): number => Number(BigInt.asUintN(32, word >> shift));
  return {
    government: at(who, 224n),
    agency: at(who, 192n),
    official: at(who, 160n),
    submitter: address(who),
    records: at(how, 224n),
    scope: at(how, 192n),
    procedure: at(how, 160n),
    handler: address(how),
    executionLimit: at(limits, 32n),
    correctionLimit: at(limits, 0n),
    ...rest,
  };
}

/** CaseSubmitted.submitted: round 8 | deadline 48 | currency 24 | amount 104 bits, lowest first. */
export function submittedOf(word: bigint) {
  return {
    round: Number(BigInt.asUintN(8, word)),
    deadline: Number(BigInt.asUintN(48, word >> 8n)),
    currency: numberToHex(BigInt.asUintN(24, word >> 56n), { size: 3 }),
    amount: BigInt.asUintN(104, word >> 80n),
  };
}

/** CaseDecided.decided: round, step, verdict, status, stage 8 each | official 32 | deadline 48 bits, lowest first. */
export function decidedOf(word: bigint) {
  const [round, step, verdict, status, stage] = [0n, 8n, 16n, 24n, 32n].map((shift) =>
    Number(BigInt.asUintN(8, word >> shift)),
  ) as [number, number, number, number, number];
  const official = Number(BigInt.asUintN(32, word >> 40n));
  return { round, step, verdict, status, stage, official, deadline: Number(BigInt.asUintN(48, word >> 72n)) };
}
