// Pages of this site that a search may mean, by the words that people use for what they show.
import { catalogue } from "@/i18n/messages";
import { routing, type Locale } from "@/i18n/routing";

type Name = keyof (typeof catalogue)["en"]["search"]["pages"];

const PLACE: Readonly<Record<Name, string>> = {
  myTax: "/my-tax",
  charts: "/charts",
  flags: "/charts/flags",
  payeeChart: "/charts/payees",
  compare: "/charts/compare",
  tour: "/tour",
  timeliness: "/timeliness",
  procedures: "/procedures",
  checkpoints: "/checkpoints",
  verify: "/verify",
  about: "/about",
  glossary: "/glossary",
  journalists: "/journalists",
  developers: "/developers",
  dictionary: "/dictionary",
};
const NAMES = Object.keys(PLACE) as Name[];

export interface PageHit {
  name: Name;
  path: string;
  title: string;
}

/** One Chinese character, or two letters, are in words of many pages. */
const isLongEnough = (text: string) => text.length >= (/\p{Script=Han}/u.test(text) ? 2 : 3);
const usual = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** The title first, then the words; both languages are looked at, since people mix them. */
function wordsOf(name: Name): string[] {
  return routing.locales.flatMap((locale) => catalogue[locale].search.pages[name].split(/[;；]/u)).map(usual);
}

/** Those of which a word holds the query, or is held by it: "tax" and "where is my tax" both mean the page of "my tax". */
export function pagesFor(query: string, locale: Locale): PageHit[] {
  const asked = usual(query);
  if (!isLongEnough(asked)) return [];
  const holds = (text: string, part: string) =>
    // Latin words begin where the part does: "art" is no chart.
    /\p{Script=Han}/u.test(part) ? text.includes(part) : ` ${text}`.includes(` ${part}`);
  // One word of a longer query may be anybody's name: only several mean a page.
  const isTelling = (word: string) => (/\p{Script=Han}/u.test(word) ? word.length >= 4 : word.includes(" "));
  return NAMES.filter((name) =>
    wordsOf(name).some((word) => holds(word, asked) || (isTelling(word) && holds(asked, word))),
  ).map((name) => {
    const [title = ""] = catalogue[locale].search.pages[name].split(/[;；]/u);
    return { name, path: PLACE[name], title };
  });
}
