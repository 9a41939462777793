// Pictures of the accounts: where money came from and went, the budget's levels, a line's course.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { readBudgetLevel } from "../../read/charts/budget-level.ts";
import { readCalendar } from "../../read/charts/calendar.ts";
import { readComparison } from "../../read/charts/comparison.ts";
import { readConcentration } from "../../read/charts/concentration.ts";
import { readFlows } from "../../read/charts/flows.ts";
import { lineCurve } from "../../read/charts/line-curve.ts";
import { namedDocuments } from "../../read/named-documents.ts";
import { NotFound } from "../../read/errors.ts";
import { parameter } from "../../read/filters.ts";
import { keptByHead } from "../by-head.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { accountText, currency, integer, movementFilters, optional, partyNumber, yearNumber } from "../params.ts";
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
    path: "/v1/calendar",
    summary: "Payments and receipts by day or month of their value date",
    description: "Payments are gross, what came back stands beside them. By day, at most 400 days.",
    tag: "Totals",
    query: {
      currency,
      by: z.enum(["day", "month"], "Give day or month").default("day"),
      ...optional({
        year: movementFilters.year,
        from: movementFilters.from,
        to: movementFilters.to,
        agency: movementFilters.agency,
        within: movementFilters.within,
        payee: movementFilters.payee,
        party: movementFilters.party,
        account: movementFilters.account,
        line: movementFilters.line,
        function: movementFilters.function,
      }),
    },
    response: schemas.calendar,
    read: ({ query }) =>
      kept(`calendar ${JSON.stringify(query)}`, () => {
        const { currency: code, by, ...filters } = query;
        return store.read((db) => readCalendar(db, { currency: code, by, filters }));
      }),
  });

  addGet(app, context, {
    path: "/v1/documents",
    summary: "Documents that movements name, the latest first",
    description: "Of the latest 2,000 movements with a document that the filters match.",
    tag: "Movements",
    query: {
      ...optional({
        year: movementFilters.year,
        agency: movementFilters.agency,
        payee: movementFilters.payee,
        party: movementFilters.party,
        fund: movementFilters.fund,
        line: movementFilters.line,
        account: movementFilters.account,
        function: movementFilters.function,
      }),
      limit: integer(1, 200, "how many documents").default(20),
    },
    response: schemas.namedDocuments,
    read: ({ query: { limit, ...filters } }) => store.read((db) => namedDocuments(db, filters, limit)),
  });

  addGet(app, context, {
    path: "/v1/payees/concentration",
    summary: "How much of what was paid went to how few payees",
    description: "Classes of persons and other funds are no payees here; what they were paid stands beside it.",
    tag: "Totals",
    query: {
      ...scope,
      ...optional({ agency: movementFilters.agency, fund: accountText("fund"), function: movementFilters.function }),
      limit: integer(1, 200, "how many payees").default(20),
    },
    response: schemas.concentration,
    read: ({ query }) =>
      kept(`concentration ${JSON.stringify(query)}`, () => {
        const fund = query.fund === undefined ? undefined : parameter("fund", query.fund, parseAccount);
        return store.read((db) => readConcentration(db, { ...query, fund }));
      }),
  });

  addGet(app, context, {
    path: "/v1/compare",
    summary: "Two fiscal years side by side",
    tag: "Totals",
    query: {
      currency,
      year: yearNumber,
      before: yearNumber.optional().openapi({ description: "Default the year before" }),
      by: z.enum(["function", "agency"], "Give function or agency").default("function"),
    },
    response: schemas.comparison,
    read: ({ query }) =>
      kept(`compare ${JSON.stringify(query)}`, () => {
        const before = query.before ?? Math.max(query.year - 1, 0);
        return store.read((db) => readComparison(db, { ...query, before }));
      }),
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
