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
import { sweepDrafts } from "./documents.ts";
import { Limit } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import type { Parts } from "./queue/admit.ts";
import { Loop } from "./queue/loop.ts";
import { Sender } from "./queue/sender.ts";
import { Store } from "./queue/store.ts";
import { DocumentStore } from "./waiting.ts";

const HOUR_MS = 3_600_000;
/** How often documents that waited too long are looked for where none come in. */
const SWEEP_MS = 600_000;

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
  const documents = documentStore(config, now);
  if (documents !== null) await sweepDrafts(documents);
  const store = new Store(join(config.dataDir, journalName(deployment, chain)));
  const parts: Parts = { store, chain, suite: suiteOf(chain, deployment), now };
  const sender = new Sender(parts, config, log);
  const loop = new Loop(sender, store, config.pollMs, log);
  const app = createApp({
    parts,
    documents,
    trustedProxies: config.trustedProxies,
    limits: { client: new Limit(config.perMinute, now), signer: new Limit(config.perMinute, now) },
    metrics: createMetrics(store),
    log,
    wake: () => loop.wake(),
    faults: async () => [...(await faultsOf(chain)), ...said(sender.poor)],
  });
  try {
    const { server, url } = await listen(app.fetch, config);
    loop.start();
    const sweeping = documents === null ? undefined : setInterval(() => void sweep(documents, log), SWEEP_MS);
    return {
      url,
      stop: async () => {
        clearInterval(sweeping);
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

function documentStore(config: Config, now: () => number): DocumentStore | null {
  const { documentsDir: folder, documentsMb, waitingMb, waitingHours, documentsHourMb } = config;
  if (folder === null) return null;
  return new DocumentStore({
    folder,
    budget: documentsMb * MEGABYTE,
    waitingBudget: waitingMb * MEGABYTE,
    waitingMs: waitingHours * HOUR_MS,
    perHour: new Limit(documentsHourMb * MEGABYTE, now, HOUR_MS),
    now,
  });
}

async function sweep(documents: DocumentStore, log: Logger): Promise<void> {
  try {
    await documents.sweep();
  } catch (error) {
    log.warn({ err: error }, "documents that wait cannot be cleared");
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
