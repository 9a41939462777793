// Keeps the tables of the search up to the last record, and undoes them with the records.
import { sql } from "./drizzle.ts";
import type { Db } from "./open.ts";
import { relation } from "./bulk.ts";
import { fold, misspellings, piecesToStore, wordsOf } from "./search-text.ts";

export const SEARCH_TABLES: readonly string[] = ["search_texts", "search_blocks", "search_words", "search_progress"];

/** Numbers in search_texts.type. */
export const TEXT_TYPES = { party: 1, account: 2, case: 3, finding: 4, permit: 5, procedure: 6 } as const;
export type TextType = keyof typeof TEXT_TYPES;

/** Records in a row of search_blocks. */
export const BLOCK_RECORDS = 128;
/** Records that are taken in one step, so that a store of millions that has no search yet is filled in little memory. */
const STEP = 32_768;

interface Source {
  record: number;
  type: number;
  key: string;
  text: string;
}

/** What stands in records [from, to) as one text each. */
const sources = (from: number, to: number) => {
  const within = (column: string) => sql`${sql.raw(column)} >= ${from} and ${sql.raw(column)} < ${to}`;
  return sql`
    select n.record::float8 as record, ${TEXT_TYPES.party}::int as type, n.party::text as key,
      concat_ws(' ', n.name, n.other_name, p.scheme, p.identifier) as text
    from party_names n join parties p on p.id = n.party where ${within("n.record")}
    union all select a.record::float8, ${TEXT_TYPES.account}, a.id::text, concat_ws(' ', a.name, a.other_name, a.code)
    from accounts a where a.kind <> 1 and ${within("a.record")}
    union all select r.record::float8, ${TEXT_TYPES.case}, c.number::text, r.title
    from case_rounds r join cases c on c.id = r.id where ${within("r.record")}
    union all select f.record::float8, ${TEXT_TYPES.finding}, f.record::text, f.text
    from findings f where ${within("f.record")}
    union all select p.record::float8, ${TEXT_TYPES.permit}, p.number::text, concat_ws(' ', p.type_name, p.conditions)
    from permits p where ${within("p.record")}
    union all select p.record::float8, ${TEXT_TYPES.procedure}, p.number::text,
      concat_ws(' ', p.code, p.name, p.other_name, p.legal_basis)
    from procedures p where ${within("p.record")}
    order by 1`;
};

/** Takes in the records up to before `next` that the search does not have yet. */
export async function extendSearch(db: Db, next: number): Promise<void> {
  const [at] = await db.rows<{ next: number }>(sql`select next::float8 as next from search_progress where id = 1`);
  const begin = at?.next ?? 0;
  for (let from = begin; from < next; from += STEP) {
    const to = Math.min(next, from + STEP);
    const words = new Map<string, number>();
    await addTexts(db, from, to, words);
    await addBlocks(db, from, to, words);
    await addWords(db, words);
  }
  if (next === begin) return;
  await db.rows(sql`
    insert into search_progress (id, next) values (1, ${next}) on conflict (id) do update set next = excluded.next`);
}

async function addTexts(db: Db, from: number, to: number, words: Map<string, number>): Promise<void> {
  const rows = await db.rows<Source>(sources(from, to));
  const texts = rows.flatMap(({ text, ...row }) => {
    const folded = fold(text);
    if (folded === "") return [];
    noteWords(words, folded, row.record);
    return [{ ...row, text: folded, pieces: listed(piecesToStore(folded)) }];
  });
  if (texts.length === 0) return;
  const given = relation(texts, { record: "bigint", type: "smallint", key: "bigint", text: "text", pieces: "text" });
  await db.rows(sql`
    insert into search_texts (record, type, key, text, pieces)
    select j.record, j.type, j.key, j.text, j.pieces::int[] from ${given}`);
}

/** Rows of blocks whose last record is below `to`; those from `from`'s own block on. */
async function addBlocks(db: Db, from: number, to: number, words: Map<string, number>): Promise<void> {
  const first = Math.floor(from / BLOCK_RECORDS);
  const end = Math.floor(to / BLOCK_RECORDS);
  const blocks = (await referencesIn(db, first * BLOCK_RECORDS, to)).map(({ block, lines }) => {
    const folded = lines.map(({ record, text }) => ({ record, text: fold(text) }));
    for (const { record, text } of folded) if (record >= from) noteWords(words, text, record);
    return { block, lines: folded.filter(({ text }) => text !== "") };
  });
  const rows = blocks
    .filter(({ block, lines }) => block < end && lines.length > 0)
    .map(({ block, lines }) => {
      const pieces = new Set<number>();
      for (const { text } of lines) for (const piece of piecesToStore(text)) pieces.add(piece);
      const text = lines.map((line) => `${line.record % BLOCK_RECORDS} ${line.text}`).join("\n");
      return { block, text, pieces: listed(pieces) };
    });
  if (rows.length === 0) return;
  await db.rows(sql`
    insert into search_blocks (block, text, pieces)
    select j.block, j.text, j.pieces::int[] from ${relation(rows, { block: "bigint", text: "text", pieces: "text" })}`);
}

export interface Reference {
  record: number;
  text: string;
}

/** References of the movements in records [from, to) by block, as text, not folded. */
export async function referencesIn(db: Db, from: number, to: number): Promise<{ block: number; lines: Reference[] }[]> {
  // One row a block: a row for each movement would cost more than all else of the search.
  const rows = await db.rows<{ block: number; records: number[]; texts: string[] }>(sql`
    select (record / ${BLOCK_RECORDS})::float8 as block, json_agg(record) as records, json_agg(search) as texts
    from (select record, search from movements
      where record >= ${from} and record < ${to} and search is not null order by record) m
    group by 1 order by 1`);
  return rows.map(({ block, records, texts }) => ({
    block,
    lines: records.map((record, at) => ({ record, text: texts[at] ?? "" })),
  }));
}

const noteWords = (words: Map<string, number>, folded: string, record: number): void => {
  for (const word of wordsOf(folded)) words.set(word, Math.min(words.get(word) ?? record, record));
};

async function addWords(db: Db, words: Map<string, number>): Promise<void> {
  if (words.size === 0) return;
  const list = JSON.stringify([...words.keys()]);
  const known = await db.rows<{ word: string }>(sql`
    select word from search_words where word in (select value from json_array_elements_text(${list}::json))`);
  for (const { word } of known) words.delete(word);
  if (words.size === 0) return;
  const rows = [...words].map(([word, record]) => ({ word, record, misspellings: listed(misspellings(word)) }));
  await db.rows(sql`
    insert into search_words (word, record, misspellings)
    select j.word, j.record, j.misspellings::int[]
    from ${relation(rows, { word: "text", record: "bigint", misspellings: "text" })}`);
}

/** An array as PostgreSQL writes it. */
const listed = (numbers: Iterable<number>): string => `{${[...numbers].join(",")}}`;

/** Undoes the records from `next` on, exactly. */
export async function undoSearch(db: Db, next: number): Promise<void> {
  await db.rows(sql`delete from search_texts where record >= ${next}`);
  await db.rows(sql`delete from search_blocks where block >= ${Math.floor(next / BLOCK_RECORDS)}`);
  await db.rows(sql`delete from search_words where record >= ${next}`);
  await db.rows(sql`update search_progress set next = ${next} where next > ${next}`);
}
