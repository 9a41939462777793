// Small pieces that the queries share: how columns leave SQL, and how they become wire types.
import { accountText, ACCOUNT_KINDS } from "@mingzhang/sdk/accounts";
import type { AccountKindName, ActTypeName, Hash, PartyKindName } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";

/** A bytea column as hex without 0x. */
export const hex = (column: string): SQL => sql.raw(`encode(${column}, 'hex')`);

export const hash = (cell: string): Hash => `0x${cell}`;
export const hashOrNull = (cell: string | null): Hash | null => (cell === null ? null : `0x${cell}`);

const PARTY_KINDS: readonly PartyKindName[] = ["agency", "payee", "source", "payee-class"];
const ACT_TYPES: readonly ActTypeName[] = ["original", "supplementary", "provisional", "imported"];

/** Names of the numbers in IDirectory.PartyKind, ILedgerAccounts.ActType and .AccountKind. */
export const partyKind = (number: number): PartyKindName => named(PARTY_KINDS, number);
export const actType = (number: number): ActTypeName => named(ACT_TYPES, number);
export const accountKindName = (number: number): AccountKindName => named(ACCOUNT_KINDS, number);
export const partyKindNumber = (name: PartyKindName): number => PARTY_KINDS.indexOf(name) + 1;

function named<T>(names: readonly T[], number: number): T {
  const name = names[number - 1];
  if (name === undefined) throw new Error(`${number} is none of ${names.join(", ")}`);
  return name;
}

/** Public text of an account number cell. */
export const idText = (cell: string): string => accountText(BigInt(cell));

/**
 * The rows of a query as one text of JSON: an engine hands over each cell by itself, which for a page of fifty movements
 * takes as long as finding them. They come in the query's order, since one aggregate takes them as they come. For cells
 * that JSON has as they are: texts, booleans, JSON itself, and numbers that are no bigint and no numeric.
 */
export async function rowsAtOnce<T>(db: Db, query: SQL): Promise<T[]> {
  const [told] = await db.rows<{ rows: string | null }>(
    sql`select json_agg(each)::text as rows from (${query}) as each`,
  );
  return JSON.parse(told?.rows ?? "[]") as T[];
}

/** A list of account or record numbers for `= any`. JSON serves both engines alike. */
export const numbers = (values: readonly (string | number | bigint)[]): SQL =>
  sql`(select value::bigint from json_array_elements_text(${JSON.stringify(values.map(String))}::json))`;

/** A text in a LIKE pattern, taken literally. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** LIKE pattern that finds `text` anywhere, taken literally. */
export const anywhere = (text: string): string => `%${literally(text)}%`;

/** 9999-12-31T23:59:59Z */
const LAST_MOMENT = 253_402_300_799;

/** Time of seconds that somebody chose, up to 2^48: what is later than the year 9999 is given as that year's end. */
export const momentText = (seconds: number): string => timeText(Math.min(seconds, LAST_MOMENT));
