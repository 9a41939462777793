// A list of movements, or a figure, pinned to a size of the log: what it was, what it is, what changed in between.
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { FIGURE_NAMES } from "@mingzhang/sdk/figures";
import { citationOf, expectCitable } from "../../read/citations.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { hash, logSize, movementFilters, optional, recordNumber } from "../params.ts";
import { citation } from "../schemas/citations.ts";

export function citationRoutes(app: OpenAPIHono, context: ApiContext): void {
  addGet(app, context, {
    path: "/v1/citations",
    summary: "A list of movements, or a figure, as it was at a size of the log, and what has changed since",
    description:
      "Takes the filters of /v1/movements, and `record` for one movement alone. With `figure` it is of one of `line`, " +
      "`account`, `agency`, `party`, `function`, or of all together: `agency` and `function` and all together also by " +
      "`year` and `currency`, `party` also by `currency`.",
    tag: "Movements",
    query: {
      ...optional(movementFilters),
      record: recordNumber.optional(),
      figure: z.enum(FIGURE_NAMES, `Give one of ${FIGURE_NAMES.join(", ")}, or leave it out for the list`).optional(),
      size: logSize,
      block: hash
        .optional()
        .openapi({ description: "Hash of the block that the log has that size after; refused where it is another" }),
    },
    response: citation,
    read: ({ query: { size, block, figure, ...filters }, c }) =>
      context.store.read(async (db) => {
        const asked = { filters, figure, size, block };
        if (c.req.method !== "HEAD") return citationOf(db, asked);
        // Whether there is one, which a page must know before it begins.
        await expectCitable(db, asked);
        return c.body(null, 200, { "content-type": "application/json" });
      }),
  });
}
