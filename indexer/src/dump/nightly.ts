// Makes the dump of everything each night, one at a time; tries again what failed, and says when the last was complete.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment, DumpStatus } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import type { Logger } from "pino";
import { z } from "zod";
import type { Config } from "../config.ts";
import { renameForGood } from "../store/durable.ts";
import { FolderTaken, LOCK_FILE } from "../store/lock.ts";
import { parsed } from "../store/parsed.ts";
import type { Progress } from "../sync/state.ts";
import { DumpError, takeDump } from "./dump.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const POLL_MS = 15_000;
/** Before the second attempt; doubled each time, up to an hour. */
const RETRY_MS = 60_000;
const DEFAULT_HOUR = 3;
/** What the next start, and processes that only read, know of it. */
const FILE = "nightly.json";

const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const state = z.object({
  origin: z.string(),
  last: z
    .object({
      startedAt: z.number(),
      completedAt: z.number(),
      index: hash,
      size: z.number(),
      root: hash,
      files: z.number(),
      bytes: z.number(),
    })
    .nullable(),
  failure: z.object({ at: z.number(), reason: z.string(), attempts: z.number() }).nullable(),
});
type State = z.infer<typeof state>;

export interface NightlyOptions {
  folder: string;
  /** UTC. */
  hour: number;
  /** Public address of the folder. */
  url: string | null;
  deployment: () => Deployment;
  /** A log that is still being read in is not dumped. */
  progress: Pick<Progress, "state">;
  log: Logger;
  now?: () => number;
  pollMs?: number;
  take?: typeof takeDump;
}

/** The last moment at which a dump was to begin, in milliseconds. */
export function lastDue(now: number, hour: number): number {
  const due = Math.floor(now / DAY_MS) * DAY_MS + hour * HOUR_MS;
  return due <= now ? due : due - DAY_MS;
}

export class NightlyDump {
  readonly #options: NightlyOptions;
  readonly #now: () => number;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  /** What could not be written to the folder either. */
  #failure: State["failure"] = null;
  /** Why the folder does not tell what was, the last time it was asked. */
  #unread: State["failure"] = null;
  /** What was last read or written, for as long as it cannot be read. */
  #known: State | null = null;

  constructor(options: NightlyOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Null where no dump is wanted. */
  static of(
    { dumpDir, dumpHour, dumpUrl }: Config,
    parts: Pick<NightlyOptions, "deployment" | "progress" | "log">,
  ): NightlyDump | null {
    if (dumpDir === null) return null;
    return new NightlyDump({ ...parts, folder: dumpDir, hour: dumpHour ?? DEFAULT_HOUR, url: dumpUrl });
  }

  /** Makes dumps from now on: at once, where the last one that was due is not there. @param apiUrl where everything is asked for */
  start(apiUrl: string): void {
    const look = () => {
      if (this.#running !== null || !this.#isDue()) return;
      this.#running = this.#take(apiUrl).finally(() => (this.#running = null));
    };
    this.#timer = setInterval(look, this.#options.pollMs ?? POLL_MS);
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#abort.abort();
    await this.#running;
  }

  status(): DumpStatus {
    const { hour, url } = this.#options;
    const { last, failure } = this.#read();
    return {
      hour,
      last: last && toldOf(last, url),
      failure: failure && { ...failure, at: text(failure.at) },
      running: this.#running !== null,
    };
  }

  #isDue(): boolean {
    const { hour, progress } = this.#options;
    if (progress.state === "starting" || progress.state === "catching-up") return false;
    const { last, failure } = this.#read();
    const now = this.#now();
    if (last !== null && last.startedAt >= lastDue(now, hour)) return false;
    return failure === null || now >= failure.at + Math.min(HOUR_MS, RETRY_MS * 2 ** (failure.attempts - 1));
  }

  async #take(apiUrl: string): Promise<void> {
    const { folder, log, take = takeDump } = this.#options;
    let before: State | null = null;
    try {
      before = this.#read();
      const startedAt = this.#now();
      log.info({ folder }, "the nightly dump begins");
      const { index, digest } = await take(apiUrl, folder, this.#abort.signal);
      const bytes = index.files.reduce((sum, file) => sum + file.bytes, 0);
      const { size, root, files } = index;
      const last = { startedAt, completedAt: this.#now(), index: digest, size, root, files: files.length, bytes };
      this.#write({ ...before, last, failure: null });
      this.#failure = null;
      log.info({ folder, index: digest, size, files: files.length, bytes }, "the nightly dump is complete");
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const attempts = (before?.failure?.attempts ?? 0) + 1;
      this.#failure = { at: this.#now(), reason: reasonOf(error), attempts };
      log.error({ err: error, folder, attempts }, "the nightly dump failed: it is tried again");
      // What cannot be read is not written over with less than it may say.
      if (before === null || this.#unread !== null) return;
      try {
        this.#write({ ...before, failure: this.#failure });
      } catch (unwritten) {
        log.error({ err: unwritten, folder }, "nor can it be written down");
      }
    }
  }

  /** Of this log: a folder may hold dumps of another. */
  #read(): State {
    const { folder, deployment } = this.#options;
    const { chainId, contracts } = deployment();
    const origin = `${chainId} ${contracts.auditTrail.toLowerCase()}`;
    const none: State = { origin, last: null, failure: null };
    let known = none;
    try {
      const read = state.safeParse(parsed(readFileSync(join(folder, FILE), "utf8")));
      if (read.success && read.data.origin === origin) known = read.data;
      this.#known = known;
      this.#unread = null;
    } catch (error) {
      if (isMissing(error)) this.#unread = null;
      else known = { ...(this.#known?.origin === origin ? this.#known : none), failure: this.#notRead(error) };
    }
    return { ...known, failure: this.#failure ?? known.failure };
  }

  #notRead(error: unknown): NonNullable<State["failure"]> {
    const { folder, log } = this.#options;
    if (this.#unread === null) log.error({ err: error, folder }, "what is known of earlier dumps cannot be read");
    const reason = `What is known of earlier dumps cannot be read${codeOf(error)}: the indexer's log says why.`;
    this.#unread ??= { at: this.#now(), reason, attempts: 1 };
    return this.#unread;
  }

  #write(next: State): void {
    const path = join(this.#options.folder, FILE);
    mkdirSync(this.#options.folder, { recursive: true });
    writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { flush: true });
    renameForGood(`${path}.new`, path);
    this.#known = next;
  }
}

function toldOf(last: NonNullable<State["last"]>, url: string | null): DumpStatus["last"] {
  const { startedAt: _, completedAt, ...more } = last;
  const path = `files/${last.index.slice(2)}`;
  return { ...more, completedAt: text(completedAt), at: url === null ? path : `${url}/${path}` };
}

const text = (ms: number): string => timeText(Math.floor(ms / 1000));

/** In words that everybody may read: what went wrong on the operator's disk is in the log. */
function reasonOf(error: unknown): string {
  if (error instanceof DumpError) return error.message.slice(0, 300);
  if (error instanceof FolderTaken) {
    return `Another process is making a dump into the same folder. If none is, delete ${LOCK_FILE} there.`;
  }
  return `The files could not be made or written${codeOf(error)}: the indexer's log says why.`;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
const isMissing = (error: unknown): boolean => codeOf(error) === " (ENOENT)";
