// Schemas of what a case asks for and what came of it.
import { OPENS } from "@mingzhang/sdk/cases/specs";
import { z } from "@hono/zod-openapi";
import { accountRef, day, hash, money, movementKind, number, partyRef, time } from "./basics.ts";
import { amount, duty, names, officialRef } from "./case-basics.ts";

const listed = {
  purpose: z.string(),
  document: hash.nullable(),
  currency: z.string().nullable(),
  exponent: number.nullable(),
  total: money.nullable(),
  count: number,
};

const movementRow = z.object({
  kind: movementKind,
  from: accountRef,
  to: accountRef,
  payee: partyRef.nullable(),
  amount: money,
  valueDate: day.nullable(),
  document: hash.nullable(),
  detail: z.string().nullable(),
  detailRaw: hash,
});

const openingRow = z.object({
  ...names,
  above: accountRef.nullable(),
  giver: accountRef.nullable(),
  party: partyRef.nullable(),
  amount: money.nullable(),
  fields: z.record(z.string(), z.string()),
});

export const content = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("orders"), kinds: z.array(movementKind), ...listed, rows: z.array(movementRow) }),
    z.object({ type: z.literal("openings"), opens: z.enum(OPENS), ...listed, rows: z.array(openingRow) }),
    z.object({
      type: z.literal("standing-order"),
      purpose: z.string(),
      document: hash.nullable(),
      fund: accountRef,
      commitment: accountRef,
      payee: partyRef.nullable(),
      ...amount,
      amount: money,
      times: number,
      firstDay: day,
      everyDays: number,
      persons: number,
      detail: z.string().nullable(),
      detailRaw: hash,
    }),
    z.object({
      type: z.literal("permit"),
      revokes: number.nullable(),
      permitType: number,
      typeName: z.string(),
      holder: hash,
      validFrom: time.nullable(),
      validUntil: time.nullable(),
      term: number.nullable(),
      conditions: z.string(),
      document: hash.nullable(),
      evidence: hash,
    }),
    z.object({
      type: z.literal("seat"),
      act: z.enum(["appoint", "dismiss"]),
      agency: partyRef.nullable(),
      duty,
      holder: hash,
      official: officialRef.nullable(),
      ...names,
      from: time.nullable(),
      until: time.nullable(),
    }),
    z.object({ type: z.literal("raw"), reason: z.string() }),
  ])
  .openapi("CaseContent");

const movement = z.object({
  record: number,
  kind: movementKind,
  from: accountRef,
  to: accountRef,
  payee: partyRef.nullable(),
  amount: money,
  currency: z.string(),
  exponent: number,
});

export const execution = z
  .object({
    record: number,
    time,
    first: number,
    count: number,
    movements: z.array(movement),
    movementCount: number,
    accounts: z.array(accountRef),
    permits: z.array(number),
    revokedPermits: z.array(number),
    standingOrders: z.array(number),
    seats: z.array(
      z.object({
        record: number,
        act: z.enum(["appoint", "dismiss"]),
        official: officialRef,
        duty,
        agency: partyRef,
        holder: hash,
      }),
    ),
  })
  .openapi("CaseExecution");
