// What the API says about files of lists.
import { z } from "@hono/zod-openapi";
import { LIST_NAMES } from "@mingzhang/sdk/api-lists";
import { blockRef, hash, money, time } from "./basics.ts";
import { origin } from "./log.ts";

export const listColumn = z.object({
  name: z.string(),
  type: z.enum(["text", "hash", "count", "minor", "decimal", "flag", "day", "time"]),
  about: z.string(),
});

export const listSum = z.object({ currency: z.string(), exponent: z.number(), amount: money, count: z.number() });

export const listManifest = z
  .object({
    format: z.literal("mingzhang-list"),
    version: z.literal(1),
    origin,
    list: z.enum(LIST_NAMES),
    size: z.number(),
    root: hash,
    block: blockRef,
    asOf: time.nullable(),
    filter: z.record(z.string(), z.string()),
    sort: z.string(),
    order: z.enum(["asc", "desc"]),
    file: z.object({ name: z.string(), mediaType: z.string(), path: z.string(), bytes: z.number(), sha256: hash }),
    rows: z.number(),
    summed: z.string().nullable(),
    sums: z.array(listSum),
    columns: z.array(listColumn),
  })
  .openapi("ListManifest");
