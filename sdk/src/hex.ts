// Bytes <-> hex text, fast enough for every record of a chain.
import { MingzhangError } from "./errors.ts";

export type Hex = `0x${string}`;

const DIGITS = new Int8Array(128).fill(-1);
// In lower case alone: bytes have one spelling here, so that no text can pass for two things.
for (const [value, digit] of [..."0123456789abcdef"].entries()) DIGITS[digit.charCodeAt(0)] = value;

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Writes the bytes of a hex text into `target` from `offset`; returns the offset after them. Throws LOG_INVALID. */
export function writeHex(target: Uint8Array, offset: number, hex: Hex): number {
  const bytes = (hex.length - 2) >> 1;
  let bad = hex.length % 2 !== 0 || !hex.startsWith("0x") || offset + bytes > target.length;
  for (let i = 0, at = 2; i < bytes && !bad; i++, at += 2) {
    const high = DIGITS[hex.charCodeAt(at)] ?? -1;
    const low = DIGITS[hex.charCodeAt(at + 1)] ?? -1;
    bad = (high | low) < 0;
    target[offset + i] = (high << 4) | low;
  }
  if (bad)
    throw new MingzhangError(
      "LOG_INVALID",
      "bytes",
      hex,
      "is no lower-case hex of whole bytes",
      "Give 0x and pairs of digits",
    );
  return offset + bytes;
}

/** Bytes of a hex text. Throws LOG_INVALID. */
export function bytesOf(hex: Hex): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, (hex.length - 2) >> 1));
  writeHex(bytes, 0, hex);
  return bytes;
}

/** Bytes of a 32-byte word. Throws LOG_INVALID if it is of another length. */
export function wordOf(hex: Hex): Uint8Array {
  if (hex.length !== 66) {
    throw new MingzhangError("LOG_INVALID", "hash", hex, "is not 32 bytes", "Give 0x and 64 hex digits");
  }
  return bytesOf(hex);
}

/** Hex text of bytes, lower case. */
export function hexOf(bytes: Uint8Array): Hex {
  let text = "";
  for (const byte of bytes) text += PAIRS[byte];
  return `0x${text}`;
}
