// What every verifier of the house answers: a list of steps, each with what was found, and the level that they reach.
import type { Hex } from "./hex.ts";

/**
 * - `passed`: recomputed here, and right
 * - `failed`: recomputed here, and wrong
 * - `not tried`: something that it needs was not given or did not answer; never shown as good
 * - `disagreement`: two sources that were asked the same say different things
 * - `withheld`: something to compare with was there, and the path to it was not given: what a fork looks like
 * - `told`: it holds if those are believed whom the site or the log's own chain names; counts for no level
 */
export type StepState = "passed" | "failed" | "not tried" | "disagreement" | "withheld" | "told";

/** As in docs/PROOFS.md; 0 is what the file says about itself. */
export type Level = 0 | 1 | 2 | 3 | 4;

/** Steps of a portable proof, of a page beside it, of a fork, of an export. Each has its words in proof-words.ts. */
export type StepId =
  // level 0
  | "form"
  | "origin"
  // level 1, for each RPC
  | "chain"
  | "event"
  | "page"
  | "agreement"
  // level 2, for each RPC
  | "header"
  | "receipts"
  // level 3
  | "path"
  | "state"
  | "kept"
  // level 4
  | "signatures"
  | "contracts"
  | "quorum"
  | "anchor"
  | "alarm"
  | "fresh"
  // a fork
  | "contradiction"
  | "signers"
  // an export
  | "manifest"
  | "file"
  | "rows"
  | "columns"
  | "sums"
  | "leaves"
  | "root"
  | "complete";

/** Numbers, addresses, hashes and texts that the step's words are filled with. Texts are hostile. */
export type Facts = Readonly<Record<string, string | number>>;

export interface Step {
  id: StepId;
  level: Level;
  state: StepState;
  /** Which of the step's ways to end; picks the words, e.g. `unreachable`. Empty for the plain one. */
  reason: string;
  facts: Facts;
}

export interface Verdict {
  steps: Step[];
  /** Highest level that holds. What failed takes its own level and all above it away. */
  level: Level;
  /**
   * Whether a step failed, two sources disagreed or a comparison was withheld: then nothing is to be relied on before it is
   * explained.
   */
  failed: boolean;
}

export function step(id: StepId, level: Level, state: StepState, reason = "", facts: Facts = {}): Step {
  return { id, level, state, reason, facts };
}

/** Whether any step failed, found a disagreement, or was withheld. */
export function isFailed(steps: readonly Step[]): boolean {
  return steps.some(({ state }) => state === "failed" || state === "disagreement" || state === "withheld");
}

/** Lowest level at which a step is as `isFailed` says, less one; 4 where none is. */
export function ceiling(steps: readonly Step[]): Level {
  const levels = steps.filter((found) => isFailed([found])).map(({ level }) => Math.max(0, level - 1));
  return Math.min(4, ...levels) as Level;
}

/** Progress of work that takes a while: done of all, in the unit that the work says. */
export type Progress = (done: number, all: number) => void;

/** A hash or address for a list of facts. */
export function joined(values: readonly (Hex | number)[]): string {
  return values.join(" ");
}
