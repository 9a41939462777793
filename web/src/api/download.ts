// Passes a download through from the indexer as it streams, so that readers need no other origin.
import "server-only";
import { request } from "./client";
import { ApiError, problemAnswer } from "./problem";

/** Long lists take their time: only the connection may not hang for ever. */
const TIME_LIMIT_MS = 600_000;

/** @param fileName where the indexer names none; null for what is shown where it is */
export async function passDownload(incoming: Request, path: string, fileName: string | null): Promise<Response> {
  try {
    const signal = AbortSignal.any([incoming.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    // To be told of a file is not to take it: only the one who asks for it has the indexer make it.
    const method = incoming.method === "HEAD" ? "HEAD" : "GET";
    const answer = await request(path, new URL(incoming.url).searchParams, { signal, method });
    return new Response(answer.body, {
      headers: {
        "content-type": answer.headers.get("content-type") ?? "application/octet-stream",
        ...(fileName === null
          ? {}
          : {
              "content-disposition": answer.headers.get("content-disposition") ?? `attachment; filename="${fileName}"`,
            }),
        "cache-control": "no-store",
      },
    });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    return problemAnswer(cause);
  }
}
