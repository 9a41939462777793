// Chooses between the two names that a party or account has, and knows which language it chose.
import type { Locale } from "./routing";

/** What the API gives wherever something has a name. */
export interface Named {
  name: string;
  otherName: string;
}

export interface Chosen {
  text: string;
  /** Language of the text where it is not the page's own. */
  lang: string | undefined;
  /** The other name, where there is one. */
  other: string | null;
}

const HAN = /\p{Script=Han}/u;

/**
 * The chain says which name is official, not in which language: Han characters decide. Without a name in the reader's
 * language the official one is shown.
 */
export function chooseName({ name, otherName }: Named, locale: Locale): Chosen {
  const fits = (text: string) => text !== "" && HAN.test(text) === (locale === "zh");
  const other = !fits(name) && fits(otherName);
  const text = other ? otherName : name;
  const rest = other ? name : otherName;
  const han = HAN.test(text);
  const lang = han === (locale === "zh") ? undefined : han ? "zh-CN" : "en";
  return { text, lang, other: rest === "" ? null : rest };
}
