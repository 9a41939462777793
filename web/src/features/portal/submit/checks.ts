// Checks of typed fields, shared by the forms. A message is a key of `portal.errors`.
import { MingzhangError } from "@mingzhang/sdk/errors";
import { parseDay } from "@mingzhang/sdk/days";
import { parseMoney, type Currency } from "@mingzhang/sdk/money";
import { DETAIL_BYTES, detailToBytes, utf8Length } from "@mingzhang/sdk/text";
import { z } from "zod";

/** ILedgerOrders: 1 to 256 bytes of UTF-8. */
export const purpose = z
  .string()
  .trim()
  .min(1, "purposeMissing")
  .refine((text) => utf8Length(text) <= 256, "purposeLong");

export const reference = z
  .string()
  .trim()
  .refine((text) => utf8Length(text) <= DETAIL_BYTES, "referenceLong");

/** Days as a date field gives them, YYYY-MM-DD. */
export const day = z.string().refine((text) => tryDay(text) !== null, "dayInvalid");

export const address = z
  .string()
  .trim()
  .regex(/^0x[0-9a-fA-F]{40}$/u, "addressInvalid");

/** An amount in major units, checked against a currency by `amountIn`; here only that something is there. */
export const amountText = z.string().trim().min(1, "amountMissing");

export function text(min: number, max: number, missing: string, long: string) {
  return z
    .string()
    .trim()
    .refine((value) => utf8Length(value) >= min, missing)
    .refine((value) => utf8Length(value) <= max, long);
}

export function whole(min: number, max: number, message: string) {
  return z
    .string()
    .trim()
    .refine((value) => /^\d{1,9}$/u.test(value) && Number(value) >= min && Number(value) <= max, message);
}

export function tryDay(text: string): number | null {
  try {
    return parseDay(text);
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}

/** Minor units, or the key of what is wrong. Blanks and a currency sign around a pasted amount are forgiven. */
export function amountIn(typed: string, currency: Currency): bigint | "amountInvalid" | "amountZero" {
  try {
    const amount = parseMoney(typed.replaceAll(/[\s\u00a0¥￥$£€]/gu, ""), currency);
    return amount === 0n ? "amountZero" : amount;
  } catch (cause) {
    if (cause instanceof MingzhangError) return "amountInvalid";
    throw cause;
  }
}

export const detailOf = (typed: string) => detailToBytes(typed.trim());

/** A day by UTC, as a date field wants it. @param seconds since 1970 */
export function dayField(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
