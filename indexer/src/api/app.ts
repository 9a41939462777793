// The HTTP API: routes, and what holds for all of them.
import { OpenAPIHono } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { unlessKnown } from "./conditional.ts";
import type { ApiContext } from "./context.ts";
import { downloadGate, inTurns, ReaderLeft } from "./downloads.ts";
import type { FindCheckpoint } from "./export.ts";
import { withoutBody } from "./head.ts";
import { problem, readerProblem } from "./problem.ts";
import { atomRoutes } from "./routes/atom.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { bestCheckpoint } from "../read/checkpoints.ts";
import { caseRoutes } from "./routes/cases.ts";
import { chartRoutes } from "./routes/charts.ts";
import { checkpointRoutes } from "./routes/checkpoints.ts";
import { docsRoutes } from "./routes/docs.ts";
import { citationRoutes } from "./routes/citations.ts";
import { documentRoutes } from "./routes/documents.ts";
import { exportRoutes } from "./routes/export.ts";
import { ListFiles } from "./lists/files.ts";
import { listRoutes } from "./routes/lists.ts";
import { logRoutes } from "./routes/log.ts";
import { findingRoutes } from "./routes/findings.ts";
import { flagRoutes } from "./routes/flags.ts";
import { movementRoutes } from "./routes/movements.ts";
import { partyRoutes } from "./routes/parties.ts";
import { serviceRoutes } from "./routes/service.ts";
import { standardRoutes } from "./routes/standards.ts";
import { streamRoutes } from "./routes/stream.ts";
import { trailRoutes } from "./routes/trails.ts";

const MAX_URL = 8_000;

/** What cannot be decoded would otherwise be searched for as it stands. */
function isEncoded(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

export function createApp(context: ApiContext): OpenAPIHono {
  const app = new OpenAPIHono();
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      exposeHeaders: ["etag", "link", "content-disposition", "retry-after"],
    }),
  );
  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    const route = c.res.status === 404 ? "none" : routePath(c, -1);
    context.metrics.requests.observe({ route, status: String(c.res.status) }, (performance.now() - started) / 1000);
  });
  app.use(async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      c.header("allow", "GET, HEAD");
      return problem(c, 405, "method-not-allowed", `${c.req.method} is not possible. Ask with GET.`);
    }
    if (c.req.url.length > MAX_URL) {
      return problem(
        c,
        414,
        "parameter-invalid",
        `The address has more than ${MAX_URL} characters. Use fewer filters.`,
      );
    }
    if (!isEncoded(new URL(c.req.url).search)) {
      return problem(
        c,
        400,
        "parameter-invalid",
        "The query is not valid UTF-8. Write each byte of it as % and two digits.",
      );
    }
    return next();
  });
  app.use(withoutBody);
  app.use(downloadGate(context.config.trustedProxies));
  app.use(unlessKnown);
  const bulk = inTurns(context);
  const files = new ListFiles(bulk);
  listRoutes(app, context, files);
  movementRoutes(app, context, files);
  const best: FindCheckpoint = (db, number) => bestCheckpoint(db, context.deployment(), number);
  logRoutes(app, context, best);
  checkpointRoutes(app, context);
  exportRoutes(app, bulk, best);
  citationRoutes(app, bulk);
  trailRoutes(app, context, bulk);
  accountRoutes(app, context);
  partyRoutes(app, context);
  chartRoutes(app, context);
  flagRoutes(app, context);
  caseRoutes(app, context);
  findingRoutes(app, context);
  serviceRoutes(app, context);
  atomRoutes(app, context);
  standardRoutes(app, bulk);
  streamRoutes(app, context);
  documentRoutes(app, context);
  docsRoutes(app);
  app.notFound((c) => problem(c, 404, "not-found", "There is no such address. /docs shows those that there are."));
  app.onError((error, c) => {
    // Nobody is there to read it; 499 is what web servers write down then.
    if (error instanceof ReaderLeft) return new Response(null, { status: 499 });
    const answer = readerProblem(c, error);
    if (answer !== null) return answer;
    context.log.error({ err: error, path: c.req.path }, "a request failed");
    context.metrics.failures.inc();
    return problem(c, 500, "failed", "The answer could not be made. The failure is in the server's log; try again.");
  });
  return app;
}
