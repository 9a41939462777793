// Finds what has exactly a number or a hash: records by number, accounts by id, documents, transactions, cases.
import type { SearchHit } from "@mingzhang/sdk/api";
import { ACCOUNT_KINDS, tryAccountId } from "@mingzhang/sdk/accounts";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { hasDocument, inTransaction } from "./filters.ts";
import { movementHits } from "./search-movements.ts";
import { accountHits, caseHits, findingHits, NO_MATCH, permitHits } from "./search-texts.ts";

const MOST_DIGITS = 15;

/** @param plain the text as it is usually written, @param digest the same as a hash, null where it is none */
export async function searchExact(db: Db, plain: string, digest: Hex | null): Promise<SearchHit[]> {
  if (digest !== null) return byHash(db, digest);
  const number = new RegExp(`^(?:#|no[.]? ?|第 ?)?(\\d{1,${MOST_DIGITS}})(?: ?号)?$`, "i").exec(plain)?.[1];
  if (number !== undefined) return byNumber(db, Number(number));
  const { name = "", digits = "" } = NUMBERED.exec(plain)?.groups ?? {};
  const called = CALLED[name] ?? name.toLowerCase();
  return digits === "" ? [] : byId(db, called, digits);
}

/** line-5, case 7234, case #7234, 案件7234, 第 7234 号. */
const NUMBERED = /^(?<name>[a-z]+|\p{Script=Han}+?)(?: ?[-#:] ?| ?no\.? ?| ?第 ?| )?#?(?<digits>\d{1,16})(?: ?号)?$/iu;
/** What the explorer's pages call it in Chinese. */
const CALLED: Readonly<Record<string, string>> = {
  ...{ 流水: "movement", 记录: "record", 案件: "case", 发现: "finding", 审计发现: "finding" },
  ...{ 许可: "permit", 资金: "fund", 预算指标: "line", 指标: "line", 支出承诺: "commitment", 来源: "source" },
};

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

async function byId(db: Db, name: string, digits: string): Promise<SearchHit[]> {
  const kind = ACCOUNT_KINDS.findIndex((each) => each === name);
  if (kind >= 0) {
    const account = (BigInt(kind + 1) << 56n) | BigInt(digits);
    if (tryAccountId(account) === null) return [];
    return [...(await accountHits(db, sql`a.id = ${account.toString()}::bigint`)).values()];
  }
  if (digits.length > MOST_DIGITS) return [];
  if (name === "movement") return movementHits(db, [Number(digits)]);
  if (name === "record") return byNumber(db, Number(digits));
  if (name === "permit") return permitHits(db, sql`p.number = ${Number(digits)}`);
  if (name === "case") return caseHits(db, sql`c.number = ${Number(digits)}`, 1);
  if (name === "finding") return findingHits(db, sql`f.record = ${Number(digits)}`);
  return [];
}

async function byHash(db: Db, digest: Hex): Promise<SearchHit[]> {
  const digits = digest.slice(2);
  const bytes = sql`decode(${digits}, 'hex')`;
  const cases = await caseHits(db, sql`c.id = ${bytes}`, 1);
  const [row] = await db.rows<{ documents: number; transactions: number }>(sql`
    select (select count(*)::int from movements m where ${hasDocument(digest)})
        + (select count(*)::int from accounts where document = ${bytes}) as documents,
      (select count(*)::int from movements m where ${inTransaction(digest)}) as transactions`);
  const hit = (type: "document" | "transaction", count: number): SearchHit[] =>
    count === 0 ? [] : [{ type, id: digest, kind: type, name: "", otherName: "", ...NO_MATCH, count }];
  const findings = await findingHits(db, sql`(f.id = ${bytes} or f.document = ${bytes})`);
  const permits = await permitHits(db, sql`(p.document = ${bytes})`);
  return [
    ...cases,
    ...hit("document", row?.documents ?? 0),
    ...hit("transaction", row?.transactions ?? 0),
    ...findings,
    ...permits,
  ];
}
