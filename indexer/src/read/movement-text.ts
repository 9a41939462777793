// The filter `text` of a list of movements, told by what the search knows: a word that is rare is looked up, not looked for.
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { fold } from "../store/search-text.ts";
import { type Among, among, namedWith, textWords, wordWhere } from "./filters.ts";
import { rareByReference } from "./search-movements.ts";
import { wantedOf } from "./search-words.ts";

/** Accounts or parties that are written out for the planner. What more have is soon met by reading on. */
const RARE = 1_000;

/** The condition of the filter `text` on `movements m`, with lists of numbers where they are short. Throws BadParameter. */
export async function textCondition(db: Db, text: string): Promise<SQL> {
  const conditions: SQL[] = [];
  for (const word of textWords(text)) {
    // What folds to several words is kept by each of them: as a whole it cannot be looked up.
    const rare = fold(word).includes(" ") ? null : await rareByReference(db, wantedOf([[word]]));
    const maybe =
      rare === null ? sql`true` : sql`(m.record = any(${listed(rare.records)}::bigint[]) or m.record >= ${rare.next})`;
    conditions.push(wordWhere(word, maybe, await found(db, "accounts", word), await found(db, "parties", word)));
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

async function found(db: Db, table: "accounts" | "parties", word: string): Promise<Among> {
  const named = namedWith(table, word);
  const rows = await db.rows<{ id: string }>(sql`select x.id::text as id from ${named} x limit ${RARE + 1}`);
  if (rows.length > RARE) return among(named);
  const ids = listed(rows.map((row) => row.id));
  return (column) => sql`${column} = any(${ids}::bigint[])`;
}

const listed = (numbers: readonly (number | string)[]): string => `{${numbers.join(",")}}`;
