// The state of the service: health, readiness by comparing with the chain, status, metrics.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { Ready, Status, SyncState } from "@mingzhang/sdk/api";
import type { CheckpointStatus } from "@mingzhang/sdk/api-checkpoints";
import type { Header } from "../../chain/node.ts";
import { checkpointStatus } from "../../read/checkpoints.ts";
import { countStored } from "../../read/service.ts";
import type { Indexed } from "../../sync/state.ts";
import { API_VERSION, INDEXER_VERSION, SCHEMA_VERSION } from "../../version.ts";
import { type ApiContext, blockRef, chainHead, indexedHead } from "../context.ts";
import { addGet } from "../get.ts";
import * as schemas from "../schemas/parties.ts";

/** How long /ready waits for what was mined before it was asked, in milliseconds. */
const GRACE_MS = 700;
const STEP_MS = 50;

export function serviceRoutes(app: OpenAPIHono, context: ApiContext): void {
  addGet(app, context, {
    path: "/health",
    summary: "The process answers",
    tag: "Service",
    response: schemas.health,
    byHead: false,
    read: async () => ({ status: "ok" as const }),
  });

  addGet(app, context, {
    path: "/ready",
    summary: "Everything mined up to now is indexed, on the chain's own fork; 503 with reasons else",
    tag: "Service",
    response: schemas.ready,
    byHead: false,
    read: async ({ c }) => {
      const answer = await readiness(context);
      return answer.ready ? answer : c.json(answer, 503);
    },
  });

  addGet(app, context, {
    path: "/v1/status",
    summary: "Which chain and deployment this is, how far it is indexed",
    tag: "Service",
    response: schemas.status,
    byHead: false,
    read: () => statusOf(context),
  });

  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/metrics",
    summary: "Measures for Prometheus",
    tags: ["Service"],
    responses: { 200: { description: "Text format", content: { "text/plain": { schema: z.string() } } } },
  });
  app.get("/metrics", async (c) => {
    // A replica does not follow the chain itself: what it reports is read when it is asked.
    if (context.config.apiOnly) {
      context.progress.indexed = await indexedHead(context);
      context.progress.head = await chainHead(context);
    }
    const { registry } = context.metrics;
    return c.body(await registry.metrics(), 200, { "content-type": registry.contentType, "cache-control": "no-store" });
  });
}

async function readiness(context: ApiContext): Promise<Ready> {
  const head = await chainHead(context);
  const until = Date.now() + GRACE_MS;
  for (;;) {
    const indexed = await indexedHead(context);
    const reasons = await reasonsAgainst(context, head, indexed);
    if (reasons.length === 0 || Date.now() >= until) {
      const ref = indexed === null ? null : blockRef(indexed.header);
      return { ready: reasons.length === 0, reasons, chain: head === null ? null : blockRef(head), indexed: ref };
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

async function reasonsAgainst(context: ApiContext, head: Header | null, indexed: Indexed | null): Promise<string[]> {
  const { state, reason } = context.progress;
  if (head === null) return ["The chain's node does not answer."];
  const reasons: string[] = [];
  if ((state === "stopped" || state === "wrong-chain") && reason !== null) reasons.push(reason);
  if (indexed === null) return [...reasons, "Nothing is indexed yet."];
  if (indexed.header.number < head.number) {
    reasons.push(`Blocks ${indexed.header.number + 1} to ${head.number} are not indexed yet.`);
  }
  const onChain = await context.node.header(indexed.header.number).catch(() => null);
  if (onChain?.hash !== indexed.header.hash) {
    const now = onChain?.hash ?? "no block";
    reasons.push(`Block ${indexed.header.number} is indexed as ${indexed.header.hash}; the chain has ${now}.`);
  }
  const { result, reason: difference } = await context.rootWatch.look(indexed);
  if (result === "different" && difference !== null) reasons.push(difference);
  const { contradicted } = await checkpoints(context, indexed);
  if (contradicted[0] !== undefined) {
    reasons.push(`Checkpoint ${contradicted[0]} says another root than the indexed log: see /v1/status and /v1/forks.`);
  }
  return reasons;
}

function checkpoints(context: ApiContext, indexed: Indexed | null): Promise<CheckpointStatus> {
  const at = { size: indexed?.nextRecord ?? 0, time: indexed?.header.time ?? 0 };
  return context.store.read((db) => checkpointStatus(db, context.deployment(), at));
}

async function statusOf(context: ApiContext): Promise<Status> {
  const { config, progress } = context;
  const deployment = context.deployment();
  const head = await chainHead(context);
  const indexed = await indexedHead(context);
  const stored = await countStored(context.store);
  const finalBlock = indexed === null ? null : indexed.header.number - config.finalityDepth;
  const state: SyncState = config.apiOnly ? "read-only" : progress.state;
  return {
    chainId: deployment.chainId,
    genesisHash: deployment.genesisHash,
    deployBlock: deployment.deployBlock,
    deployBlockHash: deployment.deployBlockHash,
    deployedAt: deployment.deployedAt,
    contracts: deployment.contracts,
    anchors: deployment.anchors,
    demo: deployment.demo,
    imported: stored.imported,
    state,
    reason: config.apiOnly ? "This process serves what another one indexes." : progress.reason,
    chain: head === null ? null : blockRef(head),
    indexed: indexed === null ? null : blockRef(indexed.header),
    lag: {
      blocks: head === null || indexed === null ? null : Math.max(0, head.number - indexed.header.number),
      seconds: head === null || indexed === null ? null : Math.max(0, head.time - indexed.header.time),
    },
    finalityDepth: config.finalityDepth,
    finalBlock: finalBlock === null || finalBlock < 0 ? null : finalBlock,
    records: stored.records,
    movements: stored.movements,
    rootCheck: await context.rootWatch.look(indexed),
    checkpoints: await checkpoints(context, indexed),
    publicRpcUrl: config.publicRpcUrl,
    dump: context.dump?.status() ?? null,
    versions: { indexer: INDEXER_VERSION, api: API_VERSION, schema: SCHEMA_VERSION },
  };
}
