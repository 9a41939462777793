// Marks that code sets between words which come from different places: full-width in Chinese, with blanks in English.
import type { Locale } from "./routing";

interface Marks {
  colon: string;
  comma: string;
  semicolon: string;
  /** Between the members of a list. */
  list: string;
  /** Between sentences. */
  sentence: string;
}

export const MARKS: Readonly<Record<Locale, Marks>> = {
  en: { colon: ": ", comma: ", ", semicolon: "; ", list: ", ", sentence: " " },
  zh: { colon: "：", comma: "，", semicolon: "；", list: "、", sentence: "" },
};

/** A word with what explains it: held (this chain), 持有（本链）. */
export function withAside(text: string, aside: string, locale: Locale): string {
  return locale === "zh" ? `${text}（${aside}）` : `${text} (${aside})`;
}
