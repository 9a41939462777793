// Atom feeds of movements under any filter, newest first.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { timeText } from "@mingzhang/sdk/days";
import { atomFeed } from "@mingzhang/sdk/standards/atom";
import { movementPage } from "../../read/movements.ts";
import { type ApiContext, indexedHead, readContext } from "../context.ts";
import { parseInput, unchangedSince } from "../get.ts";
import { governmentName } from "../ocds.ts";
import { movementFilters, optional, paging } from "../params.ts";
import { movementSummary, movementTitle } from "../told.ts";

const query = z.strictObject({ ...optional(movementFilters), ...paging });

export function atomRoutes(app: OpenAPIHono, context: ApiContext): void {
  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/v1/movements.atom",
    summary: "Movements that pass the filters as an Atom feed, newest first",
    description: "`link rel=next` leads to older entries. An entry's id is the record on its chain and never changes.",
    tags: ["Movements"],
    request: { query },
    responses: { 200: { description: "Atom (RFC 4287)", content: { "application/atom+xml": { schema: z.string() } } } },
  });
  app.get("/v1/movements.atom", async (c) => {
    const input = parseInput(c, z.strictObject({}), query);
    if (input instanceof Response) return input;
    const unchanged = await unchangedSince(c, context);
    if (unchanged !== null) return unchanged;
    const { limit, cursor, ...filters } = input.query;
    const head = await indexedHead(context);
    const { page, name } = await context.store.read(async (db) => ({
      page: await movementPage(db, readContext(context), { filters, sort: "record", order: "desc", limit, cursor }),
      name: await governmentName(db),
    }));
    const { siteUrl } = context.config;
    const { chainId, contracts } = context.deployment();
    const address = (more: Record<string, string>) => {
      const given = new URLSearchParams({ ...c.req.query(), ...more }).toString();
      const path = `/v1/movements.atom${given === "" ? "" : `?${given}`}`;
      return siteUrl === null ? new URL(path, c.req.url).href : siteUrl + path.replace("/v1/", "/export/");
    };
    const filterText = new URLSearchParams(
      Object.entries(c.req.query()).filter(([field]) => field !== "limit" && field !== "cursor"),
    ).toString();
    const feed = atomFeed({
      id: `urn:mingzhang:${chainId}:${contracts.auditTrail}:movements${filterText === "" ? "" : `?${filterText}`}`,
      title: `${name}: movements${filterText === "" ? "" : ` (${filterText})`}`,
      updated: page.items[0]?.postedAt ?? timeText(head?.header.time ?? 0),
      author: name,
      self: address({}),
      next: page.next === null ? null : address({ cursor: page.next }),
      entries: page.items.map((movement) => ({
        id: `urn:mingzhang:${chainId}:${contracts.auditTrail}:${movement.record}`,
        title: movementTitle(movement),
        updated: movement.postedAt,
        summary: movementSummary(movement),
        link: siteUrl === null ? null : `${siteUrl}/en/movements/${movement.record}`,
      })),
    });
    return c.body(feed, 200, { "content-type": "application/atom+xml; charset=utf-8" });
  });
}
