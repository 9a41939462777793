// Ghost sums, from events alone, and the invariants that they must obey. Numbers as in docs/INVARIANTS.md.
import { kindByNumber } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import { unpackTerms } from "@mingzhang/sdk/terms";
import type { ModelAccount } from "./model-types.ts";

/** Decoded fields of a Movement event. */
export interface MovementEvent {
  record: bigint;
  from: bigint;
  to: bigint;
  terms: bigint;
  amount: bigint;
  fromPosition: bigint;
  toPosition: bigint;
}

/** The nets of one line, in the order of the inequality. */
interface LineNets {
  spent: bigint;
  committed: bigint;
  allotted: bigint;
  given: bigint;
}

type Totals = Record<"in" | "out", bigint>;

export class Ghosts {
  private readonly tracks = new Map<bigint, Totals>();
  private readonly lines = new Map<bigint, LineNets>();
  private readonly undone = new Map<bigint, { amount: bigint; undone: bigint }>();
  private readonly cash = { receipts: 0n, refunds: 0n, payments: 0n, recoveries: 0n };
  /** How often each kind was posted. */
  readonly counts = new Map<KindName, number>();
  private readonly accountOf: (id: bigint) => ModelAccount;

  constructor(accountOf: (id: bigint) => ModelAccount) {
    this.accountOf = accountOf;
  }

  /** Takes in an event; throws where its positions leave a gap or overlap on a track (I-3), or a correction goes too far. */
  add(event: MovementEvent): void {
    const terms = unpackTerms(event.terms);
    const kind = kindByNumber(terms.kind);
    this.counts.set(kind.name, (this.counts.get(kind.name) ?? 0) + 1);
    this.advance(event.from, kind.fromTotal, event.fromPosition, event);
    this.advance(event.to, kind.toTotal, event.toPosition, event);
    const commitment = this.accountOf(kind.name === "recovery" ? event.from : event.to);
    const taker = kind.beyondTotal !== null ? (commitment.payeeFund ?? 0n) : 0n;
    if (taker !== 0n) this.advance(taker, kind.beyondTotal ?? "in", terms.beyond, event);
    this.cite(event, terms.cites, kind.cites.length > 0);
    this.addToLines(kind.name, event);
    this.addToCash(kind.name, event.amount, taker !== 0n);
  }

  /** Running totals of an account as events alone give them. */
  totals(id: bigint): { totalIn: bigint; totalOut: bigint } {
    const { in: totalIn, out: totalOut } = this.track(id);
    return { totalIn, totalOut };
  }

  /** Every broken invariant, as text. */
  broken(accounts: Iterable<ModelAccount>): string[] {
    const faults: string[] = [];
    let funds = 0n;
    for (const { id, kind } of accounts) {
      const { in: totalIn, out: totalOut } = this.track(id);
      if (kind !== "source" && kind !== "act" && totalOut > totalIn)
        faults.push(`I-1: ${id} gave ${totalOut} of ${totalIn}`);
      if (kind === "fund") funds += totalIn - totalOut;
    }
    for (const [id, { spent, committed, allotted, given }] of this.lines) {
      if (!(spent <= committed && committed <= allotted && allotted <= given)) {
        faults.push(`I-2: line ${id}: ${spent} <= ${committed} <= ${allotted} <= ${given}`);
      }
    }
    const { receipts, refunds, payments, recoveries } = this.cash;
    if (funds !== receipts - refunds - payments + recoveries) faults.push(`I-4: the funds hold ${funds}`);
    return faults;
  }

  private track(id: bigint): Totals {
    let found = this.tracks.get(id);
    if (found === undefined) {
      found = { in: 0n, out: 0n };
      this.tracks.set(id, found);
    }
    return found;
  }

  private advance(id: bigint, total: "in" | "out", position: bigint, { record, amount }: MovementEvent): void {
    const track = this.track(id);
    if (position !== track[total])
      throw new Error(`I-3: record ${record} takes ${position} on ${id}, not ${track[total]}`);
    track[total] += amount;
  }

  private cite({ record, amount }: MovementEvent, cites: bigint, wanted: boolean): void {
    this.undone.set(record, { amount, undone: 0n });
    if (!wanted) {
      if (cites !== 0n) throw new Error(`I-6: record ${record} cites ${cites} without need`);
      return;
    }
    const cited = this.undone.get(cites);
    if (cited === undefined || cites >= record)
      throw new Error(`I-6: record ${record} cites ${cites}, which is no movement`);
    cited.undone += amount;
    if (cited.undone > cited.amount) throw new Error(`I-5: ${cites} is undone by ${cited.undone} of ${cited.amount}`);
  }

  /** What moves which net of which line. */
  private addToLines(name: KindName, { from, to, amount }: MovementEvent): void {
    switch (name) {
      case "appropriation":
        this.line(to).given += amount;
        break;
      case "cut":
      case "lapse":
        this.line(from).given -= amount;
        break;
      case "virement":
      case "carry-over":
        this.line(from).given -= amount;
        this.line(to).given += amount;
        break;
      case "allotment":
        this.line(from).allotted += amount;
        break;
      case "withdrawal":
        this.line(to).allotted -= amount;
        break;
      case "commitment":
        this.line(from).committed += amount;
        break;
      case "release":
        this.line(to).committed -= amount;
        break;
      case "payment":
      case "transfer-payment":
        this.line(to).spent += amount;
        break;
      case "recovery":
        this.line(from).spent -= amount;
        break;
      case "reclassification":
        this.line(from).spent -= amount;
        this.line(to).spent += amount;
        break;
      default:
    }
  }

  /** The line that an account hangs under, or itself. */
  private line(id: bigint): LineNets {
    let account = this.accountOf(id);
    while (account.kind !== "line") account = this.accountOf(account.parent ?? 0n);
    let found = this.lines.get(account.id);
    if (found === undefined) {
      found = { spent: 0n, committed: 0n, allotted: 0n, given: 0n };
      this.lines.set(account.id, found);
    }
    return found;
  }

  /** Transfer payments and their recoveries stay among the funds. */
  private addToCash(name: KindName, amount: bigint, amongFunds: boolean): void {
    if (name === "receipt") this.cash.receipts += amount;
    else if (name === "refund") this.cash.refunds += amount;
    else if (name === "payment") this.cash.payments += amount;
    else if (name === "recovery" && !amongFunds) this.cash.recoveries += amount;
  }
}
