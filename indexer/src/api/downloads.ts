// Downloads in measure: few at once, one page read at a time, and nothing more for a reader who left or stands still.
import { setImmediate as turnOfOthers } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import type { Store } from "../store/open.ts";
import type { ApiContext } from "./context.ts";
import { problem } from "./problem.ts";

/** Reading whole lists is most of what a database can do; so many readers share it. */
const AT_ONCE = 3;
/** A file and its manifest come together: who finds all places taken waits a moment before being sent away. */
const IN_LINE = 9;
const LINE_MS = 3_000;
/** A reader who takes nothing for so long gives the place up. */
const STALL_MS = 30_000;
const RETRY_S = 5;

const FILE = /^\/v1\/.+\.(?:csv|ndjson|json|parquet)$/;
/** For citations whole lists are added up too. They are pages that somebody waits for: files do not keep them out. */
const CITATIONS = "/v1/citations";
/** As long as a page waits for its answer, about, and as many as a busy page's readers are. */
const PAGES = { inLine: 60, lineMs: 8_000 };

export interface Measure {
  atOnce: number;
  inLine: number;
  lineMs: number;
  stallMs: number;
}

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

/** Lets few files, and few citations, be made at once; the place is held until the last byte is taken. */
export function downloadGate(measure: Partial<Measure> = {}): MiddlewareHandler {
  const { atOnce, stallMs, ...line } = {
    ...{ atOnce: AT_ONCE, inLine: IN_LINE, lineMs: LINE_MS, stallMs: STALL_MS },
    ...measure,
  };
  const files = new Places(atOnce, line);
  const pages = new Places(atOnce, { ...PAGES, ...measure });
  return async (c, next) => {
    const isPage = c.req.path === CITATIONS;
    const isFile = FILE.test(c.req.path) || wantsCsv(c.req.header("accept"));
    if (c.req.method !== "GET" || !(isPage || isFile)) return next();
    const done = await (isPage ? pages : files).take(c.req.raw.signal);
    if (done === null) {
      c.header("retry-after", String(RETRY_S));
      const detail = `${atOnce} ${isPage ? "citations" : "files"} are being made, which is as many as are made at once. Ask again in ${RETRY_S} s.`;
      return problem(c, 503, "too-many-downloads", detail);
    }
    try {
      await next();
    } catch (error) {
      done();
      throw error;
    }
    const { body } = c.res;
    if (body === null || !c.res.ok) done();
    else c.res = new Response(watched(body, stallMs, done), c.res);
    return undefined;
  };
}

const wantsCsv = (accept: string | undefined) => accept?.includes("text/csv") === true;

/** The same bytes; says when they have ended, whichever way, and ends them where nobody takes any for too long. */
function watched(body: ReadableStream<Uint8Array>, stallMs: number, ended: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(timer);
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return ended();
        }
        controller.enqueue(value);
        timer = setTimeout(() => {
          const error = new Error(`The reader took nothing for ${stallMs / 1000} s.`);
          controller.error(error);
          ended();
          void reader.cancel(error);
        }, stallMs);
      } catch (error) {
        ended();
        throw error;
      }
    },
    async cancel(reason) {
      clearTimeout(timer);
      ended();
      await reader.cancel(reason);
    },
  });
}
