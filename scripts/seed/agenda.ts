// What happens when: actions by day and hour, and the steps on the chain that they lead to.
import { createHash } from "node:crypto";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { Hex } from "viem";
import type { LedgerCall } from "../chain/forward.ts";
import { order } from "../chain/orders.ts";
import type { Entry, Order, OrderTerms } from "../chain/orders.ts";
import { textDetail } from "../import/plan.ts";
import type { Books } from "./books.ts";

/** Local time is UTC+8: office hours fall on one UTC day. */
export const HOUR = { openings: 0, receipts: 1, budget: 2, payments: 6, corrections: 7, confirmations: 8 } as const;

/** A call of another contract than the ledger. */
export interface DirectCall {
  contract: "directory" | "roster";
  data: Hex;
}

export type Step =
  | { type: "direct"; call: DirectCall }
  | { type: "open"; call: LedgerCall }
  | { type: "order"; order: Order; refs: number[] }
  /** `cites` gives, for each entry, the reference of the movement that it corrects. */
  | { type: "correct"; order: Order; refs: number[]; cites: number[] }
  | { type: "confirm"; valueDate: number; document: Hex; cites: number[] };

export interface Moment {
  day: number;
  hour: number;
  steps: Step[];
}

type Action = () => void;

/** Collects actions, runs them in order of time, and gathers the steps of each moment. */
export class Agenda {
  readonly books: Books;
  /** Texts of supporting documents by digest. */
  readonly documents = new Map<Hex, string>();
  readonly #actions = new Map<number, { hour: number; action: Action }[]>();
  #steps: Step[] = [];
  #day = 0;
  #hour = 0;

  constructor(books: Books) {
    this.books = books;
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

  /** Plans and posts movements from one account; returns their references. */
  post(kind: KindName, from: bigint, entries: readonly PlannedEntry[], terms: OrderTerms = {}): number[] {
    const refs = entries.map(({ to, amount, cites }) => this.books.move(kind, from, to, amount, this.#day, cites));
    const made = order(kind, from, entries.map(entryOf), terms);
    const cites = entries.flatMap((entry) => (entry.cites === undefined ? [] : [entry.cites]));
    this.step(cites.length > 0 ? { type: "correct", order: made, refs, cites } : { type: "order", order: made, refs });
    return refs;
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
