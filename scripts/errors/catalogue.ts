// Puts the catalogue of errors together, from the contracts' NatSpec, OpenZeppelin's errors and the Chinese texts.
import { toFunctionSelector } from "viem";
import { type DeclaredError, type ErrorInput, inputsOf } from "./natspec.ts";

/** Why and what to do, in one language. */
export type Texts = [why: string, remedy: string];

export interface Entry {
  name: string;
  /** Where it is declared; several declare the same. */
  origins: string[];
  inputs: ErrorInput[];
  selector: string;
  en: Texts;
  zh: Texts;
  /** Of OpenZeppelin's contracts or of Solidity itself. */
  foreign: boolean;
}

/** An error of other houses: scripts/errors/foreign.json. `inputs` as Solidity writes them. */
export interface Foreign {
  origin: string;
  inputs: string;
  why: string;
  remedy: string;
}

export interface Catalogue {
  entries: Entry[];
  /** What is missing or does not agree, each in a sentence. */
  problems: string[];
}

/**
 * @param known names of the errors in the suite's ABIs: each must have an entry
 */
export function catalogueOf(
  declared: readonly DeclaredError[],
  foreign: Readonly<Record<string, Foreign>>,
  zh: Readonly<Record<string, readonly string[]>>,
  known: readonly string[],
): Catalogue {
  const problems: string[] = [];
  const entries = new Map<string, Entry>();
  const complain = (origin: string, name: string, problem: string) => problems.push(`${origin}.${name} ${problem}.`);

  for (const { name, origin, inputs, why, remedy } of declared) {
    if (why === "") complain(origin, name, "has no @notice that says why");
    if (remedy === "") complain(origin, name, "has no @dev that says what to do");
    const entry = entryOf(name, [origin], inputs, [why, remedy], zh[name], false);
    const before = entries.get(name);
    if (before === undefined) entries.set(name, entry);
    else {
      before.origins.push(origin);
      if (before.selector !== entry.selector) complain(origin, name, `differs from that of ${before.origins[0] ?? ""}`);
      if (before.en.join() !== entry.en.join()) complain(origin, name, `says other than in ${before.origins[0] ?? ""}`);
    }
  }
  for (const [name, { origin, inputs, why, remedy }] of Object.entries(foreign)) {
    if (entries.has(name)) complain(origin, name, "is declared by the suite itself: take it out of foreign.json");
    else entries.set(name, entryOf(name, [origin], inputsOf(inputs), [why, remedy], zh[name], true));
  }

  for (const { name, origins, inputs, en, zh: chinese } of entries.values()) {
    const origin = origins[0] ?? "";
    if (chinese.some((text) => text === "")) complain(origin, name, "has no Chinese text in scripts/errors/zh.json");
    for (const text of [...en, ...chinese]) {
      const unknown = mentions(text).filter((word) => !inputs.some((input) => input.name === word));
      for (const word of unknown) complain(origin, name, `mentions \`${word}\`, which is none of its values`);
    }
  }
  for (const name of known) if (!entries.has(name)) complain("ABI", name, "is explained nowhere: see foreign.json");
  for (const name of Object.keys(zh)) if (!entries.has(name)) complain("zh.json", name, "is no error any more");
  return { entries: [...entries.values()], problems };
}

function entryOf(
  name: string,
  origins: string[],
  inputs: ErrorInput[],
  en: Texts,
  [why = "", remedy = ""]: readonly string[] = [],
  foreign: boolean,
): Entry {
  const selector = toFunctionSelector(`${name}(${inputs.map((input) => input.type).join()})`);
  return { name, origins, inputs, selector, en, zh: [why, remedy], foreign };
}

/** Names between backticks. */
function mentions(text: string): string[] {
  return [...text.matchAll(/`([^`]*)`/g)].map(([, word = ""]) => word);
}
