// The relay's HTTP API: routes, and what holds for all of them.
import { Hono } from "hono";
import { routePath } from "hono/route";
import { ChainUnavailable } from "../chain/chain.ts";
import { RELAY_VERSION } from "../version.ts";
import { actRoutes } from "./acts.ts";
import type { ApiContext } from "./context.ts";
import { documentRoutes } from "./documents.ts";
import { problem } from "./problem.ts";

/** Seconds after which to try again where the node does not answer. */
const RETRY_S = 5;
const PATHS = ["/v1/acts", "/v1/acts/:digest", "/v1/documents", "/health", "/ready", "/metrics"];

export function createApp(context: ApiContext): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    const route = c.res.status === 404 ? "none" : routePath(c, -1);
    context.metrics.requests.observe({ route, status: String(c.res.status) }, (performance.now() - started) / 1000);
  });
  actRoutes(app, context);
  documentRoutes(app, context);
  app.get("/health", (c) => c.json({ status: "ok", version: RELAY_VERSION }, 200, { "cache-control": "no-store" }));
  app.get("/ready", async (c) => {
    const reasons = await context.faults();
    const body = { ready: reasons.length === 0, reasons, account: context.parts.chain.account };
    return c.json(body, body.ready ? 200 : 503, { "cache-control": "no-store" });
  });
  app.get("/metrics", async (c) => {
    const { registry } = context.metrics;
    return c.body(await registry.metrics(), 200, { "content-type": registry.contentType, "cache-control": "no-store" });
  });
  for (const path of PATHS) {
    app.all(path, (c) => {
      const allow = path === "/v1/acts" || path === "/v1/documents" ? "POST" : "GET, HEAD";
      c.header("allow", allow);
      return problem(c, 405, "method-not-allowed", `${c.req.method} is not possible here. Use ${allow}.`);
    });
  }
  app.notFound((c) => problem(c, 404, "not-found", `There is no such address. There are ${PATHS.join(", ")}.`));
  app.onError((error, c) => {
    if (error instanceof ChainUnavailable) {
      const detail = `${error.message} Try again, or send the act to the chain yourself.`;
      return problem(c, 503, "chain-unavailable", detail, { retryAfter: RETRY_S });
    }
    context.log.error({ err: error, path: c.req.path }, "a request failed");
    return problem(
      c,
      500,
      "failed",
      "The failure is in the relay's log. Try again, or send the act to the chain yourself.",
    );
  });
  return app;
}
