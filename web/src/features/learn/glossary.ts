// The words of public finance, as docs/GLOSSARY.md has them, by the name that pages use.
import sections from "../../../messages/glossary.json";
import type { Locale } from "@/i18n/routing";

export interface Term {
  id: string;
  word: Record<Locale, string>;
  meaning: Record<Locale, string>;
  /** Standard or law that the word is taken from. */
  standard?: string;
}

export interface Section {
  id: string;
  title: Record<Locale, string>;
  terms: Term[];
}

export const GLOSSARY: readonly Section[] = sections;

const BY_ID = new Map(GLOSSARY.flatMap((section) => section.terms).map((term) => [term.id, term]));

/** Throws where there is no such word: a page asks for those that there are. */
export function termOf(id: string): Term {
  const term = BY_ID.get(id);
  if (term === undefined) throw new Error(`The glossary has no ${id}: see web/messages/glossary.json.`);
  return term;
}
