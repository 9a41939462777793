// RFC 9457 problem documents: every error names the field, the value and what to do.
import type { RelayProblem, RelayReason } from "@mingzhang/sdk/api-relay";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Fault } from "../acts/schema.ts";

/** The problems that the relay knows, by the last part of their type. */
const TITLES = {
  "act-invalid": "The act does not fit",
  "act-refused": "The contracts refuse the act",
  "not-found": "There is nothing here",
  "method-not-allowed": "The address does not take this",
  "media-type": "Another media type is wanted",
  "too-large": "That is too large",
  "too-many": "Too much in a short time",
  "store-full": "The store of documents is full",
  "document-masked": "The document is kept masked",
  "no-documents": "No documents are taken here",
  "chain-unavailable": "The chain does not answer",
  failed: "The relay failed",
} as const;
export type ProblemName = keyof typeof TITLES;

export interface More {
  errors?: Fault[];
  reason?: RelayReason;
  /** Seconds. */
  retryAfter?: number;
}

export function problemOf(status: number, name: ProblemName, detail: string, more: More = {}): RelayProblem {
  const { errors, reason } = more;
  return {
    type: `urn:mingzhang:problem:${name}`,
    title: TITLES[name],
    status,
    detail,
    ...(errors === undefined ? {} : { errors }),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function problem(
  c: Context,
  status: ContentfulStatusCode,
  name: ProblemName,
  detail: string,
  more: More = {},
): Response {
  return sendProblem(c, problemOf(status, name, detail, more), status, more.retryAfter);
}

export function sendProblem(
  c: Context,
  body: RelayProblem,
  status: ContentfulStatusCode,
  retryAfter?: number,
): Response {
  return c.body(JSON.stringify({ ...body, instance: c.req.path.slice(0, 200) }), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
  });
}

export function faultsProblem(c: Context, errors: Fault[]): Response {
  const detail = errors.map(({ field, value, remedy }) => `${field}${value === null ? "" : ` "${value}"`}: ${remedy}`);
  return problem(c, 400, "act-invalid", detail.join(" "), { errors });
}
