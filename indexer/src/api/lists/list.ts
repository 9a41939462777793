// What a list is to its files: its address, filters, columns, and how its rows are read.
import type { z } from "@hono/zod-openapi";
import type { Deployment } from "@mingzhang/sdk/api";
import type { ListName } from "@mingzhang/sdk/api-lists";
import type { Db } from "../../store/open.ts";
import type { ReadContext } from "../../read/movements.ts";
import { type Past, pastOf } from "../../read/past.ts";
import type { Column, Sum } from "./columns.ts";

export type Shape = Record<string, z.ZodType>;
export type Output<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

/** What the rows are read with. */
export interface ListContext extends ReadContext {
  deployment: Deployment;
}

/** The state that a file is of. */
export interface Pin {
  /** Records that the log had. */
  size: number;
  /** Seconds since 1970, for effective states. */
  now: number;
}

export interface Rows<Row> {
  rows: Row[];
  next: string | null;
}

export interface List<Row, S extends Shape> {
  name: ListName;
  about: string;
  tag: "Cases" | "Findings" | "Movements" | "Accounts" | "Budget" | "Parties";
  /** Filters, `sort` and `order`, as the list's own address takes them. */
  query: S;
  /** Column that the rows are in the order of, where `query` has no choice. */
  sort?: string;
  columns: readonly Column<Row>[];
  summed: string | null;
  sumOf: (row: Row) => Sum | null;
  /** Columns that together tell a row from every other. */
  key: readonly string[];
  /** Whether `page` itself reads what was there at `pin.size`; others are given the store as it was (read/past.ts). */
  asOfSize: boolean;
  byClock: boolean;
  page: (
    db: Db,
    context: ListContext,
    query: Output<S>,
    pin: Pin,
    at: { limit: number; cursor: string | undefined },
  ) => Promise<Rows<Row>>;
}

/** The store that a list's rows at a size of the log are read from. */
export function storeAt<Row, S extends Shape>(
  db: Db,
  list: List<Row, S>,
  /** `head`: records that the log has now. */
  { size, head, past }: { size: number; head: number; past: Past },
): Db {
  return list.asOfSize || size === head ? db : pastOf(db, size, past);
}

/** Keeps the types of a list's own filters and rows together. */
export function defineList<Row, S extends Shape>(list: List<Row, S>): List<Row, S> {
  return list;
}
