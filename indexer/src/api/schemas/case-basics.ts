// Schemas of the small things that answers about cases are made of.
import { DUTIES, STATUSES, type Word } from "@mingzhang/sdk/cases/words";
import { z } from "@hono/zod-openapi";
import { hash, money, number, partyRef } from "./basics.ts";

export const named = <N extends string>(list: readonly Word<N>[]) =>
  z.enum(list.map((word) => word.name) as [N, ...N[]]);
export const duty = named(DUTIES);
export const status = named(STATUSES);
export const names = { name: z.string(), otherName: z.string() };
export const amount = { amount: money.nullable(), currency: z.string().nullable(), exponent: number.nullable() };

export const officialRef = z.object({ id: number, ...names, agency: partyRef }).openapi("OfficialRef");
export const procedureRef = z.object({ number, code: z.string(), ...names }).openapi("ProcedureRef");

export const caseRef = z
  .object({ number, id: hash, procedure: procedureRef, agency: partyRef, title: z.string(), status })
  .openapi("CaseRef");
