// The words of a search as conditions on texts: as written, or near to it where nothing has them as written.
import { sql, type SQL } from "../store/drizzle.ts";
import {
  distance,
  fold,
  isIdeograph,
  misspellings,
  piecesToFind,
  TWO_WRONG_FROM,
  wordsOf,
} from "../store/search-text.ts";
import type { Db } from "../store/open.ts";
import { anywhere, literally } from "./cells.ts";

/** One way in which a word may stand in a text. */
export interface Way {
  /** For LIKE. */
  pattern: string;
  /** Hashes of pieces that any text has in which the pattern is found. */
  pieces: number[];
}

/** All words, each in one of its ways. */
export type Wanted = Way[][];

/** Ways of a word that are tried: each costs a look at the index. */
const MOST_WAYS = 24;
const NEAREST_WORDS = 5;

/** @param words each in the ways that it may be written */
export function wantedOf(words: readonly (readonly string[])[]): Wanted {
  return words.flatMap((ways) => {
    const folded = [...new Set(ways.map(fold).filter((way) => way !== ""))];
    return folded.length === 0 ? [] : [folded.map(wayOf)];
  });
}

const wayOf = (folded: string): Way => ({ pattern: anywhere(folded), pieces: piecesToFind(folded) });

/** Condition on the pieces and the folded text of a row. */
export function hasWanted(wanted: Wanted, pieces: SQL, text: SQL): SQL {
  const words = wanted.map((ways) => {
    const each = ways.map((way) => sql`(${hasPieces(way, pieces)} and ${text} like ${way.pattern})`);
    return sql`(${sql.join(each, sql` or `)})`;
  });
  return words.length === 0 ? sql`false` : sql.join(words, sql` and `);
}

const hasPieces = (way: Way, pieces: SQL): SQL => sql`${pieces} @> ${`{${way.pieces.join(",")}}`}::int[]`;

export interface Near {
  wanted: Wanted;
  /** Words that are looked for beside those that were written. */
  instead: string[];
}

/** The same search with words that are spelt alike; null where there are none. */
export async function nearTo(db: Db, words: readonly (readonly string[])[]): Promise<Near | null> {
  const instead = new Set<string>();
  let changed = false;
  const wanted: Wanted = [];
  for (const ways of words) {
    const folded = [...new Set(ways.map(fold))].filter((way) => way !== "");
    const more: Way[] = [];
    for (const way of folded) {
      for (const near of await nearWords(db, way)) {
        instead.add(near);
        more.push(wayOf(near));
      }
      more.push(...nearIdeographs(way));
    }
    changed ||= more.length > 0;
    if (folded.length > 0) wanted.push([...folded.map(wayOf), ...more].slice(0, MOST_WAYS));
  }
  return changed ? { wanted, instead: [...instead] } : null;
}

async function nearWords(db: Db, folded: string): Promise<string[]> {
  const [word] = wordsOf(folded);
  if (word === undefined || word !== folded) return [];
  const most = word.length < TWO_WRONG_FROM ? 1 : 2;
  const rows = await db.rows<{ word: string }>(sql`
    select word from search_words where misspellings && ${`{${misspellings(word).join(",")}}`}::int[] limit 2000`);
  return rows
    .map((row) => ({ word: row.word, away: distance(word, row.word, most) }))
    .filter(({ away }) => away > 0 && away <= most)
    .sort((a, b) => a.away - b.away || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, NEAREST_WORDS)
    .map((row) => row.word);
}

/** A run of three to eight ideographs with one wrong, one too many or one missing; of two, with one or two between them. */
function nearIdeographs(folded: string): Way[] {
  const characters = [...folded];
  if (characters.length < 2 || characters.length > 8 || !characters.every(isIdeograph)) return [];
  if (characters.length === 2) {
    return ["_", "__"].map((gap) => gapped(characters.slice(0, 1), characters.slice(1), gap));
  }
  const at = characters.map((_, index) => [characters.slice(0, index), characters.slice(index + 1)] as const);
  const between = characters.slice(1).map((_, index) => [characters.slice(0, index + 1), characters.slice(index + 1)]);
  return [
    ...at.map(([before, after]) => gapped(before, after, "_")),
    ...at.map(([before, after]) => gapped(before, after, "")),
    ...between.map(([before = [], after = []]) => gapped(before, after, "_")),
  ];
}

function gapped(before: readonly string[], after: readonly string[], gap: string): Way {
  const parts = [before.join(""), after.join("")];
  const pieces = parts.filter((part) => part !== "").flatMap(piecesToFind);
  return { pattern: `%${literally(parts[0] ?? "")}${gap}${literally(parts[1] ?? "")}%`, pieces };
}
