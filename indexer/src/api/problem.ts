// RFC 9457 problem documents: every error names the field, the value and what to do.
import type { z } from "@hono/zod-openapi";
import type { Problem } from "@mingzhang/sdk/api";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { BadParameter, NotFound } from "../read/errors.ts";

const SHOWN = 120;
/** Unknown parameters that are named one by one. */
const NAMED = 10;

/** The problems that the API knows, by the last part of their type. */
const TITLES = {
  "parameter-invalid": "A parameter does not fit",
  "not-found": "There is nothing here",
  "not-acceptable": "No such representation",
  "method-not-allowed": "The API is read-only",
  "too-many-streams": "Too many open streams",
  "too-many-downloads": "Too many downloads at once",
  "not-indexed": "Nothing is indexed yet",
  failed: "The server failed",
} as const;
export type ProblemName = keyof typeof TITLES;

/** Set for the answer that there then is none of: a refusal is nobody's to keep or to save as a file. */
const OF_ANSWERS = ["etag", "vary", "cache-control", "content-disposition", "link"];

type Fault = NonNullable<Problem["errors"]>[number];

export function problem(
  c: Context,
  status: ContentfulStatusCode,
  name: ProblemName,
  detail: string,
  errors?: Fault[],
): Response {
  const body: Problem = {
    type: `urn:mingzhang:problem:${name}`,
    title: TITLES[name],
    status,
    detail,
    instance: c.req.path.slice(0, 200),
    ...(errors === undefined ? {} : { errors }),
  };
  for (const name of OF_ANSWERS) c.header(name, undefined);
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
}

/** The value as an error repeats it: shortened, and JSON's escapes for what cannot be seen. */
function shown(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}

export function parameterProblem(
  c: Context,
  faults: { field: string; value: string | null; remedy: string }[],
): Response {
  const errors = faults.map((fault) => ({ ...fault, value: fault.value === null ? null : shown(fault.value) }));
  const detail = errors.map(({ field, value, remedy }) => `${field}${value === null ? "" : ` "${value}"`}: ${remedy}`);
  return problem(c, 400, "parameter-invalid", detail.join(" "), errors);
}

/** Answers what a reader got wrong; null for a failure of our own. */
export function readerProblem(c: Context, error: unknown): Response | null {
  if (error instanceof BadParameter) return parameterProblem(c, [error]);
  if (error instanceof NotFound) return problem(c, 404, "not-found", `${error.message} ${error.remedy}`);
  return null;
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[] | undefined;
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** Faults of a refused request, from zod's issues, what was given and what there is. */
export function faultsOf(issues: readonly Issue[], given: Record<string, unknown>, shape: Shape): Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return unknownFaults(issue.keys ?? [], given, Object.keys(shape));
    const field = String(issue.path[0] ?? "request");
    const value = given[field];
    // Neither is said by the rule of the value, but what would be accepted is.
    if (Array.isArray(value)) {
      return [
        { field, value: value.join(" and "), remedy: `It is given ${value.length} times. ${accepted(shape[field])}` },
      ];
    }
    if (value === undefined) return [{ field, value: null, remedy: `It is missing. ${accepted(shape[field])}` }];
    return [{ field, value: textOf(value), remedy: `${issue.message}.` }];
  });
}

/** The first of them by name, with what there is instead once, and how many more. */
function unknownFaults(keys: readonly string[], given: Record<string, unknown>, known: readonly string[]): Fault[] {
  const there = known.length === 0 ? "there are no parameters" : `there are ${known.join(", ")}`;
  const faults = keys.slice(0, NAMED).map((field, at) => ({
    field: shown(field),
    value: textOf(given[field]),
    remedy: at === 0 ? `Leave it out; ${there}.` : "Leave it out.",
  }));
  const more = keys.length - faults.length;
  const last = faults.at(-1);
  if (last !== undefined && more > 0) last.remedy = `Leave it out, and ${more} more that there are not.`;
  return faults;
}

/** What a parameter says of a value that does not fit. */
function accepted(type: z.ZodType | undefined): string {
  const message = type?.safeParse("").error?.issues[0]?.message;
  return message === undefined ? "Give it once." : `${message}, once.`;
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
