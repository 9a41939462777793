// Schemas of trails; they mirror the SDK's wire types.
import { z } from "@hono/zod-openapi";
import { accountRef, currency, money, number } from "./basics.ts";
import { movement } from "./movement.ts";

export const book = z.enum(["cash", "budget"], "Give cash or budget");
export const direction = z.enum(["back", "forward"], "Give back or forward");
export const part = z.enum(["restored", "spent"], "Give restored or spent");
const end = z.enum(["origin", "spent", "returned", "held", "deeper", "cut"]).openapi({
  description:
    "origin: a receipt or an appropriation; spent: rests with a payee; returned: refunded, or given back to the act; " +
    "held: still in the account; deeper: the depth asked for was reached; cut: one piece wanted more visits than allowed",
});

const trailMovement = movement
  .pick({
    record: true,
    kind: true,
    from: true,
    to: true,
    payee: true,
    payer: true,
    fund: true,
    otherFund: true,
    line: true,
    agency: true,
    function: true,
    class: true,
    year: true,
    amount: true,
    undone: true,
    persons: true,
    valueDate: true,
    postedAt: true,
    confirmed: true,
    awaitsConfirmation: true,
    imported: true,
    final: true,
  })
  .openapi("TrailMovement");

const step = z
  .object({
    parent: number.nullable(),
    record: number,
    part: part.nullable(),
    start: money,
    amount: money,
    offset: money,
    depth: number,
    recovered: z.boolean(),
    ends: z.array(z.object({ end, start: money, amount: money, account: accountRef.nullable() })),
  })
  .openapi("TrailStep", { description: "A part of a movement that the amount passed through; see docs/TRAILS.md" });

const sum = z.object({ end, amount: money, pieces: number }).openapi("TrailSum");

const scope = {
  record: number,
  ...currency,
  records: number.openapi({ description: "The trail is that of the first so many records" }),
  offset: money,
  amount: money,
  start: money,
  followed: money,
  left: money.openapi({ description: "What comes after this page: not followed yet" }),
  sums: z.array(sum).openapi({ description: "This page's pieces by how they end; they make up `followed`" }),
  pieces: number,
  visits: number,
  next: z.string().nullable(),
};

export const trailPage = z
  .object({
    ...scope,
    book,
    direction,
    part: part.nullable(),
    depth: number.nullable(),
    steps: z.array(step),
    movements: z.array(trailMovement),
  })
  .openapi("TrailPage");

export const receiptSpent = z
  .object({
    ...scope,
    receipt: trailMovement,
    items: z.array(
      sum.extend({ movement: trailMovement, account: accountRef.nullable(), recovered: money }).openapi("SpentItem"),
    ),
    smaller: z.object({ count: number, amount: money }).nullable(),
  })
  .openapi("ReceiptSpent");
