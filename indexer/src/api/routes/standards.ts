// The standards of the field: OCDS packages of contracting processes, a Fiscal Data Package of each year.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { ListManifest } from "@mingzhang/sdk/api-lists";
import { exactJson } from "@mingzhang/sdk/standards/exact-json";
import { fiscalPackage } from "@mingzhang/sdk/standards/fiscal-package";
import { OCDS_EXTENSION_FILES, OCDS_EXTENSION_SCHEMA, ocdsExtension } from "@mingzhang/sdk/standards/ocds-extension";
import type { Context } from "hono";
import { currencyExponents } from "../../read/accounts.ts";
import { NotFound } from "../../read/errors.ts";
import { parameter } from "../../read/filters.ts";
import { readYears } from "../../read/totals.ts";
import type { ApiContext } from "../context.ts";
import { INNER, untilGone } from "../downloads.ts";
import { addGet, parseInput } from "../get.ts";
import { expectPackage, governmentName, ocdsPieces } from "../ocds.ts";
import { accountText, commitmentFilters, currency, logSize, yearNumber } from "../params.ts";
import { sendPieces } from "../send.ts";

const query = z.strictObject({
  ...commitmentFilters,
  commitment: accountText("commitment").optional().openapi({ description: "The process of this commitment" }),
  size: logSize.optional().openapi({ description: "Size of the log up to which movements are told; else that of now" }),
});
/** Folder of the extension of OCDS. */
const EXTENSION = "/v1/ocds/extension";
const noParams = z.strictObject({});

/** Where readers find a path of the API: at the explorer, if its address is set, else here. */
function publicAddress(c: Context, context: ApiContext, path: string): string {
  const { siteUrl } = context.config;
  return siteUrl === null ? new URL(path, c.req.url).href : siteUrl + path.replace(/^\/v1\//, "/export/");
}

export function standardRoutes(app: OpenAPIHono, context: ApiContext): void {
  for (const what of ["releases", "records"] as const) {
    const path = `/v1/ocds/${what}.json`;
    app.openAPIRegistry.registerPath({
      method: "get",
      path,
      summary: `OCDS 1.1: ${what} of the contracting processes that the filters reach, as one package`,
      description:
        "A process is the commitments to payees under one contract id; with one that passes the filters it is here whole. " +
        "Amounts are JSON numbers with all their decimals: read them as decimals. docs/OPENDATA.md says what becomes what.",
      tags: ["Standards"],
      request: { query },
      responses: { 200: { description: "Streamed", content: { "application/json": { schema: z.object({}) } } } },
    });
    app.get(path, async (c) => {
      const input = parseInput(c, noParams, query);
      if (input instanceof Response) return input;
      const { size, line, fund, allotment, commitment, ...filters } = input.query;
      const account = (field: string, text: string | undefined) =>
        text === undefined ? undefined : parameter(field, text, parseAccount);
      const accounts = {
        id: account("commitment", commitment),
        line: account("line", line),
        fund: account("fund", fund),
        allotment: account("allotment", allotment),
      };
      const asked = untilGone(context, c.req.raw.signal);
      const wanted = { filters: { ...filters, ...accounts }, size };
      c.header("content-type", "application/json");
      c.header("cache-control", "no-store");
      c.header("content-disposition", `attachment; filename="mingzhang-ocds-${what}.json"`);
      if (c.req.method === "HEAD") {
        await expectPackage(asked, wanted);
        return c.body(null, 200);
      }
      const uriOf = (pinned: number) => {
        const given = Object.entries(c.req.query()).filter(([name]) => name !== "size");
        const text = new URLSearchParams([...given.sort(([a], [b]) => (a < b ? -1 : 1)), ["size", String(pinned)]]);
        return publicAddress(c, context, `${path}?${text.toString()}`);
      };
      const pieces = ocdsPieces(asked, {
        ...{ ...wanted, what },
        uriOf,
        extension: publicAddress(c, context, `${EXTENSION}/extension.json`),
      });
      return sendPieces(c, context, await pieces.next(), pieces);
    });
  }

  addGet(app, context, {
    path: `${EXTENSION}/{file}`,
    summary: "The extension of OCDS that packages name: what it is, and its patch to the release schema",
    description: "It declares `x_mingzhang`, the one field that packages have beyond the standard.",
    tag: "Standards",
    params: { file: z.enum(OCDS_EXTENSION_FILES, `Give ${OCDS_EXTENSION_FILES.join(" or ")}`) },
    response: z.object({}),
    byHead: false,
    read: async ({ params, c }) => {
      if (params.file === "release-schema.json") return c.json(OCDS_EXTENSION_SCHEMA);
      const { siteUrl } = context.config;
      const docs = new URL("/docs", c.req.url).href;
      const about = ocdsExtension({
        contact: { name: await context.store.read(governmentName), url: siteUrl ?? docs },
        documentation:
          siteUrl === null
            ? { en: docs, zh: docs }
            : { en: `${siteUrl}/en/developers`, zh: `${siteUrl}/zh/developers` },
      });
      return c.json(about);
    },
  });

  addGet(app, context, {
    path: "/v1/fiscal/{year}/{currency}/datapackage.json",
    summary: "Fiscal Data Package of a year in one currency: budget and spending with COFOG, both with their digests",
    description: "The files are lists of this API, pinned to one size of the log. docs/OPENDATA.md has the columns.",
    tag: "Standards",
    params: { year: yearNumber, currency },
    response: z.object({}),
    byHead: false,
    read: async ({ params, c }) => {
      const { year } = params;
      const { signal } = c.req.raw;
      const { years, government, currencies } = await untilGone(context, signal).store.read(async (db) => ({
        years: await readYears(db),
        government: await governmentName(db),
        currencies: await currencyExponents(db),
      }));
      const opened = years.opened.find((each) => each.year === year);
      if (opened === undefined) throw new NotFound(`fiscal year ${year}`, "See /v1/years for those that were opened.");
      if (!currencies.has(params.currency)) {
        throw new NotFound(`fund in ${params.currency}`, "Name a currency that a fund has: see /v1/funds.");
      }
      if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "application/json" });
      const manifest = async (path: string): Promise<ListManifest | Response> => {
        const answer = await app.request(path, { signal }, INNER);
        return answer.ok ? ((await answer.json()) as ListManifest) : answer;
      };
      const of = `currency=${params.currency}&year=${year}`;
      const budget = await manifest(`/v1/lines.manifest.json?format=csv&bom=false&${of}`);
      if (budget instanceof Response) return budget;
      const spending = await manifest(
        `/v1/movements.manifest.json?format=csv&bom=false&${of}&kind=payment,transfer-payment,recovery&order=asc&size=${budget.size}`,
      );
      if (spending instanceof Response) return spending;
      const descriptor = fiscalPackage({
        ...{ year, currency: params.currency, government, budget, spending },
        ...{ firstDay: opened.firstDay, lastDay: opened.lastDay, created: budget.block.time },
        pathOf: ({ file }) => publicAddress(c, context, file.path),
        homepage: context.config.siteUrl,
      });
      return c.body(exactJson(descriptor), 200, { "content-type": "application/json" });
    },
  });
}
