// Random histories of a small ledger that follow the table of edges: positions, citations and limits as the contract has them.
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { KINDS, type KindInfo, type KindName, kindByName } from "@mingzhang/sdk/kinds";
import { packTerms, unpackTerms } from "@mingzhang/sdk/terms";
import type { Random } from "../random.ts";

/** Fund and parent of each account, by its place in the list; numbers are those of a ledger that opens them in this order. */
export interface World {
  /** Fund of each source. */
  sources: number[];
  funds: number;
  acts: number;
  /** Fund of each line. */
  lines: number[];
  /** Line of each allotment. */
  allotments: number[];
  /** Allotment of each commitment, and the fund that it pays, if it pays one. */
  commitments: { allotment: number; payeeFund: number | null }[];
}

export interface Move {
  record: number;
  kind: KindName;
  from: bigint;
  to: bigint;
  amount: bigint;
  fromPosition: bigint;
  toPosition: bigint;
  beyond: bigint;
  cites: number;
}

/** Three funds that send cash to and fro and pay each other, with lines to vire between and commitments to rebook. */
export const WORLD: World = {
  sources: [0, 0, 1, 2],
  funds: 3,
  acts: 2,
  lines: [0, 0, 1, 2],
  allotments: [0, 0, 1, 2, 3],
  commitments: [
    { allotment: 0, payeeFund: null },
    { allotment: 0, payeeFund: null },
    { allotment: 1, payeeFund: null },
    { allotment: 2, payeeFund: null },
    { allotment: 0, payeeFund: 1 },
    { allotment: 2, payeeFund: 1 },
    { allotment: 3, payeeFund: 0 },
    { allotment: 3, payeeFund: null },
    { allotment: 4, payeeFund: null },
  ],
};

const source = (at: number) => accountNumber("source", at + 1);
const fund = (at: number) => accountNumber("fund", at + 1);
const act = (at: number) => accountNumber("act", at + 1);
const line = (at: number) => accountNumber("line", at + 1);
const allotment = (at: number) => accountNumber("allotment", at + 1);
const commitment = (at: number) => accountNumber("commitment", at + 1);

/** Kinds by how often they are tried. */
const TRIED: readonly KindName[] = KINDS.flatMap(({ name }) => {
  const often: Partial<Record<KindName, number>> = {
    payment: 4,
    receipt: 3,
    "cash-transfer": 3,
    recovery: 3,
    commitment: 2,
  };
  return Array.from({ length: often[name] ?? 1 }, () => name);
});

interface Totals {
  in: bigint;
  out: bigint;
}

/** Movements that the ledger would take, numbered from `first` on. */
export function randomHistory(world: World, random: Random, count: number, first: number): Move[] {
  const ledger = new Ledger(world, random, first);
  while (ledger.moves.length < count) ledger.tryOne(random.pick(TRIED));
  return ledger.moves;
}

class Ledger {
  readonly moves: Move[] = [];
  readonly #totals = new Map<bigint, Totals>();
  readonly #undone = new Map<number, bigint>();
  readonly #world: World;
  readonly #random: Random;
  readonly #first: number;

  constructor(world: World, random: Random, first: number) {
    this.#world = world;
    this.#random = random;
    this.#first = first;
  }

  #of(account: bigint): Totals {
    const totals = this.#totals.get(account) ?? { in: 0n, out: 0n };
    this.#totals.set(account, totals);
    return totals;
  }

  #balance(account: bigint): bigint {
    const { in: entered, out } = this.#of(account);
    return entered - out;
  }

  /** Up to all of `most`, which is often swept whole. */
  #amount(most: bigint): bigint {
    if (most <= 0n) return 0n;
    if (this.#random.below(4) === 0) return most;
    return 1n + (this.#random.bits(40) % (most < 60n ? most : 60n));
  }

  tryOne(name: KindName): void {
    const kind = kindByName(name);
    const { sources, funds, acts, lines, allotments, commitments } = this.#world;
    const at = (length: number) => this.#random.below(length);
    const put = (from: bigint, to: bigint, most: bigint, payeeFund: number | null = null, cites = 0) =>
      this.#post(kind, from, to, this.#amount(most), payeeFund, cites);
    const fundOf = (c: number) => lines[allotments[commitments[c]?.allotment ?? 0] ?? 0] ?? 0;
    switch (name) {
      case "receipt": {
        const s = at(sources.length);
        return put(source(s), fund(sources[s] ?? 0), 90n);
      }
      case "refund": {
        const cited = this.#cited(["receipt"]);
        if (cited === null) return;
        return put(cited.to, cited.from, least(this.#left(cited), this.#balance(cited.to)), null, cited.record);
      }
      case "cash-transfer": {
        const [from, to] = [fund(at(funds)), fund(at(funds))];
        return from === to ? undefined : put(from, to, this.#balance(from));
      }
      case "payment":
      case "transfer-payment": {
        const c = at(commitments.length);
        const payeeFund = commitments[c]?.payeeFund ?? null;
        if ((payeeFund === null) !== (name === "payment")) return;
        const from = fund(fundOf(c));
        return put(from, commitment(c), least(this.#balance(from), this.#balance(commitment(c))), payeeFund);
      }
      case "recovery": {
        const cited = this.#cited(["payment", "transfer-payment", "reclassification"]);
        if (cited === null) return;
        const c = this.#commitment(cited.to);
        const payeeFund = commitments[c]?.payeeFund ?? null;
        const most = payeeFund === null ? this.#left(cited) : least(this.#left(cited), this.#balance(fund(payeeFund)));
        return put(cited.to, fund(fundOf(c)), most, payeeFund, cited.record);
      }
      case "reclassification": {
        const cited = this.#cited(["payment", "transfer-payment", "reclassification"]);
        if (cited === null) return;
        const [wrong, right] = [this.#commitment(cited.to), at(commitments.length)];
        const fits =
          wrong !== right &&
          fundOf(wrong) === fundOf(right) &&
          commitments[wrong]?.payeeFund === commitments[right]?.payeeFund;
        if (!fits) return;
        const most = least(this.#left(cited), this.#balance(commitment(right)));
        return put(cited.to, commitment(right), most, null, cited.record);
      }
      case "appropriation":
        return put(act(at(acts)), line(at(lines.length)), 200n);
      case "cut":
      case "lapse": {
        const l = line(at(lines.length));
        return put(l, act(at(acts)), this.#random.below(3) === 0 ? this.#balance(l) : 0n);
      }
      case "virement":
      case "carry-over": {
        const [from, to] = [at(lines.length), at(lines.length)];
        return from === to || lines[from] !== lines[to]
          ? undefined
          : put(line(from), line(to), this.#balance(line(from)));
      }
      case "allotment":
      case "withdrawal": {
        const a = at(allotments.length);
        const [above, below] = [line(allotments[a] ?? 0), allotment(a)];
        return name === "allotment" ? put(above, below, this.#balance(above)) : put(below, above, this.#balance(below));
      }
      case "commitment":
      case "release": {
        const c = at(commitments.length);
        const [above, below] = [allotment(commitments[c]?.allotment ?? 0), commitment(c)];
        return name === "commitment"
          ? put(above, below, this.#balance(above))
          : put(below, above, this.#balance(below));
      }
    }
  }

  #commitment(account: bigint): number {
    return this.#world.commitments.findIndex((_, at) => commitment(at) === account);
  }

  #left(move: Move): bigint {
    return move.amount - (this.#undone.get(move.record) ?? 0n);
  }

  #cited(kinds: readonly KindName[]): Move | null {
    const fit = this.moves.filter((move) => kinds.includes(move.kind) && this.#left(move) > 0n);
    return fit.length === 0 ? null : this.#random.pick(fit);
  }

  #post(kind: KindInfo, from: bigint, to: bigint, amount: bigint, payeeFund: number | null, cites: number): void {
    if (amount === 0n) return;
    const [giver, taker] = [this.#of(from), this.#of(to)];
    const move: Move = {
      record: this.#first + this.moves.length,
      kind: kind.name,
      from,
      to,
      amount,
      fromPosition: giver[kind.fromTotal],
      toPosition: taker[kind.toTotal],
      beyond: 0n,
      cites,
    };
    giver[kind.fromTotal] += amount;
    taker[kind.toTotal] += amount;
    if (payeeFund !== null && kind.beyondTotal !== null) {
      const third = this.#of(fund(payeeFund));
      move.beyond = third[kind.beyondTotal];
      third[kind.beyondTotal] += amount;
    }
    if (cites !== 0) this.#undone.set(cites, (this.#undone.get(cites) ?? 0n) + amount);
    this.moves.push(move);
  }
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);

const ZERO = `0x${"0".repeat(64)}` as const;

/** The events that a ledger with this history would have emitted, openings of commitments first. */
export function eventsOf(world: World, moves: readonly Move[]): RecordEvent[] {
  const openings = world.commitments.map(({ allotment: above, payeeFund }, at): RecordEvent => ({
    name: "CommitmentOpened",
    args: {
      record: BigInt(at),
      account: commitment(at),
      allotment: allotment(above),
      payee: 1,
      payeeFund: payeeFund === null ? 0n : fund(payeeFund),
      contractId: "",
      title: "",
      otherTitle: "",
      document: ZERO,
    },
  }));
  return [
    ...openings,
    ...moves.map((move): RecordEvent => {
      const { record, kind, from, to, amount, fromPosition, toPosition, beyond, cites } = move;
      const rest = { flags: 0, code: 0, valueDate: 0 };
      const terms = packTerms({ ...rest, kind: kindByName(kind).number, beyond, cites: BigInt(cites) });
      unpackTerms(terms);
      const args = { record: BigInt(record), from, to, terms, amount, fromPosition, toPosition };
      return { name: "Movement", args: { ...args, document: ZERO, detail: ZERO } };
    }),
  ];
}
