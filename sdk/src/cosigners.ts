// Who signed a checkpoint: recovered from each signature, as CheckpointAnchor does it; and what nodes say of contracts that sign.
import { recoverPublicKey } from "@noble/secp256k1";
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "./checkpoint.ts";
import { bytesOf, type Hex, hexOf, wordOf } from "./hex.ts";
import { keccak } from "./keccak.ts";
import { type NamedRpc, orNull } from "./rpc.ts";

/** Half of secp256k1's order: the higher s of the two that sign the same is refused, so that a signature has one form. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** isValidSignature(bytes32,bytes), which is also the answer of a contract that agrees (ERC-1271). */
const IS_VALID_SIGNATURE = "0x1626ba7e";

export interface Cosigners {
  digest: Hex;
  /** Witnesses whose key signed. */
  signed: Hex[];
  /** What stands under a witness's name and is not by its key: junk, another's, or that of a witness that is a contract. */
  unsigned: Cosignature[];
}

/** Who signed a checkpoint, by keys alone: nothing is asked of anybody, so that nobody can lie about it. */
export function recoverCosigners(
  origin: Origin,
  checkpoint: Checkpoint,
  cosignatures: readonly Cosignature[],
): Cosigners {
  const digest = checkpointDigest(origin, checkpoint);
  const byKey = ({ witness, signature }: Cosignature) => signerOf(digest, signature) === witness.toLowerCase();
  return {
    digest,
    signed: cosignatures.filter(byKey).map(({ witness }) => witness),
    unsigned: cosignatures.filter((one) => !byKey(one)),
  };
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

/** A witness that is a contract, and the node by which it agrees. */
export interface ContractWord {
  witness: Hex;
  rpc: string;
}

/**
 * What nodes say of witnesses whose signature is no key's: that a contract stands there and agrees (ERC-1271). Any node can say so
 * of any address. It is a reason to look further, and counts for nothing.
 */
export async function contractWords(
  { digest, unsigned }: Cosigners,
  rpcs: readonly NamedRpc[],
): Promise<ContractWord[]> {
  const asked = unsigned.map(async ({ witness, signature }) => {
    const bytes = signature.slice(2);
    const words = [word(0x40), word(bytes.length / 2), bytes.padEnd(Math.ceil(bytes.length / 64) * 64, "0")];
    const call = { to: witness, data: `${IS_VALID_SIGNATURE}${digest.slice(2)}${words.join("")}` };
    for (const { name, rpc } of rpcs) {
      const answer = await orNull(rpc.request({ method: "eth_call", params: [call, "latest"] }));
      if (answer === IS_VALID_SIGNATURE.padEnd(66, "0")) return [{ witness, rpc: name }];
    }
    return [];
  });
  return (await Promise.all(asked)).flat();
}

function word(value: number): string {
  return value.toString(16).padStart(64, "0");
}
