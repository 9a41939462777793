// Subscriptions as the operator wrote them down: whom to tell about which movements, by webhook or by letter.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type MovementFilters, movementWhere } from "../read/filters.ts";
import { movementFilters, optional } from "../api/params.ts";
import { turnedRanges } from "../api/ranges.ts";
import { checkTarget, type TargetRules } from "./targets.ts";

const id = z.string().regex(/^[a-z0-9-]{1,40}$/, "Use small letters, digits and hyphens");

/** Filters as the query of /v1/movements. */
const filter = z
  .string()
  .max(2_000)
  .transform((text, context): MovementFilters => {
    const params = new URLSearchParams(text.replace(/^\?/, ""));
    const parsed = z.strictObject(optional(movementFilters)).safeParse(Object.fromEntries(params));
    try {
      if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
      for (const { field, value, remedy } of turnedRanges(parsed.data))
        throw new Error(`${field} "${value}": ${remedy}`);
      movementWhere(parsed.data);
      return parsed.data;
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

const webhook = z.strictObject({
  id,
  url: z.url(),
  secret: z.string().min(24, "Give at least 24 characters, at random"),
  filter: filter.default({}),
});
const letter = z.strictObject({
  id,
  to: z.email(),
  filter: filter.default({}),
  /** Minutes between two letters. */
  every: z.number().int().min(1).max(10_080).default(60),
});

const file = z
  .strictObject({ webhooks: z.array(webhook).default([]), letters: z.array(letter).default([]) })
  .refine(({ webhooks, letters }) => {
    const ids = [...webhooks, ...letters].map((each) => each.id);
    return new Set(ids).size === ids.length;
  }, "Each id stands once");

export type Webhook = z.output<typeof webhook>;
export type Letter = z.output<typeof letter>;
export type Subscriptions = z.output<typeof file>;

/** Reads the file. Throws an Error that says what is wrong with it. */
export function readSubscriptions(path: string | null, rules: TargetRules): Subscriptions {
  if (path === null) return { webhooks: [], letters: [] };
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(`MINGZHANG_HOOKS: ${path} cannot be read as JSON: ${String(cause)}`);
  }
  const parsed = file.safeParse(data);
  if (!parsed.success) throw new Error(`MINGZHANG_HOOKS: ${path} does not fit:\n${z.prettifyError(parsed.error)}`);
  for (const { id, url } of parsed.data.webhooks) {
    try {
      checkTarget(url, rules);
    } catch (cause) {
      throw new Error(`MINGZHANG_HOOKS: webhook ${id}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  return parsed.data;
}
