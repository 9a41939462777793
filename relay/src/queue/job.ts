// What the relay remembers: acts, and the transactions that carry them.
import type { RelayActName, RelayJob, RelayReason, RelayState } from "@mingzhang/sdk/api-relay";
import type { Hex } from "@mingzhang/sdk/hex";

/** RelayJob is what is shown of it. Times in milliseconds since 1970. */
export interface Job {
  id: Hex;
  digests: Hex[];
  signers: Hex[];
  act: RelayActName;
  case: Hex;
  state: RelayState;
  receivedAt: number;
  updatedAt: number;
  hash: Hex | null;
  block: number | null;
  reason: RelayReason | null;
  records: number[];
  executed: boolean;
  notFollowed: RelayReason | null;
  next: Hex | null;
  warnings: { field: string; text: string }[];
  /** Acts that came together and go together, in one transaction where they fit. */
  group: number;
  /** Times that it was mined without effect. */
  tries: number;
}

/** One signed form of a transaction: the first, or one that replaces it for a higher fee. */
export interface Attempt {
  hash: Hex;
  raw: Hex;
  /** Wei, as decimal strings. */
  maxFee: string;
  tip: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Does nothing but use up the nonce, because what it replaces would no longer succeed. */
  cancels: boolean;
}

export interface Sent {
  nonce: number;
  jobs: Hex[];
  /** The contract that is called; approvals where a journal of before findings does not say. */
  to?: Hex;
  data: Hex;
  /** Decimal string. */
  gas: string;
  attempts: Attempt[];
  mined: { block: number; blockHash: Hex } | null;
}

export function isFinal(job: Job): boolean {
  return job.state === "mined" || job.state === "failed";
}

export function viewOf(job: Job): RelayJob {
  const { id, digests, signers, act, state, hash, block, reason, records, executed, notFollowed, next, warnings } = job;
  return {
    id,
    digest: digests[0] ?? id,
    digests,
    signers,
    act,
    case: job.case,
    state,
    receivedAt: timeOf(job.receivedAt),
    updatedAt: timeOf(job.updatedAt),
    hash,
    block,
    reason,
    records,
    executed,
    notFollowed,
    next,
    warnings,
  };
}

/** "2026-03-01T09:00:00Z" */
function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
