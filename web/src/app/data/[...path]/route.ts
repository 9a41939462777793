// The indexer's API on the explorer's own origin, for pages that ask from the browser (the portal, the live list): reading alone.
import { request } from "@/api/client";
import { onBehalfOf } from "@/api/download";
import { ApiError } from "@/api/problem";

/** GET /data/v1/… passes /v1/… through, with its status and its problem document. */
export async function GET(incoming: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const { path } = await params;
  const headers = { "cache-control": "no-store" };
  if (path[0] !== "v1") return Response.json({ status: 404, title: "Not found" }, { status: 404, headers });
  try {
    const answer = await request(`/${path.map(encodeURIComponent).join("/")}`, new URL(incoming.url).searchParams, {
      method: incoming.method === "HEAD" ? "HEAD" : "GET",
      headers: onBehalfOf(incoming),
      signal: incoming.signal,
    });
    return new Response(answer.body, { headers: { ...headers, "content-type": "application/json" } });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    const status = cause.status ?? 503;
    const problem = cause.problem ?? { status, title: "Indexer unavailable", detail: cause.message };
    return Response.json(problem, { status, headers: { ...headers, "content-type": "application/problem+json" } });
  }
}
