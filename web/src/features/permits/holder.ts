// What people write of a permit: its number or its code's address, and a holder as an address or a digest.
import { sha256Hex } from "@mingzhang/sdk/hash";
import { bytesOf, type Hex } from "@mingzhang/sdk/hex";

/** A holder's word on chain, or null for text that is none. */
export function parseHolder(text: string): Hex | null {
  const given = text.trim().toLowerCase();
  if (/^0x[0-9a-f]{64}$/.test(given)) return given as Hex;
  // An address is padded on the left.
  return /^0x[0-9a-f]{40}$/.test(given) ? `0x${given.slice(2).padStart(64, "0")}` : null;
}

export interface PermitQuestion {
  number: number;
  /** As the address had it. */
  holder: string | null;
}

/** Number of a permit, or the address of its page on any site; null for text that is neither. */
export function parsePermit(text: string): PermitQuestion | null {
  const given = text.trim();
  const number = /^#?([1-9]\d{0,14})$/.exec(given)?.[1];
  if (number !== undefined) return { number: Number(number), holder: null };
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  const inPath = /\/permits\/([1-9]\d{0,14})\/?$/.exec(url.pathname)?.[1];
  return inPath === undefined ? null : { number: Number(inPath), holder: url.searchParams.get("holder") };
}

/** SHA-256(salt 32 bytes | identity text UTF-8): the holder who is not to be named (IPermits). */
export function holderDigest(salt: Hex, identity: string): Hex {
  const text = new TextEncoder().encode(identity);
  const bytes = new Uint8Array(32 + text.length);
  bytes.set(bytesOf(salt));
  bytes.set(text, 32);
  return sha256Hex(bytes);
}
