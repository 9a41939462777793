// What happens when: actions by day and hour, and the steps on the chain that they lead to.
import { createHash } from "node:crypto";
import type { PermitOrder, SeatOrder, Standing } from "@mingzhang/sdk/cases/payloads";
import type { OpeningSpecs, SourceSpec } from "@mingzhang/sdk/cases/specs";
import type { KindName } from "@mingzhang/sdk/kinds";
import { zeroHash } from "viem";
import type { Hex } from "viem";
import { order } from "../chain/orders.ts";
import type { Entry, Order, OrderTerms } from "../chain/orders.ts";
import { textDetail } from "../import/plan.ts";
import type { Books } from "./books.ts";
import { POSTING } from "./posting.ts";

/** Local time is UTC+8: office hours fall on one UTC day. */
export const HOUR = {
  openings: 0,
  receipts: 1,
  budget: 2,
  draws: 5,
  payments: 6,
  corrections: 7,
  confirmations: 8,
} as const;

/** A call of another contract than the ledger, by the office that it wants. */
export interface DirectCall {
  contract: "directory" | "roster";
  data: Hex;
}

/** What a case is to do. */
export type Work =
  /** `cites` gives, for each entry, the reference of the movement that it corrects. */
  | { type: "orders"; order: Order; cites: number[] }
  /** `accounts` are the numbers that the generator gave to what is opened. */
  | { type: "open"; opened: OpeningSpecs; accounts: bigint[]; givers: bigint[]; amounts: bigint[]; document: Hex }
  | { type: "standing"; standing: Standing; key: string }
  | { type: "seat"; seat: SeatOrder }
  | { type: "permit"; permit: PermitOrder };

/** Part of a case, or a whole one: like pieces of one moment are put into one case. */
export interface Piece {
  /** Code of the procedure. */
  procedure: string;
  /** Party whose case it is. */
  agency: number;
  purpose: string;
  work: Work;
  /** References of the movements that come of it, in order. */
  refs: number[];
}

export type Step =
  | { type: "direct"; call: DirectCall }
  | { type: "sources"; specs: SourceSpec[]; accounts: bigint[] }
  | { type: "receive"; order: Order; refs: number[] }
  | { type: "recover"; order: Order; refs: number[]; cites: number[] }
  | { type: "confirm"; valueDate: number; document: Hex; cites: number[] }
  | { type: "draw"; key: string; refs: number[] }
  /** A procedure decided by a rule is announced, and published when its public wait is over. */
  | { type: "announce" }
  | { type: "publish" }
  | { type: "case"; piece: Piece };

export interface Moment {
  day: number;
  hour: number;
  steps: Step[];
}

type Action = () => void;

/** Whose is what: what forms and cases need to know of parties and accounts. */
export interface Holdings {
  government: number;
  /** Party that a fund, line, allotment or commitment belongs to. */
  owners: Map<bigint, number>;
  /** Party that a commitment pays. */
  payees: Map<bigint, number>;
  /** Registered names. */
  names: Map<number, string>;
}

/** Collects actions, runs them in order of time, and gathers the steps of each moment. */
export class Agenda {
  readonly books: Books;
  readonly holdings: Holdings;
  /** Texts of supporting documents by digest. */
  readonly documents = new Map<Hex, string>();
  readonly #actions = new Map<number, { hour: number; action: Action }[]>();
  #steps: Step[] = [];
  #day = 0;
  #hour = 0;

  constructor(books: Books, government: number) {
    this.books = books;
    this.holdings = { government, owners: new Map(), payees: new Map(), names: new Map() };
  }

  /** The day that is being run. */
  get day(): number {
    return this.#day;
  }

  at(day: number, hour: number, action: Action): void {
    const over = day < this.#day || (day === this.#day && hour <= this.#hour);
    if (over) throw new Error(`Day ${day}, hour ${hour} is over.`);
    const actions = this.#actions.get(day) ?? [];
    actions.push({ hour, action });
    this.#actions.set(day, actions);
  }

  /** Runs everything up to `last`, moment by moment. Actions may add later ones. */
  *run(first: number, last: number): Generator<Moment> {
    for (this.#day = first; this.#day <= last; this.#day += 1) {
      for (let hour = 0; hour < 24; hour += 1) {
        this.#hour = hour;
        for (const { action } of (this.#actions.get(this.#day) ?? []).filter((entry) => entry.hour === hour)) action();
        if (this.#steps.length > 0) yield { day: this.#day, hour, steps: this.#steps };
        this.#steps = [];
      }
    }
  }

  step(step: Step): void {
    this.#steps.push(step);
  }

  /** Keeps a supporting document; returns its digest. */
  document(text: string): Hex {
    const digest = `0x${createHash("sha256").update(text, "utf8").digest("hex")}` as const;
    this.documents.set(digest, text);
    return digest;
  }

  /**
   * Plans and posts movements from one account; returns their references. Receipts and recoveries are the bank's facts,
   * everything else a case of the party that the accounts belong to.
   */
  post(
    kind: KindName,
    from: bigint,
    entries: readonly PlannedEntry[],
    terms: OrderTerms = {},
    about: { purpose?: string; procedure?: string } = {},
  ): number[] {
    if (entries.length === 0) return [];
    const refs = entries.map(({ to, amount, cites }) => this.books.move(kind, from, to, amount, this.#day, cites));
    const made = order(kind, from, entries.map(entryOf), terms);
    const cites = entries.flatMap((entry) => (entry.cites === undefined ? [] : [entry.cites]));
    if (kind === "receipt") this.step({ type: "receive", order: made, refs });
    else if (kind === "recovery") this.step({ type: "recover", order: made, refs, cites });
    else {
      const { procedure, purpose } = POSTING[kind];
      this.step({
        type: "case",
        piece: {
          procedure: about.procedure ?? procedure,
          agency: this.#agencyOf(kind, from, entries),
          purpose: about.purpose ?? purpose,
          work: { type: "orders", order: made, cites },
          refs,
        },
      });
    }
    return refs;
  }

  /** Opens accounts by a case, with the sums of the movements that `refs` refer to, or without. */
  open(
    procedure: string,
    agency: number,
    purpose: string,
    opened: OpeningSpecs,
    accounts: bigint[],
    means: { givers?: bigint[]; amounts?: bigint[]; refs?: number[]; document?: Hex } = {},
  ): void {
    const { givers = [], amounts = [], refs = [], document = zeroHash } = means;
    const work = { type: "open", opened, accounts, givers, amounts, document } as const;
    this.step({ type: "case", piece: { procedure, agency, purpose, work, refs } });
  }

  /** The party that all accounts asked about belong to, or the government where they are several parties'. */
  #agencyOf(kind: Exclude<KindName, "receipt" | "recovery">, from: bigint, entries: readonly PlannedEntry[]): number {
    const { government, owners } = this.holdings;
    const { asks } = POSTING[kind];
    if (asks === "government") return government;
    const accounts = [...(asks === "to" ? [] : [from]), ...(asks === "from" ? [] : entries.map(({ to }) => to))];
    const [owner = government, ...others] = new Set(accounts.map((account) => owners.get(account)));
    return others.length > 0 ? government : owner;
  }
}

export interface PlannedEntry {
  to: bigint;
  amount: bigint;
  /** Payer's own reference, or the root of a class's rows. */
  detail: string | { root: Hex };
  /** Reference of the movement that this one corrects. */
  cites?: number;
}

function entryOf({ to, amount, detail }: PlannedEntry): Entry {
  return { to, amount, detail: typeof detail === "string" ? textDetail(detail) : detail.root };
}
