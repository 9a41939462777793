// The check itself, loaded when the reader asks for it: chain, event, fields. No part of it asks this site.
import { checkMovement, type CheckedMovement, type FieldCheck } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { MingzhangError, type ErrorCode } from "@mingzhang/sdk/errors";
import { createClient, http } from "viem";
import { getBlock, getChainId } from "viem/actions";

/** A reader waits this long for one answer of a node. */
const TIME_LIMIT_MS = 12_000;

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
  if (!/^https?:\/\/\S+$/.test(rpc) || !URL.canParse(rpc)) return failed("address", "", "");
  const client = createClient({ transport: http(rpc, { timeout: TIME_LIMIT_MS, retryCount: 0 }) });
  try {
    const [chainId, genesis] = await Promise.all([getChainId(client), getBlock(client, { blockNumber: 0n })]);
    if (chainId !== deployment.chainId || genesis.hash.toLowerCase() !== deployment.genesisHash.toLowerCase()) {
      return failed("chain", String(chainId), genesis.hash);
    }
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
