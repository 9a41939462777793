// A case's body and state as the chain keeps them, and the hashes that name them.
import { encodeAbiParameters, keccak256 } from "viem";
import type { Hex } from "../hex.ts";
import { packBody } from "./packed.ts";

/** IServiceApprovals.Body: what stays the same for a round. Every later act gives it back, packed as packed.ts has it. */
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
  /** How many records come of carrying it out. */
  records: number;
  submitter: Hex;
  handler: Hex;
  /** Of the submission. */
  salt: Hex;
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
  /** When this round was submitted, seconds. */
  submittedAt: number;
  first: number;
  second: number;
  third: number;
}

const BODY = {
  type: "tuple",
  components: [
    { name: "who", type: "uint256" },
    { name: "how", type: "uint256" },
    { name: "limits", type: "uint256" },
    { name: "salt", type: "bytes32" },
    { name: "payloadHash", type: "bytes32" },
    { name: "content", type: "bytes32" },
    { name: "decisionType", type: "bytes32" },
    { name: "steps", type: "uint256[]" },
  ],
} as const;

/** keccak256(abi.encode(body)): IServiceApprovals.bodyHashOf. That of a case's first body is the case's number on chain. */
export function bodyHash(body: Body): Hex {
  return keccak256(encodeAbiParameters([BODY], [packBody(body)]));
}
