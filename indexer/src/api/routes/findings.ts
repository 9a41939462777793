// Findings of auditors, one of them with its acts, and how agencies answer.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS, type SubjectKindName } from "@mingzhang/sdk/findings/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { NotFound } from "../../read/errors.ts";
import { findingDetail } from "../../read/finding-detail.ts";
import { findingPage } from "../../read/findings.ts";
import { scorecard } from "../../read/scorecard.ts";
import { chainNow } from "../clock.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { flag, movementFilters, optional, order, paging, partyNumber, words } from "../params.ts";
import * as schemas from "../schemas/findings.ts";

const STATUS_NAMES = FINDING_STATUSES.map(({ name }) => name).join(", ");
const SEVERITY_NAMES = SEVERITIES.map(({ name }) => name).join(", ");
const KIND_NAMES = SUBJECT_KINDS.map(({ name }) => name) as [SubjectKindName, ...SubjectKindName[]];

/** One or several words with commas. */
const list = (names: string) =>
  z
    .string()
    .regex(/^[a-z]{1,20}(,[a-z]{1,20}){0,7}$/, `Give one or several, with commas, of ${names}`)
    .openapi({ description: `One or several, with commas: ${names}` });

/** A finding's number, or its id on chain. */
const findingKey = z
  .string()
  .regex(/^((0|[1-9]\d{0,14})|0x[0-9a-fA-F]{64})$/, "Give the number of a finding, or its id: 0x and 64 hex digits")
  .transform((text): number | Hex => (text.startsWith("0x") ? `0x${text.slice(2).toLowerCase()}` : Number(text)))
  .openapi({ type: "string", example: "9001" });

const filters = optional({
  status: list(STATUS_NAMES),
  severity: list(SEVERITY_NAMES),
  overdue: flag.openapi({ description: "An answer is awaited and late" }),
  agency: partyNumber.openapi({ description: "Answers now or was asked first: the agency and those under it" }),
  within: movementFilters.within.openapi({
    description: "With `agency`: `self`, that agency alone, where it answers now",
  }),
  office: partyNumber.openapi({ description: "Opened by auditors of this office" }),
  subject: z.enum(KIND_NAMES, `Give one of ${KIND_NAMES.join(", ")}`).openapi({ description: "Kind of subject" }),
  concerns: z
    .string()
    .regex(
      /^(record|movement|case|line|party)-(0|[1-9]\d{0,14})$/,
      "Give movement-, record-, case-, line- or party-, and the number",
    )
    .openapi({ description: "Findings on it and on what belongs to it", example: "movement-812" }),
  from: movementFilters.from.openapi({ description: "First day of opening, UTC" }),
  to: movementFilters.to.openapi({ description: "Last day of opening, UTC" }),
  text: words(200).openapi({ description: "Words that all occur in text, agency or office" }),
});

export function findingRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/findings",
    summary: "Findings of auditors by filters, as they stand now; lateness is counted in",
    tag: "Findings",
    query: {
      ...filters,
      sort: z
        .enum(["number", "updated", "due", "severity"], "Give number, updated, due or severity")
        .default("number")
        .openapi({ description: "due: those that await no answer last, in ascending order" }),
      order: order.default("desc"),
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
