// The audit trail itself: its head, paths between any of its sizes, portable proofs of its records.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { BadParameter, NotFound } from "../../read/errors.ts";
import { headCheckpoint, originOf, proofOf } from "../../read/log.ts";
import { consistencyAt, inclusionAt } from "../../read/log-tree.ts";
import type { Db } from "../../store/open.ts";
import { journal } from "../../sync/journal.ts";
import { type ApiContext, blockRef, readContext } from "../context.ts";
import type { FindCheckpoint } from "../export.ts";
import { addGet } from "../get.ts";
import { logSize, recordNumber } from "../params.ts";
import * as schemas from "../schemas/log.ts";

export function logRoutes(app: OpenAPIHono, context: ApiContext, best: FindCheckpoint): void {
  addGet(app, context, {
    path: "/v1/log",
    summary: "Size and root of the audit trail as it is indexed, and whether the chain's own are the same",
    tag: "Log",
    response: schemas.logHead,
    byHead: false,
    read: async () => {
      const found = await context.store.read(async (db) => {
        const [head] = await journal(db, 1);
        const signed = await headCheckpoint(db);
        return head === undefined || signed === null ? null : { head, checkpoint: signed.checkpoint };
      });
      if (found === null) throw new NotFound("log yet", "Nothing is indexed: see /v1/status.");
      const { size, root } = found.checkpoint;
      const check = await context.rootWatch.look(found.head);
      return { origin: originOf(context.deployment()), size, root, block: blockRef(found.head.header), check };
    },
  });

  addGet(app, context, {
    path: "/v1/log/inclusion",
    summary: "Path from a record's leaf to the root of the log at a size",
    description: "RFC 9162, 2.1.3, over SHA-256. Without `size`, the indexed log's.",
    tag: "Log",
    query: { number: recordNumber, size: logSize.optional() },
    response: schemas.inclusion,
    read: ({ query: { number, size: given } }) =>
      context.store.read(async (db) => {
        const size = await sizeOf(db, "size", given);
        if (number >= size) throw new BadParameter("number", String(number), `Give a record below ${size}.`);
        return { number, size, ...(await inclusionAt(db, number, size)) };
      }),
  });

  addGet(app, context, {
    path: "/v1/log/consistency",
    summary: "Path that shows the log at one size to be the beginning of the log at a later one",
    description: "RFC 9162, 2.1.4, over SHA-256. Without `to`, up to the indexed log.",
    tag: "Log",
    query: { from: logSize, to: logSize.optional() },
    response: schemas.consistency,
    read: ({ query }) =>
      context.store.read(async (db) => {
        const to = await sizeOf(db, "to", query.to);
        if (query.from > to) throw new BadParameter("from", String(query.from), `Give a size from 1 to ${to}.`);
        return { from: query.from, to, ...(await consistencyAt(db, query.from, to)) };
      }),
  });

  addGet(app, context, {
    path: "/v1/records/{number}/proof",
    summary: "A portable proof of a record, under the checkpoint that most speaks for",
    description:
      "docs/PROOFS.md has its fields. Nothing in it is to be believed: a verifier computes leaf and root anew. Where no " +
      "checkpoint of the record was signed, the indexed head stands as one, without cosignatures.",
    tag: "Log",
    params: { number: recordNumber },
    response: schemas.portableProof,
    // A checkpoint may be signed, or anchored elsewhere, while the head stays.
    byHead: false,
    read: ({ params: { number } }) =>
      context.store.read(async (db) =>
        proofOf(db, readContext(context), context.deployment(), number, await best(db, number)),
      ),
  });
}

/** The size that was asked for, or the indexed log's. Throws BadParameter. */
async function sizeOf(db: Db, field: string, given: number | undefined): Promise<number> {
  const [head] = await journal(db, 1);
  const most = head?.nextRecord ?? 0;
  if (given !== undefined && given > most) {
    throw new BadParameter(field, String(given), `The log has ${most} records: give that size or a smaller one.`);
  }
  return given ?? most;
}
