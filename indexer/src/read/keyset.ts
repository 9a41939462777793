// Pages of a list by key, both ways: a cursor names the row at the edge of a page, so that no row is skipped or doubled.
import type { Page, SortOrder } from "@mingzhang/sdk/api";
import { sql, type SQL } from "../store/drizzle.ts";
import { BadParameter } from "./errors.ts";

export interface Sorting {
  /** Name of the sort order; a cursor fits one sort alone. */
  name: string;
  /** What is sorted by; ties are broken by `id`. */
  key: SQL;
  keyType: "bigint" | "numeric" | "text";
  /** Unique bigint of a row. */
  id: SQL;
  order: SortOrder;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Cells that a paged query must select beside its own. */
export interface KeyCells {
  page_key: string;
  page_id: string;
}

interface Edge {
  sort: string;
  backwards: boolean;
  key: string;
  id: string;
}

const INTEGER = /^-?\d{1,39}$/;
const ID = /^\d{1,18}$/;

function decodeCursor(cursor: string, sorting: Sorting): Edge {
  const refuse = (remedy: string) => new BadParameter("cursor", cursor, remedy);
  let cells: unknown;
  try {
    cells = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse("Give back a cursor of an earlier page unchanged, or none.");
    throw error;
  }
  if (!Array.isArray(cells) || cells.length !== 4)
    throw refuse("Give back a cursor of an earlier page unchanged, or none.");
  const [sort, direction, key, id] = cells as unknown[];
  if (sort !== sortName(sorting)) throw refuse("A cursor fits the sort that it came from. Start from the first page.");
  const isKey =
    typeof key === "string" &&
    (sorting.keyType === "text" ? key.length <= 600 && !key.includes("\0") : INTEGER.test(key));
  const isId = typeof id === "string" && ID.test(id);
  if (!isKey || !isId || (direction !== "n" && direction !== "p")) {
    throw refuse("Give back a cursor of an earlier page unchanged, or none.");
  }
  if (sorting.keyType === "bigint" && !ID.test(key))
    throw refuse("Give back a cursor of an earlier page unchanged, or none.");
  return { sort, backwards: direction === "p", key, id };
}

const sortName = (sorting: Sorting) => `${sorting.name}.${sorting.order}`;

export interface Window {
  /** Condition on the rows. */
  where: SQL;
  /** `order by ... limit ...` */
  tail: SQL;
  /** Whether the rows are read from the highest key down. */
  down: boolean;
  /** The row next to the page by its id; null at the list's end. */
  edge: number | null;
  /** Extra columns to select. */
  cells: SQL;
  /** Puts the rows that came into page order, and names the neighbours. */
  finish<R extends KeyCells>(rows: R[]): { rows: R[]; next: string | null; previous: string | null };
}

/** The part of a query that cuts one page out of a sorted list. Throws BadParameter for a cursor that does not fit. */
export function pageWindow(sorting: Sorting, request: PageRequest): Window {
  const edge = request.cursor === undefined ? null : decodeCursor(request.cursor, sorting);
  const backwards = edge?.backwards ?? false;
  const down = (sorting.order === "desc") !== backwards;
  const direction = sql.raw(down ? "desc" : "asc");
  const compare = sql.raw(down ? "<" : ">");
  const type = sql.raw(sorting.keyType);
  const where =
    edge === null
      ? sql`true`
      : sql`(${sorting.key}, ${sorting.id}) ${compare} (${edge.key}::${type}, ${edge.id}::bigint)`;
  return {
    where,
    tail: sql`order by ${sorting.key} ${direction}, ${sorting.id} ${direction} limit ${request.limit + 1}`,
    down,
    edge: edge === null ? null : Number(edge.id),
    cells: sql`(${sorting.key})::text as page_key, (${sorting.id})::text as page_id`,
    finish: (found) => {
      const more = found.length > request.limit;
      const rows = found.slice(0, request.limit);
      if (backwards) rows.reverse();
      const cursor = (row: KeyCells | undefined, way: "n" | "p") =>
        row === undefined
          ? null
          : Buffer.from(JSON.stringify([sortName(sorting), way, row.page_key, row.page_id])).toString("base64url");
      const next = backwards || more ? cursor(rows.at(-1), "n") : null;
      const previous = backwards ? (more ? cursor(rows[0], "p") : null) : edge === null ? null : cursor(rows[0], "p");
      return { rows, next, previous };
    },
  };
}

/** A page whose rows become items. */
export function toPage<R, T>(
  page: { rows: R[]; next: string | null; previous: string | null },
  item: (row: R) => T,
): Page<T> {
  return { items: page.rows.map(item), next: page.next, previous: page.previous };
}
