// The store in a folder: PGlite in a thread of its own, so that the chain is read while rows are written.
import { execFile } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { PgDialect, sql, type SQL } from "./drizzle.ts";
import { lockFolder } from "./lock.ts";
import type { Db, Store } from "./open.ts";
import type { Answer, Opening, Question } from "./pglite-thread.ts";

const PROGRAM = new URL("./pglite.wasm", import.meta.resolve("@electric-sql/pglite"));
const THREAD = new URL("./pglite-thread.ts", import.meta.url);
/** What the thread makes anew and drops at once, questions and their answers, is cleared often rather than heaped up. */
const YOUNG_MB = 24;
const CREATE = fileURLToPath(new URL("./create.ts", import.meta.url));

/** Compiled once for all stores that a process opens, and kept: what one thread has optimised is there for the next. */
let compiled: Promise<WebAssembly.Module> | undefined;
const forget = (error: unknown): never => {
  compiled = undefined;
  throw error;
};
async function compile(): Promise<WebAssembly.Module> {
  // Each task that compiles holds memory until its end: one takes less (160 MB once, 20 to 45 MB later), and hardly longer.
  setFlagsFromString("--wasm-num-compilation-tasks=1");
  return WebAssembly.compile(await readFile(PROGRAM));
}

/** Opens and migrates the store of a folder, which it makes where there is none; "memory://" is kept nowhere. */
export async function openPglite(dataDir: string): Promise<Store> {
  const inMemory = dataDir.startsWith("memory://");
  const unlock = inMemory ? () => undefined : lockFolder(dataDir, " with --data-dir");
  try {
    const engine = new Engine({
      folder: inMemory ? dataDir : await existingFolder(dataDir),
      program: await (compiled ??= compile().catch(forget)),
    });
    await engine.opened;
    const turns = new Turns();
    const dialect = new PgDialect();
    const run = async <T extends object>(query: SQL): Promise<T[]> => {
      const { sql: text, params } = dialect.sqlToQuery(query);
      return (await engine.ask({ text, params })) as T[];
    };
    const transaction = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
      turns.take(async () => {
        await run(sql`begin`);
        try {
          const result = await work({ rows: run });
          await run(sql`commit`);
          return result;
        } catch (error) {
          await run(sql`rollback`);
          throw error;
        }
      });
    const close = async () => {
      await turns.take(() => engine.close());
      unlock();
    };
    const rows = <T extends object>(query: SQL) => turns.take(() => run<T>(query));
    return { engine: "pglite", rows, write: transaction, read: transaction, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** One at a time, in the order of asking: there is one connection. */
class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

interface Waiting {
  resolve: (rows: object[]) => void;
  reject: (error: Error) => void;
}

/** The thread that holds the database. It answers questions in their order. */
class Engine {
  /** Throws what kept it from opening. */
  readonly opened: Promise<unknown>;
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #ended: Error | null = null;

  constructor(opening: Opening) {
    this.#worker = new Worker(THREAD, { workerData: opening, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.#worker.on("message", (answer: Answer) => {
      const first = this.#waiting.shift();
      if (answer.rows !== undefined) first?.resolve(answer.rows);
      else first?.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
    });
    this.#worker.on("error", (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.#end(new Error("The store is closed.")));
    // The thread says once that it is open, as an answer to no question.
    this.opened = new Promise<object[]>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  ask(question: Question): Promise<object[]> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) reject(this.#ended);
      else {
        this.#waiting.push({ resolve, reject });
        this.#worker.postMessage(question);
      }
    });
  }

  async close(): Promise<void> {
    await this.ask("close");
    await this.#worker.terminate();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}

/**
 * The folder of the store, created where there is none. Creating takes 1 GB for some seconds (initdb and three starts
 * of the engine), half of that if V8 does not optimise: a process of its own does it and gives the memory back. The
 * folder gets its name when it is complete, so that a process that is killed leaves none that is half done.
 */
async function existingFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "store");
  if (existsSync(folder)) return folder;
  const unfinished = join(dataDir, "store.new");
  rmSync(unfinished, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, ["--liftoff-only", CREATE, unfinished]);
  renameSync(unfinished, folder);
  return folder;
}
