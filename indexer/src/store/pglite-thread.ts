// The thread of PGlite: opens the folder, then runs one statement after the other.
import { parentPort, workerData } from "node:worker_threads";
import { openFolder } from "./pglite-folder.ts";

/** What the thread is started with. */
export interface Opening {
  folder: string;
  program: WebAssembly.Module;
}
export type Question = { text: string; params: unknown[] } | "close";
export type Answer =
  { rows: object[]; error?: undefined } | { rows?: undefined; error: { message: string; code: string | undefined } };

if (parentPort === null) throw new Error("This is a thread of the indexer: run indexer/src/main.ts.");
const port = parentPort;
const answer = (message: Answer) => port.postMessage(message);
const failure = (error: unknown): Answer => {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return { error: { message, code: typeof code === "string" ? code : undefined } };
};

/**
 * The first hard work has V8 optimise the engine's largest function, which takes 400 MB for a moment: better now, while
 * nothing else is in memory.
 */
const WARMING = "select sum(x) from generate_series(1, 200000) x";

try {
  const { folder, program } = workerData as Opening;
  const client = await openFolder(folder, program);
  await client.query(WARMING);
  let last: Promise<unknown> = Promise.resolve();
  port.on("message", (question: Question) => {
    last = last.then(async () => {
      try {
        if (question === "close") {
          await client.close();
          answer({ rows: [] });
        } else {
          answer({ rows: (await client.query<object>(question.text, question.params)).rows });
        }
      } catch (error) {
        answer(failure(error));
      }
    });
  });
  answer({ rows: [] });
} catch (error) {
  answer(failure(error));
}
