// What Next.js tells itself about an answer is not sent, and no page is fetched over the network, not even from this server.
import type { ServerResponse } from "node:http";

/** Names by which the parts of Next.js speak to each other. */
const INTERNAL = "x-middleware-";
const REWRITE = "x-middleware-rewrite";

/**
 * Next.js sets this header just before it goes where a rewrite leads. A path it answers itself; of a whole address, its own
 * included, it would be a proxy: that fails, and the answer is 500.
 */
export function keepInside(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const known = name.toLowerCase();
    if (!known.startsWith(INTERNAL)) return set(name, value);
    if (known === REWRITE && !/^\/(?!\/)/u.test(String(value))) {
      throw new Error(`A page would be fetched from ${String(value)}: rewrites stay in this process`);
    }
    return response;
  };
}
