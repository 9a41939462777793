// The packed words of a case's records, as IServiceApprovals.sol lays them out, and their fields.
import type { Hex } from "../hex.ts";
import type { Body } from "./body.ts";

/** IServiceApprovals.Body as calls and events carry it, decoded as viem decodes it. */
export interface PackedBody extends Pick<Body, "salt" | "payloadHash" | "content" | "decisionType" | "steps"> {
  who: bigint;
  how: bigint;
  limits: bigint;
}

/** What the word `submitted` of CaseSubmitted says. */
export interface SubmittedFields {
  round: number;
  /** Seconds; last second at which the submission might be recorded. */
  deadline: number;
  /** Letters as bytes3. */
  currency: Hex;
  /** Minor units. */
  amount: bigint;
}

/** What the word `decided` of CaseDecided says. Status and stage are those after the decision. */
export interface DecidedFields {
  round: number;
  step: number;
  verdict: number;
  status: number;
  stage: number;
  /** 0 for a rule. */
  official: number;
  deadline: number;
}

const bits = (word: bigint, shift: bigint, width: bigint): bigint => (word >> shift) & ((1n << width) - 1n);
const number = (word: bigint, shift: bigint, width: bigint): number => Number(bits(word, shift, width));
const hex = (value: bigint, bytes: number): Hex => `0x${value.toString(16).padStart(2 * bytes, "0")}`;

/** Where the small fields of a body stand: word, lowest bit. Each has 32 bits. */
const PLACES = {
  official: ["who", 160n],
  agency: ["who", 192n],
  government: ["who", 224n],
  procedure: ["how", 160n],
  scope: ["how", 192n],
  records: ["how", 224n],
  correctionLimit: ["limits", 0n],
  executionLimit: ["limits", 32n],
} as const;

/** Puts a body's words together, for a call. */
export function packBody(body: Body): PackedBody {
  const words = { who: BigInt(body.submitter), how: BigInt(body.handler), limits: 0n };
  for (const [field, [word, shift]] of Object.entries(PLACES)) {
    words[word] |= BigInt(body[field as keyof typeof PLACES]) << shift;
  }
  const { salt, payloadHash, content, decisionType, steps } = body;
  return { ...words, salt, payloadHash, content, decisionType, steps };
}

/** Takes a body's words apart. @param addressOf gives an address its checksum, as viem's getAddress does */
export function unpackBody(packed: PackedBody, addressOf: (address: Hex) => Hex): Body {
  const { who, how, limits, ...rest } = packed;
  const words = { who, how, limits };
  const field = (name: keyof typeof PLACES): number => number(words[PLACES[name][0]], PLACES[name][1], 32n);
  return {
    procedure: field("procedure"),
    agency: field("agency"),
    government: field("government"),
    official: field("official"),
    scope: field("scope"),
    correctionLimit: field("correctionLimit"),
    executionLimit: field("executionLimit"),
    records: field("records"),
    submitter: addressOf(hex(bits(who, 0n, 160n), 20)),
    handler: addressOf(hex(bits(how, 0n, 160n), 20)),
    ...rest,
  };
}

export function packSubmitted({ round, deadline, currency, amount }: SubmittedFields): bigint {
  return BigInt(round) | (BigInt(deadline) << 8n) | (BigInt(currency) << 56n) | (amount << 80n);
}

export function unpackSubmitted(word: bigint): SubmittedFields {
  return {
    round: number(word, 0n, 8n),
    deadline: number(word, 8n, 48n),
    currency: hex(bits(word, 56n, 24n), 3),
    amount: bits(word, 80n, 104n),
  };
}

export function packDecided({ round, step, verdict, status, stage, official, deadline }: DecidedFields): bigint {
  const low = BigInt(round) | (BigInt(step) << 8n) | (BigInt(verdict) << 16n) | (BigInt(status) << 24n);
  return low | (BigInt(stage) << 32n) | (BigInt(official) << 40n) | (BigInt(deadline) << 72n);
}

export function unpackDecided(word: bigint): DecidedFields {
  return {
    round: number(word, 0n, 8n),
    step: number(word, 8n, 8n),
    verdict: number(word, 16n, 8n),
    status: number(word, 24n, 8n),
    stage: number(word, 32n, 8n),
    official: number(word, 40n, 32n),
    deadline: number(word, 72n, 48n),
  };
}
