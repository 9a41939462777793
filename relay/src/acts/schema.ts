// What may be sent: the acts of ServiceApprovals and nothing else, each field checked and named when it does not fit.
import type { Hash, HexAddress } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { isAddress } from "viem";
import { z } from "zod";

/** Bytes of a payload: a payroll of a thousand payments has room, and the call stays below what nodes take (128 KB). */
export const MAX_PAYLOAD = 96 * 1024;
/** Bytes of a signature; contracts that sign (ERC-1271) may want several keys' worth. */
const MAX_SIGNATURE = 4 * 1024;
/** Bytes of a reason in UTF-8. */
const MAX_REASON = 4 * 1024;
export const MAX_ACTS = 200;

function whole(bits: number) {
  return z.unknown().transform((value, context): bigint => {
    const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
    const found = typeof text === "string" && /^(0|[1-9]\d{0,77})$/.test(text) ? BigInt(text) : null;
    if (found !== null && found < 1n << BigInt(bits)) return found;
    context.addIssue({ code: "custom", message: `Give a whole number below 2^${bits}, as a number or decimal string` });
    return z.NEVER;
  });
}

const small = (bits: 8 | 32 | 48) => whole(bits).transform(Number);

function bytes(max: number, min = 0) {
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

const word = bytes(32, 32) as z.ZodType<Hash, unknown>;

const address = z.unknown().transform((value, context): HexAddress => {
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

const reason = z
  .string({ error: "Give a text; it may be empty" })
  .refine((text) => Buffer.byteLength(text, "utf8") <= MAX_REASON, { message: `Give at most ${MAX_REASON} bytes` })
  // Encoding would replace a lone surrogate, and what is relayed would not be what was signed.
  .refine((text) => text.isWellFormed(), { message: "The text is not well-formed Unicode" });

const signed = z.strictObject({ signer: address, deadline: small(48), signature });

const body = z.strictObject({
  procedure: small(32),
  agency: small(32),
  government: small(32),
  official: small(32),
  scope: small(32),
  correctionLimit: small(32),
  executionLimit: small(32),
  submitter: address,
  handler: address,
  salt: word,
  payloadHash: word,
  content: word,
  decisionType: word,
  steps: z.array(whole(256)).min(1, { error: "Give the case's steps" }).max(16, { error: "Give at most 16 steps" }),
});

const payload = bytes(MAX_PAYLOAD);

const submission = z.strictObject({
  procedure: small(32),
  agency: small(32),
  id: word,
  round: small(8),
  salt: word,
  documents: z.array(word).max(16, { error: "Give at most 16 documents" }),
  payload,
});

const decision = z.strictObject({
  step: small(8),
  verdict: z.enum(["approve", "reject", "return"], { error: "Give approve, reject or return" }),
  reason,
  by: signed,
});

const ofCase = { id: word, body };
const signedOfCase = { ...ofCase, round: small(8), reason, by: signed };

export const actSchema = z.discriminatedUnion(
  "act",
  [
    z.strictObject({ act: z.literal("submit"), submission, body: body.nullish(), by: signed }),
    z.strictObject({
      act: z.literal("decide"),
      ...ofCase,
      round: small(8),
      decisions: z
        .array(decision)
        .min(1, { error: "Give at least one decision" })
        .max(16, { error: "Give at most 16 decisions" }),
      payload: payload.optional(),
    }),
    z.strictObject({ act: z.literal("withdraw"), ...signedOfCase }),
    z.strictObject({ act: z.literal("cancel"), ...signedOfCase }),
    z.strictObject({ act: z.literal("declare-conflict"), ...signedOfCase }),
    z.strictObject({ act: z.literal("lapse"), ...ofCase, payload: payload.optional() }),
    z.strictObject({ act: z.literal("execute"), ...ofCase, payload }),
    z.strictObject({ act: z.literal("rule"), ...ofCase, step: small(8), payload }),
  ],
  {
    error:
      "Give submit, decide, withdraw, cancel, declare-conflict, lapse, execute or rule; the relay does nothing else",
  },
);

export type Act = z.output<typeof actSchema>;
export type ActOf<Name extends Act["act"]> = Extract<Act, { act: Name }>;
export type Body = ActOf<"execute">["body"];
export type Signed = ActOf<"submit">["by"];

const batchSchema = z.strictObject({
  acts: z
    .array(actSchema)
    .min(1, { error: "Give at least one act" })
    .max(MAX_ACTS, { error: `Give at most ${MAX_ACTS} acts at once` }),
});

export interface Fault {
  field: string;
  value: string | null;
  remedy: string;
}

/** One act or several, or what does not fit. */
export function parseRequest(json: unknown): { acts: Act[]; single: boolean } | { faults: Fault[] } {
  const batch = typeof json === "object" && json !== null && "acts" in json;
  const parsed = (batch ? batchSchema : actSchema).safeParse(json);
  if (!parsed.success) return { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, json)) };
  return "acts" in parsed.data ? { acts: parsed.data.acts, single: false } : { acts: [parsed.data], single: true };
}

function faultsOf(issue: z.core.$ZodIssue, json: unknown): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      value: null,
      remedy: "Leave it out; the act has no such field.",
    }));
  }
  return [{ field: fieldName(issue.path), value: shown(valueAt(json, issue.path)), remedy: `${issue.message}.` }];
}

/** "decisions[0].by.signature" */
function fieldName(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text.replace(/^\./, "").slice(0, 120) || "body";
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    json,
  );
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || typeof value === "object") return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
