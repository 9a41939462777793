// The wire types of trails: what the indexer answers to "where from" and "where to". Conventions are those of api.ts.
import type { AccountRef, Money, Movement } from "./api.ts";
import type { Book } from "./kinds.ts";
import type { Direction, EndKind, TrailPart } from "./trails/index.ts";

/** A movement as trails name it. */
export type TrailMovementRow = Pick<
  Movement,
  | "record"
  | "kind"
  | "from"
  | "to"
  | "payee"
  | "payer"
  | "fund"
  | "otherFund"
  | "line"
  | "agency"
  | "function"
  | "class"
  | "year"
  | "amount"
  | "undone"
  | "persons"
  | "valueDate"
  | "postedAt"
  | "confirmed"
  | "awaitsConfirmation"
  | "imported"
  | "final"
>;

/** A piece of the amount that ends here; see EndKind of the SDK. */
export interface TrailEndRow {
  end: EndKind;
  start: Money;
  amount: Money;
  /** Account that holds it, for `held`. */
  account: AccountRef | null;
}

/** A part of a movement that the amount passed through; see TrailStep of the SDK. */
export interface TrailStepRow {
  /** Place in `steps` of the step before it, towards the movement whose trail it is. */
  parent: number | null;
  record: number;
  part: TrailPart | null;
  start: Money;
  amount: Money;
  offset: Money;
  depth: number;
  recovered: boolean;
  ends: TrailEndRow[];
}

export interface TrailSum {
  end: EndKind;
  amount: Money;
  pieces: number;
}

/** What every answer about a trail says of itself. */
export interface TrailScope {
  record: number;
  currency: string;
  exponent: number;
  /** The trail is that of the first so many records of the log. */
  records: number;
  /** First unit of the movement that is followed. */
  offset: Money;
  /** How many units from there are followed, over all pages. */
  amount: Money;
  /** Offset of this page's first unit in that amount. */
  start: Money;
  /** How much this page follows. */
  followed: Money;
  /** What comes after this page: not followed yet. */
  left: Money;
  /** This page's pieces by how they end; they make up `followed`. */
  sums: TrailSum[];
  pieces: number;
  /** Legs looked at for this page. */
  visits: number;
  /** Cursor of the next page; null where nothing is left. */
  next: string | null;
}

/** One page of a trail. */
export interface TrailPage extends TrailScope {
  book: Book;
  direction: Direction;
  part: TrailPart | null;
  depth: number | null;
  steps: TrailStepRow[];
  /** Every movement that the steps name, by record. */
  movements: TrailMovementRow[];
}

/** Where a part of a receipt rests. */
export interface SpentItem extends TrailSum {
  /** Of `held`: the movement that brought it into the account. */
  movement: TrailMovementRow;
  account: AccountRef | null;
  /** What of the amount was recovered and went out again before. */
  recovered: Money;
}

/** What a receipt paid for: one page of its trail, by the movements that its pieces end with. */
export interface ReceiptSpent extends TrailScope {
  receipt: TrailMovementRow;
  /** Largest first. */
  items: SpentItem[];
  /** Items of this page that are not listed one by one. */
  smaller: { count: number; amount: Money } | null;
}
