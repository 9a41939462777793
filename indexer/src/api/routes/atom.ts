// Atom feeds under any filter, newest first: movements as they are posted, cases and findings by their last act.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { timeText } from "@mingzhang/sdk/days";
import { type AtomEntry, atomFeed } from "@mingzhang/sdk/standards/atom";
import { casePage } from "../../read/cases.ts";
import { findingPage } from "../../read/findings.ts";
import { movementPage } from "../../read/movements.ts";
import type { Db } from "../../store/open.ts";
import { caseFilters } from "../case-params.ts";
import { chainNow } from "../clock.ts";
import { type ApiContext, indexedHead, readContext } from "../context.ts";
import { findingFilters } from "../finding-params.ts";
import { parseInput, unchangedSince } from "../get.ts";
import type { Output, Shape } from "../lists/list.ts";
import { governmentName } from "../ocds.ts";
import { movementFilters, optional, paging } from "../params.ts";
import { caseSummary, caseTitle, findingSummary, findingTitle, movementSummary, movementTitle } from "../told.ts";

const ATOM_MEDIA = "application/atom+xml";

interface At {
  /** Seconds since 1970, for effective states. */
  now: number;
  limit: number;
  cursor: string | undefined;
}

/** An entry whose id is still to be completed by the ledger's, and its link by the explorer's address. */
interface Told extends Omit<AtomEntry, "link"> {
  /** Page of the explorer without the language, which the explorer chooses by the reader. */
  page: string;
}

interface Feed<Filters extends Shape> {
  name: "movements" | "cases" | "findings";
  about: string;
  tag: "Movements" | "Cases" | "Findings";
  filters: Filters;
  /** Entries also change with the chain's clock. */
  byClock: boolean;
  page: (
    db: Db,
    context: ApiContext,
    filters: Output<Filters>,
    at: At,
  ) => Promise<{ entries: Told[]; next: string | null }>;
}

/** Keeps the types of a feed's own filters together. */
const defineFeed = <Filters extends Shape>(feed: Feed<Filters>) => feed;

const MOVEMENTS = defineFeed({
  name: "movements",
  about: "An entry's id is the record on its chain and never changes.",
  tag: "Movements",
  filters: optional(movementFilters),
  byClock: false,
  page: async (db, context, filters, { limit, cursor }) => {
    const request = { filters, sort: "record", order: "desc", limit, cursor } as const;
    const { items, next } = await movementPage(db, readContext(context), request);
    const entries = items.map((movement) => ({
      id: String(movement.record),
      title: movementTitle(movement),
      updated: movement.postedAt,
      summary: movementSummary(movement),
      page: `/movements/${movement.record}`,
    }));
    return { entries, next };
  },
});

const CASES = defineFeed({
  name: "cases",
  about: "An entry is a case, as it is in effect; its id never changes, and it comes again with each act.",
  tag: "Cases",
  filters: caseFilters,
  byClock: true,
  page: async (db, _context, filters, { now, limit, cursor }) => {
    const { items, next } = await casePage(db, now, { filters, sort: "updated", order: "desc", limit, cursor });
    const entries = items.map((one) => ({
      id: `case-${one.number}`,
      title: caseTitle(one),
      updated: later(one.updatedAt, one.since),
      summary: caseSummary(one),
      page: `/cases/${one.number}`,
    }));
    return { entries, next };
  },
});

const FINDINGS = defineFeed({
  name: "findings",
  about: "An entry is a finding, as it stands; its id never changes, and it comes again with each act.",
  tag: "Findings",
  filters: findingFilters,
  byClock: true,
  page: async (db, _context, filters, { now, limit, cursor }) => {
    const { items, next } = await findingPage(db, now, { filters, sort: "updated", order: "desc", limit, cursor });
    const entries = items.map((one) => ({
      id: `finding-${one.number}`,
      title: findingTitle(one),
      updated: later(one.updatedAt, one.since),
      summary: findingSummary(one),
      page: `/findings/${one.number}`,
    }));
    return { entries, next };
  },
});

/** A status that time brought began after the last act. Times of UTC with seconds sort as text. */
const later = (a: string, b: string) => (a > b ? a : b);

export function atomRoutes(app: OpenAPIHono, context: ApiContext): void {
  addFeed(app, context, MOVEMENTS);
  addFeed(app, context, CASES);
  addFeed(app, context, FINDINGS);
}

function addFeed<Filters extends Shape>(app: OpenAPIHono, context: ApiContext, feed: Feed<Filters>): void {
  const { name, about, tag, byClock } = feed;
  const query = z.strictObject({ ...feed.filters, ...paging });
  const path = `/v1/${name}.atom`;
  app.openAPIRegistry.registerPath({
    method: "get",
    path,
    summary: `${tag} that pass the filters as an Atom feed, newest first`,
    description: `\`link rel=next\` leads to older entries. ${about}`,
    tags: [tag],
    request: { query },
    responses: { 200: { description: "Atom (RFC 4287)", content: { [ATOM_MEDIA]: { schema: z.string() } } } },
  });
  app.get(path, async (c) => {
    const input = parseInput(c, z.strictObject({}), query);
    if (input instanceof Response) return input;
    const { siteUrl } = context.config;
    // Without an address of the explorer, links lead to the host that is asked, whichever it is called.
    const origin = siteUrl === null ? new URL(c.req.url).origin : undefined;
    const unchanged = await unchangedSince(c, context, { byClock, media: [ATOM_MEDIA], origin });
    if (unchanged !== null) return unchanged;
    const { limit, cursor, ...filters } = input.query as Output<Filters> & { limit: number; cursor?: string };
    const head = await indexedHead(context);
    const now = await chainNow(context);
    const { page, author } = await context.store.read(async (db) => ({
      page: await feed.page(db, context, filters as Output<Filters>, { now, limit, cursor }),
      author: await governmentName(db),
    }));
    const { chainId, contracts } = context.deployment();
    const ledger = `urn:mingzhang:${chainId}:${contracts.auditTrail}`;
    const address = (more: Record<string, string>) => {
      const given = new URLSearchParams({ ...c.req.query(), ...more }).toString();
      const here = `${path}${given === "" ? "" : `?${given}`}`;
      return siteUrl === null ? `${origin}${here}` : siteUrl + here.replace("/v1/", "/export/");
    };
    const filterText = new URLSearchParams(
      Object.entries(c.req.query()).filter(([field]) => field !== "limit" && field !== "cursor"),
    ).toString();
    const entries = page.entries.map(({ page: at, ...entry }) => ({
      ...{ ...entry, id: `${ledger}:${entry.id}` },
      link: siteUrl === null ? null : siteUrl + at,
    }));
    const text = atomFeed({
      id: `${ledger}:${name}${filterText === "" ? "" : `?${filterText}`}`,
      title: `${author}: ${name}${filterText === "" ? "" : ` (${filterText})`}`,
      updated: entries.reduce((newest, { updated }) => later(newest, updated), "") || timeText(head?.header.time ?? 0),
      author,
      self: address({}),
      next: page.next === null ? null : address({ cursor: page.next }),
      entries,
    });
    return c.body(text, 200, { "content-type": `${ATOM_MEDIA}; charset=utf-8` });
  });
}
