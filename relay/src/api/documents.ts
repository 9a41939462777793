// POST /v1/documents: raw bytes, kept under their SHA-256; others see them once a record names them.
import type { RelayDocument } from "@mingzhang/sdk/api-relay";
import type { Hono } from "hono";
import { MEGABYTE, VARIABLES } from "../config.ts";
import { KeptMasked, keepDocument, MAX_DOCUMENT, TooLarge } from "../documents.ts";
import { StoreFull, TooMuch } from "../waiting.ts";
import { BodyTooLarge, chunksOf, declaredOf, mediaTypeOf } from "./body.ts";
import { clientOf } from "./client.ts";
import type { ApiContext } from "./context.ts";
import { problem } from "./problem.ts";

export function documentRoutes(app: Hono, context: ApiContext): void {
  app.post("/v1/documents", async (c) => {
    const store = context.documents;
    if (store === null) return problem(c, 503, "no-documents", "This relay has no store of documents.");
    if (mediaTypeOf(c) !== "application/octet-stream") {
      return problem(c, 415, "media-type", "Send the bytes as application/octet-stream.");
    }
    const client = clientOf(c, context.trustedProxies);
    const wait = context.limits.client.take(client);
    if (wait > 0) {
      const detail = `Too many requests come from this address. Try again in ${wait} s.`;
      return problem(c, 429, "too-many", detail, { retryAfter: wait });
    }
    try {
      const chunks = chunksOf(c, MAX_DOCUMENT);
      const { digest, size, fresh } = await keepDocument(store, chunks, client, declaredOf(c));
      return c.json({ digest, size } satisfies RelayDocument, fresh ? 201 : 200, { "cache-control": "no-store" });
    } catch (error) {
      if (error instanceof TooLarge || error instanceof BodyTooLarge) {
        return problem(c, 413, "too-large", `A document has ${MAX_DOCUMENT} bytes at most. Send a smaller one.`);
      }
      if (error instanceof TooMuch) {
        const detail =
          `This address handed in as many bytes as one may in an hour. Try again in ${error.wait} s, or ask the ` +
          `operator to raise ${VARIABLES.documentsHourMb}.`;
        return problem(c, 429, "too-many", detail, { retryAfter: error.wait });
      }
      if (error instanceof StoreFull) {
        const budget = Math.round(store.budget / MEGABYTE);
        const waiting = Math.round(store.waitingBudget / MEGABYTE);
        const detail =
          `The store of documents has no room for this one: its ${budget} MB, or the ${waiting} MB for documents ` +
          `that no record names yet, are used. Submit without it and hand it in ` +
          `later, or ask the operator to raise ${VARIABLES.documentsMb} or ${VARIABLES.waitingMb}.`;
        return problem(c, 507, "store-full", detail);
      }
      if (error instanceof KeptMasked) {
        const detail = `Names of natural persons are masked in the copy that is kept, ${error.stored}. Refer to that one.`;
        return problem(c, 409, "document-masked", detail);
      }
      throw error;
    }
  });
}
