// Serves the explorer as it was built: what Next.js answers, with each page's scripts after its paint, and compressed.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import compression from "compression";
import next from "next";
import { pagesFirst } from "./after-paint.ts";

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

const app = next({ dev: false, dir: fileURLToPath(new URL("..", import.meta.url)), hostname: values.hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const compress = compression() as (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What no address can be written as: Next.js would fail on it. */
function isAddress(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

const server = createServer((request, response) => {
  if (!isAddress(request.url ?? "")) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
    response.end("This address cannot be read: a % in it is not followed by two hexadecimal digits of UTF-8.\n");
    return;
  }
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
