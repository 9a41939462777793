// Runs rounds on a period, and says what is new: the same trouble is told once, not each minute.
import { setTimeout as sleep } from "node:timers/promises";
import { inWords } from "../chain/failures.ts";
import { ForkFound } from "./evidence.ts";

/** What a program of witnesses and anchors ends with. */
export const EXIT = { done: 0, failed: 1, fork: 3 } as const;

export interface LoopOptions {
  once: boolean;
  /** Seconds. */
  period: number;
  signal: AbortSignal;
  say: (line: string) => void;
  warn: (line: string) => void;
}

/**
 * Calls `round` until the signal, or once. A chain that does not answer is asked again a period later.
 * @param round returns what is to be said, or nothing
 * @returns the exit code
 */
export async function loop(round: () => Promise<string>, options: LoopOptions): Promise<number> {
  const { once, period, signal, say, warn } = options;
  let last = "";
  const tell = (line: string, how: (line: string) => void): void => {
    if (line !== "" && line !== last) how(line);
    last = line;
  };
  while (!signal.aborted) {
    try {
      tell(await round(), say);
    } catch (error) {
      if (error instanceof ForkFound) {
        warn(error.message);
        return EXIT.fork;
      }
      const words = inWords(error);
      if (words === undefined) throw error;
      tell(words, warn);
      if (once) return EXIT.failed;
    }
    if (once) break;
    await sleep(period * 1000, undefined, { signal }).catch(() => undefined);
  }
  return EXIT.done;
}

/** Ends at Ctrl-C or a supervisor's word, after the round that is running. */
export function endingSignal(): AbortSignal {
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => ending.abort());
  return ending.signal;
}

/** A line with its time, in UTC. */
export function stamped(write: (line: string) => void): (line: string) => void {
  return (line) => write(`${new Date().toISOString().slice(0, 19)}Z ${line}`);
}
