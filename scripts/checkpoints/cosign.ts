// Brings signatures of a checkpoint to an anchor, with the path that it wants.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Checkpoint, Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import type { LogTree } from "@mingzhang/sdk/tree";
import { encodeFunctionData } from "viem";
import type { Account, Hex } from "viem";
import { explainFailure, TransactionFailed } from "../chain/failures.ts";
import { Sender } from "../chain/sender.ts";
import type { ChainClients } from "../chain/sender.ts";

/** Who pays for the gas, on which chain. */
export interface Payer {
  clients: ChainClients;
  account: Account;
}

/** Above an estimate: what others do in between changes little. */
const ROOM = 120n;

export function originOf(deployment: Deployment): Origin {
  return { chainId: deployment.chainId, trail: deployment.contracts.auditTrail.toLowerCase() as Hex };
}

/** The largest checkpoint that an anchor holds; size 0 while there is none. */
export async function readLatest(clients: ChainClients, anchor: Hex): Promise<Checkpoint> {
  const { size, root, blockNumber, blockHash, time } = await clients.publicClient.readContract({
    address: anchor,
    abi: checkpointAnchorAbi,
    functionName: "latest",
  });
  return { size: Number(size), root, blockNumber: Number(blockNumber), blockHash, time: Number(time) };
}

/** The path between two sizes of a tree, whichever is larger; empty from nothing. */
export function pathBetween(tree: LogTree, one: number, other: number): Hex[] {
  const [least, most] = one < other ? [one, other] : [other, one];
  return least === 0 ? [] : tree.consistencyPath(least, most);
}

/**
 * Sends `cosign`. Where another checkpoint was anchored in the meantime, the path is built once more.
 * @param tree holds both the checkpoint and what is anchored
 * @returns false if there was nothing new in it
 * @throws TransactionFailed with the contract's own error, in words
 */
export async function sendCosign(
  payer: Payer,
  anchor: Hex,
  tree: LogTree,
  checkpoint: Checkpoint,
  cosignatures: readonly Cosignature[],
): Promise<boolean> {
  const { size, blockNumber, time, ...hashes } = checkpoint;
  const words = { ...hashes, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) };
  for (let tries = 1; ; tries += 1) {
    const latest = await readLatest(payer.clients, anchor);
    const args = [words, [...cosignatures], pathBetween(tree, latest.size, size)] as const;
    try {
      await sendCall(
        payer,
        anchor,
        encodeFunctionData({ abi: checkpointAnchorAbi, functionName: "cosign", args }),
        "cosign",
      );
      return true;
    } catch (error) {
      if (!(error instanceof TransactionFailed)) throw error;
      if (error.reason === "NothingNew") return false;
      if (error.reason !== "Inconsistent" || tries > 1) throw error;
    }
  }
}

/** Sends a call for no more gas than it takes. @throws TransactionFailed */
export async function sendCall({ clients, account }: Payer, to: Hex, data: Hex, label: string): Promise<void> {
  let gas: bigint;
  try {
    gas = await clients.publicClient.estimateGas({ account, to, data });
  } catch (error) {
    throw explainFailure(error, label);
  }
  await new Sender(clients, account).send(to, data, label, (gas * ROOM) / 100n);
}
