// The room of documents: what records name, and what waits for a record to name it, each within its budget.
import { mkdir, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { WAITING_FOLDER } from "@mingzhang/sdk/documents";
import type { Limit } from "./limits.ts";

export const DRAFT = ".incoming-";
/** Bytes that each file counts for at least, so that many small ones are not free. */
const LEAST = 64 * 1024;

/** The store has no room for this document within its budget. */
export class StoreFull extends Error {
  override name = "StoreFull";
}

/** The address brought as many bytes as one may in an hour. */
export class TooMuch extends Error {
  override name = "TooMuch";
  /** Seconds until there is room for as many. */
  readonly wait: number;

  constructor(wait: number) {
    super(`too much; again in ${wait} s`);
    this.wait = wait;
  }
}

export interface RoomOptions {
  folder: string;
  /** Bytes of all that is held. */
  budget: number;
  /** Bytes of what waits. */
  waitingBudget: number;
  /** Milliseconds that a document waits. */
  waitingMs: number;
  /** Bytes that one address may bring in an hour. */
  perHour: Limit;
  now?: () => number;
}

interface Waiting {
  bytes: number;
  since: number;
  /** Whose upload it is; empty after a start, which forgets it. */
  owner: string;
}

/**
 * The folder of documents and how many bytes it may hold. Its published part is measured once and counted on from there;
 * what others put into it (the importer) counts from the next start. What waits is looked at with each upload: what has
 * gone from there since was named by a record and moved up by the indexer.
 */
export class DocumentStore {
  readonly folder: string;
  readonly waitingFolder: string;
  readonly budget: number;
  readonly waitingBudget: number;
  readonly #options: RoomOptions;
  readonly #now: () => number;
  /** Uploads that come together take their room one after the other. */
  #turn: Promise<void> = Promise.resolve();
  #measured: Promise<void> | null = null;
  #published = 0;
  /** Bytes of uploads that are on their way in. */
  #incoming = 0;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: RoomOptions) {
    this.folder = options.folder;
    this.waitingFolder = join(options.folder, WAITING_FOLDER);
    this.budget = options.budget;
    this.waitingBudget = options.waitingBudget;
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Takes room for more of an upload. Where what waits leaves none, whoever has most waiting loses the oldest of it: one
   * address that fills the room pushes out its own.
   * @throws TooMuch, or StoreFull where these bytes have no room beside what is held and what else is coming in
   */
  take(bytes: number, owner: string): Promise<void> {
    const taken = this.#turn.then(() => this.#take(bytes, owner));
    this.#turn = taken.catch(() => undefined);
    return taken;
  }

  async #take(bytes: number, owner: string): Promise<void> {
    await (this.#measured ??= this.#measure());
    await this.#look();
    const wait = this.#options.perHour.take(owner, bytes);
    if (wait > 0) throw new TooMuch(wait);
    await this.#clear();
    const room = () => this.waitingBudget - this.#incoming - this.#held() - bytes;
    if (this.#incoming + bytes > this.waitingBudget) throw new StoreFull();
    while (room() < 0) await this.#drop(this.#nextToGo(owner, bytes));
    if (this.#published + this.#held() + this.#incoming + bytes > this.budget) throw new StoreFull();
    this.#incoming += bytes;
  }

  /** An upload has ended: these bytes are no longer coming in. */
  settle(taken: number): void {
    this.#incoming -= taken;
  }

  /** A document waits from now on. */
  keep(name: string, bytes: number, owner: string): void {
    this.#waiting.set(name, { bytes: Math.max(LEAST, bytes), since: this.#now(), owner });
  }

  /** A document that waits already was brought again: its time begins anew. */
  async renew(name: string): Promise<void> {
    const found = this.#waiting.get(name);
    if (found === undefined) return;
    found.since = this.#now();
    await utimes(join(this.waitingFolder, name), found.since / 1000, found.since / 1000).catch(unlessMissing);
  }

  async #clear(): Promise<void> {
    const before = this.#now() - this.#options.waitingMs;
    for (const [name, { since }] of this.#waiting) if (since < before) await this.#drop(name);
  }

  /** Drops what has waited too long, for relays that take nothing for days. */
  sweep(): Promise<void> {
    const swept = this.#turn.then(async () => {
      await (this.#measured ??= this.#measure());
      await this.#look();
      await this.#clear();
    });
    this.#turn = swept.catch(() => undefined);
    return swept;
  }

  #held(): number {
    let total = 0;
    for (const { bytes } of this.#waiting.values()) total += bytes;
    return total;
  }

  /** Oldest document of whoever holds most, these bytes counted in. */
  #nextToGo(owner: string, bytes: number): string {
    const held = new Map([[owner, bytes]]);
    for (const one of this.#waiting.values()) held.set(one.owner, (held.get(one.owner) ?? 0) + one.bytes);
    const byMost = [...held].sort(([, a], [, b]) => b - a).map(([name]) => name);
    for (const most of byMost) {
      const theirs = [...this.#waiting].filter(([, one]) => one.owner === most);
      const [oldest] = theirs.sort(([, a], [, b]) => a.since - b.since);
      if (oldest !== undefined) return oldest[0];
    }
    throw new StoreFull();
  }

  async #drop(name: string): Promise<void> {
    this.#waiting.delete(name);
    await rm(join(this.waitingFolder, name), { force: true });
  }

  async #measure(): Promise<void> {
    await mkdir(this.waitingFolder, { recursive: true });
    this.#published = await sizeOf(this.folder);
  }

  async #look(): Promise<void> {
    // Those of before the look: what arrives meanwhile has not gone.
    const known = [...this.#waiting];
    const there = new Set((await readdir(this.waitingFolder)).filter((name) => !name.startsWith(DRAFT)));
    for (const [name, { bytes }] of known) {
      if (there.has(name) || !this.#waiting.delete(name)) continue;
      this.#published += bytes;
    }
    for (const name of there) {
      if (this.#waiting.has(name)) continue;
      const found = await stat(join(this.waitingFolder, name)).catch(unlessMissing);
      if (found !== undefined) {
        this.#waiting.set(name, { bytes: Math.max(LEAST, found.size), since: found.mtimeMs, owner: "" });
      }
    }
  }
}

/** Bytes of the files in a folder. Drafts are counted while they come in, and those of a crash are cleared away. */
async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const name of await readdir(folder)) {
    if (name.startsWith(DRAFT)) continue;
    const found = await stat(join(folder, name));
    if (found.isFile()) total += found.size;
  }
  return total;
}

function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
