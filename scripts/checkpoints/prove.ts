// Puts a fork on record from its evidence, on the log's chain and on every chain that anchors the log.
import { readFileSync } from "node:fs";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Deployment } from "@mingzhang/sdk/api";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { parseFork } from "@mingzhang/sdk/fork";
import type { ForkSide } from "@mingzhang/sdk/fork";
import { encodeFunctionData, zeroHash } from "viem";
import type { Hex, LocalAccount } from "viem";
import { ChainError, TransactionFailed } from "../chain/failures.ts";
import { connectChain } from "../chain/sender.ts";
import { originOf, sendCall } from "./cosign.ts";

export interface ProveOptions {
  /** mingzhang-fork version 1 */
  file: string;
  deployment: Deployment;
  /** RPC of each chain, the log's own among them. */
  urls: ReadonlyMap<number, string>;
  /** Who pays on a chain. */
  accountOf: (chainId: number) => LocalAccount;
  say: (line: string) => void;
}

/**
 * Sends `proveFork` to each anchor; where the same fork is on record already it says so.
 * @throws ChainError if the file is no evidence of a fork of this log; TransactionFailed with the contract's own error, in words
 */
export async function proveFork({ file, deployment, urls, accountOf, say }: ProveOptions): Promise<void> {
  const data = callOf(file, deployment);
  const { chainId, contracts } = deployment;
  for (const place of [{ chainId, contract: contracts.checkpointAnchor }, ...deployment.anchors]) {
    const clients = await connectChain(urls.get(place.chainId) ?? "");
    if (clients.chain.id !== place.chainId)
      throw new ChainError(`${clients.rpcUrl} serves chain ${clients.chain.id}, not chain ${place.chainId}.`);
    try {
      await sendCall({ clients, account: accountOf(place.chainId) }, place.contract, data, "proveFork");
      say(`Chain ${place.chainId}: the fork is on record.`);
    } catch (error) {
      if (!(error instanceof TransactionFailed) || error.reason !== "NothingNew") throw error;
      say(`Chain ${place.chainId}: the fork was on record already.`);
    }
  }
}

function callOf(file: string, deployment: Deployment): Hex {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ChainError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const { origin, a, b } = parseFork(text);
    const own = originOf(deployment);
    if (origin.chainId !== own.chainId || origin.trail !== own.trail) {
      throw new ChainError(
        `${file} is about the log ${origin.trail} on chain ${origin.chainId}, not ${own.trail} on chain ${own.chainId}.`,
      );
    }
    return encodeFunctionData({ abi: checkpointAnchorAbi, functionName: "proveFork", args: [wordsOf(a), wordsOf(b)] });
  } catch (error) {
    if (error instanceof MingzhangError) throw new ChainError(`${file}: ${error.message}`);
    throw error;
  }
}

function wordsOf({ checkpoint, cosignatures, index, leaf, path }: ForkSide) {
  const { size, blockNumber, time, ...hashes } = checkpoint;
  return {
    checkpoint: { ...hashes, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) },
    cosignatures,
    index: BigInt(index ?? 0),
    leaf: leaf ?? zeroHash,
    path: path ?? [],
  };
}
