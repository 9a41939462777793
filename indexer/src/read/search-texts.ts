// Finds parties, accounts, cases, findings, permits and procedures by the texts that their records gave.
import type { SearchHit, SearchType } from "@mingzhang/sdk/api";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { TEXT_TYPES, type TextType } from "../store/search.ts";
import { fold, isIdeograph } from "../store/search-text.ts";
import { accountKindName, idText, numbers, partyKind } from "./cells.ts";
import { hasWanted, type Wanted } from "./search-words.ts";

export const NO_MATCH = { match: null, sum: null, count: null };
const TYPES = Object.keys(TEXT_TYPES) as TextType[];
/** Matches of a type that are ranked; a search that has more wants another word. */
const RANKED = 300;
/** Of those, how many that begin with what was written are looked for besides. */
const BEGINNING = 50;
/** Beginning of a text that ranking looks at, and that `search_texts_start` holds. */
const RANKED_LENGTH = 200;
const INDEXED_START = 40;
/** Characters of a long text that a hit shows. */
const SHOWN = 160;

interface Match {
  type: number;
  key: string;
  text: string;
}

export interface TextHits {
  hits: SearchHit[];
  /** Types of which more matched than were looked at. */
  more: SearchType[];
}

/** Hits of each wanted type, best first; at most `limit` of each. */
export async function searchTexts(
  db: Db,
  wanted: Wanted,
  query: string,
  types: readonly SearchType[],
  limit: number,
): Promise<TextHits> {
  const asked = TYPES.filter((type) => types.includes(type));
  if (asked.length === 0 || wanted.length === 0) return { hits: [], more: [] };
  const start = fold(query);
  const found = await matches(db, wanted, start, asked);
  const lists: TextHits[] = [];
  for (const type of asked) {
    const ofType = found.filter((match) => match.type === TEXT_TYPES[type]);
    const keys = [...ranked(ofType, start)];
    if (keys.length === 0) continue;
    const hits = await READERS[type](db, keys.slice(0, limit));
    const more = keys.length > limit || ofType.length > RANKED ? [type] : [];
    lists.push({ hits: keys.slice(0, limit).flatMap(([key, text]) => shown(hits.get(key), text, wanted)), more });
  }
  return { hits: lists.flatMap((list) => list.hits), more: lists.flatMap((list) => list.more) };
}

async function matches(db: Db, wanted: Wanted, start: string, types: readonly TextType[]): Promise<Match[]> {
  const cells = sql`t.type, t.key::text as key, left(t.text, ${RANKED_LENGTH}::int) as text`;
  const has = hasWanted(wanted, sql`t.pieces`, sql`t.text`);
  const parts: SQL[] = types.map(
    (type) => sql`(select ${cells} from found t where t.type = ${TEXT_TYPES[type]} limit ${RANKED + 1})`,
  );
  if (start.length > 0 && start.length <= INDEXED_START) {
    const beginning = sql`(left(t.text, ${sql.raw(String(INDEXED_START))}) collate "C")`;
    parts.push(sql`(select ${cells} from search_texts t where ${beginning} >= ${start}
      and ${beginning} < ${`${start}\u{10ffff}`} and t.type in ${numbers(types.map((type) => TEXT_TYPES[type]))}
      limit ${BEGINNING})`);
  }
  return db.rows<Match>(sql`
    with found as materialized (select t.type, t.key, t.text from search_texts t where ${has} limit ${RANKED * 20})
    ${sql.join(parts, sql` union all `)}`);
}

/** Keys with the text that matched best, best first. */
function ranked(found: readonly Match[], start: string): Map<string, string> {
  const placed = found.map((match) => ({ ...match, rank: rankOf(match.text, start) }));
  placed.sort(
    (a, b) =>
      a.rank - b.rank ||
      placeOf(a) - placeOf(b) ||
      a.text.length - b.text.length ||
      Number(BigInt(a.key) - BigInt(b.key)),
  );
  const keys = new Map<string, string>();
  for (const { key, text } of placed) if (!keys.has(key)) keys.set(key, text);
  return keys;
}

/** Kinds of accounts as readers want them: funds, lines, commitments, then acts and allotments. 0 for other types. */
const ACCOUNT_ORDER = [2n, 4n, 6n, 3n, 5n];
const placeOf = ({ type, key }: Match): number =>
  type === TEXT_TYPES.account ? ACCOUNT_ORDER.indexOf(BigInt(key) >> 56n) : 0;

function rankOf(text: string, start: string): number {
  if (text === start || text.startsWith(`${start} `)) return 0;
  if (text.startsWith(start)) return 1;
  const at = text.indexOf(start);
  if (at < 0) return 4;
  return text[at - 1] === " " || isIdeograph(start[0] ?? "") ? 2 : 3;
}

/** A hit whose present name has none of it was found by a former one, or by what stands further on: that is shown. */
function shown(hit: SearchHit | undefined, text: string, wanted: Wanted): SearchHit[] {
  if (hit === undefined) return [];
  const name = fold([hit.name, hit.otherName, hit.match ?? ""].join(" "));
  const named = wanted.some((ways) => ways.some((way) => name.includes(way.pattern.slice(1, -1))));
  return [named || hit.match !== null ? hit : { ...hit, match: cut(text, SHOWN) }];
}

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
};

type Keys = readonly (readonly [string, string])[];
const idsOf = (keys: Keys): SQL => numbers(keys.map(([key]) => key));
const byKey = (hits: readonly [string, SearchHit][]): Map<string, SearchHit> => new Map(hits);

const READERS: Record<TextType, (db: Db, keys: Keys) => Promise<Map<string, SearchHit>>> = {
  party: async (db, keys) => {
    const hits = await partyHits(db, sql`id in ${idsOf(keys)}`);
    return byKey(hits.map((hit) => [hit.id, hit]));
  },
  account: async (db, keys) => accountHits(db, sql`a.id in ${idsOf(keys)}`),
  case: async (db, keys) => {
    const hits = await caseHits(db, sql`c.number in ${idsOf(keys)}`, keys.length);
    return byKey(hits.map((hit) => [hit.id, hit]));
  },
  finding: async (db, keys) => {
    const hits = await findingHits(db, sql`f.record in ${idsOf(keys)}`);
    return byKey(hits.map((hit) => [hit.id, hit]));
  },
  permit: async (db, keys) => {
    const hits = await permitHits(db, sql`p.number in ${idsOf(keys)}`);
    return byKey(hits.map((hit) => [hit.id, hit]));
  },
  procedure: async (db, keys) => {
    const hits = await procedureHits(db, sql`number in ${idsOf(keys)}`);
    return byKey(hits.map((hit) => [hit.id, hit]));
  },
};

/** Parties by a condition on `parties`. */
export async function partyHits(db: Db, where: SQL): Promise<SearchHit[]> {
  const rows = await db.rows<{ id: number; kind: number; name: string; other_name: string; identifier: string }>(sql`
    select id, kind, name, other_name, identifier from parties where ${where}`);
  return rows.map(({ id, kind, name, other_name, identifier }) => ({
    type: "party",
    id: String(id),
    kind: partyKind(kind),
    name,
    otherName: other_name,
    match: identifier === "" ? null : identifier,
    sum: null,
    count: null,
  }));
}

/** Procedures by a condition on `procedures`. */
export async function procedureHits(db: Db, where: SQL): Promise<SearchHit[]> {
  const rows = await db.rows<{ number: number; code: string; name: string; other_name: string }>(sql`
    select number, code, name, other_name from procedures where ${where}`);
  return rows.map(({ number, code, name, other_name }) => ({
    type: "procedure",
    id: String(number),
    kind: code,
    name,
    otherName: other_name,
    ...NO_MATCH,
  }));
}

interface AccountCells {
  id: string;
  kind: number;
  name: string;
  other_name: string;
  code: string;
}

/** Accounts by a condition on `accounts a`, by their number in SQL; a source has the name of its payer. */
export async function accountHits(db: Db, where: SQL): Promise<Map<string, SearchHit>> {
  const rows = await db.rows<AccountCells>(sql`
    select a.id::text as id, a.kind, coalesce(p.name, a.name) as name, coalesce(p.other_name, a.other_name) as other_name,
      a.code
    from accounts a left join parties p on a.kind = 1 and p.id = a.party where ${where}`);
  return byKey(
    rows.map(({ id, kind, name, other_name, code }) => [
      id,
      {
        type: "account",
        id: idText(id),
        kind: accountKindName(kind),
        name,
        otherName: other_name,
        match: code === "" ? null : code,
        sum: null,
        count: null,
      },
    ]),
  );
}

/** Cases by a condition on `cases c`, newest first. The hit's name is the case's purpose, else its procedure's. */
export async function caseHits(db: Db, where: SQL, limit: number): Promise<SearchHit[]> {
  const rows = await db.rows<{ number: number; title: string; code: string; name: string; other_name: string }>(sql`
    select c.number::float8 as number, c.title, p.code, p.name, p.other_name
    from cases c join procedures p on p.number = c.procedure where ${where} order by c.number desc limit ${limit}`);
  return rows.map(({ number, title, code, name, other_name }) => ({
    type: "case",
    id: String(number),
    kind: code,
    name: title === "" ? name : title,
    otherName: title === "" ? other_name : "",
    ...NO_MATCH,
  }));
}

/** Findings by a condition on `findings f`. The hit's name is the beginning of what was found. */
export async function findingHits(db: Db, where: SQL): Promise<SearchHit[]> {
  const rows = await db.rows<{ record: number; severity: number; text: string }>(sql`
    select f.record::float8 as record, f.severity, left(f.text, ${SHOWN + 1}::int) as text from findings f where ${where}
    order by f.record desc limit 200`);
  return rows.map(({ record, severity, text }) => ({
    type: "finding",
    id: String(record),
    kind: String(severity),
    name: cut(text, SHOWN),
    otherName: "",
    ...NO_MATCH,
  }));
}

/** Permits by a condition on `permits p`. */
export async function permitHits(db: Db, where: SQL): Promise<SearchHit[]> {
  const rows = await db.rows<{ number: number; permit_type: number; type_name: string }>(sql`
    select p.number::float8 as number, p.permit_type, p.type_name from permits p where ${where}
    order by p.number desc limit 200`);
  return rows.map(({ number, permit_type, type_name }) => ({
    type: "permit",
    id: String(number),
    kind: String(permit_type),
    name: type_name,
    otherName: "",
    ...NO_MATCH,
  }));
}
