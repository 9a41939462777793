// Serves the explorer as it was built: what Next.js answers, with each page's scripts after its paint, and compressed.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import compression from "compression";
import next from "next";
import { isPlain, nowhere, unreadable } from "./addresses.ts";
import { pagesFirst } from "./after-paint.ts";
import { keepInside } from "./inside.ts";

const { values } = parseArgs({
  options: {
    hostname: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: process.env.PORT ?? "3000" },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port}: give a whole number from 0 to 65535.`);
  process.exit(2);
}

const app = next({
  dev: false,
  dir: fileURLToPath(new URL("..", import.meta.url)),
  // What Next.js calls itself in the addresses that it gives to src/proxy.ts, where every name of this machine becomes this
  // one: by another, a rewrite would seem to lead to another server, and Next.js would fetch the page from there.
  hostname: "localhost",
  port,
  // From this one, which never listens, it takes WebSockets: the explorer has none, and answers who asks for one as others.
  httpServer: createServer(),
});
await app.prepare();
const handle = app.getRequestHandler();
const compress = compression() as (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const server = createServer((request, response) => {
  const url = request.url ?? "";
  const reason = unreadable(url);
  if (reason !== null) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
    response.end(`${reason}\n`);
    return;
  }
  const [path = ""] = url.split("?", 1);
  if (!isPlain(path)) request.url = nowhere(path);
  keepInside(response);
  compress(request, response, () => {
    pagesFirst(response);
    void handle(request, response);
  });
});
server.on("error", (error) => {
  console.error(`The explorer cannot listen on ${values.hostname}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, values.hostname, () => console.log(`The explorer listens on http://${values.hostname}:${port}`));

/** What is under way is brought to its end; live feeds, which have none, are cut off after this. */
const GRACE_MS = 4_000;
const stop = () => {
  server.close(() => void app.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
