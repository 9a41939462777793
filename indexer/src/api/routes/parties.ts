// Parties, agencies, totals, years and search.
import { SEARCH_TYPES } from "@mingzhang/sdk/api";
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFound } from "../../read/errors.ts";
import { agencyRows, partyById, partyPage } from "../../read/parties.ts";
import { searchAll } from "../../read/search.ts";
import { readYears, totalsOf } from "../../read/totals.ts";
import { type ApiContext, blockRef, indexedHead } from "../context.ts";
import { addGet } from "../get.ts";
import { agencyFilters, freeText, paging, partyFilters, partyNumber, yearNumber } from "../params.ts";
import { problem } from "../problem.ts";
import * as schemas from "../schemas/parties.ts";

export function partyRoutes(app: OpenAPIHono, context: ApiContext): void {
  const { store } = context;

  addGet(app, context, {
    path: "/v1/parties",
    summary: "Parties by filters",
    tag: "Parties",
    query: { ...partyFilters, ...paging },
    response: schemas.partyPage,
    read: ({ query }) => store.read((db) => partyPage(db, query)),
  });

  addGet(app, context, {
    path: "/v1/parties/{id}",
    summary: "A party with its names, what is under it and who paid it",
    tag: "Parties",
    params: { id: partyNumber },
    response: schemas.partyDetail,
    read: async ({ params: { id } }) => {
      const party = await store.read((db) => partyById(db, id));
      if (party === null) throw new NotFound(`party ${id}`, "Parties are numbered from 1.");
      return party;
    },
  });

  addGet(app, context, {
    path: "/v1/agencies",
    summary: "All agencies with the execution of their own lines, one row for each currency",
    tag: "Parties",
    query: agencyFilters,
    response: schemas.agencyPage,
    read: async ({ query }) => ({
      items: await store.read((db) => agencyRows(db, query.year)),
      next: null,
      previous: null,
    }),
  });

  const cache = new Map<string, Awaited<ReturnType<typeof totalsOf>>>();
  addGet(app, context, {
    path: "/v1/totals",
    summary: "Totals of a year by currency, function and agency",
    description:
      "Without `year`, of all years together. Transfer payments between funds are eliminated in `consolidated`.",
    tag: "Totals",
    query: { year: yearNumber.optional() },
    response: schemas.totals,
    read: async ({ query: { year }, c }) => {
      const head = await indexedHead(context);
      if (head === null) return problem(c, 404, "not-indexed", "Nothing of the chain is indexed yet. Ask /v1/status.");
      const key = `${head.header.hash} ${year ?? "all"}`;
      const currencies = cache.get(key) ?? (await store.read((db) => totalsOf(db, year)));
      // What was added up at an earlier head is of no use any more.
      for (const old of cache.keys()) if (!old.startsWith(head.header.hash)) cache.delete(old);
      if (cache.size < 100) cache.set(key, currencies);
      return { year: year ?? null, currencies, indexed: blockRef(head.header) };
    },
  });

  addGet(app, context, {
    path: "/v1/years",
    summary: "Fiscal years",
    tag: "Totals",
    response: schemas.years,
    read: () => store.read((db) => readYears(db)),
  });

  addGet(app, context, {
    path: "/v1/search",
    summary: "Search names, titles, references, identifiers, numbers and hashes",
    tag: "Totals",
    description:
      "All words must occur, in any order, any part of a word: in names (former ones too), titles, identifiers, the " +
      "texts of findings, cases and permits, and the references of movements. Also numbers of records, ids in words " +
      "(`line-5`, `case 7234`, `agency 10`, `机构 10`), amounts as people write them (`£5m`, `1.2亿`, `三百二十万元`), " +
      "functions, and hashes of documents, transactions, cases and blocks. Traditional characters " +
      "find simplified ones; punctuation alone finds nothing. Where nothing has the words as written, those spelt alike are looked for: see `near`.",
    query: {
      q: freeText(200),
      type: z.enum(SEARCH_TYPES, `Give one of ${SEARCH_TYPES.join(", ")}`).optional(),
      limit: paging.limit,
    },
    response: schemas.searchResult,
    read: ({ query }) => store.read((db) => searchAll(db, query.q, query.limit, query.type)),
  });
}
