// What the address of a trail's page says: which book, which way, how far, from where.
import type { Book } from "@mingzhang/sdk/kinds";
import type { Direction } from "@mingzhang/sdk/trails";
import type { TrailPage } from "@mingzhang/sdk/api-trails";
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

/** @param asked what fits trailRules of rules.ts */
export function readState(asked: Readonly<Record<string, string | undefined>>, books: readonly Book[]): TrailState {
  const depth = Number(asked.depth ?? 0);
  return {
    book: books.find((each) => each === asked.book) ?? books[0] ?? "cash",
    direction: asked.direction === "forward" ? "forward" : "back",
    depth: depth === 0 ? null : depth,
    cursor: asked.cursor ?? null,
    at: asked.at ?? null,
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

/** The chart of a trail, pinned: the same address gives the same file, whatever is posted later. */
export function trailFile({ record, book, direction, records }: TrailPage, asked: TrailState, pieces = PIECES) {
  const address = trailHref(record, { ...asked, book, direction, at: String(records) });
  const query: Record<string, string> = {
    record: String(record),
    ...Object.fromEntries(new URLSearchParams(address.split("?")[1])),
    ...(pieces === PIECES ? {} : { pieces: String(pieces) }),
  };
  return { name: "trail", query } as const;
}
