// HEAD: the answer of GET without its body. Hono lets that body fall; who makes or reads it must hear of it.
import type { MiddlewareHandler } from "hono";

export const withoutBody: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method !== "HEAD" || c.res.body === null) return;
  await c.res.body.cancel();
  c.res = new Response(null, c.res);
};
