// Procedures, cases, inboxes, permits, standing orders, officials and timeliness.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { caseDetail } from "../../read/case-detail.ts";
import { casePage } from "../../read/cases.ts";
import { NotFound } from "../../read/errors.ts";
import { inboxOf } from "../../read/inbox.ts";
import { seatsInForce } from "../../read/officials.ts";
import { permitByNumber } from "../../read/permits.ts";
import { procedureByNumber, procedureList } from "../../read/procedures.ts";
import { standingPage } from "../../read/standing-orders.ts";
import { timeliness } from "../../read/timeliness.ts";
import { caseFilters, caseSorting, procedureFilters, timelinessFilters } from "../case-params.ts";
import { chainNow } from "../clock.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { accountText, flag, optional, paging, partyNumber, recordNumber } from "../params.ts";
import * as outcomes from "../schemas/case-outcomes.ts";
import * as schemas from "../schemas/cases.ts";

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "Give 0x and 40 hex digits")
  .transform((text): Hex => `0x${text.slice(2).toLowerCase()}`)
  .openapi({ type: "string", example: `0x${"ab".repeat(20)}` });

/** A case's number, or its id on chain. */
const caseKey = z
  .string()
  .regex(/^((0|[1-9]\d{0,14})|0x[0-9a-fA-F]{64})$/, "Give the number of a case, or its id: 0x and 64 hex digits")
  .transform((text): number | Hex => (text.startsWith("0x") ? `0x${text.slice(2).toLowerCase()}` : Number(text)))
  .openapi({ type: "string", example: "7702" });

export function caseRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/procedures",
    summary: "Catalogue of procedures: who decides what, in which order, within which time",
    description: "Versions that take cases now; with `all=true` those announced, replaced, retired and cancelled too.",
    tag: "Cases",
    query: procedureFilters,
    response: schemas.procedures,
    byClock: true,
    read: async ({ query: { all, government } }) => {
      const now = await chainNow(context);
      const items = await store.read((db) =>
        procedureList(db, context.deployment(), now, { all: all === true, government }),
      );
      return { asOf: timeText(now), items };
    },
  });

  addGet(app, context, {
    path: "/v1/procedures/{number}",
    summary: "One version of a procedure, and the other versions of its code",
    tag: "Cases",
    params: { number: partyNumber },
    response: schemas.procedureDetail,
    byClock: true,
    read: async ({ params: { number } }) => {
      const now = await chainNow(context);
      const found = await store.read((db) => procedureByNumber(db, context.deployment(), now, number));
      if (found === null) throw new NotFound(`procedure ${number}`, "Versions are numbered from 1.");
      return found;
    },
  });

  addGet(app, context, {
    path: "/v1/cases",
    summary: "Cases by filters, as they are in effect now",
    tag: "Cases",
    query: {
      ...caseFilters,
      ...caseSorting,
      ...paging,
      count: flag.optional(),
    },
    response: schemas.casePage,
    byClock: true,
    read: async ({ query: { sort, order, limit, cursor, count, ...filters } }) => {
      const now = await chainNow(context);
      return store.read((db) => casePage(db, now, { filters, sort, order, limit, cursor, count }));
    },
  });

  addGet(app, context, {
    path: "/v1/cases/{case}",
    summary: "One case by its number or its id on chain: what, where, who, since when, and everything needed to act",
    tag: "Cases",
    params: { case: caseKey },
    response: schemas.caseDetail,
    byClock: true,
    read: async ({ params }) => {
      const deployment = context.deployment();
      const { finalityDepth } = context.config;
      const now = await chainNow(context);
      const found = await store.read((db) => caseDetail(db, { deployment, finalityDepth, now }, params.case));
      if (found === null) {
        const remedy = "A case's number is the record number of its first submission: see /v1/cases.";
        throw new NotFound(`case ${params.case}`, remedy);
      }
      return found;
    },
  });

  addGet(app, context, {
    path: "/v1/inbox",
    summary: "What waits for an address: to decide, returned to it, its own; overdue first",
    tag: "Cases",
    query: { address },
    response: schemas.inbox,
    byClock: true,
    read: async ({ query }) => {
      const now = await chainNow(context);
      return store.read((db) => inboxOf(db, now, query.address));
    },
  });

  addGet(app, context, {
    path: "/v1/officials",
    summary: "Seats in force, by agency, duty and official",
    tag: "Cases",
    query: optional({ agency: partyNumber, address, official: partyNumber }),
    response: schemas.officials,
    byClock: true,
    read: async ({ query }) => {
      const now = await chainNow(context);
      return { asOf: timeText(now), items: await store.read((db) => seatsInForce(db, now, query)) };
    },
  });

  addGet(app, context, {
    path: "/v1/timeliness",
    summary: "How agencies decide in time, by procedure: decisions, median, on time, overdue",
    tag: "Cases",
    query: timelinessFilters,
    response: outcomes.timeliness,
    byClock: true,
    read: async ({ query }) => {
      const now = await chainNow(context);
      return store.read((db) => timeliness(db, now, query));
    },
  });

  outcomeRoutes(app, context);
}

/** What comes of cases and lives on. */
function outcomeRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/permits/{number}",
    summary: "A permit and whether it is in force; the chain's own answer is Permits.check",
    tag: "Cases",
    params: { number: recordNumber },
    response: outcomes.permit,
    byClock: true,
    read: async ({ params: { number } }) => {
      const now = await chainNow(context);
      const found = await store.read((db) => permitByNumber(db, now, number));
      if (found === null) throw new NotFound(`permit ${number}`, "Permits are numbered from 1.");
      return found;
    },
  });

  addGet(app, context, {
    path: "/v1/standing-orders",
    summary: "Standing orders with what has been drawn, newest first",
    tag: "Cases",
    query: { agency: partyNumber.optional(), commitment: accountText("commitment").optional(), ...paging },
    response: outcomes.standingPage,
    byClock: true,
    read: async ({ query }) => {
      const now = await chainNow(context);
      return store.read((db) => standingPage(db, now, query));
    },
  });

  addGet(app, context, {
    path: "/v1/standing-orders/{number}",
    summary: "One standing order",
    tag: "Cases",
    params: { number: recordNumber },
    response: outcomes.standingOrder,
    byClock: true,
    read: async ({ params: { number } }) => {
      const now = await chainNow(context);
      const { items } = await store.read((db) => standingPage(db, now, { number, limit: 1 }));
      const [found] = items;
      if (found === undefined) throw new NotFound(`standing order ${number}`, "Standing orders are numbered from 1.");
      return found;
    },
  });
}
