// Schemas of pictures: sums between sources and payees, levels of the budget, curves.
import { z } from "@hono/zod-openapi";
import { accountId, accountRef, code, currency, day, execution, money, number, partyRef } from "./basics.ts";

const scope = { year: number.nullable(), ...currency, imported: z.boolean() };

export const flows = z
  .object({
    ...scope,
    receipts: z.array(z.object({ class: code, fund: accountRef, amount: money })),
    transfers: z.array(z.object({ from: accountRef, to: accountRef, amount: money })),
    paid: z.array(
      z.object({
        fund: accountRef,
        function: code,
        agency: partyRef,
        payee: partyRef.nullable(),
        payeeFund: accountRef.nullable(),
        amount: money,
      }),
    ),
    smallerPayees: number,
  })
  .openapi("Flows");

const tile = z
  .object({
    function: code.nullable(),
    agency: partyRef.nullable(),
    line: accountRef.nullable(),
    lines: number,
    ...execution,
  })
  .openapi("BudgetTile");

export const budgetLevel = z
  .object({
    ...scope,
    function: code.nullable(),
    agency: partyRef.nullable(),
    of: z.enum(["function", "agency", "line"]),
    total: z.object(execution),
    tiles: z.array(tile),
    smaller: z.object({ count: number, ...execution }).nullable(),
  })
  .openapi("BudgetLevel");

export const lineCurve = z
  .object({
    line: accountId,
    ...currency,
    imported: z.boolean(),
    points: z.array(z.object({ day, appropriated: money, committed: money, paid: money })),
  })
  .openapi("LineCurve");
