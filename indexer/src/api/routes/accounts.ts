// Accounts, funds, sources, budget lines, commitments and acts.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { accountById } from "../../read/accounts.ts";
import { actPage, commitmentById, commitmentPage } from "../../read/commitments.ts";
import { NotFound } from "../../read/errors.ts";
import { parameter } from "../../read/filters.ts";
import { fundById, fundPage, sourcePage } from "../../read/funds.ts";
import { lineById, lineTree } from "../../read/lines.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import {
  accountText,
  commitmentFilters,
  commitmentSorting,
  fundFilters,
  lineFilters,
  paging,
  partyNumber,
  yearNumber,
} from "../params.ts";
import * as schemas from "../schemas/accounts.ts";

const number = (field: string, text: string) => parameter(field, text, parseAccount);
const numberOrNone = (field: string, text: string | undefined) =>
  text === undefined ? undefined : number(field, text);

function found<T>(value: T | null, id: string): T {
  if (value === null) throw new NotFound(`account ${id}`, "Account numbers count from 1 within their kind.");
  return value;
}

export function accountRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/accounts/{id}",
    summary: "An account of any kind with its running totals",
    description: "Its movements: /v1/movements?account=…",
    tag: "Accounts",
    params: { id: accountText() },
    response: schemas.account,
    read: async ({ params: { id } }) => found(await store.read((db) => accountById(db, number("id", id))), id),
  });

  addGet(app, context, {
    path: "/v1/funds",
    summary: "Funds, in the order in which they were opened",
    tag: "Accounts",
    query: { ...fundFilters, ...paging },
    response: schemas.fundPage,
    read: ({ query }) => store.read((db) => fundPage(db, query)),
  });

  addGet(app, context, {
    path: "/v1/funds/{id}",
    summary: "A fund with its sources",
    tag: "Accounts",
    params: { id: accountText("fund") },
    response: schemas.fundDetail,
    read: async ({ params: { id } }) => found(await store.read((db) => fundById(db, number("id", id))), id),
  });

  addGet(app, context, {
    path: "/v1/sources",
    summary: "Sources, largest net receipts first",
    tag: "Accounts",
    query: { fund: accountText("fund").optional(), party: partyNumber.optional(), ...paging },
    response: schemas.sourcePage,
    read: ({ query: { fund, ...query } }) =>
      store.read((db) => sourcePage(db, { ...query, fund: numberOrNone("fund", fund) })),
  });

  addGet(app, context, {
    path: "/v1/lines",
    summary: "Budget lines of a year as a tree of agencies and lines",
    description: "Without `year`, of the latest year that has lines.",
    tag: "Budget",
    query: lineFilters,
    response: schemas.lineTree,
    read: ({ query: { fund, ...query } }) =>
      store.read((db) => lineTree(db, { ...query, fund: numberOrNone("fund", fund) })),
  });

  addGet(app, context, {
    path: "/v1/lines/{id}",
    summary: "A budget line with its acts and allotments",
    tag: "Budget",
    params: { id: accountText("line") },
    response: schemas.lineDetail,
    read: async ({ params: { id } }) => found(await store.read((db) => lineById(db, number("id", id))), id),
  });

  addGet(app, context, {
    path: "/v1/commitments",
    summary: "Commitments by filters",
    tag: "Budget",
    query: { ...commitmentFilters, ...commitmentSorting, ...paging },
    response: schemas.commitmentPage,
    read: ({ query: { line, fund, allotment, ...query } }) =>
      store.read((db) =>
        commitmentPage(db, {
          ...query,
          line: numberOrNone("line", line),
          fund: numberOrNone("fund", fund),
          allotment: numberOrNone("allotment", allotment),
        }),
      ),
  });

  addGet(app, context, {
    path: "/v1/commitments/{id}",
    summary: "A commitment",
    tag: "Budget",
    params: { id: accountText("commitment") },
    response: schemas.commitment,
    read: async ({ params: { id } }) => found(await store.read((db) => commitmentById(db, number("id", id))), id),
  });

  addGet(app, context, {
    path: "/v1/acts",
    summary: "Acts of the budget authorities, newest first",
    tag: "Budget",
    query: { year: yearNumber.optional(), government: partyNumber.optional(), ...paging },
    response: schemas.actPage,
    read: ({ query }) => store.read((db) => actPage(db, query)),
  });

  addGet(app, context, {
    path: "/v1/acts/{id}",
    summary: "An act",
    tag: "Budget",
    params: { id: accountText("act") },
    response: schemas.act,
    read: async ({ params: { id } }) => {
      const page = await store.read((db) => actPage(db, { id: number("id", id), limit: 1 }));
      return found(page.items[0] ?? null, id);
    },
  });
}
