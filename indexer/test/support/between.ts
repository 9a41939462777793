// A server between a reader and an API: passes on what it is asked, and what it is told to do before or instead.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Between {
  url: string;
  stop(): Promise<void>;
}

/** @param instead gives the answer itself, or null where the API is to answer */
export async function between(apiUrl: string, instead: (path: string) => Promise<Response | null>): Promise<Between> {
  const pass = async (path: string) => (await instead(path)) ?? (await fetch(apiUrl + path));
  const server = createServer((request, response) => {
    pass(request.url ?? "/")
      .then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        const retry = answer.headers.get("retry-after");
        response.writeHead(answer.status, retry === null ? {} : { "retry-after": retry }).end(body);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
