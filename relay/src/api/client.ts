// Whose request it is, for counting.
import { getConnInfo } from "@hono/node-server/conninfo";
import { type AddressRange, clientAddress, countedAs } from "@mingzhang/sdk/proxies";
import type { Context } from "hono";

/** What the reader is counted under: the address, as far as a trusted proxy says it or else that of the peer. */
export function clientOf(c: Context, trusted: readonly AddressRange[]): string {
  const peer = getConnInfo(c).remote.address ?? "unknown";
  return countedAs(clientAddress(peer, c.req.header("x-forwarded-for"), trusted));
}
