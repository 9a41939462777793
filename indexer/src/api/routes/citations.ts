// A list of movements, or a figure, pinned to a size of the log: what it was, what it is, what changed in between.
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { FIGURE_NAMES } from "@mingzhang/sdk/figures";
import { citationOf, expectCitable } from "../../read/citations.ts";
import type { ApiContext } from "../context.ts";
import { untilGone } from "../downloads.ts";
import { addGet } from "../get.ts";
import { eachList } from "../lists/all.ts";
import { expectListCitable, listCitation } from "../lists/citation.ts";
import type { List, Output, Shape } from "../lists/list.ts";
import { expectFilters } from "../lists/rows.ts";
import { hash, logSize, movementFilters, optional, recordNumber } from "../params.ts";
import { citation, listCitation as listCitationSchema } from "../schemas/citations.ts";

const pins = {
  size: logSize,
  block: hash
    .optional()
    .openapi({ description: "Hash of the block that the log has that size after; refused where it is another" }),
};

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
      ...pins,
    },
    response: citation,
    read: ({ query: { size, block, figure, ...filters }, c }) =>
      untilGone(context, c.req.raw.signal).store.read(async (db) => {
        const asked = { filters, figure, size, block };
        if (c.req.method !== "HEAD") return citationOf(db, asked);
        // Whether there is one, which a page must know before it begins.
        await expectCitable(db, asked);
        return c.body(null, 200, { "content-type": "application/json" });
      }),
  });
  eachList((list) => {
    // Movements, which add up, are cited by their sums: above.
    if (list.name !== "movements") addListCitation(app, context, list);
  });
}

function addListCitation<Row, S extends Shape>(app: OpenAPIHono, context: ApiContext, list: List<Row, S>): void {
  const { sort, order, ...filters } = list.query;
  // The order that the list has of itself.
  const sorting = {
    ...(sort === undefined ? {} : { sort: sort.parse(undefined) }),
    ...(order === undefined ? {} : { order: order.parse(undefined) }),
  };
  addGet(app, context, {
    path: `/v1/citations/${list.name}`,
    summary: `${list.about} As they were at a size of the log, and what has changed since.`,
    description:
      `Takes the filters of /v1/${list.name}.csv. Rows are those of the files: \`changes\` has the first 50 that are new, ` +
      "gone or say something else. Up to 10,000 rows are compared.",
    tag: list.tag,
    query: { ...filters, ...pins },
    response: listCitationSchema,
    byClock: list.byClock,
    read: async ({ query: { size, block, ...given }, c }) => {
      const asked = { query: { ...sorting, ...given } as Output<S>, size, block };
      const own = untilGone(context, c.req.raw.signal);
      if (c.req.method !== "HEAD") return listCitation(own, list, asked);
      await own.store.read(async (db) => {
        await expectListCitable(db, asked);
        await expectFilters(db, own, { list, query: asked.query });
      });
      return c.body(null, 200, { "content-type": "application/json" });
    },
  });
}
