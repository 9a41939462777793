// What the address of a trail's page says: which book, which way, how far, from where. Unfit values fall back.
import type { Book } from "@mingzhang/sdk/kinds";
import type { Direction } from "@mingzhang/sdk/trails";
import type { Query } from "@/api/url";

export interface TrailState {
  book: Book;
  direction: Direction;
  /** Steps away from the movement; null for all. */
  depth: number | null;
  cursor: string | null;
  /** How many records the trail is of; null for all of now. */
  at: string | null;
}

/** Pieces on one page: as many as a reader looks through, and as a browser recomputes at once. */
export const PIECES = 200;
/** Pieces of a receipt's picture: as many as /v1/receipts/{record}/spent sums up, so that picture and sentences agree. */
export const MANY_PIECES = 1_000;
export const DEPTHS = [1, 2, 3, 5] as const;

type Given = Record<string, string | string[] | undefined>;

export function readState(given: Given, books: readonly Book[]): TrailState {
  const one = (name: string) => {
    const value = given[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const book = books.find((each) => each === one("book")) ?? books[0] ?? "cash";
  const depth = /^\d{1,4}$/.test(one("depth") ?? "") ? Number(one("depth")) : null;
  return {
    book,
    direction: one("direction") === "forward" ? "forward" : "back",
    depth: depth === 0 ? null : depth,
    cursor: /^[\w.]{1,60}$/.test(one("cursor") ?? "") ? (one("cursor") ?? null) : null,
    at: /^\d{1,15}$/.test(one("at") ?? "") ? (one("at") ?? null) : null,
  };
}

export function trailQuery(state: TrailState, limit = PIECES): Query {
  const { book, direction, depth, cursor, at } = state;
  return {
    book,
    direction,
    limit,
    depth: depth ?? undefined,
    cursor: cursor ?? undefined,
    at: at ?? undefined,
  };
}

/** What the address gives that no trail has: it is told, not passed over. */
export function unfit(given: Given, books: readonly Book[]): { name: string; value: string }[] {
  const fits: Record<string, (value: string) => boolean> = {
    book: (value) => books.some((book) => book === value),
    direction: (value) => value === "forward" || value === "back",
    depth: (value) => value === "" || /^\d{1,4}$/.test(value),
    cursor: (value) => /^[\w.]{1,60}$/.test(value),
    at: (value) => /^\d{1,15}$/.test(value),
  };
  return Object.entries(given).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    return fits[name]?.(text) === false ? [{ name, value: text }] : [];
  });
}

/** Address of a trail; changing the book or the way begins at its first page. */
export function trailHref(record: number, state: Partial<TrailState>): string {
  const query = new URLSearchParams();
  for (const name of ["book", "direction", "depth", "cursor", "at"] as const) {
    const value = state[name];
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return `/movements/${record}/trail${text === "" ? "" : `?${text}`}`;
}
