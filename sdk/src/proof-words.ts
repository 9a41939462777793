// Says in words what a step found, in either language: the same for page, file page and command line.
import type { Language } from "./proof-words/en.ts";
import { type Facts, isFailed, type Level, type Step, type StepState, type Verdict } from "./proof-steps.ts";
import { visibleText } from "./text.ts";

export type VerifierLocale = "en" | "zh";

export interface StepWords {
  title: string;
  /** What was found, and what to do. */
  detail: string;
  /** `holds`, `does not hold`, `not tried`, `contradiction`, `withheld`, `on others’ word`. */
  state: string;
}

/** Longest fact that is shown, in characters; facts are anybody's texts. */
const LONGEST = 220;

/** Title and detail of a step. The texts hold what files and nodes said, made visible: escape them for HTML. */
export function stepWords({ id, state, reason, facts }: Step, { words, states, tag }: Language): StepWords {
  const plain = words[`${id}.${state}`];
  const detail = words[`${id}.${state}.${reason}`] ?? words[`${state}.${reason}`] ?? plain ?? "";
  return { title: words[id] ?? id, detail: filled(detail, facts, tag), state: states[state] };
}

/** Whether a language has words of their own for how a step ended. */
export function hasWords({ id, state, reason }: Pick<Step, "id" | "state" | "reason">, { words }: Language): boolean {
  if (reason === "") return Object.hasOwn(words, `${id}.${state}`);
  return Object.hasOwn(words, `${id}.${state}.${reason}`) || Object.hasOwn(words, `${state}.${reason}`);
}

export interface LevelWords {
  /** "Level 3: in the log under a checkpoint" */
  title: string;
  /** What it shows and what it does not, in plain words. */
  plain: string;
}

export function levelWords(level: Level, { levels, frame }: Language): LevelWords {
  const { name, shown, open } = levels[level];
  return {
    title: filled(frame.level, { level, name }, ""),
    plain: filled(frame.plain, { shown, open }, ""),
  };
}

/** Sentences around the steps. */
export function frameWords(key: keyof Language["frame"], { frame, tag }: Language, facts: Facts = {}): string {
  return filled(frame[key], facts, tag);
}

/** A mark for lists, beside the word for readers who see no colours. */
export const STEP_MARKS: Record<StepState, string> = {
  passed: "✓",
  failed: "✗",
  "not tried": "○",
  disagreement: "≠",
  withheld: "?",
  told: "~",
};

function filled(text: string, facts: Facts, tag: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    if (value === undefined || value === "") return "–";
    if (typeof value === "string") return visibleText(value, LONGEST);
    // A chain's id is a name, not a number of things.
    return tag === "" || /chain|wantedId|^wanted$/i.test(name) ? String(value) : value.toLocaleString(tag);
  });
}

/** A step as it is shown. */
export interface ShownStep extends StepWords {
  id: Step["id"];
  mark: string;
  step: StepState;
  /** Which node was asked; empty where none was. */
  asked: string;
}

/**
 * `shown`: its steps hold; `open`: they were not tried, or not enough of them; `told`: they hold only if others are believed;
 * `fails`: one of them does not hold.
 */
export type LevelState = "shown" | "open" | "told" | "fails";

/** What evidence of a fork comes to: trusted witnesses signed both; somebody did; it shows nothing against anybody. */
export type ForkState = "proven" | "open" | "none";

export interface ShownLevel {
  level: Level;
  state: LevelState;
  /** Empty for level 0, which is about the file alone. */
  title: string;
  steps: ShownStep[];
}

/** A verdict in words, ready for a page, a file or a terminal. Texts of files and nodes in it are visible, and still hostile to HTML. */
export interface ShownVerdict {
  level: Level;
  failed: boolean;
  /** Whether it may bear the seal: something is shown, nothing failed, and it is of all that the file is about. */
  sealed: boolean;
  /** Null where it is about no fork. */
  fork: ForkState | null;
  /** What it comes to, in one plain line. */
  title: string;
  /** The level's name, or what to do. */
  sentence: string;
  levels: ShownLevel[];
}

/** The verdict of a record; of one in which something does not hold, in a language with the words for that. Files of other kinds have more to say: proof-words-files.ts. */
export function showVerdict({ steps, level, failed }: Verdict, language: Language): ShownVerdict {
  const { frame, words } = language;
  const levels = ([0, 1, 2, 3, 4] as const).map((one): ShownLevel => {
    const own = steps.filter((found) => found.level === one);
    const holds = one <= level && own.some(({ state }) => state === "passed");
    const shown = own.map((found) => shownStep(found, language));
    const state = isFailed(own) ? "fails" : holds ? "shown" : isTold(own) ? "told" : "open";
    return { level: one, state, title: one === 0 ? "" : levelWords(one, language).title, steps: shown };
  });
  const { title, plain } = levelWords(level, language);
  const found = steps.find(({ state }) => state === "failed" || state === "disagreement");
  const more = [level === 0 ? frame.nothing : "", level < 4 && isTold(steps) ? frame.told : ""];
  return {
    level,
    failed,
    sealed: !failed && level > 0,
    fork: null,
    title: failed ? (words[found === undefined ? "withheld.title" : "failed.title"] ?? "") : plain,
    sentence: failed ? failure(found, language) : [title, ...more].filter(Boolean).join(" · "),
    levels: levels.filter((one) => one.steps.length > 0),
  };
}

/** What to make of the first step that does not hold. An answer that cannot be read says nothing about the step itself. */
function failure(found: Step | undefined, language: Language): string {
  if (found === undefined) return language.words.withheld ?? "";
  if (found.reason === "malformed") return stepWords(found, language).detail;
  return filled(language.words.failed ?? "", { title: language.words[found.id] ?? "" }, "");
}

/** Level 4 would hold if whoever names witnesses or anchor were believed. */
function isTold(steps: readonly Step[]): boolean {
  return steps.some(({ id, state }) => state === "told" && (id === "quorum" || id === "anchor"));
}

function shownStep(found: Step, language: Language): ShownStep {
  const { rpc } = found.facts;
  const asked = typeof rpc === "string" && rpc !== "" ? frameWords("asked", language, { rpc }) : "";
  return { ...stepWords(found, language), id: found.id, mark: STEP_MARKS[found.state], step: found.state, asked };
}
