// Inserts many rows in one statement: each column travels as one array, which both engines take in fastest.
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

/** Columns of a set of rows: property name -> SQL type. Hex text stands in `bytea` columns, any value in `jsonb` ones. */
export type Columns = Record<string, string>;

/** `unnest(...)` over the rows, with a column for each property, as a relation named `j`. */
export function relation(rows: readonly object[], columns: Columns): SQL {
  const names = Object.keys(columns);
  const arrays = Object.entries(columns).map(([name, type]) => {
    const write = writerOf(type);
    const values = rows.map((row) => write(Reflect.get(row, name)));
    // As text first: PGlite would serialise what it takes for an array itself, and slowly.
    return sql`${`{${values.join(",")}}`}::text::${sql.raw(type)}[]`;
  });
  return sql`unnest(${sql.join(arrays, sql`, `)}) as j(${sql.raw(names.map((name) => `"${name}"`).join(", "))})`;
}

/** How a value stands in an array's text (PostgreSQL's manual, "Array input and output syntax"). */
function writerOf(type: string): (value: unknown) => string {
  const orNull = (write: (value: unknown) => string) => (value: unknown) =>
    value === null || value === undefined ? "NULL" : write(value);
  if (type === "bytea") return orNull((hex) => `"\\\\x${String(hex).slice(2)}"`);
  if (type === "jsonb") return orNull((value) => quoted(JSON.stringify(value)));
  if (type === "text") return orNull((value) => quoted(String(value)));
  return orNull(String);
}

const quoted = (text: string) => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;

/**
 * Records from `first` on. With an upper end, since a planner that has counted no rows yet takes an open range for a third
 * of the table, and reads all of it for each batch.
 */
export const fromRecord = (column: string, first: number): SQL =>
  sql`(${sql.raw(column)} >= ${first} and ${sql.raw(column)} < ${Number.MAX_SAFE_INTEGER})`;

/** Inserts the rows as they are. */
export async function insertRows(db: Db, table: string, rows: readonly object[], columns: Columns): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const target = names.map(snake).join(", ");
  const values = names.map((name) => `j."${name}"`).join(", ");
  await db.rows(sql`insert into ${sql.raw(`${table} (${target}) select ${values}`)} from ${relation(rows, columns)}`);
}

/** camelCase to snake_case, as drizzle's casing does. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
