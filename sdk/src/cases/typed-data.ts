// What officials and citizens sign: EIP-712 typed data of submissions, decisions and acts, and their digests.
import { concatHex, encodeAbiParameters, hashDomain, hashTypedData, keccak256, stringToHex } from "viem";
import type { Deployment } from "../deployment.ts";
import type { Hex } from "../hex.ts";
import type { Body } from "./body.ts";
import {
  CASE_ACT_FIELDS,
  DECISION_FIELDS,
  FORM_TYPES,
  SUBMISSION_FIELDS,
  typeText,
  type TypedField,
} from "./form-types.ts";
import type { Form } from "./forms.ts";
import { type ActName, inWords, type VerdictName } from "./words.ts";

/** Domain of every signature about a case. */
export interface CaseDomain {
  name: "Mingzhang";
  version: "1";
  chainId: number;
  verifyingContract: Hex;
}

/** Typed data as viem's `signTypedData` and `hashTypedData` take it. */
export interface CaseTypedData {
  domain: CaseDomain;
  types: Record<string, readonly TypedField[]>;
  primaryType: "Submission" | "Decision" | "CaseAct";
  message: Record<string, unknown>;
}

/** What is signed of a submission beside the form. */
export interface SubmissionFields {
  procedure: number;
  agency: number;
  /** Zeros for a new case. */
  id: Hex;
  /** 0 for a new case. */
  round: number;
  salt: Hex;
  /** SHA-256 digests, at most 16. */
  documents: readonly Hex[];
  /** keccak256 of the payload: `body.payloadHash`. */
  payload: Hex;
  /** Last second at which it may be recorded. */
  deadline: number;
}

export interface DecisionFields {
  id: Hex;
  round: number;
  /** Index of the step in the procedure. */
  step: number;
  verdict: VerdictName;
  reason: string;
  deadline: number;
}

export interface CaseActFields {
  act: ActName;
  id: Hex;
  round: number;
  reason: string;
  deadline: number;
}

/** Domain of a deployment. */
export function caseDomain(deployment: Pick<Deployment, "chainId" | "contracts">): CaseDomain {
  const { chainId, contracts } = deployment;
  return { name: "Mingzhang", version: "1", chainId, verifyingContract: contracts.serviceApprovals };
}

/** Typed data of a submission. */
export function submissionTypedData(domain: CaseDomain, fields: SubmissionFields, form: Form): CaseTypedData {
  const types = { Submission: [...SUBMISSION_FIELDS, content(form)], [form.name]: FORM_TYPES[form.name] };
  return { domain, types, primaryType: "Submission", message: { ...fields, content: { ...form.values } } };
}

/** Typed data of a decision. */
export function decisionTypedData(domain: CaseDomain, fields: DecisionFields, form: Form): CaseTypedData {
  const types = { Decision: [...DECISION_FIELDS, content(form)], [form.name]: FORM_TYPES[form.name] };
  return { domain, types, primaryType: "Decision", message: { ...fields, content: { ...form.values } } };
}

/** Typed data of a withdrawal, cancellation or declared conflict. */
export function caseActTypedData(domain: CaseDomain, fields: CaseActFields): CaseTypedData {
  const message = { ...fields, act: inWords(fields.act) };
  return { domain, types: { CaseAct: CASE_ACT_FIELDS }, primaryType: "CaseAct", message };
}

/** What is signed in the end: keccak256(0x1901 | domain separator | struct hash). */
export function digestOf(typedData: CaseTypedData): Hex {
  return hashTypedData(typedData);
}

/** Domain separator. */
export function domainHash(domain: CaseDomain): Hex {
  return hashDomain({
    domain: { ...domain, chainId: BigInt(domain.chainId) },
    types: { EIP712Domain: [...DOMAIN_FIELDS] },
  });
}

/** Digest of a submission from the form's hashes alone, as the contract makes it. @param type `submissionType(form)` */
export function submissionDigest(domain: CaseDomain, fields: SubmissionFields, contentHash: Hex, type: Hex): Hex {
  const documents = keccak256(concatHex([...fields.documents]));
  const struct = encodeAbiParameters(
    words("bytes32", "uint32", "uint32", "bytes32", "uint8", "bytes32", "bytes32", "bytes32", "uint48", "bytes32"),
    [
      type,
      fields.procedure,
      fields.agency,
      fields.id,
      fields.round,
      fields.salt,
      documents,
      fields.payload,
      fields.deadline,
      contentHash,
    ],
  );
  return digest(domain, struct);
}

/** Digest of a decision from the case's body alone: to check a signature on record, no name need be looked up. */
export function decisionDigest(
  domain: CaseDomain,
  fields: DecisionFields,
  body: Pick<Body, "content" | "decisionType">,
): Hex {
  const struct = encodeAbiParameters(
    words("bytes32", "bytes32", "uint8", "uint8", "bytes32", "bytes32", "uint48", "bytes32"),
    [
      body.decisionType,
      fields.id,
      fields.round,
      fields.step,
      textHash(fields.verdict),
      textHash(fields.reason),
      fields.deadline,
      body.content,
    ],
  );
  return digest(domain, struct);
}

/** Digest of a withdrawal, cancellation or declared conflict. */
export function caseActDigest(domain: CaseDomain, fields: CaseActFields): Hex {
  const struct = encodeAbiParameters(words("bytes32", "bytes32", "bytes32", "uint8", "bytes32", "uint48"), [
    textHash(typeText("CaseAct", CASE_ACT_FIELDS)),
    textHash(inWords(fields.act)),
    fields.id,
    fields.round,
    textHash(fields.reason),
    fields.deadline,
  ]);
  return digest(domain, struct);
}

const DOMAIN_FIELDS = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
] as const;

function content(form: Form): TypedField {
  return { name: "content", type: form.name };
}

function digest(domain: CaseDomain, encodedStruct: Hex): Hex {
  return keccak256(concatHex(["0x1901", domainHash(domain), keccak256(encodedStruct)]));
}

function textHash(text: string): Hex {
  return keccak256(stringToHex(text));
}

function words<const T extends readonly string[]>(...types: T): { [K in keyof T]: { type: T[K] } } {
  return types.map((type) => ({ type })) as { [K in keyof T]: { type: T[K] } };
}
