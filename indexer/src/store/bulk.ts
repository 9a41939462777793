// Inserts many rows in one statement: the rows travel as one JSON text, which both engines take fastest.
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./open.ts";

/** Columns of a set of rows: property name -> SQL type. Hex text stands in `text` columns. */
export type Columns = Record<string, string>;

/** `json_to_recordset(...)` over the rows, with snake_case columns, as a relation named `j`. */
export function relation(rows: readonly object[], columns: Columns): SQL {
  const list = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as j(${sql.raw(list.join(", "))})`;
}

/** bytea of a 0x hex column of `j`; null stays null. */
export function bytes(column: string): SQL {
  return sql.raw(`decode(substr(j."${column}", 3), 'hex')`);
}

/** Inserts the rows as they are; columns of type `bytea` are given as 0x hex text. */
export async function insertRows(db: Db, table: string, rows: readonly object[], columns: Columns): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const given = Object.fromEntries(
    names.map((name) => [name, columns[name] === "bytea" ? "text" : (columns[name] ?? "")]),
  );
  const values = names.map((name) => (columns[name] === "bytea" ? bytes(name) : sql.raw(`j."${name}"`)));
  const target = names.map(snake).join(", ");
  await db.rows(
    sql`insert into ${sql.raw(table)} (${sql.raw(target)}) select ${sql.join(values, sql`, `)} from ${relation(rows, given)}`,
  );
}

/** camelCase to snake_case, as drizzle's casing does. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
