// New movements as server-sent events, resumable by the number of the last one that was received.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { movementsByRecord } from "../../read/movements.ts";
import { sql } from "../../store/drizzle.ts";
import { type ApiContext, indexedHead, readContext } from "../context.ts";
import { parseInput } from "../get.ts";
import { guestOf, Guests } from "../guests.ts";
import { recordNumber } from "../params.ts";
import { parameterProblem, problem } from "../problem.ts";
import { movement } from "../schemas/movement.ts";

/** Streams at once, in all and of one address. */
const MAX_STREAMS = 500;
const MAX_OF_ONE = 20;
const AT_ONCE = 100;
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

export function streamRoutes(app: OpenAPIHono, context: ApiContext): void {
  const guests = new Guests(MAX_STREAMS, MAX_OF_ONE);
  const query = z.strictObject({ after: recordNumber.optional() });
  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/v1/stream",
    summary: "New movements as server-sent events",
    description:
      "Events `movement` (a Movement, id = record number) and `reorg` ({fromRecord}: those from there on are gone). " +
      "Goes on after `Last-Event-ID`, or `after`; else from now.",
    tags: ["Movements"],
    request: { query },
    responses: { 200: { description: "Events", content: { "text/event-stream": { schema: movement } } } },
  });

  app.get("/v1/stream", async (c) => {
    const input = parseInput(c, z.strictObject({}), query);
    if (input instanceof Response) return input;
    const last = c.req.header("last-event-id");
    const given = last === undefined || last === "" ? undefined : recordNumber.safeParse(last);
    if (given?.success === false) {
      return parameterProblem(c, [{ field: "Last-Event-ID", value: last ?? null, remedy: "Give a record number." }]);
    }
    if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "text/event-stream" });
    const head = await indexedHead(context);
    const leave = guests.enter(guestOf(c, context.config.trustedProxies));
    if (typeof leave === "string") {
      const open = leave === "all" ? `${MAX_STREAMS} streams are open` : `Your address has ${MAX_OF_ONE} streams open`;
      return problem(c, 429, "too-many-streams", `${open}, which is as many as can be. Close one, or try later.`);
    }
    let next = (given?.data ?? input.query.after ?? (head?.nextRecord ?? 0) - 1) + 1;
    c.header("cache-control", "no-store");
    c.header("x-accel-buffering", "no");
    return streamSSE(c, async (stream) => {
      context.metrics.streams.set(guests.all);
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      const gone: number[] = [];
      const undone = (fromRecord: number) => gone.push(fromRecord);
      context.feed.on("undone", undone);
      try {
        await stream.write(`retry: ${RETRY_MS}\n\n`);
        while (!stream.aborted && !stream.closed) {
          for (let from = gone.shift(); from !== undefined; from = gone.shift()) {
            if (from >= next) continue;
            next = from;
            await stream.writeSSE({ event: "reorg", id: String(from - 1), data: JSON.stringify({ fromRecord: from }) });
          }
          // From before the rows are read, so that none can come in between unseen.
          const { changes } = context.feed;
          const found = await context.store.read((db) =>
            movementsByRecord(db, readContext(context), sql`m.record >= ${next}`, AT_ONCE),
          );
          for (const each of found) {
            await stream.writeSSE({ event: "movement", id: String(each.record), data: JSON.stringify(each) });
            next = each.record + 1;
          }
          if (found.length === AT_ONCE || gone.length > 0) continue;
          await context.feed.change(changes, HEARTBEAT_MS, ended.signal);
          await stream.write(": still here\n\n");
        }
      } finally {
        context.feed.off("undone", undone);
        ended.abort();
        leave();
        context.metrics.streams.set(guests.all);
      }
    });
  });
}
