// Rewrites what others say about a request before anything reads it: whose it is, under which name it came, and how.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { type AddressRange, clientAddress, isAmong, LOOPBACK, parseProxies } from "@mingzhang/sdk/proxies";
import { publicOrigin } from "./origin.ts";

/** Node's own word that a request has come in, before any server code hears of it. */
const ARRIVED = "http.server.request.start";
/** Next.js makes a web Request of each, for which these do not exist: it would fail. What nobody serves is 405. */
const UNKNOWN_METHODS = new Set(["TRACE", "TRACK", "CONNECT"]);
/** Which Next.js and next-intl would otherwise take for the site's own name, and put into links. */
const NAMES = ["x-forwarded-host", "x-forwarded-port", "forwarded"];

/** In which the proxy tells pages their own path: nobody else does. */
const PATH = "x-path";

/** Throws SETTING_INVALID where the setting does not name addresses. */
export function readIncoming(settings: Readonly<Record<string, string | undefined>>): void {
  const trusted = parseProxies(settings["MINGZHANG_TRUSTED_PROXIES"]?.trim() || LOOPBACK);
  const origin = publicOrigin(settings);
  subscribe(ARRIVED, (message) => {
    if (isArrival(message)) rewrite(message.request, trusted, origin);
  });
}

type Incoming = Pick<IncomingMessage, "headers" | "method"> & { socket: { remoteAddress?: string | undefined } };

export function rewrite(request: Incoming, trusted: readonly AddressRange[], origin: URL | null): void {
  const { headers } = request;
  const said = headers["x-forwarded-for"];
  const forwarded = Array.isArray(said) ? said.join(",") : said;
  const peer = request.socket.remoteAddress ?? "unknown";
  headers["x-forwarded-for"] = clientAddress(peer, forwarded, trusted);
  for (const name of [...NAMES, PATH]) delete headers[name];
  if (origin !== null) {
    headers.host = origin.host;
    headers["x-forwarded-proto"] = origin.protocol.slice(0, -1);
  } else if (!isAmong(peer, trusted) || headers["x-forwarded-proto"] !== "https") {
    delete headers["x-forwarded-proto"];
  }
  if (request.method !== undefined && UNKNOWN_METHODS.has(request.method)) request.method = "DELETE";
}

function isArrival(message: unknown): message is { request: IncomingMessage } {
  return typeof message === "object" && message !== null && "request" in message;
}
