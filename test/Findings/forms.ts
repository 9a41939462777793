// The typed data that is signed about findings, straight from the text of IFindings and by ethers alone: the SDK has its own.
import type { TypedDataField } from "ethers";
import type { Findings } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";
import { digestOf, domainOf } from "../ServiceApprovals/forms.ts";
import type { Message } from "../ServiceApprovals/forms.ts";

/** IFindings.FindingStatus */
export const Status = { None: 0n, Open: 1n, Answered: 2n, Resolved: 3n, Escalated: 4n, Reopened: 5n } as const;
/** IFindings.Severity */
export const Severity = { None: 0, Note: 1, Minor: 2, Major: 3, Critical: 4 } as const;
/** IFindings.SubjectKind */
export const Subject = { None: 0, Record: 1, Case: 2, Line: 3, Party: 4, Period: 5 } as const;
/** IFindings.Act */
export const Act = { None: 0, Answer: 1, Resolve: 2, Escalate: 3, Reopen: 4 } as const;

const SEVERITIES = ["", "note", "minor", "major", "critical"];
export const ACTS = ["", "answer", "resolve", "escalate", "reopen"] as const;
export type ActName = Exclude<(typeof ACTS)[number], "">;

/** What an opening says, as the contract takes it. */
export interface OpeningPlan {
  office: number;
  agency: number;
  severity: number;
  subjectKind: number;
  subject: string;
  answerLimit: number;
  text: string;
  document: string;
  salt: string;
}

/** What a later act says. */
export interface StatementPlan {
  turn: number;
  agency: number;
  text: string;
  document: string;
}

const fields = (text: string): TypedDataField[] =>
  text.split(",").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { name, type };
  });

const OPENING = {
  FindingOpening: fields(
    "string severity,string about,uint32 agency,string agencyName,uint32 office,string officeName,string text,bytes32 document,uint32 answerLimit,bytes32 salt,uint48 deadline",
  ),
};
const ACT = {
  FindingAct: fields(
    "string act,uint64 finding,bytes32 id,uint8 turn,uint32 agency,string agencyName,string text,bytes32 document,uint48 deadline",
  ),
};

/** A number as the 32 bytes of a subject. */
export const subjectOf = (number: bigint | number): string => ethers.toBeHex(number, 32);

/** A period as the 32 bytes of a subject. @param first days since 1970-01-01 */
export const periodOf = (first: number, last: number): string => subjectOf((BigInt(first) << 24n) | BigInt(last));

const dayText = (day: bigint) => new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);

/** The subject as its signers read it. */
export function aboutOf(kind: number, subject: string): string {
  const number = BigInt(subject);
  if (kind === Subject.Record) return `record ${number}`;
  if (kind === Subject.Case) return `case ${subject}`;
  if (kind === Subject.Line) return `line-${number & ((1n << 56n) - 1n)}`;
  if (kind === Subject.Party) return `party ${number}`;
  return `${dayText(number >> 24n)} to ${dayText(number & 0xffffffn)}`;
}

/** @param nameOf official names by number of the agency */
export async function openingMessage(
  findings: Findings,
  { severity, subjectKind, subject, ...plan }: OpeningPlan,
  nameOf: (agency: number) => string,
  deadline: number,
): Promise<Message> {
  const value = {
    ...plan,
    severity: SEVERITIES[severity] ?? "",
    about: aboutOf(subjectKind, subject),
    agencyName: nameOf(plan.agency),
    officeName: nameOf(plan.office),
    deadline,
  };
  return { domain: await domainOf(findings), types: OPENING, value };
}

export async function statementMessage(
  findings: Findings,
  act: string,
  about: { id: string; finding: bigint },
  statement: StatementPlan,
  agencyName: string,
  deadline: number,
): Promise<Message> {
  return {
    domain: await domainOf(findings),
    types: ACT,
    value: { act, ...about, ...statement, agencyName, deadline },
  };
}

/** A finding's id: keccak256(abi.encode(digest of the opening, signer)). */
export function idOf(message: Message, signer: string): string {
  return ethers.keccak256(
    ethers.AbiCoder.defaultAbiCoder().encode(["bytes32", "address"], [digestOf(message), signer]),
  );
}
