// Movements: the list by filters as pages or CSV, one by number or by its place on the chain, any record.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Hex } from "@mingzhang/sdk/hex";
import { NotFound } from "../../read/errors.ts";
import { movementDetail } from "../../read/movement-detail.ts";
import { sumAtHand } from "../../read/movement-sums.ts";
import { lookedUp } from "../../read/movement-list.ts";
import { movementPage } from "../../read/movements.ts";
import { recordByLog, recordByNumber } from "../../read/records.ts";
import { CSV_MEDIA, JSON_MEDIA, prefersCsv } from "../accept.ts";
import { chainNow } from "../clock.ts";
import { type ApiContext, readContext } from "../context.ts";
import { addGet } from "../get.ts";
import type { ListFiles } from "../lists/files.ts";
import { movementList } from "../lists/movements.ts";
import { flag, hash, logIndex, paging, recordNumber } from "../params.ts";
import { chainRecord, movementDetail as detailSchema, movementPage as pageSchema } from "../schemas/movement.ts";

const listQuery = { ...movementList.query, ...paging, count: flag.optional() };

export function movementRoutes(app: OpenAPIHono, context: ApiContext, files: ListFiles): void {
  addGet(app, context, {
    path: "/v1/movements",
    summary: "Movements by filters",
    description: "With `Accept: text/csv`, the whole list as CSV; then `limit`, `cursor` and `count` are refused.",
    tag: "Movements",
    query: listQuery,
    response: pageSchema,
    media: [JSON_MEDIA, CSV_MEDIA],
    read: async ({ query, c }) => {
      if (prefersCsv(c)) return files.answer(c, movementList, "csv");
      const { sort, order, limit, cursor, count, ...asked } = query;
      return context.store.read(async (db) => {
        const filters = await lookedUp(db, asked);
        const page = await movementPage(db, readContext(context), { filters, sort, order, limit, cursor });
        const sums = await sumAtHand(db, filters);
        const total = sums?.reduce((all, sum) => all + sum.count, 0);
        return { ...page, sums, ...(count === true && total !== undefined ? { total } : {}) };
      });
    },
  });

  addGet(app, context, {
    path: "/v1/movements/{record}",
    summary: "One movement with what it cites, what cites it and its raw event",
    tag: "Movements",
    params: { record: recordNumber },
    response: detailSchema,
    byClock: true,
    read: ({ params }) => one(context, params.record),
  });

  addGet(app, context, {
    path: "/v1/movements/by-log/{transaction}/{logIndex}",
    summary: "One movement by transaction and index of the log in its block",
    tag: "Movements",
    params: { transaction: hash, logIndex },
    response: detailSchema,
    byClock: true,
    read: async ({ params }) => {
      const record = await recordByLog(context.store, params.transaction, params.logIndex);
      if (record === null) {
        throw new NotFound(
          "movement at that place",
          "Give the hash of the transaction and the log's index in its block.",
        );
      }
      return one(context, record);
    },
  });

  addGet(app, context, {
    path: "/v1/records/{number}",
    summary: "Any record of the audit trail, with its leaf",
    tag: "Log",
    params: { number: recordNumber },
    response: chainRecord,
    read: async ({ params }) => {
      const record = await context.store.read((db) =>
        recordByNumber(db, readContext(context), context.deployment(), params.number),
      );
      if (record === null) throw new NotFound(`record ${params.number}`, "Records are numbered from 0 without gaps.");
      return record;
    },
  });
}

async function one(context: ApiContext, record: number) {
  const now = await chainNow(context);
  const movement = await context.store.read((db) => movementDetail(db, readContext(context), now, record));
  if (movement === null) {
    throw new NotFound(
      `movement with record number ${record}`,
      `Perhaps it is another record: see /v1/records/${record}.`,
    );
  }
  return { ...movement, transactionFrom: await senderOf(context, movement.chain.transaction) };
}

/** The node alone knows who sent a transaction; without it the answer does without. */
async function senderOf(context: ApiContext, transaction: Hex): Promise<Hex | null> {
  try {
    return await context.node.sender(transaction);
  } catch (error) {
    context.log.debug({ err: error }, "the node does not say who sent a transaction");
    return null;
  }
}
