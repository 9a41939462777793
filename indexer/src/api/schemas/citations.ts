// Schemas of citations.
import { z } from "@hono/zod-openapi";
import { FIGURE_NAMES } from "@mingzhang/sdk/figures";
import { blockRef, currency, hash, money, movementKind, number } from "./basics.ts";
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
