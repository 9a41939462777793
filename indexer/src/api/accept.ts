// What a reader would rather have where one address has several representations (RFC 9110, 12.5.1).
import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";

export const JSON_MEDIA = "application/json";
export const CSV_MEDIA = "text/csv";
export const LINES_MEDIA = "application/x-ndjson";

interface Wish {
  q: number;
  /** How exactly the reader named it: in full, by its family, or as anything; 0 where not at all. */
  exactness: number;
  /** Place in what the reader named, from 0. */
  place: number;
}

const UNNAMED: Wish = { q: 0, exactness: 0, place: Infinity };

/**
 * Which of some media types a reader would rather have: the one with the greatest weight; of several, the one that is
 * named more exactly, and then the one that is named first. The first offer where none is named or all are refused.
 */
export function preferred<T extends string>(c: Context, offers: readonly [T, ...T[]]): T {
  const ranges = inOrder(c.req.header("accept") ?? "");
  const [first, ...rest] = offers;
  let [best, most] = [first, wishFor(first, ranges)];
  for (const offer of rest) {
    const wish = wishFor(offer, ranges);
    if (wish.q === 0 || !isMore(wish, most)) continue;
    [best, most] = [offer, wish];
  }
  return best;
}

export const prefersCsv = (c: Context): boolean => preferred(c, [JSON_MEDIA, CSV_MEDIA]) === CSV_MEDIA;
export const prefersLines = (c: Context): boolean => preferred(c, [JSON_MEDIA, LINES_MEDIA]) === LINES_MEDIA;

interface Range {
  type: string;
  q: number;
}

/** The parser sorts by weight, and leaves those of one weight in their order. */
const inOrder = (accept: string): Range[] =>
  parseAccept(accept).map(({ type, q }) => ({ type: type.toLowerCase(), q }));

/** The range that names a type most exactly says what it weighs, even where that is nothing. */
function wishFor(type: string, ranges: readonly Range[]): Wish {
  const family = `${type.slice(0, type.indexOf("/"))}/*`;
  const names = ["*/*", family, type];
  let wish = UNNAMED;
  for (const [place, range] of ranges.entries()) {
    const exactness = names.indexOf(range.type) + 1;
    if (exactness > wish.exactness) wish = { q: range.q, exactness, place };
  }
  return wish;
}

const isMore = (a: Wish, b: Wish): boolean =>
  a.q === b.q ? (a.exactness === b.exactness ? a.place < b.place : a.exactness > b.exactness) : a.q > b.q;
