// The relay on the explorer's own origin, for the portal: signed acts and documents in, what became of them out.
import { limited, saysLarger } from "../../../features/site/body.ts";

/** Bytes; a little above what the relay itself takes, so that it is the relay that says what is wrong. */
const MAX_BYTES: Record<string, number> = { "v1/acts": 1_100_000, "v1/documents": 21_000_000 };
const READABLE = /^(?:v1\/acts\/0x[0-9a-f]{64}|health|ready)$/i;
/** Milliseconds. An upload over a slow line takes its time. */
const TIME_LIMIT: Record<string, number> = { GET: 15_000, POST: 120_000 };
const PASSED_BACK = ["content-type", "retry-after", "location"];

type Context = { params: Promise<{ path: string[] }> };

export async function GET(incoming: Request, { params }: Context): Promise<Response> {
  const path = (await params).path.join("/");
  if (!READABLE.test(path)) return problem(404, "not-found", "There is no such address of the relay.");
  return pass(incoming, path, null);
}

export async function POST(incoming: Request, { params }: Context): Promise<Response> {
  const path = (await params).path.join("/");
  const most = MAX_BYTES[path];
  if (most === undefined) return problem(404, "not-found", "There is no such address of the relay.");
  if (saysLarger(incoming.headers, most)) return tooLarge(most);
  return pass(incoming, path, most);
}

async function pass(incoming: Request, path: string, most: number | null): Promise<Response> {
  const base = process.env.MINGZHANG_RELAY_URL;
  if (base === undefined || base === "") {
    return problem(503, "no-relay", "This site has no relay. Send the act to the chain with your own wallet.");
  }
  const counted = most === null || incoming.body === null ? null : limited(incoming.body, most);
  try {
    const answer = await fetch(`${base.replace(/\/$/, "")}/${path}`, {
      method: incoming.method,
      headers: passedOn(incoming.headers),
      body: counted?.body ?? null,
      ...(counted === null ? {} : { duplex: "half" }),
      signal: AbortSignal.any([incoming.signal, AbortSignal.timeout(TIME_LIMIT[incoming.method] ?? 15_000)]),
      redirect: "manual",
      cache: "no-store",
    });
    const headers = new Headers({ "cache-control": "no-store" });
    for (const name of PASSED_BACK) {
      const value = answer.headers.get(name);
      // The relay's own paths are below /relay here.
      if (value !== null) headers.set(name, name === "location" ? `/relay${value}` : value);
    }
    return new Response(answer.body, { status: answer.status, headers });
  } catch (cause) {
    if (counted?.exceeded() === true) return tooLarge(most ?? 0);
    if (incoming.signal.aborted) throw cause;
    return problem(503, "relay-down", "The relay does not answer. Send the act to the chain with your own wallet.");
  }
}

/** The relay counts by address: it is told whose request this is, and nothing else of the reader. */
function passedOn(incoming: Headers): Headers {
  const headers = new Headers({ accept: "application/json" });
  for (const name of ["content-type", "x-forwarded-for"]) {
    const value = incoming.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

function tooLarge(most: number): Response {
  return problem(413, "too-large", `At most ${most} bytes can be sent here.`);
}

function problem(status: number, name: string, detail: string): Response {
  const body = { type: `urn:mingzhang:problem:${name}`, title: TITLES[status] ?? "The relay", status, detail };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

const TITLES: Record<number, string> = {
  404: "There is nothing here",
  413: "That is too large",
  503: "The relay is not available",
};
