// What the routes work with.
import type { BlockRef, Deployment } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import type { Logger } from "pino";
import type { Header, Node } from "../chain/node.ts";
import type { Config } from "../config.ts";
import type { ReadContext } from "../read/movements.ts";
import type { NightlyDump } from "../dump/nightly.ts";
import type { Store } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { RootWatch } from "../sync/root-watch.ts";
import type { Indexed, Progress } from "../sync/state.ts";
import type { ChainClock } from "./clock.ts";
import type { Feed } from "./feed.ts";
import type { Metrics } from "./metrics.ts";

export interface ApiContext {
  store: Store;
  node: Node;
  progress: Progress;
  deployment: () => Deployment;
  config: Config;
  log: Logger;
  feed: Feed;
  metrics: Metrics;
  clock: ChainClock;
  rootWatch: RootWatch;
  /** Null where no dump is made. */
  dump: NightlyDump | null;
}

export function readContext(context: ApiContext): ReadContext {
  return {
    finalityDepth: context.config.finalityDepth,
    ledger: context.deployment().contracts.fundLedger,
  };
}

/** Last block whose rows are in the store. */
export async function indexedHead(context: ApiContext): Promise<Indexed | null> {
  if (!context.config.apiOnly && context.progress.indexed !== null) return context.progress.indexed;
  return (await journal(context.store, 1))[0] ?? null;
}

export function blockRef(header: Header): BlockRef {
  return { number: header.number, hash: header.hash, time: timeText(header.time) };
}

/** Head of the chain now; null while the node does not answer. */
export async function chainHead(context: ApiContext): Promise<Header | null> {
  return context.node.header("latest").catch(() => null);
}
