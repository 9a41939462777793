// EIP-712 types of everything that is signed about a case: the handlers' forms, and the acts that nest them.
import { stringToHex, keccak256 } from "viem";
import type { Hex } from "../hex.ts";

/** Forms by name, as the handlers' interfaces give them. The order of fields is part of the type. */
export const FORM_TYPES = {
  LedgerOrder: [
    { name: "movement", type: "string" },
    { name: "agency", type: "uint32" },
    { name: "from", type: "uint64" },
    { name: "to", type: "uint64" },
    { name: "payee", type: "uint32" },
    { name: "payeeName", type: "string" },
    { name: "amount", type: "uint256" },
    { name: "currency", type: "string" },
    { name: "valueDate", type: "uint24" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
    { name: "detail", type: "bytes32" },
    { name: "flags", type: "uint8" },
    { name: "code", type: "uint32" },
    { name: "cites", type: "uint64" },
  ],
  LedgerBatch: [
    { name: "movement", type: "string" },
    { name: "agency", type: "uint32" },
    { name: "count", type: "uint32" },
    { name: "total", type: "uint256" },
    { name: "currency", type: "string" },
    { name: "rows", type: "bytes32" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
  ],
  CommitmentOrder: [
    { name: "agency", type: "uint32" },
    { name: "allotment", type: "uint64" },
    { name: "payee", type: "uint32" },
    { name: "payeeName", type: "string" },
    { name: "contractId", type: "string" },
    { name: "title", type: "string" },
    { name: "amount", type: "uint256" },
    { name: "currency", type: "string" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
    { name: "payeeFund", type: "uint64" },
    { name: "rows", type: "bytes32" },
  ],
  LedgerOpening: [
    { name: "opens", type: "string" },
    { name: "agency", type: "uint32" },
    { name: "count", type: "uint32" },
    { name: "total", type: "uint256" },
    { name: "currency", type: "string" },
    { name: "rows", type: "bytes32" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
  ],
  StandingOrder: [
    { name: "agency", type: "uint32" },
    { name: "fund", type: "uint64" },
    { name: "commitment", type: "uint64" },
    { name: "payee", type: "uint32" },
    { name: "payeeName", type: "string" },
    { name: "amount", type: "uint256" },
    { name: "currency", type: "string" },
    { name: "times", type: "uint32" },
    { name: "firstDay", type: "uint24" },
    { name: "everyDays", type: "uint24" },
    { name: "persons", type: "uint32" },
    { name: "detail", type: "bytes32" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
  ],
  PermitGrant: [
    { name: "agency", type: "uint32" },
    { name: "typeNumber", type: "uint8" },
    { name: "permitType", type: "string" },
    { name: "holder", type: "bytes32" },
    { name: "validFrom", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "conditions", type: "string" },
    { name: "document", type: "bytes32" },
    { name: "evidence", type: "bytes" },
  ],
  PermitGrantFor: [
    { name: "agency", type: "uint32" },
    { name: "typeNumber", type: "uint8" },
    { name: "permitType", type: "string" },
    { name: "holder", type: "bytes32" },
    { name: "term", type: "uint32" },
    { name: "conditions", type: "string" },
    { name: "document", type: "bytes32" },
    { name: "evidence", type: "bytes" },
  ],
  PermitRevocation: [
    { name: "agency", type: "uint32" },
    { name: "permit", type: "uint64" },
    { name: "holder", type: "bytes32" },
    { name: "reason", type: "string" },
    { name: "document", type: "bytes32" },
  ],
  SeatOrder: [
    { name: "act", type: "string" },
    { name: "agency", type: "uint32" },
    { name: "duty", type: "string" },
    { name: "holder", type: "address" },
    { name: "official", type: "uint32" },
    { name: "name", type: "string" },
    { name: "otherName", type: "string" },
    { name: "from", type: "uint48" },
    { name: "until", type: "uint48" },
  ],
} as const;

/** Fields of Submission before the nested form. */
export const SUBMISSION_FIELDS = [
  { name: "procedure", type: "uint32" },
  { name: "agency", type: "uint32" },
  { name: "id", type: "bytes32" },
  { name: "round", type: "uint8" },
  { name: "salt", type: "bytes32" },
  { name: "documents", type: "bytes32[]" },
  { name: "payload", type: "bytes32" },
  { name: "deadline", type: "uint48" },
] as const;

/** Fields of Decision before the nested form. */
export const DECISION_FIELDS = [
  { name: "id", type: "bytes32" },
  { name: "round", type: "uint8" },
  { name: "step", type: "uint8" },
  { name: "verdict", type: "string" },
  { name: "reason", type: "string" },
  { name: "deadline", type: "uint48" },
] as const;

/** CaseAct: withdrawal, cancellation, declared conflict. */
export const CASE_ACT_FIELDS = [
  { name: "act", type: "string" },
  { name: "id", type: "bytes32" },
  { name: "round", type: "uint8" },
  { name: "reason", type: "string" },
  { name: "deadline", type: "uint48" },
] as const;

export type FormName = keyof typeof FORM_TYPES;
export const FORM_NAMES = Object.keys(FORM_TYPES) as FormName[];

export interface TypedField {
  name: string;
  type: string;
}

/** `encodeType` of EIP-712 for a struct without nested ones: `CaseAct(string act,bytes32 id,...)`. */
export function typeText(name: string, fields: readonly TypedField[]): string {
  return `${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;
}

/** `encodeType` of Submission or Decision with a form nested as `content`. */
export function nestedTypeText(act: "Submission" | "Decision", form: FormName): string {
  const fields = act === "Submission" ? SUBMISSION_FIELDS : DECISION_FIELDS;
  return typeText(act, [...fields, { name: "content", type: form }]) + typeText(form, FORM_TYPES[form]);
}

/** Type hash of Submission with this form nested. */
export function submissionType(form: FormName): Hex {
  return keccak256(stringToHex(nestedTypeText("Submission", form)));
}

/** Type hash of Decision with this form nested: what a case's body carries. */
export function decisionType(form: FormName): Hex {
  return keccak256(stringToHex(nestedTypeText("Decision", form)));
}

/** Form whose Decision has this type hash, so that a case says by itself what its signers saw; null for no form of ours. */
export function formOfDecisionType(hash: Hex): FormName | null {
  return FORM_NAMES.find((form) => decisionType(form) === hash.toLowerCase()) ?? null;
}
