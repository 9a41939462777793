// Follows the checkpoint anchors, each on its own chain, beside the sync of the log; trouble of one stops nothing else.
import type { Deployment } from "@mingzhang/sdk/api";
import type { AnchorState } from "@mingzhang/sdk/api-checkpoints";
import type { Hex } from "@mingzhang/sdk/hex";
import type { Logger } from "pino";
import { type Client, createClient, http, webSocket } from "viem";
import { getChainId } from "viem/actions";
import { rootAt } from "../read/log-tree.ts";
import {
  anchorCursor,
  dropComparisons,
  keepAnchors,
  putComparison,
  putState,
  uncomparedCheckpoints,
  writeAnchor,
} from "../store/anchors.ts";
import type { Store } from "../store/open.ts";
import type { Progress } from "../sync/state.ts";
import { type Head, headOf, type Place, readAnchor } from "./read-anchor.ts";

/** An anchor, where its chain is asked, and from which block on. */
export interface AnchorTarget extends Place {
  genesisHash: Hex;
  deployBlock: number;
  /** Undefined where none is configured. */
  rpcUrl: string | undefined;
}

export interface AnchorWatchOptions {
  store: Store;
  progress: Progress;
  deployment: () => Deployment;
  /** RPC of the log's own chain. */
  rpcUrl: string;
  /** RPCs of other chains by their id. */
  rpcUrls: ReadonlyMap<number, string>;
  log: Logger;
  pollMs: number;
}

const TIMEOUT_MS = 10_000;

/** The chain that answers is not the anchor's. */
class Elsewhere extends Error {}

/** All anchors of a deployment, the log's own chain first. */
export function anchorTargets(
  deployment: Deployment,
  own: string,
  others: ReadonlyMap<number, string>,
): AnchorTarget[] {
  const { chainId, genesisHash, deployBlock, contracts, anchors } = deployment;
  const home = { chainId, genesisHash, deployBlock, contract: contracts.checkpointAnchor, rpcUrl: own };
  return [home, ...anchors.map((place) => ({ ...place, rpcUrl: others.get(place.chainId) }))];
}

export class AnchorWatch {
  readonly #options: AnchorWatchOptions;
  readonly #clients = new Map<string, Client>();
  /** What was last put down of each chain: why it is not followed, or "" where it is. */
  readonly #told = new Map<number, string>();
  /** Chains whose rows are kept, as a text to compare. */
  #kept = "";
  #stopping = false;
  /** What of the comparisons is to go: all at the start; when an anchor's chain took blocks back, those of what is gone with them. */
  #stale: "all" | "forgotten" | null = "all";
  #wake: () => void = () => undefined;
  #running: Promise<void> | null = null;

  constructor(options: AnchorWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#round();
      } catch (error) {
        // The store does not take it, or the deployment record cannot be read: the sync says why; this tries again.
        this.#options.log.warn({ err: error }, "the checkpoint anchors could not be followed");
      }
      // Told to stop within the round, it would sleep with nobody left to wake it.
      if (this.#stopping) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#options.pollMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async #round(): Promise<void> {
    const { store, deployment, rpcUrl, rpcUrls } = this.#options;
    const targets = anchorTargets(deployment(), rpcUrl, rpcUrls);
    const chainIds = targets.map(({ chainId }) => chainId);
    if (this.#kept !== chainIds.join()) {
      await store.write((db) => keepAnchors(db, chainIds));
      this.#kept = chainIds.join();
    }
    for (const target of targets) {
      if (this.#stopping) return;
      await this.#follow(target);
    }
    await this.#compare();
  }

  async #follow(target: AnchorTarget): Promise<void> {
    if (target.rpcUrl === undefined) {
      await this.#tell(target, "unset", `Set MINGZHANG_ANCHOR_RPC_URLS to ${target.chainId}=URL to follow it.`);
      return;
    }
    try {
      await this.#read(target, this.#clientOf(target.rpcUrl));
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      await this.#tell(target, error instanceof Elsewhere ? "elsewhere" : "unreachable", reason);
    }
  }

  /** Reads on where the last block read is still there, else everything anew: an anchor holds little. */
  async #read(target: AnchorTarget, client: Client): Promise<void> {
    const { store } = this.#options;
    const [chainId, genesis] = await Promise.all([getChainId(client), headOf(client, 0)]);
    if (chainId !== target.chainId || genesis.hash !== target.genesisHash) {
      throw new Elsewhere(
        `The chain that answers has id ${chainId} and first block ${genesis.hash}; the anchor is on ${target.chainId}, ` +
          `whose first block is ${target.genesisHash}.`,
      );
    }
    const head = await headOf(client, "latest");
    const cursor = await anchorCursor(store, target, target.genesisHash);
    const same = cursor !== null && cursor.block <= head.number && (await this.#has(client, cursor.block, cursor.hash));
    if (same && cursor.block === head.number) return this.#followed(target, head);
    const from = same ? cursor.block + 1 : target.deployBlock;
    const rows = await readAnchor(client, target, from, head.number);
    // Read across a change of forks, they would be of neither: the next round reads them again.
    if (!(await this.#has(client, head.number, head.hash))) return;
    await store.write((db) => writeAnchor(db, target, rows, head, !same));
    this.#told.set(target.chainId, "");
    // What was signed on blocks that are gone is gone too.
    if (!same) this.#stale ??= "forgotten";
  }

  async #has(client: Client, number: number, hash: Hex): Promise<boolean> {
    return (await headOf(client, number)).hash === hash;
  }

  /** Nothing new; only what was put down of trouble before is taken back. */
  async #followed(target: AnchorTarget, head: Head): Promise<void> {
    if (this.#told.get(target.chainId) === "") return;
    await this.#options.store.write((db) => putState(db, target, "following", null, head));
    this.#told.set(target.chainId, "");
  }

  async #tell(target: AnchorTarget, state: AnchorState, reason: string): Promise<void> {
    if (this.#told.get(target.chainId) === reason) return;
    this.#told.set(target.chainId, reason);
    this.#options.log.warn({ chainId: target.chainId, reason }, "a checkpoint anchor is not followed");
    await this.#options.store.write((db) => putState(db, target, state, reason));
  }

  /** Holds each signed checkpoint against the indexed log; who undoes records drops what was compared with them. */
  async #compare(): Promise<void> {
    const { store, progress, log } = this.#options;
    const stale = this.#stale;
    if (stale !== null) {
      await store.write((db) => dropComparisons(db, stale));
      this.#stale = null;
    }
    const size = progress.indexed?.nextRecord ?? 0;
    for (const signed of await store.read((db) => uncomparedCheckpoints(db, size))) {
      await store.write(async (db) => {
        const agrees = signed.size > 0 && (await rootAt(db, signed.size)) === signed.root;
        if (!agrees) log.error(signed, "a signed checkpoint says another root than the indexed log has at that size");
        await putComparison(db, signed.digest, signed.size, agrees);
      });
    }
  }

  #clientOf(url: string): Client {
    const known = this.#clients.get(url);
    if (known !== undefined) return known;
    const transport = url.startsWith("ws")
      ? webSocket(url, { timeout: TIMEOUT_MS })
      : http(url, { timeout: TIMEOUT_MS, retryCount: 0 });
    const client = createClient({ transport });
    this.#clients.set(url, client);
    return client;
  }
}
