// Puts the parts together: store, sync and API in one process.
import { serve } from "@hono/node-server";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Logger } from "pino";
import { AnchorWatch } from "./anchors/watch.ts";
import { createApp } from "./api/app.ts";
import { ChainClock } from "./api/clock.ts";
import type { ApiContext } from "./api/context.ts";
import { Feed } from "./api/feed.ts";
import { createMetrics } from "./api/metrics.ts";
import { connectNode, type Node } from "./chain/node.ts";
import { type Config, readDeployment } from "./config.ts";
import { DocumentWatch } from "./documents/watch.ts";
import { NightlyDump } from "./dump/nightly.ts";
import { openHooks } from "./hooks/run.ts";
import { openStore, type Store } from "./store/open.ts";
import { RootWatch } from "./sync/root-watch.ts";
import { Progress } from "./sync/state.ts";
import { Sync } from "./sync/sync.ts";

/** An anchor is looked at once in so many looks at the log's chain. */
const ANCHOR_POLLS = 4;
/** And so are documents that wait for their record. */
const DOCUMENT_POLLS = 4;

export interface Service {
  /** Where the API listens. */
  url: string;
  progress: Progress;
  store: Store;
  stop(): Promise<void>;
}

/** Starts everything. Throws where the store is taken, the deployment record is missing or the port is in use. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  let deployment: Deployment = readDeployment(config.deployment);
  const current = () => deployment;
  const reread = () => {
    deployment = readDeployment(config.deployment);
    return deployment;
  };
  const store = await openStore({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    readOnly: config.apiOnly,
  });
  const progress = new Progress();
  const feed = new Feed();
  const node = connectNode(config.rpcUrl);
  // The API's own questions must not wait as long as a range may take.
  const quick: Node = connectNode(config.rpcUrl, 3_000);
  const rootWatch = new RootWatch(store, quick, () => current().contracts.auditTrail);
  const metrics = createMetrics(progress, rootWatch);
  const sync = config.apiOnly
    ? null
    : new Sync({
        store,
        node,
        deployment: reread,
        progress,
        rootWatch,
        log,
        finalityDepth: config.finalityDepth,
        pollMs: config.pollMs,
        rangeLogs: config.rangeLogs,
      });
  const anchorWatch = config.apiOnly
    ? null
    : new AnchorWatch({
        store,
        progress,
        deployment: current,
        rpcUrl: config.rpcUrl,
        rpcUrls: config.anchorRpcUrls,
        log,
        pollMs: ANCHOR_POLLS * config.pollMs,
      });
  const documentWatch =
    config.apiOnly || config.documentsDir === null
      ? null
      : new DocumentWatch({
          store,
          progress,
          folder: config.documentsDir,
          pollMs: DOCUMENT_POLLS * config.pollMs,
          log,
        });
  const hooks = config.apiOnly ? null : openHooks(config);
  const clock = new ChainClock();
  const dump = NightlyDump.of(config, { deployment: current, progress, log });
  const parts = { store, node: quick, progress, deployment: current, config, log, feed, metrics, clock, rootWatch };
  const context: ApiContext = { ...parts, dump };
  const failed = (error: unknown) => log.warn({ err: error }, "the store does not answer");
  if (config.apiOnly) feed.poll(store, config.pollMs, failed);
  else feed.follow(progress);
  try {
    const { server, url } = await listen(createApp(context).fetch, config);
    sync?.start();
    anchorWatch?.start();
    documentWatch?.start();
    const told = hooks?.start(context);
    if (!config.apiOnly) dump?.start(url);
    return {
      url,
      progress,
      store,
      stop: async () => {
        feed.stop();
        await Promise.all([sync?.stop(), anchorWatch?.stop(), documentWatch?.stop(), told?.stop(), dump?.stop()]);
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
        await store.close();
      },
    };
  } catch (error) {
    feed.stop();
    await store.close();
    throw error;
  }
}

type Server = ReturnType<typeof serve>;

/** A question that is on its way when a resting connection is closed fails for no reason: they are closed seldom. */
const SERVER = { keepAliveTimeout: 65_000 };

function listen(fetch: Parameters<typeof serve>[0]["fetch"], config: Config): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host, serverOptions: SERVER }, (at) => {
      const host = at.family === "IPv6" ? `[${at.address}]` : at.address;
      resolve({ server, url: `http://${host}:${at.port}` });
    });
    server.on("error", reject);
  });
}
