// Finds cases for the search box: by number, by id on chain, by words of their purpose.
import type { SearchHit } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";

interface Cells {
  number: number;
  title: string;
  code: string;
  name: string;
  other_name: string;
}

/** Cases by a condition on `cases c`, newest first. The hit's name is the case's purpose, else its procedure's. */
export async function searchCases(db: Db, where: SQL, limit: number): Promise<SearchHit[]> {
  const rows = await db.rows<Cells>(sql`
    select c.number::float8 as number, c.title, p.code, p.name, p.other_name
    from cases c join procedures p on p.number = c.procedure where ${where} order by c.number desc limit ${limit}`);
  return rows.map(({ number, title, code, name, other_name }) => ({
    type: "case",
    id: String(number),
    kind: code,
    name: title === "" ? name : title,
    otherName: title === "" ? other_name : "",
    match: null,
    count: null,
  }));
}

export async function caseByNumber(db: Db, text: string): Promise<SearchHit[]> {
  const digits = /^#?(\d{1,15})$/.exec(text)?.[1];
  return digits === undefined ? [] : searchCases(db, sql`c.number = ${Number(digits)}`, 1);
}

export async function caseById(db: Db, id: Hex): Promise<SearchHit[]> {
  return searchCases(db, sql`c.id = decode(${id.slice(2)}, 'hex')`, 1);
}
