// Follows an amount through the store: the SDK's walk over an index that is filled from SQL as the walk asks.
import type { Book } from "@mingzhang/sdk/kinds";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { type Direction, type Trail, TrailIndex, type TrailPart, walkTrail } from "@mingzhang/sdk/trails";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { BadParameter, NotFound } from "../errors.ts";
import { loadLegs, loadMovement } from "./load.ts";

/** Legs that one page looks at, at most. */
export const PAGE_VISITS = 5_000;
/** Legs that a query brings beyond one for each piece, about. */
const LEAST_AHEAD = 200;

export interface TrailAsked {
  record: number;
  book: Book;
  direction: Direction;
  part: TrailPart | null;
  /** First unit of the movement to follow, and how many; default all. */
  offset: bigint;
  amount: bigint | null;
  depth: number | null;
  /** Records from this number on are not seen; default those of now. */
  at: number | null;
  /** Pieces on a page at most. */
  limit: number;
  cursor?: string | undefined;
}

export interface Followed {
  trail: Trail;
  /** How many records the trail is of. */
  records: number;
  offset: bigint;
  /** What is to be followed from `offset` on, over all pages. */
  amount: bigint;
  /** Offset of this page in that amount. */
  start: bigint;
  next: string | null;
}

const CURSOR = /^(\d{1,16})\.(\d{1,32})$/;

/** One page of a trail. Throws BadParameter and NotFound. */
export async function followTrail(db: Db, asked: TrailAsked): Promise<Followed> {
  // The planner cannot guess how short a path is: it would compile for seconds what runs for milliseconds.
  await db.rows(sql`set local jit = off`);
  const [head] = await db.rows<{ next: number }>(
    sql`select next_record::float8 as next from blocks order by number desc limit 1`,
  );
  const size = head?.next ?? 0;
  const place = asked.cursor === undefined ? null : readCursor(asked.cursor);
  const records = place?.records ?? asked.at ?? size;
  if (records > size) {
    const field = place === null ? "at" : "cursor";
    const given = place === null ? String(asked.at) : (asked.cursor ?? "");
    throw new BadParameter(field, given, `The log has ${size} records now. Ask for at most as many.`);
  }
  const movement = await loadMovement(db, asked.record, records);
  if (movement === null) {
    const remedy = `Perhaps it is another record: see /v1/records/${asked.record}.`;
    throw new NotFound(`movement with record number ${asked.record} among ${records} records`, remedy);
  }
  const amount = asked.amount ?? movement.amount - asked.offset;
  if (amount <= 0n || asked.offset + amount > movement.amount) {
    const remedy = `Stay within the movement's ${movement.amount} minor units.`;
    throw new BadParameter("offset", asked.offset.toString(), remedy);
  }
  const start = place?.start ?? 0n;
  if (start >= amount) throw new BadParameter("cursor", asked.cursor ?? "", "Give back a cursor of this trail.");

  const index = TrailIndex.empty(asked.book);
  index.add(movement);
  const request = {
    record: movement.record,
    direction: asked.direction,
    part: asked.part,
    offset: asked.offset + start,
    amount: amount - start,
    pieces: asked.limit,
    visits: PAGE_VISITS,
    ...(asked.depth === null ? {} : { depth: asked.depth }),
  };
  const look = { book: asked.book, direction: asked.direction, below: records, ahead: asked.limit + LEAST_AHEAD };
  const walk = () => {
    try {
      return walkTrail(index, request);
    } catch (error) {
      throw refused(error, asked);
    }
  };
  let trail = walk();
  for (let before = ""; trail.unknown.length > 0; trail = walk()) {
    const wanted = trail.unknown.map(({ side, track, id, from, to }) => [side, track, id, from, to].join()).join(";");
    // Each query answers what was asked, unless the store's positions do not follow each other.
    if (wanted === before) {
      const remedy = "Movements are missing or wrong in the store: delete it, and index the chain anew";
      throw new MingzhangError("TRAIL_GAP", "position", wanted, "is on no movement and not free", remedy);
    }
    before = wanted;
    await loadLegs(db, index, look, trail.unknown);
  }
  const end = start + trail.followed;
  return { trail, records, offset: asked.offset, amount, start, next: end < amount ? `${records}.${end}` : null };
}

function readCursor(cursor: string): { records: number; start: bigint } {
  const [, records, start] = CURSOR.exec(cursor) ?? [];
  if (records === undefined || start === undefined || !Number.isSafeInteger(Number(records))) {
    throw new BadParameter("cursor", cursor, "Give back a cursor of an earlier page unchanged, or none.");
  }
  return { records: Number(records), start: BigInt(start) };
}

/** A movement that the book does not know, or a part that it does not have, is the reader's to mend. */
function refused(error: unknown, asked: TrailAsked): unknown {
  if (!(error instanceof MingzhangError) || error.code !== "TRAIL_INVALID") return error;
  return asked.part === null
    ? new BadParameter("book", asked.book, `This movement is not on it. ${error.remedy}.`)
    : new BadParameter("part", asked.part, `${error.remedy}.`);
}
