// Downloads that a reader can prove: the whole log, or the movements of a filter, and the manifest of either.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { ExportFormat, ExportName } from "@mingzhang/sdk/api-log";
import { MEDIA_TYPES } from "@mingzhang/sdk/export-row";
import type { Context } from "hono";
import { hasTag } from "../conditional.ts";
import { type ApiContext, indexedHead } from "../context.ts";
import { untilGone } from "../downloads.ts";
import { exportPages, type FindCheckpoint, Manifests, pinExport, type PinnedExport } from "../export.ts";
import { attachment, manifestName } from "../file-name.ts";
import { addGet, parseInput } from "../get.ts";
import { logSize, movementFilters, optional } from "../params.ts";
import { parameterProblem } from "../problem.ts";
import { sendPieces } from "../send.ts";
import * as schemas from "../schemas/log.ts";
import { INDEXER_VERSION } from "../../version.ts";

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
        const asked = untilGone(context, c.req.raw.signal);
        const pinned = await asked.store.read((db) => pinExport(db, best, request, wanted));
        const caching = wanted === undefined ? null : await cacheOf(context, pinned);
        const headers = { ...headersOf(pinned), ...caching };
        // A file that its reader has is not even begun.
        if (caching !== null && hasTag(c, caching.etag)) return c.body(null, 304, headers);
        return c.req.method === "HEAD" ? c.body(null, 200, headers) : download(c, asked, pinned, headers);
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
      const { signal } = c.req.raw;
      const pinned = await untilGone(context, signal).store.read((db) => pinExport(db, best, request, wanted));
      c.header("content-disposition", attachment(manifestName(pinned.fileName)));
      if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "application/json" });
      return manifests.of(pinned, signal);
    },
  });
}

function givenFilters(c: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(c.req.query()).filter(([name]) => filterNames.includes(name)));
}

const headersOf = (pinned: PinnedExport) => ({
  "content-type": MEDIA_TYPES[pinned.format],
  "content-disposition": attachment(pinned.fileName),
  "cache-control": "no-store",
});

/**
 * How an export that is tied to a size may be kept. The log up to a final block stays as it is; what a filter finds
 * changes with the head. A day and no longer, for another version of this program may write its columns otherwise.
 */
async function cacheOf(context: ApiContext, pinned: PinnedExport): Promise<{ etag: string; "cache-control": string }> {
  const head = (await indexedHead(context))?.header;
  const { blockNumber, blockHash } = pinned.signed.checkpoint;
  const final = head !== undefined && head.number - blockNumber >= context.config.finalityDepth;
  const moment = pinned.export === "log" ? blockHash : (head?.hash ?? "");
  return {
    etag: `"${pinned.fileName}-${moment.slice(2, 34)}-${INDEXER_VERSION}"`,
    "cache-control": pinned.export === "log" && final ? "public, max-age=86400, immutable" : "public, no-cache",
  };
}

async function download(
  c: Context,
  context: ApiContext,
  pinned: PinnedExport,
  headers: Record<string, string>,
): Promise<Response> {
  const pages = exportPages(context, pinned);
  // The first page is read before anything is sent, so that a filter that does not fit is still a problem document.
  const first = await pages.next();
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return sendPieces(c, context, first, pages);
}
