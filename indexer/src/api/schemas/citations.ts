// Schemas of citations.
import { z } from "@hono/zod-openapi";
import { FIGURE_NAMES } from "@mingzhang/sdk/figures";
import { LIST_NAMES } from "@mingzhang/sdk/api-lists";
import { blockRef, currency, hash, money, movementKind, number, time } from "./basics.ts";
import { listColumn, listSum } from "./lists.ts";
import { movementSum } from "./movement.ts";

export const citation = z
  .object({
    figure: z.enum(FIGURE_NAMES).nullable(),
    size: number,
    root: hash,
    block: blockRef,
    then: z.array(movementSum),
    indexed: z.object({ size: number, block: blockRef }),
    now: z.array(movementSum),
    added: z.array(movementSum),
    gone: z.array(movementSum),
    corrected: z.array(
      z
        .object({ record: number, kind: movementKind, ...currency, amount: money, cites: number })
        .openapi("CitedCorrection"),
    ),
    corrections: number,
    changes: z.array(
      z.object({ record: number, kind: movementKind, ...currency, amount: money }).openapi("CitedChange"),
    ),
  })
  .openapi("Citation");

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();
const cited = z.object({ rows: number, sums: z.array(listSum) }).openapi("CitedCount");

export const listCitation = z
  .object({
    list: z.enum(LIST_NAMES),
    size: number,
    root: hash,
    block: blockRef,
    asOf: time.nullable(),
    indexed: z.object({ size: number, block: blockRef, asOf: time.nullable() }),
    then: cited,
    now: cited,
    summed: z.string().nullable(),
    key: z.array(z.string()),
    columns: z.array(listColumn),
    added: number,
    gone: number,
    changed: number,
    changes: z.array(
      z
        .object({
          change: z.enum(["added", "gone", "changed"]),
          row: z.record(z.string(), cell),
          before: z.record(z.string(), cell),
        })
        .openapi("CitedRow"),
    ),
  })
  .openapi("ListCitation");
