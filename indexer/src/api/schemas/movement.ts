// Schemas of movements and records.
import { z } from "@hono/zod-openapi";
import {
  accountRef,
  blockRef,
  chainPosition,
  code,
  contractName,
  currency,
  day,
  hash,
  money,
  movementKind,
  number,
  page,
  partyRef,
  rawLog,
  settlement,
  time,
} from "./basics.ts";
import { caseRef } from "./case-basics.ts";

export const movement = z
  .object({
    record: number,
    kind: movementKind,
    books: z.array(z.enum(["cash", "budget"])),
    from: accountRef,
    to: accountRef,
    payee: partyRef.nullable(),
    payer: partyRef.nullable(),
    fund: accountRef.nullable(),
    otherFund: accountRef.nullable(),
    line: accountRef.nullable(),
    agency: partyRef.nullable(),
    function: code.nullable(),
    economic: code.nullable(),
    year: number.nullable(),
    amount: money,
    ...currency,
    fromPosition: money,
    toPosition: money,
    beyond: money.nullable(),
    flags: z.array(z.enum(["advance", "imported"])),
    class: code.nullable(),
    persons: number.nullable(),
    detail: z.string().nullable(),
    detailRaw: hash,
    valueDate: day.nullable(),
    postedAt: time,
    document: hash.nullable(),
    cites: number.nullable(),
    undone: money,
    settlement: settlement.nullable(),
    confirmed: z.object({ record: number, valueDate: day, document: hash.nullable() }).nullable(),
    awaitsConfirmation: z.boolean(),
    imported: z.boolean(),
    chain: chainPosition,
    final: z.boolean(),
  })
  .openapi("Movement");

const citing = z
  .object({ record: number, kind: movementKind, amount: money, valueDate: day.nullable(), postedAt: time })
  .openapi("CitingMovement");

export const movementDetail = movement
  .extend({
    raw: rawLog,
    transactionFrom: hash.nullable(),
    citesMovement: citing.nullable(),
    citedBy: z.array(citing),
    authority: z.array(accountRef),
    case: caseRef.nullable(),
  })
  .openapi("MovementDetail");

export const movementSum = z.object({ ...currency, amount: money, count: number }).openapi("MovementSum");

export const movementPage = page(movement, "Movements")
  .extend({
    sums: z
      .array(movementSum)
      .nullable()
      .openapi({
        description:
          "Of everything that the filters match, one row for each currency. Null where too much would have to be read " +
          "for it: /v1/movements.manifest.json with the same filters has it, and the number of rows",
      }),
  })
  .openapi("MovementPage");

export const chainRecord = z
  .object({
    number,
    contract: contractName,
    event: z.string(),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    block: blockRef,
    chain: chainPosition,
    raw: rawLog,
    record: hash,
    stamp: hash,
    leaf: hash,
    final: z.boolean(),
  })
  .openapi("ChainRecord");
