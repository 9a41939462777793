// Follows the chain: reads ranges, writes them, walks back where the chain changed, starts again on a fresh chain.
import type { Deployment } from "@mingzhang/sdk/api";
import { HANDLERS } from "@mingzhang/sdk/cases/payloads";
import { recordWriters } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import type { Logger } from "pino";
import { decodeRange } from "../chain/decode.ts";
import { type Handlers, NO_HANDLERS } from "../chain/decode-cases.ts";
import type { Header, Node } from "../chain/node.ts";
import { ChainMoved, type Range, readRange } from "../chain/range.ts";
import type { Batch } from "../store/batch.ts";
import type { Store } from "../store/open.ts";
import { extendSearch } from "../store/search.ts";
import { undoAbove, wipe, writeBatch } from "../store/write.ts";
import { isSameOrigin, journal, type Origin, readOrigin, writeOrigin } from "./journal.ts";
import { RangeSize } from "./range-size.ts";
import type { RootWatch } from "./root-watch.ts";
import type { Indexed, Progress } from "./state.ts";
import { Upkeep } from "./upkeep.ts";

export interface SyncOptions {
  store: Store;
  node: Node;
  /** Asked again when the chain is not the deployment's: a fresh chain comes with a fresh record. */
  deployment: () => Deployment;
  progress: Progress;
  rootWatch: RootWatch;
  log: Logger;
  finalityDepth: number;
  pollMs: number;
  rangeLogs: number;
}

/** The chain that answers is not the one of the deployment record. */
class WrongChain extends Error {}
/** The node does not answer, or not sensibly. */
class NoChain extends Error {}

/** A range and the rows that it makes, or what kept them from being made. */
type Read = { range: Range } & ({ batch: Batch; failure: null } | { batch: null; failure: unknown });

const JOURNAL_STEP = 50;
const MAX_WAIT_MS = 5_000;
/** Least time between two comparisons of the log's root with the chain's. */
const ROOT_WATCH_MS = 60_000;

export class Sync {
  readonly #options: SyncOptions;
  readonly #size: RangeSize;
  readonly #upkeep: Upkeep;
  #stopping = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> | null = null;
  /** The chain was found to be the deployment's, and the store to be filled from it. */
  #addresses: Hex[] | null = null;
  #handlers: Handlers = NO_HANDLERS;
  #deployBlock = 0;
  readonly #started = performance.now();
  #caughtUp = false;
  #rootLooked = -Infinity;

  constructor(options: SyncOptions) {
    this.#options = options;
    this.#size = new RangeSize(options.rangeLogs);
    this.#upkeep = new Upkeep(options.store, options.rangeLogs);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the transaction in hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { progress, log, pollMs } = this.#options;
    let failures = 0;
    while (!this.#stopping) {
      try {
        await this.#round();
        failures = 0;
        await this.#sleep(pollMs);
      } catch (error) {
        if (error instanceof ChainMoved) {
          log.debug("the chain moved while it was read");
          await this.#sleep(Math.min(50, pollMs));
        } else if (error instanceof WrongChain) {
          if (progress.reason !== error.message) log.warn(error.message);
          progress.set("wrong-chain", error.message);
          this.#addresses = null;
          await this.#sleep(pollMs);
        } else if (error instanceof NoChain) {
          if (failures === 0) log.warn({ err: error.cause }, error.message);
          failures += 1;
          progress.set("no-chain", error.message);
          progress.head = null;
          this.#addresses = null;
          await this.#sleep(Math.min(MAX_WAIT_MS, pollMs * 2 ** Math.min(failures, 6)));
        } else {
          const reason = error instanceof Error ? error.message : String(error);
          log.fatal({ err: error }, "the sync stopped: what it read does not fit what is stored");
          progress.set("stopped", reason);
          return;
        }
      }
    }
  }

  /** One look at the head, and everything up to it. */
  async #round(): Promise<void> {
    const { store, progress, finalityDepth } = this.#options;
    const head = await this.#ask((node) => node.header("latest"));
    if (head === null) throw new NoChain("The node answered without a head block.");
    this.#addresses ??= await this.#settle();
    progress.head = head;
    progress.indexed ??= (await journal(store, 1))[0] ?? null;
    const at = progress.indexed?.header;
    if (at !== undefined && (head.number < at.number || (head.number === at.number && head.hash !== at.hash))) {
      await this.#walkBack();
    }
    const from = (progress.indexed?.header.number ?? this.#deployBlock - 1) + 1;
    if (from <= head.number) {
      if (head.number - from > 2) progress.set("catching-up", `Reading blocks ${from} to ${head.number}.`);
      await this.#readUpTo(head, Math.max(0, head.number - finalityDepth));
    }
    if (this.#stopping) return;
    await this.#upkeep.build();
    progress.set("following", null);
    if (!this.#caughtUp) this.#report();
    await this.#upkeep.analyze(progress.indexed?.nextRecord ?? 0);
    await this.#lookAtRoot();
  }

  /** Whenever it has caught up, but not at each block: readers of /ready and /status have it compared at theirs. */
  async #lookAtRoot(): Promise<void> {
    const { progress, rootWatch, log } = this.#options;
    const now = performance.now();
    if (now - this.#rootLooked < ROOT_WATCH_MS) return;
    this.#rootLooked = now;
    const { result, reason } = await rootWatch.look(progress.indexed);
    if (result === "different") log.error({ reason }, "the log's root is not the chain's");
    if (result === "unanswered") log.warn({ reason }, "the log's root was not compared with the chain's");
  }

  /** Says once how long it took to get here, for operators and benchmarks. */
  #report(): void {
    const { progress, log } = this.#options;
    this.#caughtUp = true;
    const ms = Math.round(performance.now() - this.#started);
    const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
    const { header, nextRecord } = progress.indexed ?? { header: null, nextRecord: 0 };
    log.info({ block: header?.number, records: nextRecord, ranges: progress.rangesRead, ms, peakMB }, "caught up");
  }

  /** Reads and decodes the next range while the last one is being written: node, decoder and store work at the same time. */
  async #readUpTo(head: Header, journalFrom: number): Promise<void> {
    const { indexed } = this.#options.progress;
    const from = (indexed?.header.number ?? this.#deployBlock - 1) + 1;
    let pending = this.#next(head, journalFrom, from, indexed?.nextRecord ?? 0);
    while (pending !== null && !this.#stopping) {
      const read: Read = await pending;
      // After one that cannot be decoded nothing is known to come.
      pending = read.batch && this.#next(head, journalFrom, read.range.to + 1, read.batch.nextRecord);
      await this.#take(read);
    }
  }

  #next(head: Header, journalFrom: number, from: number, firstRecord: number): Promise<Read> | null {
    if (from > head.number) return null;
    const read = this.#read(head, journalFrom, from).then((range) => this.#decode(range, firstRecord));
    // One that is not wanted any more must not end the process when it fails.
    read.catch(() => undefined);
    return read;
  }

  async #read(head: Header, journalFrom: number, from: number): Promise<Range> {
    for (;;) {
      const to = Math.min(head.number, from + this.#size.blocks - 1);
      try {
        const range = await readRange(this.#options.node, this.#addresses ?? [], from, to, journalFrom, head);
        this.#size.brought(range.logs.length, to - from + 1);
        return range;
      } catch (error) {
        if (error instanceof ChainMoved) throw error;
        // Too many logs for one answer, or no node: a single block that fails settles which.
        if (to === from) throw new NoChain(`The node does not answer for block ${from}.`, { cause: error });
        this.#size.refused(to - from + 1);
      }
    }
  }

  /** What keeps a range from being decoded counts only when it is taken: perhaps it is of a fork that is gone by then. */
  #decode(range: Range, firstRecord: number): Read {
    try {
      return { range, batch: decodeRange(range, firstRecord, this.#handlers), failure: null };
    } catch (failure) {
      return { range, batch: null, failure };
    }
  }

  async #take({ range, batch, failure }: Read): Promise<void> {
    const { store, progress, log } = this.#options;
    const before = progress.indexed;
    if (before !== null && range.first.parentHash !== before.header.hash) {
      await this.#walkBack();
      throw new ChainMoved();
    }
    if (batch === null) {
      // It is an error only on a chain that stands still; else the range was read across a change of forks.
      if (await this.#isStill(range, before)) throw failure;
      throw new ChainMoved();
    }
    const { firstRecord } = batch;
    const left = (progress.head?.number ?? 0) - range.to;
    await this.#upkeep.expect((left * range.logs.length) / (range.to - range.from + 1), firstRecord);
    await store.write((db) => writeBatch(db, batch));
    const last = batch.blocks.at(-1);
    if (last === undefined) throw new Error("A range was read without its last block.");
    progress.indexed = { header: last, nextRecord: batch.nextRecord };
    progress.rangesRead += 1;
    if (batch.nextRecord > firstRecord) {
      log.debug({ from: range.from, to: range.to, records: batch.nextRecord - firstRecord }, "range written");
      progress.emit("written", firstRecord);
    }
  }

  async #isStill(range: Range, before: Indexed | null): Promise<boolean> {
    const numbers = [...range.headers, ...(before === null ? [] : [before.header])];
    const now = await this.#ask((node) => Promise.all(numbers.map((header) => node.header(header.number))));
    return numbers.every((header, at) => now[at]?.hash === header.hash);
  }

  /** Undoes journalled blocks that the chain does not have any more. */
  async #walkBack(): Promise<void> {
    const { store, progress, log, finalityDepth } = this.#options;
    const from = progress.indexed?.header.number ?? 0;
    const kept = await this.#lastShared();
    if (kept === null) {
      // Not even the deployment's own block is left: perhaps another chain answers. Settling finds out.
      this.#addresses = null;
      this.#addresses = await this.#settle();
    }
    const to = kept?.header.number ?? this.#deployBlock - 1;
    const first = await store.write((db) => undoAbove(db, to));
    progress.indexed = kept;
    progress.reorgs += 1;
    const depth = from - to;
    log.warn({ from, to, fromRecord: first }, `the chain dropped ${depth} blocks: undone`);
    if (depth > finalityDepth) log.error({ depth, finalityDepth }, "blocks that counted as final were dropped");
    progress.emit("undone", first);
  }

  async #lastShared(): Promise<Indexed | null> {
    let at = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const entries = await journal(this.#options.store, JOURNAL_STEP, at);
      const headers = await this.#ask((node) => Promise.all(entries.map((entry) => node.header(entry.header.number))));
      const shared = entries.findIndex((entry, index) => headers[index]?.hash === entry.header.hash);
      const last = entries.at(-1);
      if (shared >= 0) return entries[shared] ?? null;
      if (last === undefined) return null;
      at = last.header.number - 1;
    }
  }

  /** Makes sure that the chain is the deployment's and the store is filled from it, else empties the store. */
  async #settle(): Promise<Hex[]> {
    const { store, progress, log } = this.#options;
    let deployment: Deployment;
    try {
      deployment = this.#options.deployment();
    } catch (error) {
      throw new WrongChain(error instanceof Error ? error.message : String(error));
    }
    const [chainId, genesis, deployed] = await this.#ask((node) =>
      Promise.all([node.chainId(), node.header(0), node.header(deployment.deployBlock)]),
    );
    if (
      chainId !== deployment.chainId ||
      genesis?.hash !== deployment.genesisHash.toLowerCase() ||
      deployed?.hash !== deployment.deployBlockHash.toLowerCase()
    ) {
      throw new WrongChain(
        `The chain (id ${chainId}, first block ${genesis?.hash ?? "none"}) does not hold the deployment ` +
          `(id ${deployment.chainId}, first block ${deployment.genesisHash}, block ${deployment.deployBlock} ` +
          `${deployment.deployBlockHash}). Deploy again, or point to the right chain.`,
      );
    }
    const origin: Origin = {
      chainId,
      genesisHash: genesis.hash,
      deployBlock: deployment.deployBlock,
      deployBlockHash: deployed.hash,
      contracts: deployment.contracts,
    };
    const stored = await readOrigin(store);
    if (stored === null || !isSameOrigin(stored, origin)) {
      await store.write(async (db) => {
        if (stored !== null) await wipe(db);
        await writeOrigin(db, origin);
      });
      progress.indexed = null;
      if (stored !== null) {
        progress.wipes += 1;
        log.warn({ stored: stored.genesisHash, now: origin.genesisHash }, "another chain: the store starts again");
        progress.emit("undone", 0);
      }
    } else {
      // A store of an earlier version has no search yet, or not all of it.
      const [last] = await journal(store, 1);
      if (last !== undefined) await store.write((db) => extendSearch(db, last.nextRecord));
    }
    this.#deployBlock = deployment.deployBlock;
    this.#handlers = new Map(HANDLERS.map((name) => [deployment.contracts[name].toLowerCase(), name]));
    return recordWriters(deployment);
  }

  async #ask<T>(question: (node: Node) => Promise<T>): Promise<T> {
    try {
      return await question(this.#options.node);
    } catch (error) {
      throw new NoChain("The chain's node does not answer.", { cause: error });
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
