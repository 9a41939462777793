// Downloads in measure: few are made at once, one page is read at a time, and nothing for a reader who left.
import { setImmediate as turnOfOthers } from "node:timers/promises";
import type { AddressRange } from "@mingzhang/sdk/proxies";
import type { Context, MiddlewareHandler } from "hono";
import type { Store } from "../store/open.ts";
import { prefersCsv, prefersLines } from "./accept.ts";
import type { ApiContext } from "./context.ts";
import { type Full, guestOf, Guests } from "./guests.ts";
import { type Pace, paced } from "./pace.ts";
import { problem } from "./problem.ts";

const RETRY_S = 5;

export interface Measure extends Pace {
  /** Answers that are made at once: up to the first page of a file, all of a manifest or a citation. */
  atOnce: number;
  /** Who finds those places taken waits a moment: so many, so long. */
  inLine: number;
  lineMs: number;
  /** Readers at once, of one address and in all. A file is read on a page at a time, at its reader's pace. */
  ofOne: number;
  readers: number;
}

/** Reading whole lists is most of what a database can do; so many readers share it. */
const FILES: Measure = {
  ...{ atOnce: 3, inLine: 9, lineMs: 3_000 },
  ...{ ofOne: 6, readers: 48 },
  // The system's buffers take megabytes at a time: over a line of 5 KB/s they ask for more once in seven minutes.
  ...{ bytes: 1_000_000, ms: 600_000 },
};
/** Whole lists are added up for citations too, but none is sent: they have places of their own beside the files'. */
const CITATIONS: Measure = { ...FILES, inLine: 24, lineMs: 8_000, ofOne: 9, readers: 27 };

/** What the answer to an address is; null where it is no download. */
function whatOf(c: Context): "files" | "citations" | null {
  const { path } = c.req;
  // A figure is read from what is kept: only for a list everything that passes its filters is added up.
  if (path === "/v1/citations") return c.req.query("figure") === undefined ? "citations" : null;
  if (path.startsWith("/v1/citations/")) return "citations";
  const isFile =
    /^\/v1\/.+\.(?:csv|ndjson|json|parquet)$/.test(path) ||
    (path === "/v1/movements" && prefersCsv(c)) ||
    (/^\/v1\/movements\/[^/]+\/trail$/.test(path) && prefersLines(c));
  return isFile ? "files" : null;
}

/** Environment of a question that an answer in the making asks the API itself: its place is taken already. */
export const INNER = { inner: true } as const;
const isInner = (c: Context) => (c.env as Partial<typeof INNER> | undefined)?.inner === true;

/** The reader left while the answer was being made. */
export class ReaderLeft extends Error {
  override name = "ReaderLeft";
}

/** Places for work; who comes when all are taken waits in line. */
export class Places {
  readonly #measure: Pick<Measure, "inLine" | "lineMs">;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(free: number, measure: Pick<Measure, "inLine" | "lineMs"> = { inLine: Infinity, lineMs: Infinity }) {
    this.#free = free;
    this.#measure = measure;
  }

  /** Resolves with what gives the place up; null where there was none in time, or the signal came first. */
  async take(signal?: AbortSignal): Promise<(() => void) | null> {
    if (signal?.aborted === true) return null;
    if (this.#free > 0) this.#free -= 1;
    else if (this.#waiting.length >= this.#measure.inLine || !(await this.#wait(signal))) return null;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const { lineMs } = this.#measure;
      const timer = lineMs === Infinity ? undefined : setTimeout(() => end(false), lineMs);
      const leave = () => end(false);
      const called = () => end(true);
      const end = (given: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", leave);
        const at = this.#waiting.indexOf(called);
        if (at >= 0) this.#waiting.splice(at, 1);
        resolve(given);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.push(called);
    });
  }
}

/**
 * The context with a store that reads for downloads: one page at a time, and between two pages whoever else asks. A
 * question that takes a moment then waits for one page rather than for all that are wanted.
 */
export function inTurns(context: ApiContext): ApiContext {
  const turn = new Places(1);
  const { store } = context;
  const read: Store["read"] = async (work) => {
    const done = await turn.take();
    try {
      return await store.read(work);
    } finally {
      await turnOfOthers();
      done?.();
    }
  };
  return { ...context, store: { ...store, read } };
}

/** The context for one request: nothing more is read once its reader has left. Throws ReaderLeft then. */
export function untilGone(context: ApiContext, signal: AbortSignal): ApiContext {
  const { store } = context;
  const read: Store["read"] = (work) =>
    store.read((db) => {
      if (signal.aborted) throw new ReaderLeft("the reader left");
      return work(db);
    });
  return { ...context, store: { ...store, read } };
}

/** Lets few answers be made at once, and few readers have one; a reader who takes next to nothing is broken off. */
export function downloadGate(trusted: readonly AddressRange[], measure: Partial<Measure> = {}): MiddlewareHandler {
  const doors = { files: doorOf({ ...FILES, ...measure }), citations: doorOf({ ...CITATIONS, ...measure }) };
  return async (c, next) => {
    const what = whatOf(c);
    if (c.req.method !== "GET" || what === null || isInner(c)) return next();
    const { places, guests, measure: at } = doors[what];
    const leave = guests.enter(guestOf(c, trusted));
    if (typeof leave === "string") return tooMany(c, leave, leave === "all" ? at.readers : at.ofOne, what);
    let sent = false;
    try {
      const done = await places.take(c.req.raw.signal);
      if (done === null) return tooMany(c, "all", at.atOnce, what);
      await next().finally(done);
      const { body } = c.res;
      sent = body !== null && c.res.ok;
      if (body !== null && sent) c.res = new Response(paced(body, at, leave), c.res);
    } finally {
      if (!sent) leave();
    }
    return undefined;
  };
}

const doorOf = (measure: Measure) => ({
  measure,
  places: new Places(measure.atOnce, measure),
  guests: new Guests(measure.readers, measure.ofOne),
});

function tooMany(c: Context, full: Full, most: number, what: string): Response {
  c.header("retry-after", String(RETRY_S));
  const whose = full === "address" ? " by your address" : "";
  const detail = `${most} ${what} are being taken${whose}, which is as many as can be at once. Ask again in ${RETRY_S} s.`;
  return problem(c, full === "address" ? 429 : 503, "too-many-downloads", detail);
}
