// Who signed a checkpoint: recovered from each signature, as CheckpointAnchor does it.
import { recoverPublicKey } from "@noble/secp256k1";
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "./checkpoint.ts";
import { bytesOf, type Hex, hexOf, wordOf } from "./hex.ts";
import { keccak } from "./keccak.ts";
import type { Rpc } from "./rpc.ts";

/** Half of secp256k1's order: the higher s of the two that sign the same is refused, so that a signature has one form. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** isValidSignature(bytes32,bytes), which is also the answer of a contract that agrees (ERC-1271). */
const IS_VALID_SIGNATURE = "0x1626ba7e";

export interface Cosigners {
  digest: Hex;
  /** Witnesses whose signature is theirs. */
  signed: Hex[];
  /** Witnesses under whose name stands a signature that is not theirs, or, for a contract, could not be shown to be. */
  unsigned: Hex[];
}

/**
 * Checks each cosignature of a checkpoint. A witness that is a contract has its signature checked by itself, for which an RPC
 * of a chain where it stands is needed.
 */
export async function recoverCosigners(
  origin: Origin,
  checkpoint: Checkpoint,
  cosignatures: readonly Cosignature[],
  rpcs: readonly Rpc[] = [],
): Promise<Cosigners> {
  const digest = checkpointDigest(origin, checkpoint);
  const signed: Hex[] = [];
  const unsigned: Hex[] = [];
  for (const { witness, signature } of cosignatures) {
    const signer = signerOf(digest, signature);
    const holds = signer === witness.toLowerCase() || (await isValidFor(rpcs, witness, digest, signature));
    (holds ? signed : unsigned).push(witness);
  }
  return { digest, signed, unsigned };
}

/** Address whose key signed the digest, lower case; null where the bytes are no signature in the one form that is accepted. */
export function signerOf(digest: Hex, signature: Hex): Hex | null {
  if (!/^0x[0-9a-fA-F]{128}(?:1b|1c|1B|1C)$/.test(signature)) return null;
  if (BigInt(`0x${signature.slice(66, 130)}`) > HALF_ORDER) return null;
  const bytes = bytesOf(signature);
  const recoverable = Uint8Array.of((bytes[64] ?? 0) - 27, ...bytes.subarray(0, 64));
  try {
    const key = recoverPublicKey(recoverable, wordOf(digest), { prehash: false, isCompressed: false });
    return hexOf(keccak(key.subarray(1)).subarray(12));
  } catch {
    // No point of the curve belongs to these numbers: nobody signed.
    return null;
  }
}

/** ERC-1271, by the contract itself. An RPC that fails shows nothing. */
async function isValidFor(rpcs: readonly Rpc[], witness: Hex, digest: Hex, signature: Hex): Promise<boolean> {
  const bytes = signature.slice(2);
  const words = [word(0x40), word(bytes.length / 2), bytes.padEnd(Math.ceil(bytes.length / 64) * 64, "0")];
  const call = { to: witness, data: `${IS_VALID_SIGNATURE}${digest.slice(2)}${words.join("")}` };
  for (const rpc of rpcs) {
    const answer = await rpc.request({ method: "eth_call", params: [call, "latest"] }).catch(() => null);
    if (answer === IS_VALID_SIGNATURE.padEnd(66, "0")) return true;
  }
  return false;
}

function word(value: number): string {
  return value.toString(16).padStart(64, "0");
}
