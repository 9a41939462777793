// The list of movements as CSV, passed through from the indexer as it streams, so that no other origin is needed.
import { request } from "@/api/client";
import { ApiError } from "@/api/problem";

/** Long lists take their time: only the connection may not hang for ever. */
const TIME_LIMIT_MS = 600_000;

export async function GET(incoming: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(incoming.url).searchParams);
  try {
    const signal = AbortSignal.any([incoming.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    const answer = await request("/v1/movements.csv", query, { signal });
    return new Response(answer.body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="movements.csv"',
        "cache-control": "no-store",
      },
    });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    return Response.json(cause.problem ?? { title: "The indexer does not answer", detail: cause.message }, {
      status: cause.status ?? 503,
      headers: { "content-type": "application/problem+json" },
    });
  }
}
