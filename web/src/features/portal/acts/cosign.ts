// A cosignature as a call of the CheckpointAnchor on the log's own chain.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Deployment } from "@mingzhang/sdk/api";
import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { encodeFunctionData } from "viem";
import type { DirectCall } from "./direct";

export function cosignCall(deployment: Deployment, act: Extract<RelayAct, { act: "cosign" }>): DirectCall {
  const { size, blockNumber, time, root, blockHash } = act.checkpoint;
  const checkpoint = { size: BigInt(size), root, blockNumber: BigInt(blockNumber), blockHash, time: BigInt(time) };
  const args = [checkpoint, act.cosignatures, act.path] as const;
  const data = encodeFunctionData({ abi: checkpointAnchorAbi, functionName: "cosign", args });
  return { to: deployment.contracts.checkpointAnchor, data };
}
