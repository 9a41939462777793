// What a file is called when it is saved: what is in it, of which filters, as of which block, and of which kind.
import { createHash } from "node:crypto";

const DIGITS = 8;

interface Named {
  what: string;
  /** Filters and order as given, sorted by name: other rows, another name. */
  given: Readonly<Record<string, string>>;
  block: number;
  /** What else tells two files of one list apart. */
  marks?: readonly string[];
  ending: string;
}

export function fileName({ what, given, block, marks = [], ending }: Named): string {
  return `${["mingzhang", what, ...digestOf(given), `block-${block}`, ...marks].join("-")}.${ending}`;
}

/** Nothing where nothing is filtered; the filters themselves are in the manifest. */
function digestOf(given: Readonly<Record<string, string>>): string[] {
  const query = new URLSearchParams(given).toString();
  return query === "" ? [] : [createHash("sha256").update(query).digest("hex").slice(0, DIGITS)];
}

/** A manifest stands beside its file when both are sorted by name. */
export const manifestName = (file: string) => `${file}.manifest.json`;

export const attachment = (name: string) => `attachment; filename="${name}"`;
