// What each kind of movement does to which track on which book: a movement is one leg or two, each from a track to a track.
import type { Book, KindName } from "../kinds.ts";

/** The part of a movement that its trail follows from. Reclassifications have two on the budget book. */
export type TrailPart = "restored" | "spent";

/** A movement as trails need it: its event, and two things that other events settle. */
export interface TrailMovement {
  record: bigint;
  kind: KindName;
  from: bigint;
  to: bigint;
  /** Minor units, above 0. */
  amount: bigint;
  fromPosition: bigint;
  toPosition: bigint;
  /** Position on the taking fund's track; counts only where `takingFund` is set. */
  beyond: bigint;
  /** Record of the movement that this one corrects; null for none. */
  cites: bigint | null;
  /** Where on the cited movement this correction begins: the sum of those that cited it before. 0 where nothing is cited. */
  citedPosition: bigint;
  /** Payee fund of the commitment, for a transfer payment, its recovery and its reclassification; else null. */
  takingFund: bigint | null;
}

/**
 * A track is a line of minor units that are taken in the order in which they were given: an account, where what left
 * takes what entered, or a spent movement, where corrections take back what it spent.
 */
export type TrackKind = "account" | "spent";

export interface Place {
  track: TrackKind;
  /** Account number, or record of the spent movement. */
  id: bigint;
  /** Position of the movement's first minor unit on the track. */
  position: bigint;
}

/** One way of a movement's amount: from a track to a track, unit by unit; null where the book ends (payer, act). */
export interface Leg {
  movement: TrailMovement;
  /** Which of two legs of one movement; null where there is one. */
  part: TrailPart | null;
  from: Place | null;
  to: Place | null;
}

const account = (id: bigint, position: bigint): Place => ({ track: "account", id, position });
const spent = (record: bigint, position: bigint): Place => ({ track: "spent", id: record, position });

/** The legs of a movement on a book; none where it does not touch that book. docs/TRAILS.md has them as a table. */
export function legsOf(movement: TrailMovement, book: Book): Leg[] {
  return book === "cash" ? cashLegs(movement) : budgetLegs(movement);
}

function cashLegs(m: TrailMovement): Leg[] {
  const leaves = account(m.from, m.fromPosition);
  const enters = account(m.to, m.toPosition);
  const one = (from: Place | null, to: Place | null): Leg[] => [{ movement: m, part: null, from, to }];
  switch (m.kind) {
    case "receipt":
      return one(null, enters);
    case "refund":
      return one(leaves, null);
    case "cash-transfer":
      return one(leaves, enters);
    case "payment":
      return one(leaves, spent(m.record, 0n));
    case "transfer-payment":
      return m.takingFund === null ? [] : one(leaves, account(m.takingFund, m.beyond));
    case "recovery":
      return one(m.takingFund === null ? corrected(m) : account(m.takingFund, m.beyond), enters);
    case "reclassification":
      // No cash moves, but a recovery may cite the reclassification in place of the payment.
      return m.takingFund === null ? one(corrected(m), spent(m.record, 0n)) : [];
    case "appropriation":
    case "cut":
    case "lapse":
    case "virement":
    case "carry-over":
    case "allotment":
    case "withdrawal":
    case "commitment":
    case "release":
      return [];
  }
}

function budgetLegs(m: TrailMovement): Leg[] {
  const leaves = account(m.from, m.fromPosition);
  const enters = account(m.to, m.toPosition);
  const one = (from: Place | null, to: Place | null): Leg[] => [{ movement: m, part: null, from, to }];
  switch (m.kind) {
    case "receipt":
    case "refund":
    case "cash-transfer":
      return [];
    case "payment":
    case "transfer-payment":
      return one(enters, spent(m.record, 0n));
    case "recovery":
      return one(corrected(m), leaves);
    case "appropriation":
      return one(null, enters);
    case "cut":
    case "lapse":
      return one(leaves, null);
    case "virement":
    case "carry-over":
    case "allotment":
    case "withdrawal":
    case "commitment":
    case "release":
      return one(leaves, enters);
    case "reclassification":
      return [
        { movement: m, part: "spent", from: enters, to: spent(m.record, 0n) },
        { movement: m, part: "restored", from: corrected(m), to: leaves },
      ];
  }
}

/** Where on the cited movement a correction begins. */
function corrected(m: TrailMovement): Place | null {
  return m.cites === null ? null : spent(m.cites, m.citedPosition);
}

/** Whether a step of a trail shows the leg: on the cash book a reclassification moves nothing. */
export function isShown(leg: Leg, book: Book): boolean {
  return book === "budget" || leg.movement.kind !== "reclassification";
}
