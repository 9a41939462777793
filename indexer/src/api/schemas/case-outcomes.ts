// Schemas of what lives on after cases: permits and standing orders; and of timeliness.
import { VALIDITIES } from "@mingzhang/sdk/cases/words";
import { z } from "@hono/zod-openapi";
import { accountRef, day, hash, money, number, page, partyRef, time } from "./basics.ts";
import { caseRef, named, officialRef, procedureRef } from "./case-basics.ts";

export const permit = z
  .object({
    asOf: time,
    number,
    validity: named(VALIDITIES),
    case: caseRef.nullable(),
    agency: partyRef,
    permitType: number,
    typeName: z.string(),
    holder: hash,
    validFrom: time,
    validUntil: time,
    conditions: z.string(),
    document: hash.nullable(),
    grantedRecord: number,
    grantedAt: time,
    revoked: z
      .object({ record: number, time, reason: z.string(), document: hash.nullable(), case: caseRef.nullable() })
      .nullable(),
  })
  .openapi("Permit");

export const standingOrder = z
  .object({
    number,
    case: caseRef.nullable(),
    agency: partyRef,
    fund: accountRef,
    commitment: accountRef,
    payee: partyRef.nullable(),
    purpose: z.string(),
    amount: money,
    currency: z.string(),
    exponent: number,
    times: number,
    drawn: number,
    drawnAmount: money,
    cap: money,
    firstDay: day,
    everyDays: number,
    nextDay: day.nullable(),
    due: z.boolean(),
    persons: number,
    detail: z.string().nullable(),
    document: hash.nullable(),
    givenRecord: number,
    givenAt: time,
    stopped: z.object({ record: number, time, official: officialRef, reason: z.string() }).nullable(),
    draws: z.array(z.object({ record: number, nth: number, dueDay: day, movement: number, drawnAt: time })),
  })
  .openapi("StandingOrder");
export const standingPage = page(standingOrder, "StandingOrders").extend({ asOf: time }).openapi("StandingOrderPage");

const counts = {
  agency: partyRef,
  decided: number,
  medianSeconds: z.number().nullable(),
  limited: number,
  onTime: number,
  lapsed: number,
  open: number,
  overdue: number,
};
export const timeliness = z
  .object({
    asOf: time,
    items: z.array(z.object({ ...counts, procedure: procedureRef }).openapi("TimelinessRow")),
    agencies: z.array(z.object(counts)),
  })
  .openapi("Timeliness");
