// Keccak-256, as Ethereum uses it: of bytes, to bytes or hex. SHA-256, the hash of the log itself, is in hash.ts.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { type Hex, hexOf } from "./hex.ts";

export function keccak(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}

export function keccakHex(bytes: Uint8Array): Hex {
  return hexOf(keccak_256(bytes));
}

/** Of a text in UTF-8: signatures of functions, names of types. */
export function keccakText(text: string): Hex {
  return keccakHex(new TextEncoder().encode(text));
}
