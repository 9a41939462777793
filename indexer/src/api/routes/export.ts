// Downloads that a reader can prove: the whole log, or the movements of a filter, and the manifest of either.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { ExportFormat, ExportName } from "@mingzhang/sdk/api-log";
import { MEDIA_TYPES } from "@mingzhang/sdk/export-row";
import type { Context } from "hono";
import type { ApiContext } from "../context.ts";
import { exportPages, type FindCheckpoint, Manifests, pinExport, type PinnedExport } from "../export.ts";
import { addGet, parseInput } from "../get.ts";
import { logSize, movementFilters, optional } from "../params.ts";
import { parameterProblem } from "../problem.ts";
import { sendPieces } from "../send.ts";
import * as schemas from "../schemas/log.ts";

const FORMATS: readonly ExportFormat[] = ["csv", "ndjson"];
const noParams = z.strictObject({});
const filters = optional(movementFilters);
const size = logSize.optional().openapi({ description: "Size of the log at which the export ends; else that of now" });
const queries = { log: z.strictObject({ size }), movements: z.strictObject({ ...filters, size }) };
const filterNames = Object.keys(movementFilters);

const about: Record<ExportName, string> = {
  log:
    "One row a record, from the first to the checkpoint's size: the raw event of each, and beside it what a movement's " +
    "event says, decoded. With its manifest a reader proves that no record is missing or changed.",
  movements:
    "The movements that pass the filters, in the order of the log, with their raw events. With its manifest a reader " +
    "proves that each row is in the log; that none is missing only the whole log proves. The same address gives the " +
    "same bytes, unless later records change what the filters match (names, confirmations, years).",
};

export function exportRoutes(app: OpenAPIHono, context: ApiContext, best: FindCheckpoint): void {
  const manifests = new Manifests(context);

  for (const name of ["log", "movements"] as const) {
    for (const format of FORMATS) {
      const path = `/v1/export/${name}.${format}`;
      app.openAPIRegistry.registerPath({
        method: "get",
        path,
        summary: name === "log" ? "The whole log, provable" : "Movements that pass the filters, each provable",
        description: about[name],
        tags: ["Log"],
        request: { query: queries[name] },
        responses: {
          200: {
            description: "Streamed, UTF-8",
            content: { [MEDIA_TYPES[format].split(";")[0] ?? ""]: { schema: z.string() } },
          },
        },
      });
      app.get(path, async (c) => {
        const input =
          name === "log" ? parseInput(c, noParams, queries.log) : parseInput(c, noParams, queries.movements);
        if (input instanceof Response) return input;
        const { size: wanted, ...given } = input.query;
        const request = { export: name, format, filters: given, given: givenFilters(c) };
        const pinned = await context.store.read((db) => pinExport(db, best, request, wanted));
        return c.req.method === "HEAD" ? c.body(null, 200, headersOf(pinned)) : download(c, context, pinned);
      });
    }
  }

  addGet(app, context, {
    path: "/v1/export/manifest.json",
    summary: "What an export's file is: bytes, digest, rows, sums, and the checkpoint that it ends with",
    description:
      "Of the export that the parameters name, and of no other: `file.path` is the address that gives it. Filters are for " +
      "`export=movements`. docs/PROOFS.md has the fields.",
    tag: "Log",
    query: {
      export: z.enum(["log", "movements"], "Give log or movements").default("log"),
      format: z.enum(["csv", "ndjson"], "Give csv or ndjson").default("csv"),
      size,
      ...filters,
    },
    response: schemas.manifest,
    // Cosignatures come while the head stays, and a manifest is as long as its siblings.
    byHead: false,
    read: async ({ query, c }) => {
      const { export: name, format, size: wanted, ...given } = query;
      const [extra] = Object.keys(givenFilters(c));
      if (name === "log" && extra !== undefined) {
        const remedy = "The whole log has no filters: leave it out, or give export=movements.";
        return parameterProblem(c, [{ field: extra, value: c.req.query(extra) ?? null, remedy }]);
      }
      const request = { export: name, format, filters: given, given: givenFilters(c) };
      return manifests.of(await context.store.read((db) => pinExport(db, best, request, wanted)));
    },
  });
}

function givenFilters(c: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(c.req.query()).filter(([name]) => filterNames.includes(name)));
}

const headersOf = (pinned: PinnedExport) => ({
  "content-type": MEDIA_TYPES[pinned.format],
  "content-disposition": `attachment; filename="${pinned.fileName}"`,
  "cache-control": "no-store",
});

async function download(c: Context, context: ApiContext, pinned: PinnedExport): Promise<Response> {
  const pages = exportPages(context, pinned);
  // The first page is read before anything is sent, so that a filter that does not fit is still a problem document.
  const first = await pages.next();
  for (const [name, value] of Object.entries(headersOf(pinned))) c.header(name, value);
  return sendPieces(c, context, first, pages);
}
