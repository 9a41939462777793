// The check itself, loaded when the reader asks for it: chain, event, fields. No part of it asks this site.
import { checkMovement, type CheckedMovement, type FieldCheck } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { MingzhangError, type ErrorCode } from "@mingzhang/sdk/errors";
import { onSameChain } from "./same-chain";

export type CheckFailure = "address" | "unreachable" | "chain" | "missing" | "removed" | "reverted" | "other";

export type CheckOutcome =
  | { done: true; same: boolean; fields: FieldCheck[]; leaf: string; ms: number }
  | { done: false; failure: CheckFailure; given: string; detail: string };

const REFUSALS: Partial<Record<ErrorCode, CheckFailure>> = {
  NOT_FOUND: "missing",
  LOG_REMOVED: "removed",
  TRANSACTION_REVERTED: "reverted",
};

/** Never throws: whatever goes wrong is an outcome with a reason. */
export async function runCheck(rpc: string, deployment: Deployment, movement: CheckedMovement): Promise<CheckOutcome> {
  const started = performance.now();
  try {
    const client = await onSameChain(rpc, deployment);
    if ("done" in client) return client;
    const { same, fields, leaf } = await checkMovement(client, deployment, movement);
    return { done: true, same, fields, leaf, ms: Math.round(performance.now() - started) };
  } catch (cause) {
    if (cause instanceof MingzhangError) {
      return failed(REFUSALS[cause.code] ?? "other", "", cause.message);
    }
    // viem: the node was not reached, refused the call, or answered what is no block.
    // Its English message would only repeat that, so it is left to the console.
    console.warn(cause);
    return failed("unreachable", "", "");
  }
}

function failed(failure: CheckFailure, given: string, detail: string): CheckOutcome {
  return { done: false, failure, given, detail };
}
