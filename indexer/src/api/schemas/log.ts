// Schemas of the audit trail itself: its head, paths, portable proofs and export manifests.
import { z } from "@hono/zod-openapi";
import { blockRef, hash, number } from "./basics.ts";

const origin = z.object({ chainId: number, trail: hash }).openapi("Origin");

export const rootCheck = z
  .object({
    result: z.enum(["same", "different", "unanswered"]),
    block: blockRef.nullable(),
    reason: z.string().nullable(),
  })
  .openapi("RootCheck", { description: "The indexed log's root and size beside the chain's own at the same block" });

export const logHead = z
  .object({ origin, size: number, root: hash, block: blockRef, check: rootCheck })
  .openapi("LogHead");

export const inclusion = z
  .object({ number, size: number, root: hash, leaf: hash, path: z.array(hash) })
  .openapi("InclusionPath");

export const consistency = z
  .object({ from: number, to: number, fromRoot: hash, toRoot: hash, path: z.array(hash) })
  .openapi("ConsistencyPath");

const checkpoint = z
  .object({ size: number, root: hash, blockNumber: number, blockHash: hash, time: number })
  .openapi("Checkpoint", { description: "After this block the log had `size` records under `root`" });

const signed = {
  checkpoint,
  cosignatures: z.array(z.object({ witness: hash, signature: hash })),
  anchors: z.array(z.object({ chainId: number, contract: hash, transaction: hash, block: number })),
};

export const portableProof = z
  .object({
    format: z.literal("mingzhang-proof"),
    version: z.literal(1),
    origin,
    record: z.object({
      number,
      topics: z.array(hash),
      data: hash,
      writer: hash,
      block: number,
      time: number.openapi({ description: "Of the block, seconds since 1970" }),
      blockHash: hash,
      transaction: hash,
      logIndex: number,
    }),
    path: z.array(hash),
    ...signed,
  })
  .openapi("PortableProof");

export const manifest = z
  .object({
    format: z.literal("mingzhang-manifest"),
    version: z.literal(1),
    origin,
    ...signed,
    file: z.object({
      name: z.string(),
      mediaType: z.string(),
      path: z.string().openapi({ description: "Path and query that give this very file" }),
      bytes: number,
      sha256: hash,
    }),
    rows: number,
    sums: z.array(z.object({ currency: z.string(), exponent: number, amount: z.string(), count: number })),
    scope: z.union([
      z.object({ kind: z.literal("log") }),
      z.object({ kind: z.literal("filter"), filter: z.record(z.string(), z.string()) }),
    ]),
    siblings: z
      .array(hash)
      .optional()
      .openapi({ description: "Of a filter: hashes of the subtrees without rows, left to right" }),
  })
  .openapi("ExportManifest");
