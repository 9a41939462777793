// Pictures of the accounts: where money came from and went, the budget's levels, a line's course.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { readBudgetLevel } from "../../read/charts/budget-level.ts";
import { readFlows } from "../../read/charts/flows.ts";
import { lineCurve } from "../../read/charts/line-curve.ts";
import { NotFound } from "../../read/errors.ts";
import { parameter } from "../../read/filters.ts";
import { keptByHead } from "../by-head.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { accountText, currency, integer, movementFilters, partyNumber, yearNumber } from "../params.ts";
import * as schemas from "../schemas/charts.ts";

const scope = { currency, year: yearNumber.optional().openapi({ description: "Fiscal year; default all together" }) };

export function chartRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;
  const kept = keptByHead(context);

  addGet(app, context, {
    path: "/v1/flows",
    summary: "Sums from sources to funds, functions, agencies and payees",
    description:
      "Payments less what came back, in cells of fund, function, agency and payee; the largest payees by name. A year's " +
      "receipts are those of its value dates, its payments those of its lines.",
    tag: "Totals",
    query: { ...scope, payees: integer(1, 200, "how many payees").default(12) },
    response: schemas.flows,
    read: ({ query }) => kept(`flows ${JSON.stringify(query)}`, () => store.read((db) => readFlows(db, query))),
  });

  addGet(app, context, {
    path: "/v1/budget/tree",
    summary: "One level of the budget with its execution",
    description:
      "Without `function`, its functions; with it, the agencies within; with `agency` too, the lines. Largest first.",
    tag: "Budget",
    query: {
      ...scope,
      function: movementFilters.function.optional(),
      agency: partyNumber.optional().openapi({ description: "That agency alone" }),
      limit: integer(1, 500, "how many tiles").default(60),
    },
    response: schemas.budgetLevel,
    read: ({ query }) => kept(`level ${JSON.stringify(query)}`, () => store.read((db) => readBudgetLevel(db, query))),
  });

  addGet(app, context, {
    path: "/v1/lines/{id}/curve",
    summary: "What of a line was appropriated, committed and paid, day by day",
    tag: "Budget",
    params: { id: accountText("line") },
    response: schemas.lineCurve,
    read: async ({ params: { id } }) => {
      const curve = await store.read((db) => lineCurve(db, parameter("id", id, parseAccount)));
      if (curve === null) throw new NotFound(`account ${id}`, "Account numbers count from 1 within their kind.");
      return curve;
    },
  });
}
