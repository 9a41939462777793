// What a finding is about: the 32 bytes that the contract keeps, and the words that its signers see.
import { numberToHex } from "viem";
import { accountText, tryAccountId } from "../accounts.ts";
import { numberOf, wordByNumber } from "../cases/words.ts";
import { dayText } from "../days.ts";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import { SUBJECT_KINDS, type SubjectKindName } from "./words.ts";

/** Days since 1970-01-01. A line is its account number. */
export type FindingSubject =
  | { kind: "record"; record: bigint }
  | { kind: "case"; id: Hex }
  | { kind: "line"; line: bigint }
  | { kind: "party"; party: number }
  | { kind: "period"; firstDay: number; lastDay: number };

const DAY_BITS = 24n;
const DAYS = (1n << DAY_BITS) - 1n;

/** The 32 bytes. Throws FINDING_INVALID for what is no such number. */
export function encodeSubject(subject: FindingSubject): { kind: number; subject: Hex } {
  const kind = numberOf(SUBJECT_KINDS, subject.kind, "kind");
  return { kind, subject: subject.kind === "case" ? subject.id : word(numberIn(subject), subject.kind) };
}

function numberIn(subject: Exclude<FindingSubject, { kind: "case" }>): bigint {
  switch (subject.kind) {
    case "record":
      return subject.record;
    case "line":
      if (tryAccountId(subject.line)?.kind !== "line") throw invalid("line", subject.line, "is no line");
      return subject.line;
    case "party":
      return BigInt(subject.party);
    case "period":
      if (subject.firstDay > subject.lastDay) throw invalid("lastDay", subject.lastDay, "is before the first day");
      return (BigInt(subject.firstDay) << DAY_BITS) | BigInt(subject.lastDay);
  }
}

/** Takes the 32 bytes apart; null for what the contract would not have taken. */
export function decodeSubject(kind: number, subject: Hex): FindingSubject | null {
  const name = wordByNumber(SUBJECT_KINDS, kind)?.name;
  if (name === undefined) return null;
  const number = BigInt(subject);
  switch (name) {
    case "record":
      return number < 1n << 64n ? { kind: name, record: number } : null;
    case "case":
      return { kind: name, id: subject };
    case "line":
      return tryAccountId(number)?.kind === "line" ? { kind: name, line: number } : null;
    case "party":
      return number < 1n << 32n ? { kind: name, party: Number(number) } : null;
    case "period":
      if (number >= 1n << (2n * DAY_BITS)) return null;
      return { kind: name, firstDay: Number(number >> DAY_BITS), lastDay: Number(number & DAYS) };
  }
}

/** What signers see: `record 1234`, `case 0x…`, `line-12`, `party 45`, `2026-01-01 to 2026-03-31`. */
export function subjectText(subject: FindingSubject): string {
  switch (subject.kind) {
    case "record":
      return `record ${subject.record}`;
    case "case":
      return `case ${subject.id.toLowerCase()}`;
    case "line":
      return accountText(subject.line);
    case "party":
      return `party ${subject.party}`;
    case "period":
      return `${plainDay(subject.firstDay)} to ${plainDay(subject.lastDay)}`;
  }
}

/** How the API and addresses of pages write it: kind and key, such as `line` and `line-12`. */
export function subjectKey(subject: FindingSubject): { kind: SubjectKindName; key: string } {
  switch (subject.kind) {
    case "record":
      return { kind: "record", key: String(subject.record) };
    case "case":
      return { kind: "case", key: subject.id.toLowerCase() };
    case "line":
      return { kind: "line", key: accountText(subject.line) };
    case "party":
      return { kind: "party", key: String(subject.party) };
    case "period":
      return { kind: "period", key: `${dayText(subject.firstDay)}/${dayText(subject.lastDay)}` };
  }
}

/** As the contract writes days: years beyond 9999 without ISO's sign and zeros. */
function plainDay(day: number): string {
  return dayText(day).replace(/^\+0*/, "");
}

function word(number: bigint, kind: SubjectKindName): Hex {
  const bits = { record: 64n, line: 64n, party: 32n, period: 48n, case: 256n }[kind];
  if (number < 0n || number >= 1n << bits) throw invalid("subject", number, `is no number of a ${kind}`);
  return numberToHex(number, { size: 32 });
}

function invalid(field: string, value: unknown, problem: string): MingzhangError {
  return new MingzhangError("FINDING_INVALID", field, value, problem, "Name a record, case, line, party or period");
}
