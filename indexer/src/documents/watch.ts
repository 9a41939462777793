// Publishes documents: moves what was handed in up to where it is served, once a record names its digest.
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turnOfOthers } from "node:timers/promises";
import { WAITING_FOLDER } from "@mingzhang/sdk/documents";
import type { Logger } from "pino";
import { sql } from "../store/drizzle.ts";
import type { Store } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { Progress } from "../sync/state.ts";

const NAME = /^[0-9a-f]{64}$/;
const RECORDS_AT_ONCE = 500;
/** A document usually comes just before its record: for new ones so many last records are looked through at once. */
const RECENT = 2_000;
/** For documents that come after their record, the whole log is looked through this often, if there are new ones. */
const FROM_START_MS = 60_000;
/** Digits of a word; a call's selector, of four bytes, shifts the words behind it. */
const WORD = 64;
const SHIFTS = [0, 8];

export interface DocumentWatchOptions {
  store: Store;
  progress: Progress;
  /** Folder of the documents that are served; those that wait are in a folder within it. */
  folder: string;
  pollMs: number;
  log: Logger;
  now?: () => number;
}

export class DocumentWatch {
  readonly #options: DocumentWatchOptions;
  readonly #now: () => number;
  /** Documents that the whole log up to `#lookedTo` does not name. */
  #unnamed = new Set<string>();
  /** Documents that the last records up to there do not name. */
  #seen = new Set<string>();
  #lookedTo = 0;
  #fromStart = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopping = false;
  readonly #undone = (fromRecord: number) => {
    this.#lookedTo = Math.min(this.#lookedTo, fromRecord);
  };

  constructor(options: DocumentWatchOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  start(): void {
    this.#options.progress.on("undone", this.#undone);
    this.#wait();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#options.progress.off("undone", this.#undone);
    await this.#running;
  }

  #wait(): void {
    if (this.#stopping) return;
    this.#timer = setTimeout(() => {
      this.#running = this.look()
        .catch((error: unknown) => this.#options.log.warn({ err: error }, "documents that wait cannot be looked at"))
        .then(() => this.#wait());
    }, this.#options.pollMs);
  }

  /** Looks once. */
  async look(): Promise<void> {
    const { folder, log } = this.#options;
    const waiting = new Set(await namesIn(join(folder, WAITING_FOLDER)));
    if (waiting.size === 0) return;
    const next = (await journal(this.#options.store, 1))[0]?.nextRecord ?? 0;
    const someNotIn = (known: ReadonlySet<string>) => [...waiting].some((name) => !known.has(name));
    const whole = someNotIn(this.#unnamed) && this.#now() - this.#fromStart >= FROM_START_MS;
    const fresh = someNotIn(this.#seen);
    if (!whole && !fresh && next <= this.#lookedTo) return;
    const from = whole ? 0 : Math.max(0, Math.min(this.#lookedTo, fresh ? next - RECENT : next));
    const named = await this.#named(waiting, from, next);
    if (whole) {
      this.#fromStart = this.#now();
      this.#unnamed = waiting;
    }
    this.#seen = waiting;
    this.#lookedTo = next;
    for (const name of named) {
      await rename(join(folder, WAITING_FOLDER, name), join(folder, name));
      log.info({ digest: `0x${name}` }, "a record names a document that was handed in: it is served from now on");
    }
  }

  /** Which of these digests records name, from one on to before another. */
  async #named(names: ReadonlySet<string>, from: number, to: number): Promise<Set<string>> {
    const { store } = this.#options;
    const list = sql`json_array_elements_text(${JSON.stringify([...names])}::json)`;
    const found = new Set(
      (
        await store.rows<{ name: string }>(sql`
          select value as name from ${list}
          where exists (select 1 from movements m where m.document = decode(value, 'hex'))`)
      ).map(({ name }) => name),
    );
    for (let at = from; at < to && !this.#stopping; at += RECORDS_AT_ONCE) {
      const end = Math.min(to, at + RECORDS_AT_ONCE);
      const rows = await store.rows<{ data: string }>(
        sql`select encode(data, 'hex') as data from records where number >= ${at} and number < ${end}`,
      );
      for (const { data } of rows) {
        for (const shift of SHIFTS) {
          for (let word = shift; word + WORD <= data.length; word += WORD) {
            const digest = data.slice(word, word + WORD);
            if (names.has(digest)) found.add(digest);
          }
        }
      }
      await turnOfOthers();
    }
    return found;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => NAME.test(name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
