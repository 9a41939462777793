// Checkpoints of the log: who signed them, where they are anchored, the witnesses, and proven forks.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { checkpointByDigest, checkpointPage, latestCheckpoint, witnessList } from "../../read/checkpoints.ts";
import { NotFound } from "../../read/errors.ts";
import { forkList } from "../../read/forks.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { hash, paging } from "../params.ts";
import * as schemas from "../schemas/checkpoints.ts";

// Anchors are on chains of their own: none of these answers depends on the indexed head alone.
const shared = { tag: "Log", byHead: false } as const;

export function checkpointRoutes(app: OpenAPIHono, context: ApiContext): void {
  addGet(app, context, {
    ...shared,
    path: "/v1/checkpoints",
    summary: "Signed checkpoints of the log, the largest first",
    query: paging,
    response: schemas.checkpointPage,
    read: ({ query }) => context.store.read((db) => checkpointPage(db, context.deployment(), query)),
  });

  addGet(app, context, {
    ...shared,
    path: "/v1/checkpoints/latest",
    summary: "The largest signed checkpoint; of several of one size the one with most signatures",
    response: schemas.checkpointEntry,
    read: async () => {
      const found = await context.store.read((db) => latestCheckpoint(db, context.deployment()));
      if (found === null) throw new NotFound("signed checkpoint yet", "The log's head, unsigned, is at /v1/log.");
      return found;
    },
  });

  addGet(app, context, {
    ...shared,
    path: "/v1/checkpoints/{digest}",
    summary: "One checkpoint by the digest that its witnesses signed",
    params: { digest: hash },
    response: schemas.checkpointEntry,
    read: async ({ params: { digest } }) => {
      const found = await context.store.read((db) => checkpointByDigest(db, context.deployment(), digest));
      if (found === null)
        throw new NotFound(`signed checkpoint ${digest}`, "/v1/checkpoints lists those that there are.");
      return found;
    },
  });

  addGet(app, context, {
    ...shared,
    path: "/v1/witnesses",
    summary: "Who may sign checkpoints now, how many must, and what each signed last",
    response: schemas.witnesses,
    read: async () => {
      const found = await context.store.read((db) => witnessList(db, context.deployment()));
      if (found === null)
        throw new NotFound("witness yet", "The anchor on the log's own chain was not read: see /v1/status.");
      return found;
    },
  });

  addGet(app, context, {
    ...shared,
    path: "/v1/forks",
    summary: "Two histories of the log that witnesses signed, each with the evidence; there should be none",
    response: schemas.forks,
    read: () => context.store.read((db) => forkList(db, context.deployment())),
  });
}
