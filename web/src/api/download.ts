// Passes a download through from the indexer as it streams, so that readers need no other origin.
import "server-only";
import { request } from "./client";
import { ApiError, problemAnswer } from "./problem";

/** A long list's manifest takes its time. Once an answer has begun, the indexer says how slowly it may be read. */
const BEGIN_MS = 600_000;

/** Whose request it is, in which the explorer's own word stands by now: the indexer counts by address. */
export const onBehalfOf = (incoming: Request): Record<string, string> => {
  const address = incoming.headers.get("x-forwarded-for");
  return address === null ? {} : { "x-forwarded-for": address };
};

/** @param fileName where the indexer names none; null for what is shown where it is */
export async function passDownload(incoming: Request, path: string, fileName: string | null): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("The indexer has not begun", "TimeoutError")), BEGIN_MS);
  try {
    const signal = AbortSignal.any([incoming.signal, late.signal]);
    // To be told of a file is not to take it: only the one who asks for it has the indexer make it.
    const method = incoming.method === "HEAD" ? "HEAD" : "GET";
    const answer = await request(path, new URL(incoming.url).searchParams, {
      signal,
      method,
      headers: onBehalfOf(incoming),
    });
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
  } finally {
    clearTimeout(timer);
  }
}
