// Fields of acts as JSON, each checked and named when it does not fit: numbers, bytes, addresses, texts, signatures.
import type { Hash, HexAddress } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { isAddress } from "viem";
import { z } from "zod";

/** Bytes of a signature; contracts that sign (ERC-1271) may want several keys' worth. */
const MAX_SIGNATURE = 4 * 1024;
/** Bytes of a reason in UTF-8. */
const MAX_REASON = 4 * 1024;

export function whole(bits: number) {
  return z.unknown().transform((value, context): bigint => {
    const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
    const found = typeof text === "string" && /^(0|[1-9]\d{0,77})$/.test(text) ? BigInt(text) : null;
    if (found !== null && found < 1n << BigInt(bits)) return found;
    context.addIssue({ code: "custom", message: `Give a whole number below 2^${bits}, as a number or decimal string` });
    return z.NEVER;
  });
}

export const small = (bits: 8 | 32 | 48) => whole(bits).transform(Number);

/** A count that fits a JSON number. */
export const count = whole(53).transform(Number);

export function bytes(max: number, min = 0) {
  return z.unknown().transform((value, context): Hex => {
    if (typeof value !== "string" || !/^0x([0-9a-fA-F]{2})*$/.test(value)) {
      context.addIssue({ code: "custom", message: "Give bytes as 0x and pairs of hexadecimal digits" });
      return z.NEVER;
    }
    const size = (value.length - 2) / 2;
    if (size >= min && size <= max) return value.toLowerCase() as Hex;
    const wanted = min === max ? `exactly ${max}` : `${min} to ${max}`;
    context.addIssue({ code: "custom", message: `There are ${size} bytes; give ${wanted}` });
    return z.NEVER;
  });
}

export const word = bytes(32, 32) as z.ZodType<Hash, unknown>;

export const address = z.unknown().transform((value, context): HexAddress => {
  if (typeof value === "string" && isAddress(value)) return value.toLowerCase() as HexAddress;
  context.addIssue({
    code: "custom",
    message: "Give an address: 0x and 40 hexadecimal digits, in small letters or with a correct checksum",
  });
  return z.NEVER;
});

const signature = bytes(MAX_SIGNATURE).refine((value) => value !== "0x", {
  message: "There is no signature. Sign the act, or send it to the chain yourself; the relay carries signed acts",
});

/** A text of so many bytes of UTF-8; the contract says whether it may be empty. */
export function textOf(max: number) {
  return (
    z
      .string({ error: "Give a text; it may be empty" })
      .refine((text) => Buffer.byteLength(text, "utf8") <= max, { message: `Give at most ${max} bytes` })
      // Encoding would replace a lone surrogate, and what is relayed would not be what was signed.
      .refine((text) => text.isWellFormed(), { message: "The text is not well-formed Unicode" })
  );
}

export const reason = textOf(MAX_REASON);

export const signed = z.strictObject({ signer: address, deadline: small(48), signature });
