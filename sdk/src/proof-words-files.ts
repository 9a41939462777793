// Says in words what forks and exports come to: evidence that proves a fork, rows that a filter chose, no rows at all.
import type { Step, Verdict } from "./proof-steps.ts";
import type { FileLanguage } from "./proof-words/en-files.ts";
import { type ForkState, type ShownVerdict, showVerdict } from "./proof-words.ts";

/** A verdict of whatever file, in words. */
export function showFileVerdict(verdict: Verdict, language: FileLanguage): ShownVerdict {
  const { steps, failed } = verdict;
  const { files, levels } = language;
  const isChosen = isChoice(steps);
  // Under the log's root a choice shows less than the whole log.
  const [file, node, block] = levels;
  const spoken = isChosen ? { ...language, levels: [file, node, block, ...files.choice] as const } : language;
  const shown = showVerdict(verdict, spoken);
  const fork = forkState(verdict);
  if (fork !== null) return { ...shown, sealed: false, fork, title: files.fork[fork], sentence: files.forkDo[fork] };
  const isEmpty = steps.some(({ id, facts }) => id === "rows" && facts.rows === 0);
  if (isEmpty && !failed) return { ...shown, sealed: false, sentence: files.noRows };
  return { ...shown, sealed: shown.sealed && !isChosen };
}

/** Of the evidence of a fork, whether trusted witnesses signed both histories; null for whatever else. */
export function forkState({ steps, failed }: Verdict): ForkState | null {
  if (!steps.some(({ id }) => id === "contradiction")) return null;
  if (failed) return "none";
  return steps.some(({ id, state }) => id === "signers" && state === "passed") ? "proven" : "open";
}

/** Rows that a filter chose: that none was left out is not shown. */
function isChoice(steps: readonly Step[]): boolean {
  return steps.some(({ id, reason }) => id === "complete" && reason === "filter");
}
