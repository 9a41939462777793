// Finds by track and position the leg that gave or took a minor unit; filled with all movements of a ledger, or with some.
import { MingzhangError } from "../errors.ts";
import type { Book } from "../kinds.ts";
import { type Leg, legsOf, type Place, type TrackKind, type TrailMovement, type TrailPart } from "./legs.ts";

/** Legs that give to a track, or legs that take from it. */
export type Side = "giving" | "taking";

interface Track {
  legs: Leg[];
  /** Position from which on nothing is; unknown while movements are still being added. */
  end: bigint | null;
}

/** Stretch of a track of which it is not known which legs are there. */
export interface Unknown {
  side: Side;
  track: TrackKind;
  id: bigint;
  from: bigint;
  to: bigint;
}

export class TrailIndex {
  readonly book: Book;
  /** Whether every movement is here, so that where there is no leg nothing happened. */
  readonly #whole: boolean;
  readonly #tracks = new Map<string, Track>();
  readonly #movements = new Map<bigint, TrailMovement>();

  private constructor(book: Book, whole: boolean) {
    this.book = book;
    this.#whole = whole;
  }

  /** Over all movements of a ledger, in the order of their records. */
  static of(book: Book, movements: Iterable<TrailMovement>): TrailIndex {
    const index = new TrailIndex(book, true);
    for (const movement of movements) index.add(movement);
    return index;
  }

  /** Empty, for a reader that adds what `walkTrail` says is unknown. */
  static empty(book: Book): TrailIndex {
    return new TrailIndex(book, false);
  }

  /** Adds a movement; one that is there already changes nothing. */
  add(movement: TrailMovement): void {
    if (this.#movements.has(movement.record)) return;
    this.#movements.set(movement.record, movement);
    for (const leg of legsOf(movement, this.book)) {
      if (leg.to !== null) insert(this.#track("giving", leg.to), leg, "giving");
      if (leg.from !== null) insert(this.#track("taking", leg.from), leg, "taking");
    }
  }

  /**
   * Says that everything of a stretch has been added, up to the first unit where there is nothing. Throws TRAIL_GAP if
   * something of the stretch comes after that unit.
   */
  settle(stretch: Unknown, position: bigint): void {
    const { side, track, id } = stretch;
    const found = this.#track(side, { track, id, position });
    const next = found.legs[lastFrom(found.legs, side, position) + 1];
    if (next !== undefined) throw gap(side, track, id, position);
    found.end = position;
  }

  movement(record: bigint): TrailMovement | null {
    return this.#movements.get(record) ?? null;
  }

  /**
   * The leg from which a trail of the movement begins: of two, the one that was asked for, by default the spent one.
   * Throws NOT_FOUND if the movement is not here, TRAIL_INVALID if it has no such leg on this book.
   */
  leg(record: bigint, part: TrailPart | null): Leg {
    const movement = this.movement(record);
    if (movement === null) {
      throw new MingzhangError("NOT_FOUND", "record", record, "is no movement here", "Give a movement's record number");
    }
    const legs = legsOf(movement, this.book);
    const leg = part === null ? legs[0] : legs.find((each) => each.part === part);
    if (leg === undefined || !movesOn(movement, this.book)) {
      const what = part === null ? `is a ${movement.kind}, which the ${this.book} book does not know` : "has one part";
      const remedy = part === null ? "Follow it on the other book" : "Leave the part out";
      throw new MingzhangError("TRAIL_INVALID", "record", record, what, remedy);
    }
    return leg;
  }

  /**
   * The leg that gave or took the unit at a position of a track. Null where none did; undefined where that is not known
   * yet. Throws TRAIL_GAP where later units of the track are there and this one is not: then movements are missing.
   */
  at(side: Side, track: TrackKind, id: bigint, position: bigint): Leg | null | undefined {
    const found = this.#tracks.get(key(side, track, id));
    const legs = found?.legs ?? [];
    const place = lastFrom(legs, side, position);
    const leg = legs[place];
    if (leg !== undefined && position < start(leg, side) + leg.movement.amount) return leg;
    if (!this.#whole) return found?.end != null && position >= found.end ? null : undefined;
    if (place + 1 < legs.length) throw gap(side, track, id, position);
    return null;
  }

  #track(side: Side, place: Place): Track {
    const name = key(side, place.track, place.id);
    let track = this.#tracks.get(name);
    if (track === undefined) {
      track = { legs: [], end: null };
      this.#tracks.set(name, track);
    }
    return track;
  }
}

/** Whether the movement belongs to a book, beyond what the other book's recoveries need to know of it. */
function movesOn(movement: TrailMovement, book: Book): boolean {
  return book === "budget" || movement.kind !== "reclassification";
}

export function gap(side: Side, track: TrackKind, id: bigint, position: bigint): MingzhangError {
  const what = `on the ${side} side of ${track} ${id} is taken by no movement, and later positions are`;
  return new MingzhangError("TRAIL_GAP", "position", position, what, "Movements are missing: read them all again");
}

const key = (side: Side, track: TrackKind, id: bigint) => `${side} ${track} ${id}`;

/** Position where a leg begins on the track that it gives to or takes from. */
export function start(leg: Leg, side: Side): bigint {
  return (side === "giving" ? leg.to?.position : leg.from?.position) ?? 0n;
}

/** Place in the list of the last leg that begins at or before the position; -1 for none. */
function lastFrom(legs: readonly Leg[], side: Side, position: bigint): number {
  let low = 0;
  let high = legs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const leg = legs[middle];
    if (leg !== undefined && start(leg, side) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** In the order of records legs come at the end; others are put where they belong. */
function insert(track: Track, leg: Leg, side: Side): void {
  track.legs.splice(lastFrom(track.legs, side, start(leg, side)) + 1, 0, leg);
}
