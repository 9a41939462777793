// Search across names, titles, texts, identifiers, references, amounts, numbers and hashes.
import { SEARCH_TYPES, type SearchHit, type SearchResult, type SearchType } from "@mingzhang/sdk/api";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { numbers } from "./cells.ts";
import { functionCode } from "./codes.ts";
import { type QueryText, queryText } from "./query-text.ts";
import { searchExact } from "./search-exact.ts";
import { movementHits, recordsByAmount, recordsByReference } from "./search-movements.ts";
import { accountHits, searchTexts, type TextHits } from "./search-texts.ts";
import { nearTo, type Wanted, wantedOf } from "./search-words.ts";

/** More words than that are no search but a text; each costs a look at the index. */
const MOST_WORDS = 8;

/**
 * Hits of each type, best first: exact numbers and hashes, then parties, accounts and the others. Where nothing has the
 * words as they are written, those that are spelt alike are looked for, and then any of several.
 */
export async function searchAll(db: Db, query: string, limit: number, only?: SearchType): Promise<SearchResult> {
  const asked = queryText(query);
  const words = asked.words.slice(0, MOST_WORDS);
  const types = only === undefined ? SEARCH_TYPES : [only];
  const wanted = wantedOf(words);
  const exact = (await searchExact(db, asked.plain, asked.hash)).filter((hit) => types.includes(hit.type));
  let found = await byWords(db, wanted, asked, types, limit);
  let near: string[] | null = null;
  if (exact.length === 0 && found.hits.length === 0) {
    const alike = await nearTo(db, words);
    if (alike !== null) {
      found = await byWords(db, alike.wanted, asked, types, limit);
      near = found.hits.length === 0 ? null : alike.instead;
    }
    if (near === null && words.length > 1) {
      const some = await someWords(words, (each) => byWords(db, each, asked, types, limit));
      if (some !== null) [found, near] = [some.found, some.words];
    }
  }
  const more = new Set(found.more);
  const listed = unique([...exact, ...found.hits]);
  const hits = spread(listed, limit);
  for (const hit of listed) if (!hits.includes(hit)) more.add(hit.type);
  return { query: asked.text, near, hits, more: more.size > 0, moreOf: SEARCH_TYPES.filter((type) => more.has(type)) };
}

/** Of words that nothing has all of, what has most of them first; null where nothing has any. */
async function someWords(
  words: readonly (readonly string[])[],
  find: (wanted: Wanted) => Promise<TextHits>,
): Promise<{ found: TextHits; words: string[] } | null> {
  const having = new Map<string, { hit: SearchHit; words: number }>();
  const more = new Set<SearchType>();
  const some: string[] = [];
  for (const word of words) {
    const found = await find(wantedOf([word]));
    if (found.hits.length > 0) some.push(...word.slice(0, 1));
    for (const type of found.more) more.add(type);
    for (const hit of unique(found.hits)) {
      const key = keyOf(hit);
      having.set(key, { hit, words: (having.get(key)?.words ?? 0) + 1 });
    }
  }
  const hits = [...having.values()].toSorted((a, b) => b.words - a.words).map(({ hit }) => hit);
  return hits.length === 0 ? null : { found: { hits, more: [...more] }, words: some };
}

async function byWords(
  db: Db,
  wanted: Wanted,
  asked: QueryText,
  types: readonly SearchType[],
  limit: number,
): Promise<TextHits> {
  const texts = await searchTexts(db, wanted, asked.text, types, limit);
  const lines = types.includes("account") ? await byFunction(db, asked.functions, limit) : [];
  if (!types.includes("movement")) return { ...texts, hits: [...texts.hits, ...lines] };
  const ofAmount =
    asked.amount === null ? { records: [], more: false } : await recordsByAmount(db, asked.amount, limit);
  const ofReference = await recordsByReference(db, wanted, limit);
  const records = [...new Set([...ofAmount.records, ...ofReference.records])].slice(0, limit);
  const more: SearchType[] = ofAmount.more || ofReference.more ? ["movement"] : [];
  return {
    hits: [...texts.hits, ...lines, ...(await movementHits(db, records))],
    more: [...texts.more, ...more],
  };
}

/** Lines of a function that the text names or numbers. */
async function byFunction(db: Db, functions: readonly number[], limit: number): Promise<SearchHit[]> {
  if (functions.length === 0) return [];
  const rows = await db.rows<{ id: string; func: number }>(sql`
    select id::text as id, func from accounts where kind = 4 and func in ${numbers(functions)}
    order by id limit ${limit}`);
  const hits = await accountHits(db, sql`a.id in ${numbers(rows.map((row) => row.id))}`);
  return rows.flatMap(({ id, func }) => {
    const hit = hits.get(id);
    const { code, label, otherLabel } = functionCode(func);
    return hit === undefined ? [] : [{ ...hit, match: [code, label, otherLabel].join(" ") }];
  });
}

const keyOf = ({ type, id }: SearchHit): string => `${type} ${id}`;

function unique(hits: readonly SearchHit[]): SearchHit[] {
  const seen = new Map<string, SearchHit>();
  for (const hit of hits) {
    const key = keyOf(hit);
    if (!seen.has(key)) seen.set(key, hit);
  }
  return [...seen.values()];
}

/** Keeps some of each type when there are too many of one. */
function spread(hits: readonly SearchHit[], limit: number): SearchHit[] {
  if (hits.length <= limit) return [...hits];
  const share = Math.max(1, Math.floor(limit / 4));
  const first = new Set(
    SEARCH_TYPES.flatMap((type) => hits.filter((hit) => hit.type === type).slice(0, share)).slice(0, limit),
  );
  for (const hit of hits) if (first.size < limit) first.add(hit);
  return hits.filter((hit) => first.has(hit));
}
