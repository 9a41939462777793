// Follows an amount of a movement back to where it came from, or forward to where it rests; visits are bounded.
import { MingzhangError } from "../errors.ts";
import { gap, type Side, start as startOf, type TrailIndex, type Unknown } from "./ledger-index.ts";
import { isShown, type Leg, type Place, type TrailPart } from "./legs.ts";

export type Direction = "back" | "forward";

/**
 * How a piece ends. Back: `origin` (a receipt, an appropriation). Forward: `spent` (rests with a payee), `returned`
 * (refunded, or given back to the act), `held` (still in an account). Both: `deeper` (the depth asked for was reached),
 * `cut` (one piece alone wanted more visits than allowed).
 */
export type EndKind = "origin" | "spent" | "returned" | "held" | "deeper" | "cut";

/** A piece: so much of the amount ends here. */
export interface TrailEnd {
  end: EndKind;
  /** Offset of the piece in the amount whose trail it is. */
  start: bigint;
  amount: bigint;
  /** Account that holds it, for `held`; else null. */
  account: bigint | null;
}

/** A part of a movement that the amount passed through. */
export interface TrailStep {
  /** Place in `steps` of the step before, towards the movement whose trail it is; null for that movement itself. */
  parent: number | null;
  record: bigint;
  part: TrailPart | null;
  /** Offset of the step in the amount whose trail it is. */
  start: bigint;
  amount: bigint;
  /** Offset of the step in its own movement. */
  offset: bigint;
  /** Steps from the movement whose trail it is, which is 0. */
  depth: number;
  /** A recovery lies between: the money or permission came back and went out again. */
  recovered: boolean;
  /** What of the step ends here; the rest goes on in steps that name it as parent. */
  ends: TrailEnd[];
}

export interface TrailRequest {
  record: bigint;
  direction: Direction;
  /** Of a reclassification on the budget book; default `spent`. */
  part?: TrailPart | null;
  /** First unit of the movement to follow; default 0. */
  offset?: bigint;
  /** How many units; default all from the offset on. */
  amount?: bigint;
  /** Steps away from the movement at most; default without bound. */
  depth?: number;
  /** Pieces at most; default 1000. */
  pieces?: number;
  /** Legs looked at, at most; default 5000. */
  visits?: number;
}

export interface Trail {
  /** In the order of the amount's units, each step before those that follow from it. */
  steps: TrailStep[];
  /** What was asked to be followed. */
  amount: bigint;
  /** How much of it, from its first unit on, the pieces make up. The rest is cut: ask again from there. */
  followed: bigint;
  pieces: number;
  visits: number;
  /** Stretches of tracks to look up before the trail can be told; empty over a whole index. */
  unknown: Unknown[];
}

export const DEFAULT_PIECES = 1_000;
export const DEFAULT_VISITS = 5_000;
/** Stretches asked for at once. */
const UNKNOWN_AT_ONCE = 200;

/** An amount that sits at a place of a track, to be followed on. */
interface Frame {
  place: Place;
  amount: bigint;
  start: bigint;
  step: number;
}

/**
 * Follows units in their order, depth first, so that whatever the bounds are, what was followed is one stretch from the
 * first unit on. Throws NOT_FOUND, TRAIL_INVALID, TRAIL_GAP.
 */
export function walkTrail(index: TrailIndex, request: TrailRequest): Trail {
  const walk = new Walk(index, request);
  return walk.run();
}

class Walk {
  readonly #index: TrailIndex;
  readonly #side: Side;
  readonly #depth: number;
  readonly #pieces: number;
  readonly #visits: number;
  readonly #amount: bigint;
  readonly #steps: TrailStep[] = [];
  readonly #frames: Frame[] = [];
  readonly #unknown: Unknown[] = [];
  #ended = 0;
  #visited = 0;

  constructor(index: TrailIndex, request: TrailRequest) {
    this.#index = index;
    this.#side = request.direction === "back" ? "giving" : "taking";
    this.#depth = request.depth ?? Infinity;
    this.#pieces = request.pieces ?? DEFAULT_PIECES;
    this.#visits = request.visits ?? DEFAULT_VISITS;
    const leg = index.leg(request.record, request.part ?? null);
    const whole = leg.movement.amount;
    const offset = request.offset ?? 0n;
    this.#amount = request.amount ?? whole - offset;
    if (offset < 0n || this.#amount <= 0n || offset + this.#amount > whole) {
      const remedy = `Stay within the movement's ${whole} minor units`;
      throw new MingzhangError("TRAIL_INVALID", "offset", offset, "or the amount does not fit the movement", remedy);
    }
    this.#enter(leg, offset, this.#amount, 0n, null);
  }

  run(): Trail {
    let until = this.#amount;
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      if (frame.amount === 0n) {
        this.#frames.pop();
        continue;
      }
      if (this.#ended >= this.#pieces) {
        until = frame.start;
        break;
      }
      if (this.#unknown.length >= UNKNOWN_AT_ONCE) break;
      if (this.#visited >= this.#visits) {
        // A piece that no page could finish is cut where it stands, so that the next page begins after it.
        if (this.#ended === 0) this.#end(frame, "cut", frame.amount, null);
        until = frame.start;
        break;
      }
      this.#follow(frame);
    }
    this.#clip(until);
    return {
      steps: this.#steps,
      amount: this.#amount,
      followed: until,
      pieces: this.#ended,
      visits: this.#visited,
      unknown: this.#unknown,
    };
  }

  /** Follows the first units of a frame by one leg. */
  #follow(frame: Frame): void {
    const { track, id, position } = frame.place;
    const leg = this.#index.at(this.#side, track, id, position);
    if (leg === undefined) {
      this.#unknown.push({ side: this.#side, track, id, from: position, to: position + frame.amount });
      this.#frames.pop();
      return;
    }
    if (leg === null) {
      if (this.#side === "giving") throw gap(this.#side, track, id, position);
      this.#end(frame, track === "spent" ? "spent" : "held", frame.amount, track === "spent" ? null : id);
      return;
    }
    this.#visited += 1;
    const offset = position - startOf(leg, this.#side);
    const rest = leg.movement.amount - offset;
    const amount = rest < frame.amount ? rest : frame.amount;
    const step = this.#steps[frame.step];
    if (step !== undefined && step.depth >= this.#depth && isShown(leg, this.#index.book)) {
      this.#end(frame, "deeper", amount, null);
      return;
    }
    this.#enter(leg, offset, amount, frame.start, frame.step);
    advance(frame, amount);
  }

  /** Goes into a leg: a step is shown for it, and its units are followed from its other end. */
  #enter(leg: Leg, offset: bigint, amount: bigint, start: bigint, parent: number | null): void {
    const before = parent === null ? undefined : this.#steps[parent];
    let step = parent ?? 0;
    if (before === undefined || isShown(leg, this.#index.book)) {
      step = this.#steps.length;
      this.#steps.push({
        parent,
        record: leg.movement.record,
        part: leg.part,
        start,
        amount,
        offset,
        depth: before === undefined ? 0 : before.depth + 1,
        recovered: before !== undefined && (before.recovered || isRecovery(leg)),
        ends: [],
      });
    }
    const place = this.#side === "giving" ? leg.from : leg.to;
    if (place === null) this.#addEnd(step, start, this.#side === "giving" ? "origin" : "returned", amount, null);
    else this.#frames.push({ place: { ...place, position: place.position + offset }, amount, start, step });
  }

  /** Ends the first units of a frame. */
  #end(frame: Frame, end: EndKind, amount: bigint, account: bigint | null): void {
    this.#addEnd(frame.step, frame.start, end, amount, account);
    advance(frame, amount);
  }

  /** Neighbours that end alike are one piece. */
  #addEnd(step: number, start: bigint, end: EndKind, amount: bigint, account: bigint | null): void {
    const ends = this.#steps[step]?.ends ?? [];
    const last = ends.at(-1);
    if (last?.end === end && last.account === account && last.start + last.amount === start) {
      last.amount += amount;
    } else {
      ends.push({ end, start, amount, account });
      this.#ended += 1;
    }
  }

  /** Leaves of each step what was followed. Steps that were only entered are the last ones. */
  #clip(until: bigint): void {
    while ((this.#steps.at(-1)?.start ?? -1n) >= until) this.#steps.pop();
    for (const step of this.#steps) {
      if (step.start + step.amount > until) step.amount = until - step.start;
    }
  }
}

function advance(frame: Frame, amount: bigint): void {
  frame.place.position += amount;
  frame.amount -= amount;
  frame.start += amount;
}

/** A recovery, or on the budget book the permission that a reclassification gave back. */
function isRecovery(leg: Leg): boolean {
  return leg.movement.kind === "recovery" || leg.part === "restored";
}
