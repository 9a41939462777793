// Draws calls of `post`: mostly legal ones, often at the edge, and some spoilt in one place.
import type { AccountKind } from "@mingzhang/sdk/accounts";
import { KINDS } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { Random } from "../support/random.ts";
import { MAX_TOTAL, accountKind, kindOf } from "./model.ts";
import type { Model } from "./model.ts";
import type { Call, CitationPlan, EntryPlan, ModelAccount, Movement, OrderPlan } from "./model-types.ts";

const ZERO = `0x${"00".repeat(32)}`;
/** How often each kind is tried: what fills the books more often than what empties them. */
const WEIGHTS: Partial<Record<KindName, number>> = {
  receipt: 3,
  payment: 10,
  "transfer-payment": 4,
  recovery: 4,
  appropriation: 4,
  allotment: 4,
  commitment: 6,
  reclassification: 4,
  virement: 4,
  "carry-over": 3,
};
const DRAWN = KINDS.flatMap((kind) => Array.from({ length: WEIGHTS[kind.name] ?? 1 }, () => kind));
const RECEIPT_CLASSES = [111, 1111, 141, 331, 99];

/** An order with the citations of its entries. */
interface Drawn {
  order: OrderPlan;
  citations: CitationPlan[];
}

export class Generator {
  private readonly random: Random;
  private readonly model: Model;
  /** Sealed size that new citations lead to. */
  sealedSize = 0;

  constructor(random: Random, model: Model) {
    this.random = random;
    this.model = model;
  }

  /** One call; a few in a hundred are spoilt. */
  call(): Call {
    const { int } = this.random;
    const drawn: Drawn[] = [];
    // Orders of one call are drawn before any is posted: a second order on the same account may well ask too much.
    const count = this.chance(80) ? 1 : int(2, 4);
    while (drawn.length < count) drawn.push(this.draw());
    const call = { orders: drawn.map((each) => each.order), citations: drawn.flatMap((each) => each.citations) };
    if (this.chance(25)) this.spoil(call);
    return call;
  }

  /** A citation of some movement that may be confirmed, or of any. */
  citation(): CitationPlan | undefined {
    const payable = ["payment", "transfer-payment", "refund"];
    const movement = this.chance(85)
      ? this.pickMovement((each) => payable.includes(kindOf(each.kind)?.name ?? ""))
      : this.pickMovement(() => true);
    return movement === undefined ? undefined : this.cite(movement);
  }

  private draw(): Drawn {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const { name, cites } = this.random.pick(DRAWN);
      const drawn = cites.length > 0 ? this.drawCorrection(name) : this.drawPlain(name);
      if (drawn !== undefined) return drawn;
    }
    return { order: this.order("receipt", this.pickAccount("source").id, []), citations: [] };
  }

  private drawPlain(name: KindName): Drawn | undefined {
    const { int } = this.random;
    const kind = KINDS.find((each) => each.name === name);
    if (kind === undefined) return undefined;
    const from = this.pickAccount(
      kind.from,
      (each) => kind.from === "source" || kind.from === "act" || left(each) > 0n,
    );
    const spends = kind.toTotal === "out";
    // Now and then to any account of the right kind: relation, year and fund are then mostly wrong.
    const loose = this.chance(8);
    const fits = this.list(kind.to)
      .filter((to) => (loose || this.fits(name, from, to)) && (!spends || left(to) > 0n))
      .filter((to) => this.chance(8) || this.timely(name, from, to));
    if (fits.length === 0) return undefined;
    const wanted = this.chance(85) ? int(1, 4) : int(5, 60);
    const entries: EntryPlan[] = [];
    let rest = kind.from === "source" || kind.from === "act" ? 10n ** 9n : left(from);
    while (entries.length < wanted) {
      const to = this.random.pick(fits);
      const already = entries.filter((each) => each.to === to.id).reduce((sum, each) => sum + each.amount, 0n);
      const most = spends ? min(left(to) - already, rest) : rest;
      if (most <= 0n) break;
      const amount = this.amount(most);
      rest -= amount;
      entries.push({ to: to.id, amount, detail: this.detail() });
      if (to.payeeClass === true && name === "payment") break;
    }
    if (entries.length === 0) return undefined;
    const order = this.order(name, from.id, entries);
    const last = entries.at(-1);
    if (name === "payment" && last !== undefined && this.model.account(last.to).payeeClass === true) {
      order.entries = [{ ...last, detail: this.random.hex(32) }];
      order.code = int(1, 500);
    }
    return { order, citations: [] };
  }

  private drawCorrection(name: KindName): Drawn | undefined {
    const { model } = this;
    const spent = ["payment", "transfer-payment", "reclassification"];
    const movement = this.pickMovement((each) => {
      const was = kindOf(each.kind)?.name ?? "";
      if (each.record >= this.sealedSize || (this.undoable(each) <= 0n && !this.chance(10))) return false;
      return name === "refund" ? was === "receipt" : spent.includes(was);
    });
    if (movement === undefined) return undefined;
    const giver = model.account(movement.to);
    let to = name === "refund" ? movement.from : giver.fund;
    let most = this.undoable(movement);
    if (name === "refund") most = min(most, left(giver));
    if (name === "reclassification") {
      const others = this.list("commitment").filter(
        (each) => this.fits(name, giver, each) && left(each) > 0n && each.id !== giver.id,
      );
      if (others.length === 0) return undefined;
      const other = this.random.pick(others);
      to = other.id;
      most = min(most, left(other));
    }
    if (name === "recovery" && giver.payeeFund !== 0n) {
      most = min(most, left(model.account(giver.payeeFund ?? 0n)));
    }
    // Now and then one more than is left of what is cited, whatever the accounts would bear.
    const amount = most <= 0n || this.chance(10) ? this.undoable(movement) + 1n : this.amount(most);
    const entries = [{ to, amount, detail: this.detail() }];
    return { order: this.order(name, giver.id, entries), citations: [this.cite(movement)] };
  }

  /** Whether an order of this kind may join the two, dates apart. */
  private fits(name: KindName, from: ModelAccount, to: ModelAccount): boolean {
    if (from.id === to.id) return false;
    switch (name) {
      case "appropriation":
      case "cut":
      case "lapse":
        return from.government === to.government && from.year === to.year;
      case "cash-transfer":
        return from.government === to.government && from.currency === to.currency && from.token === to.token;
      case "virement":
        return from.fund === to.fund && from.year === to.year;
      case "carry-over":
        return from.fund === to.fund && (from.year ?? 0) + 1 === to.year;
      case "allotment":
      case "commitment":
        return to.parent === from.id;
      case "withdrawal":
      case "release":
        return from.parent === to.id;
      case "payment":
        return from.fund === to.fund && to.payeeFund === 0n;
      case "transfer-payment":
        return from.fund === to.fund && to.payeeFund !== 0n;
      case "reclassification":
        return from.fund === to.fund && from.payee === to.payee && from.payeeFund === to.payeeFund;
      default:
        return from.fund === to.fund;
    }
  }

  /** Whether the lines' last days allow it now. */
  private timely(name: KindName, from: ModelAccount, to: ModelAccount): boolean {
    const { today } = this.model;
    const open = (last: number | undefined) => today <= (last ?? 0);
    if (name === "commitment" && today < (from.firstDay ?? 0)) return false;
    if (name === "allotment" || name === "commitment") return open(from.commitUntil);
    if (name === "lapse") return !open(from.commitUntil);
    if (name === "carry-over") return !open(from.commitUntil) && open(to.payUntil);
    if (name === "cut" || name === "virement") return open(from.payUntil);
    return to.kind === "fund" || to.payUntil === undefined || name === "release" || open(to.payUntil);
  }

  private order(name: KindName, from: bigint, entries: EntryPlan[]): OrderPlan {
    const kind = KINDS.find((each) => each.name === name);
    if (kind === undefined) throw new Error(name);
    const paying = name === "payment" || name === "transfer-payment";
    return {
      kind: kind.number,
      flags: this.chance(80) ? 0 : paying ? this.random.int(1, 3) : 2,
      code: name === "receipt" ? this.random.pick(RECEIPT_CLASSES) : 0,
      valueDate: kind.valueDate ? this.model.today : 0,
      from,
      document: this.chance(50) ? ZERO : this.random.hex(32),
      entries,
    };
  }

  /** Spoils one thing. What comes of it may still be legal: the model knows. */
  private spoil(call: Call): void {
    const { int, pick } = this.random;
    const order = pick(call.orders);
    const entry = order.entries[int(0, order.entries.length - 1)];
    const citation = call.citations[int(0, call.citations.length - 1)];
    const anyAccount = () => pick([...this.model.accounts.keys()]);
    // Of the same kind: the edge is right, the relation most often not.
    const another = (id: bigint) =>
      pick([...this.model.accounts.keys()].filter((each) => accountKind(each) === accountKind(id)).concat(id));
    const spoilers = [
      () => (order.kind = int(0, 16)),
      () => (order.flags = int(0, 255)),
      () => (order.code = pick([0, 5, 11, 99, 151, 2211])),
      () => (order.valueDate = order.valueDate === 0 ? 1 : 0),
      () => (order.from = this.chance(70) ? anyAccount() : order.from + 1000n),
      () => (order.entries = []),
      () => call.orders.splice(0),
      () => call.citations.pop(),
      () => call.citations.push(...[this.citation()].filter((each) => each !== undefined)),
      ...(entry === undefined
        ? []
        : [
            () => (entry.to = this.chance(70) ? anyAccount() : entry.to + 1000n),
            () => (entry.to = another(entry.to)),
            () => (entry.to = another(entry.to)),
            () => (order.from = another(order.from)),
            () => (entry.to = order.from),
            () => (entry.amount = 0n),
            () => (entry.amount += 1n),
            () => (entry.amount *= 10n),
            () => (entry.amount = MAX_TOTAL),
            () => (entry.detail = ZERO),
          ]),
      ...(citation === undefined
        ? []
        : [
            () => (citation.tampered = pick(["amount", "stamp", "path"] as const)),
            () => (citation.size += 1),
            () => (citation.movement = pick([...this.model.movements.values()])),
          ]),
    ];
    pick(spoilers)();
  }

  private cite(movement: Movement): CitationPlan {
    return { movement, size: this.sealedSize, tampered: false };
  }

  private undoable(movement: Movement): bigint {
    return movement.amount - (this.model.undone.get(movement.record) ?? 0n);
  }

  private pickMovement(wanted: (movement: Movement) => boolean): Movement | undefined {
    const found = [...this.model.movements.values()].filter((each) => each.record < this.sealedSize && wanted(each));
    return found.length === 0 ? undefined : this.random.pick(found);
  }

  private list(kind: AccountKind): ModelAccount[] {
    return [...this.model.accounts.values()].filter((each) => each.kind === kind);
  }

  private pickAccount(kind: AccountKind, wanted: (account: ModelAccount) => boolean = () => true): ModelAccount {
    const all = this.list(kind);
    const found = all.filter(wanted);
    return this.random.pick(found.length === 0 ? all : found);
  }

  /** 1 to `most`, exactly `most` now and then, and rarely one too much. */
  private amount(most: bigint): bigint {
    if (this.chance(12)) return most;
    if (this.chance(3)) return most + 1n;
    return (most * BigInt(this.random.int(1, 400))) / 1000n + 1n;
  }

  private detail(): string {
    return this.chance(50) ? ZERO : this.random.hex(32);
  }

  private chance(percent: number): boolean {
    return this.random.int(1, 100) <= percent;
  }
}

const left = (account: ModelAccount): bigint => account.totalIn - account.totalOut;
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
