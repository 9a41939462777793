// Schemas of checkpoints, witnesses, anchors' chains and forks.
import { z } from "@hono/zod-openapi";
import { hash, number, page, time } from "./basics.ts";
import { checkpoint, cosignature, origin } from "./log.ts";

const position = z
  .object({ chainId: number, contract: hash, transaction: hash, block: number, at: time })
  .openapi("AnchorPosition");

export const checkpointEntry = z
  .object({
    digest: hash.openapi({ description: "EIP-712 digest: what the witnesses signed" }),
    checkpoint,
    cosignatures: z.array(z.object({ witness: hash, signature: hash, held: z.array(position) })),
    missing: z.array(hash).openapi({ description: "Present witnesses who did not sign it" }),
    anchored: z.array(position).openapi({ description: "Where the quorum was reached, the log's own chain first" }),
    gap: z
      .object({ records: number, seconds: number })
      .nullable()
      .openapi({ description: "Since the next smaller anchored checkpoint" }),
    agrees: z
      .boolean()
      .nullable()
      .openapi({ description: "Whether the indexed log has this root at this size; null where it is not that far" }),
  })
  .openapi("CheckpointEntry");

export const checkpointPage = page(checkpointEntry, "CheckpointPage");

export const witnesses = z
  .object({
    origin,
    epoch: number,
    quorum: number,
    items: z.array(
      z.object({
        address: hash,
        signed: number,
        last: z.object({ digest: hash, size: number, at: time }).nullable(),
      }),
    ),
  })
  .openapi("Witnesses");

const anchorChain = z
  .object({
    chainId: number,
    contract: hash,
    home: z.boolean(),
    state: z.enum(["following", "unset", "unreachable", "elsewhere"]),
    reason: z.string().nullable(),
    block: z.object({ number, hash, time }).nullable(),
    latest: z
      .object({ digest: hash, size: number, at: time, behind: z.object({ records: number, seconds: number }) })
      .nullable(),
    quorum: number.nullable(),
  })
  .openapi("AnchorChain");

export const checkpointStatus = z
  .object({
    chains: z.array(anchorChain),
    contradicted: z.array(hash).openapi({ description: "Signed checkpoints with another root than the indexed log's" }),
    forks: number,
  })
  .openapi("CheckpointStatus");

const side = z.object({
  checkpoint,
  cosignatures: z.array(cosignature),
  index: number.optional(),
  leaf: hash.optional(),
  path: z.array(hash).optional(),
});

export const forks = z
  .object({
    items: z.array(
      z.object({
        digestA: hash,
        digestB: hash,
        signersA: number,
        signersB: number,
        proven: position,
        evidence: z
          .object({ format: z.literal("mingzhang-fork"), version: z.literal(1), origin, a: side, b: side })
          .nullable(),
      }),
    ),
  })
  .openapi("Forks");
