// The last checkpoint that a witness signed here, in this browser alone: the next one has to continue it.
import { parseCheckpoint, type Checkpoint, type Origin } from "@mingzhang/sdk/checkpoint";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { isHex, type Hex } from "viem";

export interface Signed {
  checkpoint: Checkpoint;
  signature: Hex;
}

/** `broken`: something is kept that is no signed checkpoint. */
export type Kept = { state: "none" | "broken" } | { state: "kept"; signed: Signed };

const keyOf = ({ chainId, trail }: Origin, witness: Hex) =>
  `mingzhang.witness.${chainId}.${trail.toLowerCase()}.${witness.toLowerCase()}`;

export function readSigned(origin: Origin, witness: Hex): Kept {
  let text: string | null;
  try {
    text = localStorage.getItem(keyOf(origin, witness));
  } catch {
    // A browser that keeps nothing: the chain's events say what was signed.
    return { state: "none" };
  }
  if (text === null) return { state: "none" };
  try {
    const { checkpoint, signature } = JSON.parse(text) as Record<string, unknown>;
    if (!isHex(signature)) return { state: "broken" };
    return { state: "kept", signed: { checkpoint: parseCheckpoint(checkpoint), signature } };
  } catch (cause) {
    if (cause instanceof MingzhangError || cause instanceof SyntaxError || cause instanceof TypeError) {
      return { state: "broken" };
    }
    throw cause;
  }
}

/** False where this browser keeps nothing. */
export function keepSigned(origin: Origin, witness: Hex, signed: Signed): boolean {
  try {
    localStorage.setItem(keyOf(origin, witness), JSON.stringify(signed));
    return true;
  } catch {
    // The page says so: then the chain's events alone are held against the next one.
    return false;
  }
}
