// Runs checks two at a time where they bear it, each when its turn has come, and says of each line which check printed it.
import { AsyncLocalStorage } from "node:async_hooks";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Outcome } from "./outcome.ts";

export interface Check {
  name: string;
  title: string;
  /** Whether it needs the whole machine: nothing else runs beside it. */
  alone?: boolean;
  /** Name of the check that makes what this one needs. Where that one is not run at all, what it made before is there. */
  after?: string;
  run: () => Promise<Outcome>;
}

export interface Result {
  check: Check;
  outcome: Outcome;
  seconds: number;
}

export interface Lanes {
  /** How many run at once. */
  width: number;
  /** Start nothing more after a failure. */
  bail: boolean;
  say: (line: string) => void;
}

const current = new AsyncLocalStorage<string>();

/** Prints what a program of the present check says, line by line, behind the check's name. */
export function echo(stream: Readable, say: (line: string) => void = console.log): void {
  const name = current.getStore();
  const prefix = name === undefined ? "" : `[${name}] `;
  createInterface({ input: stream, crlfDelay: Infinity }).on("line", (line) => say(`${prefix}${line}`));
}

/**
 * Runs all of them, in their order, but for those that still wait for another one's end. Never rejects: a check that throws
 * has failed. Results are in the order of the checks.
 */
export async function runLanes(checks: readonly Check[], { width, bail, say }: Lanes): Promise<Result[]> {
  const results = new Map<Check, Result>();
  const running = new Set<Promise<void>>();
  let failed = false;

  const start = (check: Check): Promise<void> => {
    say(`\n── ${check.title}`);
    const started = Date.now();
    return current.run(check.name, async () => {
      const outcome = await check.run().catch((error: unknown): Outcome => {
        return { passed: 0, failed: 1, notes: [error instanceof Error ? error.message : String(error)] };
      });
      const seconds = (Date.now() - started) / 1000;
      results.set(check, { check, outcome, seconds });
      for (const note of outcome.notes) say(`[${check.name}]   ! ${note}`);
      say(`[${check.name}] ended after ${seconds.toFixed(0)} s`);
      if (outcome.failed > 0) failed = true;
    });
  };

  const waiting = [...checks];
  while (waiting.length > 0 && !(failed && bail)) {
    const next = waiting.find(({ after }) => !checks.some((each) => each.name === after && !results.has(each)));
    const room = next?.alone === true ? 1 : Math.max(1, width);
    if (next === undefined && running.size === 0) {
      throw new Error(`These checks wait for one another: ${waiting.map(({ name }) => name).join(", ")}.`);
    }
    if (next === undefined || running.size >= room) {
      await Promise.race(running);
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    const run: Promise<void> = start(next).finally(() => running.delete(run));
    running.add(run);
    if (next.alone === true) await run;
  }
  await Promise.all(running);
  return checks.flatMap((check) => results.get(check) ?? []);
}
