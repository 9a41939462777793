// Search across names, titles, identifiers, numbers and hashes.
import { tryAccountId } from "@mingzhang/sdk/accounts";
import type { SearchHit, SearchResult } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToText } from "@mingzhang/sdk/text";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { accountKindName, anywhere, hash, hex, idText, numbers, partyKind } from "./cells.ts";
import { functionCode } from "./codes.ts";
import { caseById, caseByNumber, searchCases } from "./search-cases.ts";
import { hasDocument, inTransaction } from "./filters.ts";
import { type Amount, minorUnits, queryText } from "./query-text.ts";

interface PartyCells {
  id: number;
  kind: number;
  name: string;
  other_name: string;
  identifier: string;
}

interface AccountCells {
  id: string;
  kind: number;
  name: string;
  other_name: string;
  code: string;
  func: number | null;
}

/** Hits of each type, best first: exact numbers and hashes, then parties, accounts and references. */
export async function searchAll(db: Db, query: string, limit: number): Promise<SearchResult> {
  const { text, words, plain, hash: digest, amount, functions } = queryText(query);
  if (words.length === 0) return { query: text, hits: [], more: false };
  const exact = [
    ...(await caseByNumber(db, plain)),
    ...(await byNumber(db, plain)),
    ...(digest === null ? [] : [...(await caseById(db, digest)), ...(await byHash(db, digest))]),
  ];
  const has = (condition: (word: string) => SQL) =>
    sql.join(
      words.map((ways) => sql`(${sql.join(ways.map(condition), sql` or `)})`),
      sql` and `,
    );
  const like = (column: "a.search" | "m.search" | "c.search") =>
    has((word) => sql`${sql.raw(column)} like lower(${anywhere(word)})`);
  const starts = sql`lower(${`${anywhere(text).slice(1)}`})`;
  const parties = await db.rows<PartyCells>(sql`
    select id, kind, name, other_name, identifier from parties p
    where ${has((word) => sql`(p.search like lower(${anywhere(word)}) or lower(p.scheme) = lower(${word}))`)}
    order by (p.search like ${starts}) desc, length(name), id limit ${limit + 1}`);
  const accounts = await db.rows<AccountCells>(sql`
    select id::text as id, kind, name, other_name, code, func from accounts a
    where a.kind <> 1 and (${like("a.search")} or (a.kind = 4 and a.func in ${numbers(functions)}))
    order by (a.search like ${starts}) desc, kind, length(name), id limit ${limit + 1}`);
  const cases = await searchCases(db, like("c.search"), limit + 1);
  const ofAmount = amount === null ? [] : await byAmount(db, amount, limit + 1);
  const movements = await db.rows<{ record: number; kind: number; detail: string }>(sql`
    select record::float8 as record, kind, ${hex("detail")} as detail from movements m where ${like("m.search")}
    order by record desc limit ${limit + 1}`);
  const hits: SearchHit[] = [
    ...parties.map((row) => ({
      type: "party" as const,
      id: String(row.id),
      kind: partyKind(row.kind),
      name: row.name,
      otherName: row.other_name,
      match: row.identifier === "" ? null : row.identifier,
      count: null,
    })),
    ...accounts.map((row) => ({
      type: "account" as const,
      id: idText(row.id),
      kind: accountKindName(row.kind),
      name: row.name,
      otherName: row.other_name,
      match: functions.includes(row.func ?? 0) ? functionText(row.func ?? 0) : row.code === "" ? null : row.code,
      count: null,
    })),
    ...cases,
    ...ofAmount,
    ...movements.map((row) => ({
      type: "movement" as const,
      id: String(row.record),
      kind: kindByNumber(row.kind).name,
      name: "",
      otherName: "",
      match: detailToText(hash(row.detail)),
      count: null,
    })),
  ];
  const all = [...exact, ...spread(hits, limit)].slice(0, limit);
  return { query: text, hits: all, more: hits.length + exact.length > all.length };
}

/** Keeps some of each type when there are too many of one. */
function spread(hits: SearchHit[], limit: number): SearchHit[] {
  const share = Math.max(1, Math.floor(limit / 4));
  const first = (["party", "account", "case", "movement"] as const).flatMap((type) =>
    hits.filter((hit) => hit.type === type).slice(0, share),
  );
  return [...first, ...hits.filter((hit) => !first.includes(hit))];
}

async function byNumber(db: Db, text: string): Promise<SearchHit[]> {
  if (/^#?\d{1,15}$/.test(text)) {
    const number = Number(text.replace("#", ""));
    const [row] = await db.rows<{ kind: number | null; event: string | null }>(sql`
      select (select kind from movements where record = ${number}) as kind,
        (select event from records where number = ${number}) as event`);
    const none = { name: "", otherName: "", match: null, count: null };
    if (row?.kind) return [{ type: "movement", id: String(number), kind: kindByNumber(row.kind).name, ...none }];
    if (row?.event) return [{ type: "record", id: String(number), kind: row.event, ...none }];
    return [];
  }
  const match = /^(source|fund|act|line|allotment|commitment)-(\d{1,16})$/i.exec(text);
  if (match === null) return [];
  const wanted = BigInt(
    ["source", "fund", "act", "line", "allotment", "commitment"].indexOf((match[1] ?? "").toLowerCase()) + 1,
  );
  const account = (wanted << 56n) | BigInt(match[2] ?? 0);
  if (tryAccountId(account) === null) return [];
  const rows = await db.rows<AccountCells>(sql`
    select a.id::text as id, a.kind, coalesce(p.name, a.name) as name, coalesce(p.other_name, a.other_name) as other_name,
      a.code, a.func
    from accounts a left join parties p on a.kind = 1 and p.id = a.party where a.id = ${account.toString()}::bigint`);
  return rows.map((row) => ({
    type: "account",
    id: idText(row.id),
    kind: accountKindName(row.kind),
    name: row.name,
    otherName: row.other_name,
    match: null,
    count: null,
  }));
}

/** Movements of exactly an amount, in whichever currency, newest first. */
async function byAmount(db: Db, amount: Amount, limit: number): Promise<SearchHit[]> {
  const currencies = [...(await currencyExponents(db))].flatMap(([currency, exponent]) => {
    const minor = minorUnits(amount, exponent);
    return minor === null ? [] : [sql`(m.amount = ${minor}::numeric and f.currency = ${currency})`];
  });
  if (currencies.length === 0) return [];
  const rows = await db.rows<{ record: number; kind: number; amount: string; currency: string; exponent: number }>(sql`
    select m.record::float8 as record, m.kind, m.amount::text as amount, f.currency, f.exponent
    from movements m join accounts f on f.id = m.fund where ${sql.join(currencies, sql` or `)}
    order by m.record desc limit ${limit}`);
  return rows.map((row) => ({
    type: "movement",
    id: String(row.record),
    kind: kindByNumber(row.kind).name,
    name: "",
    otherName: "",
    match: `${row.currency} ${decimalText(BigInt(row.amount), row.exponent)}`,
    count: null,
  }));
}

function functionText(digits: number): string {
  const { code, label, otherLabel } = functionCode(digits);
  return [code, label, otherLabel].join(" ");
}

async function byHash(db: Db, digest: Hex): Promise<SearchHit[]> {
  const digits = digest.slice(2);
  const [row] = await db.rows<{ documents: number; transactions: number }>(sql`
    select (select count(*)::int from movements m where ${hasDocument(digest)})
        + (select count(*)::int from accounts where document = decode(${digits}, 'hex')) as documents,
      (select count(*)::int from movements m where ${inTransaction(`0x${digits}`)}) as transactions`);
  const hit = (type: "document" | "transaction", count: number): SearchHit[] =>
    count === 0 ? [] : [{ type, id: `0x${digits}`, kind: type, name: "", otherName: "", match: null, count }];
  return [...hit("document", row?.documents ?? 0), ...hit("transaction", row?.transactions ?? 0)];
}
