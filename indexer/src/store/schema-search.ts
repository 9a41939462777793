// Tables of the search: the names and texts of records, blocks of movements' references, the words that are spelt in them.
import { bigint, index, integer, pgTable, smallint, sql, text } from "./drizzle.ts";

const count = () => bigint({ mode: "number" });
const pieces = () => integer().array().notNull();

/**
 * Texts that records gave: of a party each of its names, of a case each of its rounds. Type: see store/search.ts; the
 * key is the party's, account's, case's ... number. Pieces: hashes of parts of the text (store/search-text.ts), in an
 * index that every PostgreSQL has: no extension is needed, and one or two Chinese characters are found like any others.
 */
export const searchTexts = pgTable(
  "search_texts",
  {
    record: count().primaryKey(),
    type: smallint().notNull(),
    key: bigint({ mode: "bigint" }).notNull(),
    /** Folded. */
    text: text().notNull(),
    pieces: pieces(),
  },
  (t) => [
    index("search_texts_pieces").using("gin", t.pieces),
    index("search_texts_start").on(sql`(left(${t.text}, 40) collate "C")`),
  ],
);

/**
 * References of movements, 128 records a row, written when the row's last record is there: an index over each movement
 * would cost ten times as much to write and answer no better. Text: lines of offset, blank, folded reference.
 */
export const searchBlocks = pgTable(
  "search_blocks",
  { block: count().primaryKey(), text: text().notNull(), pieces: pieces() },
  (t) => [index("search_blocks_pieces").using("gin", t.pieces)],
);

/** Words that occur, from the record on that has them first, with the hashes of their misspellings. */
export const searchWords = pgTable(
  "search_words",
  { word: text().primaryKey(), record: count().notNull(), misspellings: integer().array().notNull() },
  (t) => [index("search_words_misspellings").using("gin", t.misspellings), index("search_words_record").on(t.record)],
);

/** One row: the records below `next` are in the tables above, movements up to the last full block. */
export const searchProgress = pgTable("search_progress", { id: smallint().primaryKey(), next: count().notNull() });
