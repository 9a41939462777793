// Provenance unit by unit, in the plainest way: every minor unit is a thing that remembers where it was; no intervals.
import type { World, Move } from "./history.ts";

/** One minor unit on one book. `path`: movements that it went through, each with its part where it has two. */
interface Unit {
  path: string[];
}

/** Where a unit is at the end. */
export type Whereabouts = { end: "held"; account: bigint } | { end: "spent" | "returned"; account: null };

/** What became of the units of one movement: of each, in order, all before and all after, and where it is now. */
export interface UnitTrail {
  before: string[];
  after: string[];
  now: Whereabouts;
}

interface Box {
  units: Unit[];
  where: Whereabouts;
}

/** Plays a history on one book. */
export class Naive {
  readonly #accounts = new Map<bigint, Box>();
  readonly #spent = new Map<number, Box>();
  readonly #returned: Box = { units: [], where: { end: "returned", account: null } };
  /** Units of each movement's part in order, with how long their path was when they left it. */
  readonly #seen = new Map<string, { unit: Unit; length: number }[]>();

  constructor(world: World, moves: readonly Move[], book: "cash" | "budget") {
    const funds = new Map(world.commitments.map((each, at) => [(6n << 56n) | BigInt(at + 1), each.payeeFund] as const));
    const takerOf = (commitment: bigint) => {
      const taker = funds.get(commitment) ?? null;
      return taker === null ? null : (2n << 56n) | BigInt(taker + 1);
    };
    for (const move of moves) {
      if (book === "cash") this.#cash(move, takerOf);
      else this.#budget(move);
    }
  }

  #cash(move: Move, takerOf: (commitment: bigint) => bigint | null): void {
    const { kind, from, to } = move;
    const name = String(move.record);
    if (kind === "receipt") this.#pass(name, fresh(move), this.#account(to));
    if (kind === "refund") this.#pass(name, this.#take(this.#account(from), move), this.#returned);
    if (kind === "cash-transfer") this.#pass(name, this.#take(this.#account(from), move), this.#account(to));
    if (kind === "payment") this.#pass(name, this.#take(this.#account(from), move), this.#box(move.record));
    if (kind === "transfer-payment") {
      this.#pass(name, this.#take(this.#account(from), move), this.#account(takerOf(to) ?? 0n));
    }
    if (kind === "recovery") {
      const taker = takerOf(from);
      const box = taker === null ? this.#box(move.cites) : this.#account(taker);
      this.#pass(name, this.#take(box, move), this.#account(to));
    }
    // The payee keeps the money; only what may be cited changes.
    if (kind === "reclassification" && takerOf(from) === null) {
      this.#box(move.record).units.push(...this.#take(this.#box(move.cites), move));
    }
  }

  #budget(move: Move): void {
    const { kind, from, to } = move;
    const name = String(move.record);
    if (kind === "receipt" || kind === "refund" || kind === "cash-transfer") return;
    if (kind === "appropriation") this.#pass(name, fresh(move), this.#account(to));
    else if (kind === "cut" || kind === "lapse") {
      this.#pass(name, this.#take(this.#account(from), move), this.#returned);
    } else if (kind === "payment" || kind === "transfer-payment") {
      this.#pass(name, this.#take(this.#account(to), move), this.#box(move.record));
    } else if (kind === "recovery") {
      this.#pass(name, this.#take(this.#box(move.cites), move), this.#account(from));
    } else if (kind === "reclassification") {
      const spent = this.#take(this.#account(to), move);
      this.#pass(`${name} restored`, this.#take(this.#box(move.cites), move), this.#account(from));
      this.#pass(`${name} spent`, spent, this.#box(move.record));
    } else {
      this.#pass(name, this.#take(this.#account(from), move), this.#account(to));
    }
  }

  #account(id: bigint): Box {
    const box = this.#accounts.get(id) ?? { units: [], where: { end: "held", account: id } };
    this.#accounts.set(id, box);
    return box;
  }

  #box(record: number): Box {
    const box = this.#spent.get(record) ?? { units: [], where: { end: "spent", account: null } };
    this.#spent.set(record, box);
    return box;
  }

  #take(box: Box, move: Move): Unit[] {
    const units = box.units.splice(0, Number(move.amount));
    if (units.length !== Number(move.amount)) throw new Error(`Movement ${move.record} takes more than there is.`);
    return units;
  }

  #pass(name: string, units: Unit[], box: Box): void {
    for (const unit of units) unit.path.push(name);
    this.#seen.set(
      name,
      units.map((unit) => ({ unit, length: unit.path.length })),
    );
    box.units.push(...units);
  }

  /** Units of a movement, or of one part of a reclassification: "12", "12 spent". */
  trail(name: string): UnitTrail[] {
    const now = new Map<Unit, Whereabouts>();
    for (const box of [this.#returned, ...this.#accounts.values(), ...this.#spent.values()]) {
      for (const unit of box.units) now.set(unit, box.where);
    }
    return (this.#seen.get(name) ?? []).map(({ unit, length }) => ({
      before: unit.path.slice(0, length).reverse(),
      after: unit.path.slice(length - 1),
      now: now.get(unit) ?? { end: "returned", account: null },
    }));
  }

  /** Every movement, or part of one, that this book knows. */
  names(): string[] {
    return [...this.#seen.keys()];
  }
}

function fresh(move: Move): Unit[] {
  return Array.from({ length: Number(move.amount) }, () => ({ path: [] }));
}
