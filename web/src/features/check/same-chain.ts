// Opens a connection to a node of the reader's choice, and makes sure that it is of this chain.
import type { Deployment } from "@mingzhang/sdk/api";
import { createClient, http, type Client } from "viem";
import { getBlock, getChainId } from "viem/actions";

/** A reader waits this long for one answer of a node. */
const TIME_LIMIT_MS = 12_000;

export type NodeFailure = { done: false; failure: "address" | "chain"; given: string; detail: string };

/** Errors of viem pass through where the node does not answer. */
export async function onSameChain(rpc: string, deployment: Deployment): Promise<Client | NodeFailure> {
  if (!/^https?:\/\/\S+$/.test(rpc) || !URL.canParse(rpc)) {
    return { done: false, failure: "address", given: "", detail: "" };
  }
  const client = createClient({ transport: http(rpc, { timeout: TIME_LIMIT_MS, retryCount: 0 }) });
  const [chainId, genesis] = await Promise.all([getChainId(client), getBlock(client, { blockNumber: 0n })]);
  if (chainId !== deployment.chainId || genesis.hash.toLowerCase() !== deployment.genesisHash.toLowerCase()) {
    return { done: false, failure: "chain", given: String(chainId), detail: genesis.hash };
  }
  return client;
}
