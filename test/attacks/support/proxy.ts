// The hostile operator's servers: an RPC and an API that pass the real ones' answers on, with lies put in.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface LyingServer {
  url: string;
  /** Requests that were answered with a lie, so that a test can tell that the lie was told at all. */
  lies: number;
  stop(): Promise<void>;
}

/** Changes the result of one JSON-RPC call; returns it as it is for those that are told the truth. */
export type RpcLie = (method: string, params: readonly unknown[], result: unknown) => unknown;

/** Changes the text of one answer of the API. */
export type ApiLie = (path: string, body: string) => string;

interface RpcCall {
  id: number;
  method: string;
  params?: unknown[];
}

interface RpcAnswer {
  id: number;
  result?: unknown;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** A node that lies. Browsers may ask it too. */
export function lyingRpc(real: string, lie: RpcLie): Promise<LyingServer> {
  return serve(async (request, told) => {
    const text = await bodyOf(request);
    const answer = await fetch(real, { method: "POST", headers: { "content-type": "application/json" }, body: text });
    const calls = [JSON.parse(text) as RpcCall | RpcCall[]].flat();
    const answers = (await answer.json()) as RpcAnswer | RpcAnswer[];
    const changed = [answers].flat().map((one) => {
      const call = calls.find(({ id }) => id === one.id);
      if (call === undefined || one.result === undefined) return one;
      const result = lie(call.method, call.params ?? [], structuredClone(one.result));
      if (JSON.stringify(result) !== JSON.stringify(one.result)) told();
      return { ...one, result };
    });
    const body = JSON.stringify(Array.isArray(answers) ? changed : changed[0]);
    return { status: answer.status, type: "application/json", body };
  });
}

/** An indexer that lies. */
export function lyingApi(real: string, lie: ApiLie): Promise<LyingServer> {
  return serve(async (request, told) => {
    const path = request.url ?? "/";
    const accept = request.headers.accept ?? "*/*";
    const answer = await fetch(real + path, { headers: { accept } });
    const text = await answer.text();
    const body = answer.ok ? lie(path, text) : text;
    if (body !== text) told();
    return { status: answer.status, type: answer.headers.get("content-type") ?? "", body };
  });
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

async function serve(answerTo: (request: IncomingMessage, told: () => void) => Promise<Answer>): Promise<LyingServer> {
  const state = { lies: 0 };
  const told = () => void (state.lies += 1);
  const server: Server = createServer((request, response) => {
    const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    if (request.method === "OPTIONS") {
      response.writeHead(204, cors).end();
      return;
    }
    answerTo(request, told).then(
      ({ status, type, body }) => response.writeHead(status, { ...cors, "content-type": type }).end(body),
      (error: unknown) => response.writeHead(502, cors).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get lies() {
      return state.lies;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** One text at every address. */
export function serveText(type: string, body: string): Promise<LyingServer> {
  return serve(() => Promise.resolve({ status: 200, type, body }));
}
