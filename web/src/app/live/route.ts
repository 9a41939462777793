// The live feed on the explorer's own origin: server-sent events passed through from the indexer.
import { request } from "@/api/client";
import { onBehalfOf } from "@/api/download";
import { ApiError, problemAnswer } from "@/api/problem";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // Events are short and few: a compressor held open for each reader would save nothing.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Says what there is without a place among those who listen. */
export function HEAD(): Response {
  return new Response(null, { headers: HEADERS });
}

export async function GET(incoming: Request): Promise<Response> {
  const lastEvent = incoming.headers.get("last-event-id");
  try {
    const answer = await request(
      "/v1/stream",
      {},
      {
        signal: incoming.signal,
        headers: {
          ...onBehalfOf(incoming),
          accept: "text/event-stream",
          ...(lastEvent === null ? {} : { "last-event-id": lastEvent }),
        },
      },
    );
    return new Response(answer.body, { headers: HEADERS });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    // A Last-Event-ID that is no record number is told to the program that made it up: browsers send back what they were
    // sent. 204 would end the feed without a word; any other status lets it say that it lost its source.
    return problemAnswer(cause);
  }
}
