// The indexer's API on the explorer's own origin, for pages that ask from the browser (the portal, the live list): reading alone.
import { request } from "@/api/client";
import { onBehalfOf } from "@/api/download";
import { ApiError } from "@/api/problem";
import { BARE_DOCUMENT } from "@/features/site/bare";
import { isAskedByPages } from "./asked";

/** What it is, as the indexer says. */
const PASSED_BACK = ["content-type", "content-disposition"];

/** GET /data/v1/… passes /v1/… through, with its status and its problem document: what pages ask, and nothing else. */
export async function GET(incoming: Request, { params }: RouteContext<"/data/[...path]">): Promise<Response> {
  const path = (await params).path.join("/");
  const headers = new Headers({ "cache-control": "no-store", "content-security-policy": BARE_DOCUMENT });
  const refused = (status: number, problem: object) => {
    headers.set("content-type", "application/problem+json");
    return Response.json(problem, { status, headers });
  };
  if (!isAskedByPages(path)) return refused(404, { status: 404, title: "Not found" });
  try {
    const answer = await request(`/${path}`, new URL(incoming.url).searchParams, {
      method: incoming.method === "HEAD" ? "HEAD" : "GET",
      headers: onBehalfOf(incoming),
      signal: incoming.signal,
    });
    for (const name of PASSED_BACK) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(answer.body, { headers });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    const status = cause.status ?? 503;
    return refused(status, cause.problem ?? { status, title: "Indexer unavailable", detail: cause.message });
  }
}
