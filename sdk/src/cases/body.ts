// A case's body and state as the chain keeps them, and the hashes that name them.
import { encodeAbiParameters, keccak256 } from "viem";
import type { Hex } from "../hex.ts";

/** IServiceApprovals.Body: what stays the same for a round. Every later act gives it back. Decoded as viem decodes it. */
export interface Body {
  procedure: number;
  agency: number;
  government: number;
  /** Submitting official, 0 for a citizen. */
  official: number;
  scope: number;
  /** Seconds; 0 for none. */
  correctionLimit: number;
  executionLimit: number;
  /** Seconds since 1970. */
  submittedAt: number;
  submitter: Hex;
  handler: Hex;
  payloadHash: Hex;
  content: Hex;
  decisionType: Hex;
  /** Words of the route's steps, see step.ts. */
  steps: readonly bigint[];
}

/** IServiceApprovals.State, as viem decodes it. */
export interface State {
  /** IServiceApprovals.Status, 0 for none. */
  status: number;
  round: number;
  stage: number;
  silent: boolean;
  conflicts: boolean;
  approvals: number;
  /** One bit for each place in Body.steps. */
  done: number;
  escalated: number;
  /** When the present stage or status began, seconds. */
  since: number;
  first: number;
  second: number;
  third: number;
  fourth: number;
}

const BODY = {
  type: "tuple",
  components: [
    { name: "procedure", type: "uint32" },
    { name: "agency", type: "uint32" },
    { name: "government", type: "uint32" },
    { name: "official", type: "uint32" },
    { name: "scope", type: "uint32" },
    { name: "correctionLimit", type: "uint32" },
    { name: "executionLimit", type: "uint32" },
    { name: "submittedAt", type: "uint48" },
    { name: "submitter", type: "address" },
    { name: "handler", type: "address" },
    { name: "payloadHash", type: "bytes32" },
    { name: "content", type: "bytes32" },
    { name: "decisionType", type: "bytes32" },
    { name: "steps", type: "uint256[]" },
  ],
} as const;

/** keccak256(abi.encode(body)): IServiceApprovals.bodyHashOf. */
export function bodyHash(body: Body): Hex {
  return keccak256(encodeAbiParameters([BODY], [body]));
}

/** Number of a case on chain: keccak256(abi.encode(digest of its first submission, submitter)). */
export function caseId(digest: Hex, submitter: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "address" }], [digest, submitter]));
}

/** A body for `submit` of a new case, which ignores it. */
export const NO_BODY: Body = {
  procedure: 0,
  agency: 0,
  government: 0,
  official: 0,
  scope: 0,
  correctionLimit: 0,
  executionLimit: 0,
  submittedAt: 0,
  submitter: "0x0000000000000000000000000000000000000000",
  handler: "0x0000000000000000000000000000000000000000",
  payloadHash: `0x${"0".repeat(64)}`,
  content: `0x${"0".repeat(64)}`,
  decisionType: `0x${"0".repeat(64)}`,
  steps: [],
};
