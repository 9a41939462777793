// Says in words what forks and exports come to: evidence that proves a fork, rows that a filter chose, no rows at all.
import type { Step, Verdict } from "./proof-steps.ts";
import type { FileLanguage } from "./proof-words/en-files.ts";
import { type ForkState, type ShownVerdict, showVerdict } from "./proof-words.ts";

/** A verdict of whatever file, in words. */
export function showFileVerdict(verdict: Verdict, language: FileLanguage): ShownVerdict {
  const { steps, failed } = verdict;
  const { files, levels } = language;
  const isChosen = isChoice(steps);
  const isWhole = steps.some(({ id, state }) => id === "complete" && state === "passed");
  // Under the log's root a choice shows less than the whole log, and that more than a record.
  const [file, node, block, log, seen] = levels;
  const whole = [
    { ...log, shown: files.whole[0] },
    { ...seen, shown: files.whole[1] },
  ] as const;
  const upper = isWhole ? whole : isChosen ? files.choice : ([log, seen] as const);
  const shown = showVerdict(verdict, { ...language, levels: [file, node, block, ...upper] });
  const fork = forkState(verdict);
  if (fork !== null) return { ...shown, sealed: false, fork, title: files.fork[fork], sentence: files.forkDo[fork] };
  if (failed) return shown;
  const isEmpty = steps.some(({ id, facts }) => id === "rows" && facts.rows === 0);
  if (isEmpty) return { ...shown, sealed: false, title: files.noRows };
  const isKept = steps.some(({ id, state }) => id === "kept" && state === "passed");
  if (verdict.level === 0 && isKept) return { ...shown, title: files.oneHistory, sentence: "" };
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
