// What auditors and agencies sign about a finding: EIP-712 typed data of openings and later acts, and their digests.
import { concatHex, encodeAbiParameters, hashTypedData, keccak256, stringToHex } from "viem";
import { typeText, type TypedField } from "../cases/form-types.ts";
import { type CaseDomain, domainHash } from "../cases/typed-data.ts";
import { numberOf } from "../cases/words.ts";
import type { Deployment } from "../deployment.ts";
import type { Hex } from "../hex.ts";
import { encodeSubject, type FindingSubject, subjectText } from "./subject.ts";
import { type FindingActName, SEVERITIES, type SeverityName } from "./words.ts";

/** Domain of every signature about a finding: that of cases, with this contract. */
export type FindingDomain = CaseDomain;

/** Typed data as viem's `signTypedData` and `hashTypedData` take it. */
export interface FindingTypedData {
  domain: FindingDomain;
  types: Record<string, readonly TypedField[]>;
  primaryType: "FindingOpening" | "FindingAct";
  message: Record<string, unknown>;
}

export const FINDING_OPENING_FIELDS = [
  { name: "severity", type: "string" },
  { name: "about", type: "string" },
  { name: "agency", type: "uint32" },
  { name: "agencyName", type: "string" },
  { name: "office", type: "uint32" },
  { name: "officeName", type: "string" },
  { name: "text", type: "string" },
  { name: "document", type: "bytes32" },
  { name: "answerLimit", type: "uint32" },
  { name: "salt", type: "bytes32" },
  { name: "deadline", type: "uint48" },
] as const;

export const FINDING_ACT_FIELDS = [
  { name: "act", type: "string" },
  { name: "finding", type: "uint64" },
  { name: "id", type: "bytes32" },
  { name: "turn", type: "uint8" },
  { name: "agency", type: "uint32" },
  { name: "agencyName", type: "string" },
  { name: "text", type: "string" },
  { name: "document", type: "bytes32" },
  { name: "deadline", type: "uint48" },
] as const;

/** Bounds of IFindings: seconds, and bytes of UTF-8. */
export const MIN_ANSWER_LIMIT = 86_400;
export const MAX_ANSWER_LIMIT = 366 * 86_400;
export const MAX_FINDING_TEXT = 4_096;

/** IFindings.Opening in words. */
export interface FindingOpening {
  office: number;
  agency: number;
  severity: SeverityName;
  subject: FindingSubject;
  /** Seconds. */
  answerLimit: number;
  text: string;
  /** Zeros for none. */
  document: Hex;
  salt: Hex;
}

/** IFindings.Statement with what names its act. */
export interface FindingStatement {
  act: FindingActName;
  /** Public number of the finding. */
  finding: bigint;
  id: Hex;
  /** How many acts came before it. */
  turn: number;
  /** Agency that answers after it. */
  agency: number;
  text: string;
  /** Zeros for none. */
  document: Hex;
}

/** IFindings.Opening as the contract takes it. */
export interface EncodedOpening {
  office: number;
  agency: number;
  severity: number;
  subjectKind: number;
  subject: Hex;
  answerLimit: number;
  text: string;
  document: Hex;
  salt: Hex;
}

export function encodeOpening(opening: FindingOpening): EncodedOpening {
  const { office, agency, answerLimit, text, document, salt } = opening;
  const { kind, subject } = encodeSubject(opening.subject);
  const severity = numberOf(SEVERITIES, opening.severity, "severity");
  return { office, agency, severity, subjectKind: kind, subject, answerLimit, text, document, salt };
}

/** Domain of a deployment. */
export function findingDomain(deployment: Pick<Deployment, "chainId" | "contracts">): FindingDomain {
  const { chainId, contracts } = deployment;
  return { name: "Mingzhang", version: "1", chainId, verifyingContract: contracts.findings };
}

/** Typed data of an opening. @param names official names of agency and office, as the directory has them */
export function openingTypedData(
  domain: FindingDomain,
  opening: FindingOpening,
  names: { agencyName: string; officeName: string },
  deadline: number,
): FindingTypedData {
  const { subject, ...plain } = opening;
  const message = { ...plain, ...names, about: subjectText(subject), deadline };
  return { domain, types: { FindingOpening: FINDING_OPENING_FIELDS }, primaryType: "FindingOpening", message };
}

/** Typed data of a later act. @param agencyName official name of the agency that answers after it */
export function statementTypedData(
  domain: FindingDomain,
  statement: FindingStatement,
  agencyName: string,
  deadline: number,
): FindingTypedData {
  const message = { ...statement, agencyName, deadline };
  return { domain, types: { FindingAct: FINDING_ACT_FIELDS }, primaryType: "FindingAct", message };
}

/** What is signed in the end: keccak256(0x1901 | domain separator | struct hash). */
export function findingDigest(typedData: FindingTypedData): Hex {
  return hashTypedData(typedData);
}

/** Digest of an opening from the hashes of the names, as the contract makes it. */
export function openingDigest(
  domain: FindingDomain,
  opening: FindingOpening,
  nameHashes: { agencyName: Hex; officeName: Hex },
  deadline: number,
): Hex {
  const values = { ...opening, ...nameHashes, about: subjectText(opening.subject), deadline };
  return digest(domain, "FindingOpening", FINDING_OPENING_FIELDS, values);
}

/** Digest of a later act from the hash of the name. */
export function statementDigest(
  domain: FindingDomain,
  statement: FindingStatement,
  agencyNameHash: Hex,
  deadline: number,
): Hex {
  const values = { ...statement, agencyName: agencyNameHash, deadline };
  return digest(domain, "FindingAct", FINDING_ACT_FIELDS, values);
}

/** A finding's id: keccak256(abi.encode(digest of the opening, signer)). */
export function findingId(openingDigest: Hex, signer: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "address" }], [openingDigest, signer]));
}

/** Names come as hashes already; every other text is hashed here. */
const HASHED = ["agencyName", "officeName"];

function digest(
  domain: FindingDomain,
  name: "FindingOpening" | "FindingAct",
  fields: readonly TypedField[],
  values: Readonly<Record<string, unknown>>,
): Hex {
  const words = fields.map(({ name: field, type }) => {
    const value = values[field];
    if (type !== "string") return { type, value };
    return { type: "bytes32", value: HASHED.includes(field) ? value : keccak256(stringToHex(String(value))) };
  });
  const struct = encodeAbiParameters(
    [{ type: "bytes32" }, ...words.map(({ type }) => ({ type }))],
    [keccak256(stringToHex(typeText(name, fields))), ...words.map(({ value }) => value)],
  );
  return keccak256(concatHex(["0x1901", domainHash(domain), keccak256(struct)]));
}
