// What may be sent: acts of ServiceApprovals and Findings, cosignatures, and nothing else, each field checked and named when it does not fit.
import { z } from "zod";
import { address, bytes, reason, signed, small, whole, word } from "./fields.ts";
import { cosignAct, type CosignAct } from "./checkpoints.ts";
import { type FindingAct, findingActs } from "./findings.ts";

/** Bytes of a payload: a payroll of a thousand payments has room, and the call stays below what nodes take (128 KB). */
export const MAX_PAYLOAD = 96 * 1024;
export const MAX_ACTS = 200;

const body = z.strictObject({
  procedure: small(32),
  agency: small(32),
  government: small(32),
  official: small(32),
  scope: small(32),
  correctionLimit: small(32),
  executionLimit: small(32),
  records: small(32),
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
    ...findingActs,
    cosignAct,
  ],
  {
    error:
      "Give submit, decide, withdraw, cancel, declare-conflict, lapse, execute, rule, open-, answer-, resolve-, escalate- or reopen-finding, or cosign; the relay does nothing else",
  },
);

export type Act = z.output<typeof actSchema>;
export type CaseAct = Exclude<Act, FindingAct | CosignAct>;
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
