// The ledger again, in plain TypeScript and from the rules of DESIGN, not from the contract: what each call must do.
import { KINDS } from "@mingzhang/sdk/kinds";
import type { KindInfo } from "@mingzhang/sdk/kinds";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { Call, CitationPlan, EntryPlan, Expected, ModelAccount, Movement, OrderPlan } from "./model-types.ts";
import { VaultModel } from "./vault-model.ts";

/** Highest running total of an account. */
export const MAX_TOTAL = 2n ** 104n - 1n;

const ACCOUNT_KIND: Record<AccountKind, number> = {
  source: 1,
  fund: 2,
  act: 3,
  line: 4,
  allotment: 5,
  commitment: 6,
};
const SPENT = new Set(["payment", "transfer-payment", "reclassification"]);
const ADVANCE = 1;
const IMPORTED = 2;

/** Why a call must fail: names of errors, any of which may be the first that the contract meets. */
class Illegal extends Error {
  readonly reasons: ReadonlySet<string>;
  constructor(reasons: Iterable<string>) {
    super([...reasons].join(" | "));
    this.reasons = new Set(reasons);
  }
}

export const accountKind = (id: bigint): number => Number(id >> 56n);
export const kindOf = (number: number): KindInfo | undefined => KINDS[number - 1];

export class Model {
  readonly accounts = new Map<bigint, ModelAccount>();
  readonly movements = new Map<number, Movement>();
  readonly undone = new Map<number, bigint>();
  /** What of `undone` recoveries took. */
  readonly recovered = new Map<number, bigint>();
  readonly confirmed = new Set<number>();
  readonly vault = new VaultModel();
  /** Records in the log. */
  size = 0;
  /** Days since 1970-01-01 at the time of the call. */
  today = 0;
  /** Sizes at which the log was sealed. */
  readonly sealed = new Set<number>();

  private touched = new Map<bigint, { totalIn: bigint; totalOut: bigint }>();
  private undoneBefore = new Map<number, bigint>();
  private pending: Movement[] = [];

  /** What a call of `post` must do; the model has then done it too, unless it is illegal. */
  post(call: Call): Expected {
    const size = this.size;
    const vault = this.vault.snapshot();
    this.touched = new Map();
    this.undoneBefore = new Map();
    this.pending = [];
    try {
      this.postOrders(call);
      this.size += this.settle(call.orders);
      for (const movement of this.pending) {
        this.movements.set(movement.record, movement);
        if (kindOf(movement.kind)?.name !== "recovery") continue;
        this.recovered.set(movement.cites, (this.recovered.get(movement.cites) ?? 0n) + movement.amount);
      }
      return { legal: true, movements: this.pending, records: this.size - size, touched: [...this.touched.keys()] };
    } catch (error) {
      if (!(error instanceof Illegal)) throw error;
      for (const [id, before] of this.touched) Object.assign(this.account(id), before);
      for (const [record, before] of this.undoneBefore) this.undone.set(record, before);
      this.vault.restore(vault);
      this.size = size;
      return { legal: false, reasons: error.reasons };
    }
  }

  /** What a call of `confirm` must do. */
  confirm(citations: readonly CitationPlan[], valueDate: number): Expected {
    const reasons = new Set<string>();
    if (citations.length === 0) reasons.add("NothingToPost");
    if (valueDate === 0) reasons.add("ValueDateUnfit");
    const seen = new Set<number>();
    if (reasons.size === 0) {
      for (const citation of citations) {
        for (const reason of this.citationFaults(citation)) reasons.add(reason);
        const { movement } = citation;
        const kind = kindOf(movement.kind);
        const payable = kind?.name === "payment" || kind?.name === "transfer-payment" || kind?.name === "refund";
        if (!payable) reasons.add("CitationUnfit");
        if (payable && this.accounts.get(movement.from)?.token === true) reasons.add("NotToConfirm");
        if (payable && this.recovered.get(movement.record) === movement.amount) reasons.add("NotToConfirm");
        if (payable && (this.confirmed.has(movement.record) || seen.has(movement.record))) reasons.add("NotToConfirm");
        if (reasons.size !== 0) break;
        seen.add(movement.record);
      }
    }
    if (reasons.size !== 0) return { legal: false, reasons };
    for (const record of seen) this.confirmed.add(record);
    this.size += seen.size;
    return { legal: true, movements: [], records: seen.size, touched: [] };
  }

  account(id: bigint): ModelAccount {
    const found = this.accounts.get(id);
    if (found === undefined) throw new Error(`no account ${id}`);
    return found;
  }

  private postOrders({ orders, citations }: Call): void {
    let cited = 0;
    for (const order of orders) {
      const citing = (kindOf(order.kind)?.cites.length ?? 0) > 0;
      this.checkOrder(order);
      if (citing && cited + order.entries.length > citations.length) throw new Illegal(["CitationCount"]);
      for (const [i, entry] of order.entries.entries()) {
        this.postEntry(order, entry, citing ? citations[cited + i] : undefined);
      }
      if (order.kind === 4) {
        const fund = this.account(order.from);
        if (fund.totalOut > fund.totalIn) throw new Illegal(["Overdraw"]);
      }
      if (citing) cited += order.entries.length;
    }
    if (orders.length === 0) throw new Illegal(["NothingToPost"]);
    if (cited !== citations.length) throw new Illegal(["CitationCount"]);
  }

  private checkOrder(order: OrderPlan): void {
    if (order.entries.length === 0) throw new Illegal(["NothingToPost"]);
    const kind = kindOf(order.kind);
    if (kind === undefined) throw new Illegal(["KindMissing"]);
    const faults: string[] = [];
    if (accountKind(order.from) !== ACCOUNT_KIND[kind.from]) faults.push("EdgeForbidden");
    const paying = kind.name === "payment" || kind.name === "transfer-payment";
    if ((order.flags & ~(IMPORTED | (paying ? ADVANCE : 0))) !== 0) faults.push("FlagsUnknown");
    if (kind.valueDate !== (order.valueDate !== 0)) faults.push("ValueDateUnfit");
    if (kind.name === "receipt" ? !isReceiptClass(order.code) : order.code !== 0 && kind.name !== "payment") {
      faults.push("CodeUnfit");
    }
    if (!this.accounts.has(order.from)) faults.push("AccountUnknown");
    if (faults.length !== 0) throw new Illegal(faults);
  }

  private postEntry(order: OrderPlan, entry: EntryPlan, citation: CitationPlan | undefined): void {
    const kind = kindOf(order.kind);
    if (kind === undefined) throw new Error("checked before");
    const faults = new Set<string>();
    if (citation !== undefined) this.checkCited(kind, order, entry, citation, faults);
    if (entry.amount === 0n) faults.add("AmountZero");
    if (accountKind(entry.to) !== ACCOUNT_KIND[kind.to]) faults.add("EdgeForbidden");
    else if (order.from === entry.to) faults.add("SelfMovement");
    else if (!this.accounts.has(entry.to)) faults.add("AccountUnknown");
    else this.checkEdge(kind, order, entry, faults);
    if (faults.size !== 0) throw new Illegal(faults);
    this.apply(kind, order, entry, citation);
  }

  private checkCited(
    kind: KindInfo,
    order: OrderPlan,
    entry: EntryPlan,
    citation: CitationPlan,
    faults: Set<string>,
  ): void {
    for (const fault of this.citationFaults(citation)) faults.add(fault);
    const { movement } = citation;
    const was = kindOf(movement.kind)?.name ?? "";
    const fits =
      kind.name === "refund"
        ? was === "receipt" && movement.to === order.from && movement.from === entry.to
        : SPENT.has(was) && movement.to === order.from;
    if (!fits) faults.add("CitationUnfit");
    if (entry.amount > movement.amount - (this.undone.get(movement.record) ?? 0n)) faults.add("CitationExhausted");
  }

  private citationFaults({ movement, size, tampered }: CitationPlan): string[] {
    if (!this.sealed.has(size)) return ["NotSealed", "CitationUnproven"];
    const real = this.movements.has(movement.record) && movement.record < size;
    return real && !tampered ? [] : ["CitationUnproven"];
  }

  private checkEdge(kind: KindInfo, order: OrderPlan, entry: EntryPlan, faults: Set<string>): void {
    const from = this.account(order.from);
    const to = this.account(entry.to);
    this.checkDays(kind, from, to, faults);
    switch (kind.name) {
      case "appropriation":
      case "cut":
      case "lapse": {
        const [act, line] = kind.name === "appropriation" ? [from, to] : [to, from];
        if (act.government !== line.government || act.year !== line.year) faults.add("YearUnfit");
        break;
      }
      case "cash-transfer":
        if (from.government !== to.government || from.currency !== to.currency || from.token !== to.token) {
          faults.add("FundsIncompatible");
        }
        break;
      default:
        if (from.fund !== to.fund) faults.add("FundDiffers");
    }
    if (kind.name === "virement" && from.year !== to.year) faults.add("YearUnfit");
    if (kind.name === "carry-over" && (from.year ?? 0) + 1 !== to.year) faults.add("YearUnfit");
    if (kind.name === "allotment" || kind.name === "commitment") {
      if (to.parent !== from.id) faults.add("NotRelated");
    }
    if (kind.name === "withdrawal" || kind.name === "release") {
      if (from.parent !== to.id) faults.add("NotRelated");
    }
    if (kind.name === "reclassification" && (from.payee !== to.payee || from.payeeFund !== to.payeeFund)) {
      faults.add("NotRelated");
    }
    if (kind.name === "payment") {
      const rows = order.code !== 0 && BigInt(entry.detail) !== 0n && order.entries.length === 1;
      if (to.payeeFund !== 0n) faults.add("PayeeKind");
      // A number of persons belongs to a payee class alone, and a payee class wants it with the root of its rows.
      if (to.payeeClass === true ? !rows : order.code !== 0) faults.add("ClassRows");
    }
    if (kind.name === "transfer-payment" && to.payeeFund === 0n) faults.add("PayeeKind");
    this.checkTotals(kind, from, to, entry.amount, faults);
  }

  /** The last days: of a line to commit and to pay, which its allotments and commitments share. */
  private checkDays(kind: KindInfo, from: ModelAccount, to: ModelAccount, faults: Set<string>): void {
    const { today } = this;
    const closed = (last: number | undefined) => today > (last ?? 0);
    switch (kind.name) {
      case "appropriation":
      case "payment":
      case "transfer-payment":
        if (closed(to.payUntil)) faults.add("Closed");
        break;
      case "cut":
        if (closed(from.payUntil)) faults.add("Closed");
        break;
      case "virement":
        if (closed(from.payUntil) || closed(to.payUntil)) faults.add("Closed");
        break;
      case "carry-over":
        if (!closed(from.commitUntil)) faults.add("StillOpen");
        if (closed(to.payUntil)) faults.add("Closed");
        break;
      case "lapse":
        if (!closed(from.commitUntil)) faults.add("StillOpen");
        break;
      case "allotment":
      case "commitment":
        if (closed(from.commitUntil)) faults.add("Closed");
        // Permission may be handed down before the year begins; nobody may be promised anything.
        if (kind.name === "commitment" && today < (from.firstDay ?? 0)) faults.add("NotYetOpen");
        break;
      default:
    }
  }

  private checkTotals(kind: KindInfo, from: ModelAccount, to: ModelAccount, amount: bigint, faults: Set<string>): void {
    const check = (account: ModelAccount, total: "in" | "out") => {
      const boundary = account.kind === "source" || account.kind === "act";
      if (total === "in" || boundary) {
        const before = total === "in" ? account.totalIn : account.totalOut;
        if (before + amount > MAX_TOTAL) faults.add("TotalTooLarge");
      } else if (account.totalOut + amount > account.totalIn) {
        faults.add("Overdraw");
      }
    };
    // The fund of a batch of payments is looked at when the order is done.
    if (kind.name !== "payment") check(from, kind.fromTotal);
    check(to, kind.toTotal);
    const taker = this.takerOf(kind, from, to);
    if (taker !== undefined) check(taker, kind.beyondTotal ?? "in");
  }

  private takerOf(kind: KindInfo, from: ModelAccount, to: ModelAccount): ModelAccount | undefined {
    if (kind.beyondTotal === null) return undefined;
    const fund = (kind.name === "recovery" ? from : to).payeeFund ?? 0n;
    return fund === 0n ? undefined : this.account(fund);
  }

  private apply(kind: KindInfo, order: OrderPlan, entry: EntryPlan, citation: CitationPlan | undefined): void {
    const from = this.account(order.from);
    const to = this.account(entry.to);
    const fromPosition = this.grow(from, kind.fromTotal, entry.amount);
    const toPosition = this.grow(to, kind.toTotal, entry.amount);
    const taker = this.takerOf(kind, from, to);
    const beyond = taker === undefined ? 0n : this.grow(taker, kind.beyondTotal ?? "in", entry.amount);
    let code = order.code;
    if (citation !== undefined) {
      const { record } = citation.movement;
      const before = this.undone.get(record) ?? 0n;
      if (!this.undoneBefore.has(record)) this.undoneBefore.set(record, before);
      this.undone.set(record, before + entry.amount);
      if (kind.name === "refund") code = citation.movement.code;
    }
    this.pending.push({
      record: this.size,
      kind: order.kind,
      flags: order.flags,
      code,
      valueDate: order.valueDate,
      cites: citation?.movement.record ?? 0,
      beyond,
      from: order.from,
      to: entry.to,
      amount: entry.amount,
      fromPosition,
      toPosition,
      document: order.document,
      detail: entry.detail,
    });
    this.size += 1;
  }

  /** Adds to a total; returns what it was, which is the movement's position. */
  private grow(account: ModelAccount, total: "in" | "out", amount: bigint): bigint {
    const { id, totalIn, totalOut } = account;
    if (!this.touched.has(id)) this.touched.set(id, { totalIn, totalOut });
    if (total === "in") account.totalIn += amount;
    else account.totalOut += amount;
    return total === "in" ? totalIn : totalOut;
  }

  /** Lets the tokens follow; returns how many records the vault writes. */
  private settle(orders: readonly OrderPlan[]): number {
    let records = 0;
    for (const { kind: number, from, entries } of orders) {
      const kind = kindOf(number);
      for (const { to, amount } of entries) {
        const giver = this.account(from);
        const taker = this.account(to);
        const fund = giver.kind === "fund" ? giver : taker;
        if (fund.kind !== "fund" || fund.token !== true) continue;
        const outcome = this.vault.settle(kind?.name ?? "receipt", giver, taker, amount);
        if (typeof outcome === "string") throw new Illegal([outcome]);
        records += outcome;
      }
    }
    return records;
  }
}

/** GFSM 2014: revenue 11 to 14, financing 31 to 33, or 99 for an opening balance. */
function isReceiptClass(code: number): boolean {
  const first = Number(String(code).slice(0, 2));
  return code === 99 || (code >= 10 && ((first >= 11 && first <= 14) || (first >= 31 && first <= 33)));
}
