// Whose request it is, for counting.
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * Address of the reader. A proxy on this machine (the explorer, a web server) says whose request it passes on in the last
 * entry of X-Forwarded-For; from elsewhere that header is anybody's word and is not looked at.
 */
export function clientOf(c: Context): string {
  const peer = getConnInfo(c).remote.address ?? "unknown";
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return LOOPBACK.test(peer) && forwarded ? forwarded.slice(0, 64) : peer;
}
