// Finds what has exactly a number or a hash: records by number, accounts by id, documents, transactions, cases.
import type { SearchHit } from "@mingzhang/sdk/api";
import { ACCOUNT_KINDS, tryAccountId } from "@mingzhang/sdk/accounts";
import type { Hex } from "@mingzhang/sdk/hex";
import { readNumbered, readRecordNumber } from "@mingzhang/sdk/numbered";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hex, numbers } from "./cells.ts";
import { hasDocument, inTransaction } from "./filters.ts";
import { movementHits } from "./search-movements.ts";
import { accountHits, caseHits, findingHits, NO_MATCH, partyHits, permitHits, procedureHits } from "./search-texts.ts";

const MOST_DIGITS = 15;

/** @param plain the text as it is usually written, @param digest the same as a hash, null where it is none */
export async function searchExact(db: Db, plain: string, digest: Hex | null): Promise<SearchHit[]> {
  if (digest !== null) return byHash(db, digest);
  const read = readNumbered(plain);
  if (read === null) return [];
  const { name, digits } = read;
  if (name === "") return digits.length > MOST_DIGITS ? [] : byNumber(db, Number(digits));
  return byId(db, (Object.hasOwn(CALLED, name) ? CALLED[name] : null) ?? name, digits, readRecordNumber(plain));
}

/** What the explorer's pages call it, in Chinese and where it is not the word of an id. */
const CALLED: Readonly<Record<string, string>> = {
  ...{
    流水: "movement",
    案件: "case",
    发现: "finding",
    审计发现: "finding",
    "audit-finding": "finding",
  },
  ...{ 许可: "permit", 事项: "procedure", 资金: "fund", 来源: "source", 支出承诺: "commitment", 承诺: "commitment" },
  ...{ 预算指标: "line", 指标: "line", "budget-line": "line", 预算批复: "act", 指标下达: "allotment" },
  ...{ 机构: "agency", 收款方: "payee", 收款人: "payee", 缴款方: "payer", 单位: "party", 个人收款类别: "payee-class" },
};
/** Kinds of parties that a word stands for: a class of payees has a payee's page. */
const PARTIES: Readonly<Record<string, readonly number[]>> = {
  ...{ agency: [1], payee: [2, 4], payer: [3], "payee-class": [4], party: [1, 2, 3, 4] },
};
/** Parties and procedures are numbered by the store's smaller integers. */
const MOST_INTEGER = 2 ** 31 - 1;

async function byNumber(db: Db, number: number): Promise<SearchHit[]> {
  const cases = await caseHits(db, sql`c.number = ${number}`, 1);
  const findings = await findingHits(db, sql`f.record = ${number}`);
  const movements = await movementHits(db, [number]);
  const found = [...cases, ...findings, ...movements];
  if (found.some((hit) => hit.type !== "case")) return found;
  const rows = await db.rows<{ event: string }>(sql`select event from records where number = ${number}`);
  const record = rows.map(({ event }): SearchHit => ({
    type: "record",
    id: String(number),
    kind: event,
    name: "",
    otherName: "",
    ...NO_MATCH,
  }));
  return [...found, ...record];
}

/** @param record the number where the name is that of a kind of movement or of any record */
async function byId(db: Db, name: string, digits: string, record: number | null): Promise<SearchHit[]> {
  const kind = ACCOUNT_KINDS.findIndex((each) => each === name);
  if (kind >= 0) {
    const account = (BigInt(kind + 1) << 56n) | BigInt(digits);
    if (tryAccountId(account) === null) return [];
    return [...(await accountHits(db, sql`a.id = ${account.toString()}::bigint`)).values()];
  }
  if (digits.length > MOST_DIGITS) return [];
  const parties = Object.hasOwn(PARTIES, name) ? PARTIES[name] : undefined;
  if (parties !== undefined || name === "procedure") {
    if (Number(digits) > MOST_INTEGER) return [];
    if (parties === undefined) return procedureHits(db, sql`number = ${Number(digits)}`);
    return partyHits(db, sql`id = ${Number(digits)} and kind in ${numbers(parties)}`);
  }
  if (name === "movement") return movementHits(db, [Number(digits)]);
  if (name === "permit") return permitHits(db, sql`p.number = ${Number(digits)}`);
  if (name === "case") return caseHits(db, sql`c.number = ${Number(digits)}`, 1);
  if (name === "finding") return findingHits(db, sql`f.record = ${Number(digits)}`);
  return record === null ? [] : byNumber(db, record);
}

async function byHash(db: Db, digest: Hex): Promise<SearchHit[]> {
  const digits = digest.slice(2);
  const bytes = sql`decode(${digits}, 'hex')`;
  const cases = await caseHits(db, sql`c.id = ${bytes}`, 1);
  const [row] = await db.rows<{ documents: number; transactions: number }>(sql`
    select (select count(*)::int from movements m where ${hasDocument(digest)})
        + (select count(*)::int from accounts where document = ${bytes}) as documents,
      (select count(*)::int from movements m where ${inTransaction(digest)}) as transactions`);
  const hit = (type: "document" | "transaction", count: number) => (count === 0 ? [] : [counted(type, digest, count)]);
  const findings = await findingHits(db, sql`(f.id = ${bytes} or f.document = ${bytes})`);
  const permits = await permitHits(db, sql`(p.document = ${bytes})`);
  return [
    ...cases,
    ...hit("document", row?.documents ?? 0),
    ...hit("transaction", row?.transactions ?? 0),
    ...(await blockHits(db, bytes)),
    ...findings,
    ...permits,
  ];
}

const counted = (type: "document" | "transaction" | "block", id: string, count: number): SearchHit => ({
  ...{ type, id, kind: type, name: "", otherName: "", ...NO_MATCH, count },
});

/** Transactions of one block that are listed with it. */
const LISTED = 20;

/** A block, and the transactions in it that have movements: each is a list of its own. */
async function blockHits(db: Db, digest: SQL): Promise<SearchHit[]> {
  const [block] = await db.rows<{ number: number; first: number; next: number }>(sql`
    select b.number::float8 as number, b.next_record::float8 as next,
      coalesce((select e.next_record from blocks e where e.number < b.number order by e.number desc limit 1), 0)::float8 as first
    from blocks b where b.hash = ${digest}`);
  if (block === undefined) return [];
  const { number, first, next } = block;
  const rows = await db.rows<{ hash: string; count: number; all: number }>(sql`
    select ${hex("x.hash")} as hash, count(*)::int as count, (sum(count(*)) over ())::int as all
    from movements m join transactions x on x.block = ${number} and x.tx_index = m.tx_index
    where m.record >= ${first} and m.record < ${next} group by x.tx_index, x.hash order by x.tx_index limit ${LISTED}`);
  const hit = counted("block", String(number), rows[0]?.all ?? 0);
  const transactions = rows.map((row) => counted("transaction", hash(row.hash), row.count));
  return [next > first ? { ...hit, first } : hit, ...transactions];
}
