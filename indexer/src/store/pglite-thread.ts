// The thread of PGlite: opens the folder, then runs one statement after the other.
import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { openFolder } from "./pglite-folder.ts";

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

// Each task that compiles the engine holds memory until its end: one takes less (160 MB once, 20 to 45 MB later), and hardly longer.
setFlagsFromString("--wasm-num-compilation-tasks=1");

/**
 * The first hard work has V8 optimise the engine's largest function, which takes 400 MB for a moment: better now, while
 * nothing else is in memory.
 */
const WARMING = "select sum(x) from generate_series(1, 200000) x";

try {
  const client = await openFolder(String(workerData));
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
