// Adds one GET to the API: its description, the check of what is asked, caching by head, and its answer.
import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { INDEXER_VERSION } from "../version.ts";
import { JSON_MEDIA, preferred } from "./accept.ts";
import { chainNow } from "./clock.ts";
import { hasTag } from "./conditional.ts";
import { type ApiContext, indexedHead } from "./context.ts";
import { faultsOf, parameterProblem } from "./problem.ts";
import { turnedRanges } from "./ranges.ts";
import { problem as problemSchema } from "./schemas/basics.ts";

type Shape = Record<string, z.ZodType>;
type Output<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

export interface Get<P extends Shape, Q extends Shape, R extends z.ZodType> {
  /** With parameters in braces, as OpenAPI writes them. */
  path: string;
  summary: string;
  description?: string;
  tag:
    "Cases" | "Findings" | "Movements" | "Accounts" | "Budget" | "Parties" | "Totals" | "Log" | "Service" | "Standards";
  params?: P;
  query?: Q;
  response: R;
  /** Answers that cannot change while the indexed head stays are cached by it; default true. */
  byHead?: boolean;
  /** The answer also changes with the chain's clock. */
  byClock?: boolean;
  /** Media types that the address has, the usual one first; default JSON alone. */
  media?: readonly [string, ...string[]];
  read: (input: { params: Output<P>; query: Output<Q>; c: Context }) => Promise<z.input<R> | Response>;
}

const problems = (status: number) => ({
  description: status === 404 ? "There is none" : "What was asked does not fit",
  content: { "application/problem+json": { schema: problemSchema } },
});

export function addGet<
  R extends z.ZodType,
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
>(app: OpenAPIHono, context: ApiContext, spec: Get<P, Q, R>): void {
  const params = z.strictObject(spec.params ?? {});
  const query = z.strictObject(spec.query ?? {});
  app.openAPIRegistry.registerPath({
    method: "get",
    path: spec.path,
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    tags: [spec.tag],
    request: { params, query },
    responses: {
      200: { description: "The answer", content: { "application/json": { schema: spec.response } } },
      400: problems(400),
      ...(spec.params === undefined ? {} : { 404: problems(404) }),
    },
  });
  app.get(spec.path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
    const input = parseInput(c, params, query);
    if (input instanceof Response) return input;
    if (spec.byHead !== false) {
      const unchanged = await unchangedSince(c, context, { byClock: spec.byClock, media: spec.media });
      if (unchanged !== null) return unchanged;
    } else {
      c.header("cache-control", "no-store");
    }
    const answer = await spec.read({ params: input.params as Output<P>, query: input.query as Output<Q>, c });
    return answer instanceof Response ? answer : c.json(answer as object);
  });
}

/** Checks path and query; a Response says what does not fit. */
export function parseInput<P extends z.ZodType, Q extends z.ZodType>(
  c: Context,
  params: P,
  query: Q,
): { params: z.output<P>; query: z.output<Q> } | Response {
  const givenParams = c.req.param();
  const all = c.req.queries();
  // A parameter given twice is refused as a list.
  const givenQuery = Object.fromEntries(
    Object.entries(all).map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
  );
  const parsedParams = params.safeParse(givenParams);
  const parsedQuery = query.safeParse(givenQuery);
  if (parsedParams.success && parsedQuery.success) {
    const turned = turnedRanges(parsedQuery.data as Record<string, unknown>);
    return turned.length > 0 ? parameterProblem(c, turned) : { params: parsedParams.data, query: parsedQuery.data };
  }
  const shape = query instanceof z.ZodObject ? (query.shape as Record<string, z.ZodType>) : {};
  return parameterProblem(c, [
    ...faultsOf(parsedParams.error?.issues ?? [], givenParams, {}),
    ...faultsOf(parsedQuery.error?.issues ?? [], givenQuery, shape),
  ]);
}

/** What an answer hangs on beside the head, the address that is asked, and the version that answers. */
interface Hangs {
  /** The chain's clock. */
  byClock?: boolean | undefined;
  /** What the reader would rather have of these. */
  media?: readonly [string, ...string[]] | undefined;
  /** The origin that its links are made with, where that is the one that is asked. */
  origin?: string | undefined;
}

/**
 * Puts what the answer hangs on as ETag, and in `vary` what of that the reader's headers say; answers 304 where the reader
 * has it. As it is of one address alone and no problem has any, who has it had an answer there.
 */
export async function unchangedSince(c: Context, context: ApiContext, hangs: Hangs = {}): Promise<Response | null> {
  const { byClock = false, media = [JSON_MEDIA], origin } = hangs;
  const head = await indexedHead(context);
  const clock = byClock ? `-${await chainNow(context)}` : "";
  const { pathname, search } = new URL(c.req.url);
  const parts = [INDEXER_VERSION, `${pathname}${search}`, preferred(c, media), origin ?? ""];
  const asked = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
  const tag = `W/"${head?.header.hash.slice(2, 34) ?? "empty"}${clock}-${asked}"`;
  const vary = [...(media.length > 1 ? ["Accept"] : []), ...(origin === undefined ? [] : ["Host"])];
  c.header("etag", tag);
  c.header("cache-control", "public, max-age=0, must-revalidate");
  if (vary.length > 0) c.header("vary", vary.join(", "));
  return hasTag(c, tag) ? c.body(null, 304) : null;
}
