// The API's description, and a page to try it; everything from this process, nothing from elsewhere.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { API_VERSION, INDEXER_VERSION } from "../../version.ts";

const RAPIDOC = createRequire(import.meta.url).resolve("rapidoc/dist/rapidoc-min.js");

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mingzhang API</title>
<script type="module" src="/docs/rapidoc.js"></script>
<rapi-doc spec-url="/openapi.json" load-fonts="false" regular-font="system-ui" mono-font="ui-monospace"
  render-style="view" show-header="false" allow-authentication="false" allow-server-selection="false"></rapi-doc>
</html>
`;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const description = `Public money in plain sight. Money is a string of an integer in minor units, with \`currency\` and
\`exponent\` beside it. Times are UTC. Lists are paged by key: give \`next\` or \`previous\` back as \`cursor\`. Errors are
problem documents (RFC 9457) that name the field, the value and what to do. Unknown parameters are refused.`;

export function docsRoutes(app: OpenAPIHono): void {
  let document: object | null = null;
  app.get("/openapi.json", (c) => {
    document ??= app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Mingzhang API",
        version: `${API_VERSION} (${INDEXER_VERSION})`,
        description,
        license: { name: "MIT" },
      },
      servers: [{ url: "/" }],
    });
    c.header("cache-control", "public, max-age=300");
    return c.json(document);
  });
  app.get("/docs", (c) => {
    c.header("content-security-policy", POLICY);
    return c.html(PAGE);
  });
  app.get("/docs/rapidoc.js", async (c) => {
    c.header("cache-control", "public, max-age=86400");
    c.header("content-type", "text/javascript; charset=utf-8");
    return c.body(await readFile(RAPIDOC));
  });
}
