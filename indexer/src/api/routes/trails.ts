// Trails: where a movement's amount came from or went, as pages or streamed whole; what a receipt paid for.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { TrailPage } from "@mingzhang/sdk/api-trails";
import type { TrailAsked } from "../../read/trails/follow.ts";
import { receiptSpent, trailPage } from "../../read/trails/page.ts";
import { JSON_MEDIA, LINES_MEDIA, prefersLines } from "../accept.ts";
import { type ApiContext, readContext } from "../context.ts";
import { untilGone } from "../downloads.ts";
import { addGet } from "../get.ts";
import { amountText, integer, paging, recordNumber } from "../params.ts";
import { book, direction, part, receiptSpent as spentSchema, trailPage as pageSchema } from "../schemas/trails.ts";
import { sendPieces } from "../send.ts";
import { trailLines } from "../trail-lines.ts";

const PIECES_AT_ONCE = 1_000;

const cursor = paging.cursor;
const at = recordNumber.optional().openapi({ description: "As of the first so many records; default all of now" });
const query = {
  book: book.default("cash"),
  direction: direction.default("back"),
  part: part.optional().openapi({ description: "Of a reclassification on the budget book; default spent" }),
  depth: integer(0, 10_000, "how many steps").optional().openapi({ description: "Steps away from the movement" }),
  offset: amountText.optional().openapi({ description: "First minor unit to follow; default 0" }),
  amount: amountText.optional().openapi({ description: "How many minor units; default all from the offset on" }),
  at,
  limit: integer(1, PIECES_AT_ONCE, "how many pieces").default(100),
  cursor,
};

const pageOf = (context: ApiContext, asked: TrailAsked): Promise<TrailPage> =>
  context.store.read((db) => trailPage(db, readContext(context), asked));

/** @param bulk for trails that are streamed whole, which are downloads */
export function trailRoutes(app: OpenAPIHono, context: ApiContext, bulk: ApiContext): void {
  addGet(app, context, {
    path: "/v1/movements/{record}/trail",
    summary: "Where a movement's amount came from, or where it went",
    description:
      "First in, first out by posting order, a convention over mixed money. Steps come in the order of the amount's " +
      "units; a page follows `followed` of `amount` from `start` on, and `left` is not followed yet. With " +
      `\`Accept: ${LINES_MEDIA}\`, all pages as lines of steps, movements and one last line of sums.`,
    tag: "Movements",
    params: { record: recordNumber },
    query,
    response: pageSchema,
    media: [JSON_MEDIA, LINES_MEDIA],
    read: async ({ params, query: { part, depth, offset, amount, at, ...rest }, c }) => {
      const asked: TrailAsked = {
        ...rest,
        record: params.record,
        part: part ?? null,
        depth: depth ?? null,
        offset: BigInt(offset ?? 0),
        amount: amount === undefined ? null : BigInt(amount),
        at: at ?? null,
      };
      if (!prefersLines(c)) return pageOf(context, asked);
      const whole = untilGone(bulk, c.req.raw.signal);
      // Read before anything is sent, so that what does not fit is still a problem document.
      const first = await pageOf(whole, { ...asked, limit: c.req.method === "HEAD" ? 1 : PIECES_AT_ONCE });
      c.header("content-type", `${LINES_MEDIA}; charset=utf-8`);
      if (c.req.method === "HEAD") return c.body(null, 200);
      const pieces = trailLines(first, (cursor) => pageOf(whole, { ...asked, limit: PIECES_AT_ONCE, cursor }));
      return sendPieces(c, context, await pieces.next(), pieces);
    },
  });

  addGet(app, context, {
    path: "/v1/receipts/{record}/spent",
    summary: "What a receipt paid for, and what of it is still unspent",
    description: "By the movements where its money rests, largest first. The rest of a long trail is behind `next`.",
    tag: "Movements",
    params: { record: recordNumber },
    query: { at, limit: integer(1, 200, "how many items").default(50), cursor },
    response: spentSchema,
    read: ({ params, query: { at, limit, cursor } }) =>
      context.store.read((db) =>
        receiptSpent(db, readContext(context), { record: params.record, at: at ?? null, limit, cursor }),
      ),
  });
}
