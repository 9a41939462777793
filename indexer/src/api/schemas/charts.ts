// Schemas of pictures: sums between sources and payees, levels of the budget, curves.
import { FLAG_RULES } from "@mingzhang/sdk/flags";
import { z } from "@hono/zod-openapi";
import {
  accountId,
  accountRef,
  code,
  currency,
  day,
  execution,
  hash,
  money,
  movementKind,
  number,
  partyRef,
} from "./basics.ts";

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
        gross: money,
        recovered: money,
        rebooked: money,
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

export const calendar = z
  .object({
    ...currency,
    by: z.enum(["day", "month"]),
    periods: z.array(
      z.object({
        first: day,
        last: day,
        paid: money,
        payments: number,
        recovered: money,
        received: money,
        refunded: money,
      }),
    ),
    more: z.boolean(),
  })
  .openapi("Calendar");

export const concentration = z
  .object({
    ...scope,
    paid: money,
    payees: number,
    toPersons: money,
    toFunds: money,
    largest: z.array(z.object({ payees: number, paid: money })),
    index: number.nullable(),
    top: z.array(z.object({ payee: partyRef, paid: money })),
  })
  .openapi("Concentration");

const bothYears = { now: z.object(execution), before: z.object(execution) };

export const comparison = z
  .object({
    ...currency,
    imported: z.boolean(),
    year: number,
    before: number,
    by: z.enum(["function", "agency"]),
    total: z.object(bothYears),
    rows: z.array(z.object({ function: code.nullable(), agency: partyRef.nullable(), ...bothYears })),
  })
  .openapi("Comparison");

export const namedDocuments = z
  .object({
    items: z.array(z.object({ digest: hash, movements: number, record: number, kind: movementKind, day })),
    more: z.boolean(),
  })
  .openapi("NamedDocuments");

const flag = z
  .object({
    rule: z.enum(FLAG_RULES),
    record: number.nullable(),
    movements: number,
    amount: money,
    agency: partyRef,
    payee: partyRef.nullable(),
    line: accountRef.nullable(),
    first: day,
    last: day,
    measure: money,
  })
  .openapi("Flag");

export const flags = z
  .object({
    year: number,
    ...currency,
    imported: z.boolean(),
    parameters: z.object({ thresholds: z.array(money), large: money, round: money }),
    rules: z.array(z.object({ rule: z.enum(FLAG_RULES), count: number, flags: z.array(flag) })),
  })
  .openapi("Flags");
