// Says in words what a step found, in either language: the same for page, file page and command line.
import { EN, EN_FRAME, EN_LEVELS, EN_STATES } from "./proof-words/en.ts";
import { ZH, ZH_FRAME, ZH_LEVELS, ZH_STATES } from "./proof-words/zh.ts";
import type { Facts, Level, Step, StepState } from "./proof-steps.ts";
import { visibleText } from "./text.ts";

export type VerifierLocale = "en" | "zh";

export interface StepWords {
  title: string;
  /** What was found, and what to do. */
  detail: string;
  /** `holds`, `does not hold`, `not tried`, `contradiction`. */
  state: string;
}

/** Longest fact that is shown, in characters; facts are anybody's texts. */
const LONGEST = 220;

const LANGUAGES = {
  en: {
    words: EN as Readonly<Record<string, string>>,
    states: EN_STATES,
    levels: EN_LEVELS,
    frame: EN_FRAME,
    tag: "en-GB",
  },
  zh: {
    words: ZH as Readonly<Record<string, string>>,
    states: ZH_STATES,
    levels: ZH_LEVELS,
    frame: ZH_FRAME,
    tag: "zh-CN",
  },
} as const;

/** Title and detail of a step. The texts hold what files and nodes said, made visible: escape them for HTML. */
export function stepWords({ id, state, reason, facts }: Step, locale: VerifierLocale): StepWords {
  const { words, states, tag } = LANGUAGES[locale];
  const plain = words[`${id}.${state}`];
  const detail = (reason === "" ? plain : words[`${id}.${state}.${reason}`]) ?? plain ?? "";
  return { title: words[id] ?? id, detail: filled(detail, facts, tag), state: states[state] };
}

/** Whether a step has words of its own for how it ended, in both languages. */
export function hasWords({ id, state, reason }: Pick<Step, "id" | "state" | "reason">): boolean {
  return Object.hasOwn(EN, reason === "" ? `${id}.${state}` : `${id}.${state}.${reason}`);
}

export interface LevelWords {
  /** "Level 3: in the log under a checkpoint" */
  title: string;
  name: string;
  rulesOut: string;
  leavesOpen: string;
}

export function levelWords(level: Level, locale: VerifierLocale): LevelWords {
  const { levels, frame } = LANGUAGES[locale];
  const { name, rulesOut, leavesOpen } = levels[level];
  return {
    name,
    title: filled(frame.level, { level, name }, ""),
    rulesOut: filled(frame.rulesOut, { text: rulesOut }, ""),
    leavesOpen: filled(frame.leavesOpen, { text: leavesOpen }, ""),
  };
}

/** Sentences around the steps. */
export function frameWords(key: keyof typeof EN_FRAME, locale: VerifierLocale, facts: Facts = {}): string {
  return filled(LANGUAGES[locale].frame[key], facts, LANGUAGES[locale].tag);
}

/** A mark for lists, beside the word for readers who see no colours. */
export const STEP_MARKS: Record<StepState, string> = { passed: "✓", failed: "✗", "not tried": "○", disagreement: "≠" };

function filled(text: string, facts: Facts, tag: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    if (value === undefined || value === "") return "–";
    if (typeof value === "string") return visibleText(value, LONGEST);
    // A chain's id is a name, not a number of things.
    return tag === "" || /chain|wantedId|^wanted$/i.test(name) ? String(value) : value.toLocaleString(tag);
  });
}
