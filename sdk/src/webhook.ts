// Signatures of webhook deliveries: made by the indexer, checked by whoever receives them.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Movement } from "./api.ts";
import type { Origin } from "./checkpoint.ts";
import { MingzhangError } from "./errors.ts";
import { type Hex, hexOf } from "./hex.ts";

/** Body of a delivery. Texts are the chain's: hostile. */
export type Delivery = {
  version: 1;
  /** The same for every attempt: what came before under this id is a repetition. */
  delivery: Hex;
  /** Id of the subscription. */
  subscription: string;
  origin: Origin;
} & (
  | { event: "movement"; movement: Movement }
  /** A fork of the chain took the movements from this record on; those that follow take their place. */
  | { event: "undone"; fromRecord: number }
);

/** Names of the headers, in lower case. */
export const WEBHOOK_HEADERS = {
  delivery: "mingzhang-delivery",
  /** Seconds since 1970 of this attempt. */
  timestamp: "mingzhang-timestamp",
  /** `v1=` and HMAC-SHA-256 in hex. */
  signature: "mingzhang-signature",
} as const;

const encoder = new TextEncoder();

/** `v1=…` over timestamp, delivery id and body, so that none can be exchanged. @param timestamp seconds since 1970 */
export function signDelivery(secret: string, timestamp: number, delivery: string, body: string): string {
  const mac = hmac(sha256, encoder.encode(secret), encoder.encode(`${timestamp}.${delivery}.${body}`));
  return `v1=${hexOf(mac).slice(2)}`;
}

export interface ReceivedDelivery {
  secret: string;
  /** Headers by their names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The body as it came, before it is parsed. */
  body: string;
  /** Seconds since 1970. */
  now: number;
  /** Seconds that an attempt may be old, or ahead of the own clock; default 300. */
  tolerance?: number;
}

/** The id of a genuine delivery. Throws DELIVERY_INVALID; whether the id came before is the receiver's to know. */
export function verifyDelivery({ secret, headers, body, now, tolerance = 300 }: ReceivedDelivery): string {
  const refuse = (field: string, value: string | undefined, problem: string, remedy: string) =>
    new MingzhangError("DELIVERY_INVALID", field, value ?? "none", problem, remedy);
  const delivery = headers[WEBHOOK_HEADERS.delivery] ?? "";
  const text = headers[WEBHOOK_HEADERS.timestamp] ?? "";
  const signature = headers[WEBHOOK_HEADERS.signature];
  const timestamp = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
  if (!(Math.abs(now - timestamp) <= tolerance)) {
    throw refuse(
      "timestamp",
      text,
      `is not within ${tolerance} seconds of now`,
      "Set the clock; else drop the delivery",
    );
  }
  const expected = signDelivery(secret, timestamp, delivery, body);
  if (signature === undefined || !isSame(signature, expected)) {
    throw refuse("signature", signature, "is not the secret's over this body", "Drop the delivery");
  }
  return delivery;
}

/** Takes the same time wherever two texts differ. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < b.length; at += 1) difference |= (a.charCodeAt(at) || 0) ^ b.charCodeAt(at);
  return difference === 0;
}
