// Finds movements by words of their references, by amount, or by record number.
import type { SearchHit } from "@mingzhang/sdk/api";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { detailToText } from "@mingzhang/sdk/text";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { BLOCK_RECORDS, type Reference, referencesIn } from "../store/search.ts";
import { fold } from "../store/search-text.ts";
import { currencyExponents } from "./accounts.ts";
import { hash, hex, numbers } from "./cells.ts";
import { type Amount, minorUnits } from "./query-amount.ts";
import { hasWanted, type Wanted } from "./search-words.ts";

/** Rows of search_blocks that are looked into, newest first: the first step is small, most searches end with it. */
const FIRST_BLOCKS = 8;
const MOST_BLOCKS = 2_048;

export interface Records {
  /** Newest first. */
  records: number[];
  /** Older ones may match too, and were not looked for. */
  more: boolean;
}

/** The newest movements whose reference has all words. */
export async function recordsByReference(db: Db, wanted: Wanted, limit: number): Promise<Records> {
  if (wanted.length === 0) return { records: [], more: false };
  const [at] = await db.rows<{ next: number }>(sql`select next::float8 as next from search_progress where id = 1`);
  const next = at?.next ?? 0;
  const matches = matcher(wanted);
  // The newest records have no row yet; they are less than a row.
  const tail = await referencesIn(db, next - (next % BLOCK_RECORDS), next);
  const records = tail.flatMap(({ lines }) => matching(lines.map(folded), matches)).sort((a, b) => b - a);
  // A frequent word is in the newest rows, where no index need be asked which have it.
  const newest = await db.rows<BlockCells>(sql`
    select b.block::float8 as block, b.text from search_blocks b order by b.block desc limit ${FIRST_BLOCKS}`);
  records.push(...newest.flatMap((row) => matching(linesOf(row), matches).reverse()));
  const rest = newest.at(-1)?.block ?? 0;
  if (records.length > limit || rest === 0) return { records: records.slice(0, limit), more: records.length > limit };
  const rows = await db.rows<{ block: number }>(sql`
    with found as materialized (select b.block from search_blocks b where ${hasPieces(wanted)})
    select block::float8 as block from found where block < ${rest} order by block desc limit ${MOST_BLOCKS + 1}`);
  const blocks = rows.slice(0, MOST_BLOCKS).map((row) => row.block);
  let done = 0;
  for (let step = 4 * FIRST_BLOCKS; done < blocks.length && records.length <= limit; step *= 4) {
    records.push(...(await inBlocks(db, blocks.slice(done, done + step), matches)));
    done += step;
  }
  const cut = rows.length > MOST_BLOCKS && records.length <= limit;
  return { records: records.slice(0, limit), more: records.length > limit || cut };
}

/** Rows of search_blocks that a rare word may be in. */
const RARE_BLOCKS = 256;

export interface Rare {
  /** In no order. */
  records: number[];
  /** Records from this number on the search has not taken in yet. */
  next: number;
}

/** All movements whose reference has all words; null where they may be too many to list. */
export async function rareByReference(db: Db, wanted: Wanted): Promise<Rare | null> {
  if (wanted.length === 0) return null;
  const [at] = await db.rows<{ next: number }>(sql`select next::float8 as next from search_progress where id = 1`);
  const next = at?.next ?? 0;
  const rows = await db.rows<BlockCells>(sql`
    select b.block::float8 as block, b.text from search_blocks b
    where ${hasWanted(wanted, sql`b.pieces`, sql`b.text`)} limit ${RARE_BLOCKS + 1}`);
  if (rows.length > RARE_BLOCKS) return null;
  const matches = matcher(wanted);
  const tail = await referencesIn(db, next - (next % BLOCK_RECORDS), next);
  const records = [
    ...rows.flatMap((row) => matching(linesOf(row), matches)),
    ...tail.flatMap(({ lines }) => matching(lines.map(folded), matches)),
  ];
  return { records, next };
}

const hasPieces = (wanted: Wanted): SQL =>
  sql.join(
    wanted.map((ways) => {
      const each = ways.map((way) => sql`b.pieces @> ${`{${way.pieces.join(",")}}`}::int[]`);
      return sql`(${sql.join(each, sql` or `)})`;
    }),
    sql` and `,
  );

async function inBlocks(db: Db, blocks: readonly number[], matches: Matcher): Promise<number[]> {
  const rows = await db.rows<BlockCells>(sql`
    select b.block::float8 as block, b.text from search_blocks b
    where b.block = any(${`{${blocks.join(",")}}`}::bigint[]) order by b.block desc`);
  return rows.flatMap((row) => matching(linesOf(row), matches).reverse());
}

interface BlockCells {
  block: number;
  text: string;
}

const linesOf = ({ block, text }: BlockCells): Reference[] =>
  text.split("\n").map((line) => {
    const blank = line.indexOf(" ");
    return { record: block * BLOCK_RECORDS + Number(line.slice(0, blank)), text: line.slice(blank + 1) };
  });

type Matcher = (folded: string) => boolean;

/** The LIKE patterns of the words, over one reference: a row of the store holds many. */
function matcher(wanted: Wanted): Matcher {
  const words = wanted.map((ways) => ways.map((way) => patternTest(way.pattern)));
  return (folded) => words.every((ways) => ways.some((test) => test.test(folded)));
}

function patternTest(pattern: string): RegExp {
  const source = pattern.slice(1, -1).replace(/\\(.)|(_)|([^\\_])/gsu, (_all, escaped, any, one) => {
    if (any !== undefined) return ".";
    return String(escaped ?? one).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  });
  return new RegExp(source, "su");
}

const folded = ({ record, text }: Reference): Reference => ({ record, text: fold(text) });

/** @param lines folded, as rows of the store are */
const matching = (lines: readonly Reference[], matches: Matcher): number[] =>
  lines.filter(({ text }) => matches(text)).map(({ record }) => record);

/** Movements of exactly an amount, in whichever currency, newest first. */
export async function recordsByAmount(db: Db, amount: Amount, limit: number): Promise<Records> {
  const byMinor = new Map<string, string[]>();
  for (const [currency, exponent] of await currencyExponents(db)) {
    const minor = minorUnits(amount, currency, exponent);
    if (minor !== null) byMinor.set(minor, [...(byMinor.get(minor) ?? []), currency]);
  }
  const records: number[] = [];
  for (const [minor, currencies] of byMinor) {
    // Newest first is the index's own order: a sum that a million movements have costs no more than a rare one.
    const rows = await db.rows<{ record: number }>(sql`
      select m.record::float8 as record from movements m where m.amount = ${minor}::numeric
        and m.fund in (select id from accounts where kind = 2
          and currency in (select value from json_array_elements_text(${JSON.stringify(currencies)}::json)))
      order by m.record desc limit ${limit + 1}`);
    records.push(...rows.map((row) => row.record));
  }
  records.sort((a, b) => b - a);
  return { records: records.slice(0, limit), more: records.length > limit };
}

interface Cells {
  record: number;
  kind: number;
  detail: string | null;
  amount: string;
  currency: string;
  exponent: number;
  name: string | null;
  other_name: string | null;
}

/** Hits of movements in the order given: named by who was paid or who paid; with reference and sum. */
export async function movementHits(db: Db, records: readonly number[]): Promise<SearchHit[]> {
  if (records.length === 0) return [];
  const rows = await db.rows<Cells>(sql`
    select m.record::float8 as record, m.kind, ${hex("m.detail")} as detail, m.amount::text as amount,
      f.currency, f.exponent, p.name, p.other_name
    from movements m join accounts f on f.id = m.fund left join parties p on p.id = coalesce(m.payee, m.payer)
    where m.record in ${numbers(records)}`);
  const hits = new Map(rows.map((row) => [row.record, movementHit(row)]));
  return records.flatMap((record) => hits.get(record) ?? []);
}

function movementHit(row: Cells): SearchHit {
  const reference = row.detail === null ? null : detailToText(hash(row.detail));
  return {
    type: "movement",
    id: String(row.record),
    kind: kindByNumber(row.kind).name,
    name: row.name ?? "",
    otherName: row.other_name ?? "",
    match: reference === "" ? null : reference,
    sum: { amount: row.amount, currency: row.currency, exponent: row.exponent },
    count: null,
  };
}
