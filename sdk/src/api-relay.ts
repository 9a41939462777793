// The wire types of the relay: signed acts on cases and findings, and cosignatures, as JSON, and what became of them.
import type { Hash, HexAddress, Time } from "./api.ts";
import type { Checkpoint, Cosignature } from "./checkpoint.ts";
import type { SeverityName, SubjectKindName } from "./findings/words.ts";
import type { Hex } from "./hex.ts";

/** A whole number: a JSON number up to 2^53 - 1, or a decimal string. */
export type RelayUint = number | string;

/** Who signed, and until when (seconds) it may be recorded. Acts that anyone may do have none. */
export interface RelaySigned {
  signer: HexAddress;
  deadline: RelayUint;
  signature: Hex;
}

/** IServiceApprovals.Submission. */
export interface RelaySubmission {
  procedure: RelayUint;
  agency: RelayUint;
  /** 32 zero bytes for a new case. */
  id: Hash;
  round: RelayUint;
  salt: Hash;
  documents: Hash[];
  payload: Hex;
}

/** IServiceApprovals.Body, from the case's latest CaseSubmitted, its packed words taken apart. */
export interface RelayBody {
  procedure: RelayUint;
  agency: RelayUint;
  government: RelayUint;
  official: RelayUint;
  scope: RelayUint;
  correctionLimit: RelayUint;
  executionLimit: RelayUint;
  records: RelayUint;
  submitter: HexAddress;
  handler: HexAddress;
  salt: Hash;
  payloadHash: Hash;
  content: Hash;
  decisionType: Hash;
  /** Words as in contracts/libraries/Step.sol. */
  steps: RelayUint[];
}

export interface RelayDecision {
  step: RelayUint;
  verdict: "approve" | "reject" | "return";
  reason: string;
  by: RelaySigned;
}

/** IFindings.Opening, with words for its enums. */
export interface RelayFindingOpening {
  office: RelayUint;
  agency: RelayUint;
  severity: SeverityName;
  subjectKind: SubjectKindName;
  /** As encodeSubject gives it. */
  subject: Hash;
  /** Seconds. */
  answerLimit: RelayUint;
  text: string;
  /** Zeros for none. */
  document: Hash;
  salt: Hash;
}

/** IFindings.Statement. */
export interface RelayFindingStatement {
  turn: RelayUint;
  agency: RelayUint;
  text: string;
  document: Hash;
}

/** `round` is the round that was signed. Signers of several decisions ascend. */
export type RelayAct =
  | { act: "submit"; submission: RelaySubmission; body?: RelayBody | null; by: RelaySigned }
  | { act: "decide"; id: Hash; round: RelayUint; body: RelayBody; decisions: RelayDecision[]; payload?: Hex }
  | {
      act: "withdraw" | "cancel" | "declare-conflict";
      id: Hash;
      round: RelayUint;
      body: RelayBody;
      reason: string;
      by: RelaySigned;
    }
  | { act: "lapse"; id: Hash; body: RelayBody; payload?: Hex }
  | { act: "execute"; id: Hash; body: RelayBody; payload: Hex }
  | { act: "rule"; id: Hash; body: RelayBody; step: RelayUint; payload: Hex }
  | { act: "open-finding"; opening: RelayFindingOpening; by: RelaySigned }
  | {
      act: "answer-finding" | "resolve-finding" | "escalate-finding" | "reopen-finding";
      /** The finding. */
      id: Hash;
      statement: RelayFindingStatement;
      by: RelaySigned;
    }
  | {
      act: "cosign";
      checkpoint: Checkpoint;
      /** Witnesses ascending. */
      cosignatures: Cosignature[];
      /** RFC 9162 consistency path between it and the latest anchored one, whichever is larger. */
      path: Hash[];
    };

export type RelayActName = RelayAct["act"];

/** POST /v1/acts takes one act or several. */
export type RelayRequest = RelayAct | { acts: RelayAct[] };

/** Why something did not happen. */
export interface RelayReason {
  /** Name of the contract's error; null where there is none, such as a node that does not answer. */
  error: string | null;
  /** The error's values by name, as people read them (`checker`, `fund-12`). */
  args: Record<string, string>;
  /** Why, and what to do, in English. In another language: explainError of `data`. */
  text: string;
  /** The bytes that the contract reverted with. */
  data: Hex | null;
}

/** queued: waits its turn. sent: handed to the chain. mined: in a block. failed: it will not come about by itself. */
export type RelayState = "queued" | "sent" | "mined" | "failed";

/** What became of one act. */
export interface RelayJob {
  /** keccak256(abi.encode(digest, signer)). */
  id: Hash;
  /** EIP-712 digest that was signed (the first of several); for acts without a signature keccak256 of the call. */
  digest: Hash;
  /** All digests, of an act with several signatures. */
  digests: Hash[];
  signers: HexAddress[];
  act: RelayActName;
  /** The case, the finding, or the digest of the checkpoint; of a new case the number that the contract gave it when it was tried. */
  case: Hash;
  state: RelayState;
  receivedAt: Time;
  updatedAt: Time;
  /** Hash of the transaction, once it is sent. A transaction that is replaced for its fee gets another. */
  hash: Hash | null;
  /** Block in which it is, once it is mined. */
  block: number | null;
  /** Why it failed. */
  reason: RelayReason | null;
  /** Record numbers that came of it. */
  records: number[];
  /** Whether the case was executed by it. */
  executed: boolean;
  /** Approved, and why it was not executed at once; a rule that was due, and why it was not asked. */
  notFollowed: RelayReason | null;
  /** Digest of the act that the relay added once this one was mined (a rule to ask, an execution). */
  next: Hash | null;
  /** Documents of a submission that the store does not hold. */
  warnings: { field: string; text: string }[];
}

/** One of several acts: what became of it, or the problem that kept it out. */
export type RelayResult = { job: RelayJob } | { problem: RelayProblem };

/** Answer to several acts, in their order. */
export interface RelayBatch {
  acts: RelayResult[];
}

/** RFC 9457. `reason` is there where a contract refused. */
export interface RelayProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: { field: string; value: string | null; remedy: string }[];
  reason?: RelayReason;
}

/** Answer to POST /v1/documents. */
export interface RelayDocument {
  /** SHA-256 of the bytes, under which they are kept. */
  digest: Hash;
  /** Bytes. */
  size: number;
}
