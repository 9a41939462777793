// Puts the parts together: journal, queue and API in one process.
import { join } from "node:path";
import { serve } from "@hono/node-server";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Logger } from "pino";
import { createApp } from "./api/app.ts";
import { type Chain, ChainUnavailable } from "./chain/chain.ts";
import { MAX_GAS } from "./chain/node.ts";
import { suiteOf } from "./chain/suite.ts";
import { type Config, MEGABYTE } from "./config.ts";
import { DocumentStore, sweepDrafts } from "./documents.ts";
import { Limit } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import type { Parts } from "./queue/admit.ts";
import { Loop } from "./queue/loop.ts";
import { Sender } from "./queue/sender.ts";
import { Store } from "./queue/store.ts";

export interface Service {
  /** Where the relay listens. */
  url: string;
  stop(): Promise<void>;
}

/** Starts everything. Throws where the journal is taken or damaged, or the port is in use. */
export async function startService(
  config: Config,
  deployment: Deployment,
  chain: Chain,
  log: Logger,
  now: () => number = Date.now,
): Promise<Service> {
  if (config.documentsDir !== null) await sweepDrafts(config.documentsDir);
  const store = new Store(join(config.dataDir, journalName(deployment, chain)));
  const parts: Parts = { store, chain, suite: suiteOf(chain, deployment), now };
  const sender = new Sender(parts, config, log);
  const loop = new Loop(sender, store, config.pollMs, log);
  const app = createApp({
    parts,
    documents:
      config.documentsDir === null ? null : new DocumentStore(config.documentsDir, config.documentsMb * MEGABYTE),
    limits: { client: new Limit(config.perMinute, now), signer: new Limit(config.perMinute, now) },
    metrics: createMetrics(store),
    log,
    wake: () => loop.wake(),
    faults: async () => [...(await faultsOf(chain)), ...said(sender.poor)],
  });
  try {
    const { server, url } = await listen(app.fetch, config);
    loop.start();
    return {
      url,
      stop: async () => {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
        await loop.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Each chain, deployment and account has a journal of its own: nonces and digests mean nothing elsewhere. */
function journalName(deployment: Deployment, { account }: Chain): string {
  const parts = [deployment.genesisHash, deployment.contracts.serviceApprovals, account];
  return `acts-${deployment.chainId}-${parts.map((part) => part.slice(2, 10).toLowerCase()).join("-")}.jsonl`;
}

async function faultsOf(chain: Chain): Promise<string[]> {
  try {
    const fees = await chain.fees();
    const price = "gasPrice" in fees ? fees.gasPrice : fees.maxFeePerGas;
    const balance = await chain.balance();
    const wanted = price * MAX_GAS;
    if (balance >= wanted) return [];
    return [`The account ${chain.account} holds ${balance} wei; a large act may cost ${wanted} wei. Fund it.`];
  } catch (error) {
    if (error instanceof ChainUnavailable) return [error.message];
    throw error;
  }
}

const said = (fault: string | null) => (fault === null ? [] : [`The node says: ${fault}`]);

type Server = ReturnType<typeof serve>;

function listen(fetch: Parameters<typeof serve>[0]["fetch"], config: Config): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, (at) => {
      const host = at.family === "IPv6" ? `[${at.address}]` : at.address;
      resolve({ server, url: `http://${host}:${at.port}` });
    });
    server.on("error", reject);
  });
}
