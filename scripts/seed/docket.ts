// Sorts the year's steps into units, cases and facts, in the order in which they are carried out and each at its time.
import { accountKind, accountNumber } from "@mingzhang/sdk/accounts";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { Moment, Piece, Step, Work } from "./agenda.ts";
import type { FirstNumbers } from "./books.ts";

export interface CaseUnit {
  type: "case";
  procedure: string;
  agency: number;
  pieces: Piece[];
  /** When it is carried out, seconds since 1970. */
  at: number;
  /** When everything that it speaks of stands: it cannot be submitted before. */
  earliest: number;
  /** Minor units. */
  amount: bigint;
}

export interface FactUnit {
  type: "fact";
  step: Exclude<Step, { type: "case" }>;
  at: number;
}

export type Unit = CaseUnit | FactUnit;

/** From one wave of a moment to the next: what a wave opens, the next may use. Seconds. */
const WAVE = 600;
const HALF_HOUR = 1_800;
/** What one case holds at most. */
const MOST = { orders: 40, open: 30 } as const;

export class Docket {
  readonly units: Unit[] = [];
  /** Numbers that accounts get on the chain, by those that the generator gave them. */
  readonly #actual = new Map<bigint, bigint>();
  readonly #next: Record<AccountKind, bigint>;
  readonly #standsAt = new Map<bigint, number>();
  readonly #postedAt = new Map<number, number>();
  /** When parties and officials were registered last. */
  #foundedAt = 0;

  constructor(moments: Iterable<Moment>, first: FirstNumbers) {
    this.#next = { ...first.accounts };
    for (const moment of moments) this.#sort(moment);
  }

  /** Number of an account on the chain: cases open accounts in another order than they were planned in. */
  actual(account: bigint): bigint {
    return this.#actual.get(account) ?? account;
  }

  /** When an account stands, seconds since 1970; 0 if it was never opened. */
  standsAt(account: bigint): number {
    return this.#standsAt.get(account) ?? 0;
  }

  #sort({ day, hour, steps }: Moment): void {
    const waves: Unit[][] = [];
    const openedIn = new Map<bigint, number>();
    const fedIn = new Map<bigint, number>();
    let floor = 0;
    let direct = false;
    for (const step of steps) {
      if (step.type === "direct") direct = true;
      else if (direct) {
        // What officials and parties do comes after they are registered.
        direct = false;
        floor += 1;
      }
      const after = (waveOf: Map<bigint, number>, accounts: bigint[]): number =>
        accounts.reduce((at, account) => Math.max(at, (waveOf.get(account) ?? -1) + 1), floor);
      const wave = Math.max(after(openedIn, accountsOf(step)), after(fedIn, giversOf(step)));
      for (const account of opensOf(step)) openedIn.set(account, wave);
      for (const account of takersOf(step)) fedIn.set(account, Math.max(wave, fedIn.get(account) ?? 0));
      place((waves[wave] ??= []), step);
    }
    waves.forEach((units, wave) => {
      // Money that goes to another fund may be paid out of it in the same hour.
      const ordered = [...units.filter(feedsFunds), ...units.filter((unit) => !feedsFunds(unit))];
      for (const unit of ordered) this.#take(unit, day * 86_400 + hour * 3_600 + HALF_HOUR + wave * WAVE);
    });
  }

  #take(unit: Unit, at: number): void {
    unit.at = at;
    const steps = unit.type === "case" ? unit.pieces.map((piece): Step => ({ type: "case", piece })) : [unit.step];
    if (unit.type === "case") {
      unit.amount = unit.pieces.reduce((sum, { work }) => sum + amountOf(work), 0n);
      const spoken = steps.flatMap((step) => [
        ...accountsOf(step).map((account) => this.standsAt(account)),
        ...citesOf(step).map((ref) => this.#postedAt.get(ref) ?? 0),
      ]);
      unit.earliest = Math.max(this.#foundedAt, ...spoken);
    } else if (unit.step.type === "direct") this.#foundedAt = at;
    for (const step of steps) {
      for (const account of opensOf(step)) {
        const kind = accountKind(account);
        this.#actual.set(account, accountNumber(kind, this.#next[kind]++));
        this.#standsAt.set(account, at);
      }
      for (const ref of refsOf(step)) this.#postedAt.set(ref, at);
    }
    this.units.push(unit);
  }
}

/** A unit for one piece alone, at a time of its own. */
export function caseUnit(piece: Piece): CaseUnit {
  const { procedure, agency } = piece;
  return { type: "case", procedure, agency, pieces: [piece], at: 0, earliest: 0, amount: amountOf(piece.work) };
}

/** Adds a piece to a case that takes it, else begins a unit. */
function place(units: Unit[], step: Step): void {
  if (step.type !== "case") {
    units.push({ type: "fact", step, at: 0 });
    return;
  }
  const { piece } = step;
  const taker = units.find((unit) => unit.type === "case" && takes(unit, piece));
  if (taker?.type === "case") taker.pieces.push(piece);
  else units.push(caseUnit(piece));
}

function takes({ procedure, agency, pieces }: CaseUnit, piece: Piece): boolean {
  const [first] = pieces;
  if (first === undefined || procedure !== piece.procedure || agency !== piece.agency) return false;
  const size = (works: readonly Piece[]): number => works.reduce((sum, { work }) => sum + sizeOf(work), 0);
  const all = size([...pieces, piece]);
  if (first.work.type === "orders") return piece.work.type === "orders" && all <= MOST.orders;
  if (first.work.type !== "open" || piece.work.type !== "open") return false;
  const { what } = first.work.opened;
  return what !== "year" && what === piece.work.opened.what && all <= MOST.open;
}

function sizeOf(work: Work): number {
  if (work.type === "orders") return work.order.entries.length;
  return work.type === "open" ? work.opened.specs.length : 1;
}

function amountOf(work: Work): bigint {
  switch (work.type) {
    case "orders":
      return work.order.entries.reduce((sum, { amount }) => sum + amount, 0n);
    case "open":
      return work.amounts.reduce((sum, amount) => sum + amount, 0n);
    case "standing":
      return work.standing.amount * BigInt(work.standing.times);
    default:
      return 0n;
  }
}

function feedsFunds(unit: Unit): boolean {
  if (unit.type !== "case") return false;
  return unit.pieces.some(
    ({ work }) => work.type === "orders" && ["cash-transfer", "transfer-payment"].includes(work.order.kind),
  );
}

/** Accounts that a step speaks of: they must stand before it is submitted. */
function accountsOf(step: Step): bigint[] {
  switch (step.type) {
    case "sources":
      return step.specs.map(({ fund }) => fund);
    case "receive":
    case "recover":
      return [step.order.from, ...step.order.entries.map(({ to }) => to)];
    case "case":
      return accountsIn(step.piece.work);
    default:
      return [];
  }
}

function accountsIn(work: Work): bigint[] {
  switch (work.type) {
    case "orders":
      return [work.order.from, ...work.order.entries.map(({ to }) => to)];
    case "standing":
      return [work.standing.fund, work.standing.commitment];
    case "open":
      switch (work.opened.what) {
        case "line":
          return [...work.opened.specs.map(({ fund }) => fund), ...work.givers];
        case "allotment":
          return work.opened.specs.map(({ line }) => line);
        case "commitment":
          return work.opened.specs.flatMap(({ allotment, payeeFund }) => [allotment, payeeFund]);
        default:
          return [];
      }
    default:
      return [];
  }
}

/** Accounts that a budget step takes from. */
function giversOf(step: Step): bigint[] {
  if (step.type !== "case") return [];
  const { work } = step.piece;
  if (work.type === "orders") return [work.order.from];
  return work.type === "open" && work.amounts.length > 0 ? accountsIn(work) : [];
}

/** Accounts that a case's movements go to. */
function takersOf(step: Step): bigint[] {
  if (step.type !== "case" || step.piece.work.type !== "orders") return [];
  return step.piece.work.order.entries.map(({ to }) => to);
}

function opensOf(step: Step): bigint[] {
  if (step.type === "sources") return step.accounts;
  return step.type === "case" && step.piece.work.type === "open" ? step.piece.work.accounts : [];
}

function citesOf(step: Step): number[] {
  if (step.type === "case") return step.piece.work.type === "orders" ? step.piece.work.cites : [];
  return step.type === "recover" || step.type === "confirm" ? step.cites : [];
}

/** References of the movements that a step posts, in order. */
export function refsOf(step: Step): number[] {
  if (step.type === "case") return step.piece.refs;
  return "refs" in step ? step.refs : [];
}
