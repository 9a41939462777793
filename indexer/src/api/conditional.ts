// Conditional requests (RFC 9110, 13.1.2): who has the answer already is told so instead of being sent it again.
import type { Context, MiddlewareHandler } from "hono";

const TAG = /(?:W\/)?("[^"]*")/g;

const asked = (c: Context): string => (c.req.header("if-none-match") ?? "").trim();

/** Whether the reader has what a tag stands for: one of its list, weakly compared, which sees no difference in `W/`. */
export function hasTag(c: Context, tag: string): boolean {
  const opaque = tag.replace(/^W\//, "");
  return [...asked(c).matchAll(TAG)].some(([, each]) => each === opaque);
}

/** Headers that describe a body that a 304 does not have. */
const OF_BODY = ["content-length", "content-type", "content-disposition"];

/**
 * Tells who has an answer with a tag that nothing has changed; `*` stands for any answer that there is. What costs much
 * is better not made at all: whoever makes it asks `hasTag` first.
 */
export const unlessKnown: MiddlewareHandler = async (c, next) => {
  await next();
  const tag = c.res.headers.get("etag");
  if (c.res.status !== 200 || tag === null || !(asked(c) === "*" || hasTag(c, tag))) return;
  await c.res.body?.cancel();
  const headers = new Headers(c.res.headers);
  for (const name of OF_BODY) headers.delete(name);
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers });
};
