// Cosignatures of a checkpoint as they are taken in, and as a call of the CheckpointAnchor on the log's own chain.
import { checkpointAnchorAbi as abi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Hex } from "@mingzhang/sdk/hex";
import { encodeFunctionData } from "viem";
import { z } from "zod";
import { address, bytes, count, word } from "./fields.ts";

/** An anchor has so many witnesses at most. */
const MAX_WITNESSES = 32;
/** A consistency path between sizes below 2^64 is no longer. */
const MAX_PATH = 65;
const MAX_SIGNATURE = 4 * 1024;

export const cosignAct = z.strictObject({
  act: z.literal("cosign"),
  checkpoint: z.strictObject({ size: count, root: word, blockNumber: count, blockHash: word, time: count }),
  cosignatures: z
    .array(z.strictObject({ witness: address, signature: bytes(MAX_SIGNATURE, 1) }))
    .min(1, { error: "Give at least one signature" })
    .max(MAX_WITNESSES, { error: `Give at most ${MAX_WITNESSES} signatures` }),
  path: z.array(word).max(MAX_PATH, { error: `Give at most ${MAX_PATH} hashes` }),
});

export type CosignAct = z.output<typeof cosignAct>;

export function isCosignAct(act: { act: string }): act is CosignAct {
  return act.act === "cosign";
}

export function cosignCall({ checkpoint, cosignatures, path }: CosignAct): Hex {
  const { size, blockNumber, time, root, blockHash } = checkpoint;
  const wide = { size: BigInt(size), root, blockNumber: BigInt(blockNumber), blockHash, time: BigInt(time) };
  return encodeFunctionData({ abi, functionName: "cosign", args: [wide, cosignatures, path] });
}
