// Findings of auditors, one of them with its acts, and how agencies answer.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { Hex } from "@mingzhang/sdk/hex";
import { NotFound } from "../../read/errors.ts";
import { findingDetail } from "../../read/finding-detail.ts";
import { findingPage } from "../../read/findings.ts";
import { scorecard } from "../../read/scorecard.ts";
import { chainNow } from "../clock.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { findingFilters, findingSorting } from "../finding-params.ts";
import { flag, paging, partyNumber } from "../params.ts";
import * as schemas from "../schemas/findings.ts";

/** A finding's number, or its id on chain. */
const findingKey = z
  .string()
  .regex(/^((0|[1-9]\d{0,14})|0x[0-9a-fA-F]{64})$/, "Give the number of a finding, or its id: 0x and 64 hex digits")
  .transform((text): number | Hex => (text.startsWith("0x") ? `0x${text.slice(2).toLowerCase()}` : Number(text)))
  .openapi({ type: "string", example: "9001" });

export function findingRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/findings",
    summary: "Findings of auditors by filters, as they stand now; lateness is counted in",
    tag: "Findings",
    query: {
      ...findingFilters,
      ...findingSorting,
      ...paging,
      count: flag.optional(),
    },
    response: schemas.findingPage,
    byClock: true,
    read: async ({ query: { sort, order, limit, cursor, count, ...filters } }) => {
      const now = await chainNow(context);
      return store.read((db) => findingPage(db, now, { filters, sort, order, limit, cursor, count }));
    },
  });

  addGet(app, context, {
    path: "/v1/findings/{finding}",
    summary:
      "One finding by its number or its id on chain: what, who answers, until when, and every act with its signature",
    tag: "Findings",
    params: { finding: findingKey },
    response: schemas.findingDetail,
    byClock: true,
    read: async ({ params }) => {
      const deployment = context.deployment();
      const { finalityDepth } = context.config;
      const now = await chainNow(context);
      const found = await store.read((db) => findingDetail(db, { deployment, finalityDepth, now }, params.finding));
      if (found === null) {
        const remedy = "A finding's number is the record number of its opening: see /v1/findings.";
        throw new NotFound(`finding ${params.finding}`, remedy);
      }
      return found;
    },
  });

  addGet(app, context, {
    path: "/v1/agencies/scorecard",
    summary: "How agencies answer findings: asked, open, overdue, in time, median, unresolved by severity",
    tag: "Findings",
    query: { agency: partyNumber.optional().openapi({ description: "An agency and those under it" }) },
    response: schemas.scorecard,
    byClock: true,
    read: async ({ query }) => {
      const now = await chainNow(context);
      return store.read((db) => scorecard(db, now, query));
    },
  });
}
