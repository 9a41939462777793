// A list of movements pinned to a size of the log: what it was, what it is, what changed in between.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { citationOf } from "../../read/citations.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { logSize, movementFilters, optional, recordNumber } from "../params.ts";
import { citation } from "../schemas/citations.ts";

export function citationRoutes(app: OpenAPIHono, context: ApiContext): void {
  addGet(app, context, {
    path: "/v1/citations",
    summary: "A list of movements as it was at a size of the log, and what has changed since",
    description: "Takes the filters of /v1/movements, and `record` for one movement alone.",
    tag: "Movements",
    query: { ...optional(movementFilters), record: recordNumber.optional(), size: logSize },
    response: citation,
    read: ({ query: { size, ...filters } }) => context.store.read((db) => citationOf(db, filters, size)),
  });
}
