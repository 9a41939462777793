// FundLedger.post, at random against a model of running totals: see post.fuzz.tree
import { KINDS } from "@mingzhang/sdk/kinds";
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { random, rounds, seed } from "../support/random.ts";
import type { Random } from "../support/random.ts";
import { cite, fieldsOf, post, refused, totals } from "./acts.ts";
import type { Moved, Refusal } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, acc, deployBooks, order } from "./setup.ts";
import type { Citation, Order } from "./setup.ts";

type Totals = Map<bigint, { in: bigint; out: bigint }>;

/** Edges that need no citation and that the fixture's day allows. */
const EDGES: readonly (readonly [kind: number, from: bigint, to: readonly bigint[]])[] = [
  [Kind.Receipt, acc.taxes, [acc.general]],
  [Kind.Receipt, acc.tokenTaxes, [acc.token]],
  [Kind.CashTransfer, acc.general, [acc.special]],
  [Kind.CashTransfer, acc.special, [acc.general]],
  [Kind.Payment, acc.general, [acc.bridge, acc.school, acc.survey]],
  [Kind.Payment, acc.special, [acc.specialWork]],
  [Kind.Payment, acc.token, [acc.tokenWork, acc.tokenDebt]],
  [Kind.TransferPayment, acc.general, [acc.grant, acc.grantTwo]],
  [Kind.Appropriation, acc.budget, [acc.roads, acc.schools, acc.specialLine]],
  [Kind.Cut, acc.roads, [acc.budget, acc.supplement]],
  [Kind.Virement, acc.roads, [acc.schools]],
  [Kind.Virement, acc.schools, [acc.roads]],
  [Kind.Allotment, acc.roads, [acc.roadsAllotment]],
  [Kind.Withdrawal, acc.roadsAllotment, [acc.roads]],
  [Kind.Commitment, acc.roadsAllotment, [acc.bridge, acc.survey, acc.grant]],
  [Kind.Release, acc.bridge, [acc.roadsAllotment]],
];

/** What may undo a movement: the kind, the giver, and the takers that fit. */
function undoingOf(moved: Moved): readonly [kind: number, from: bigint, to: readonly bigint[]][] {
  const { kind } = fieldsOf(moved.terms);
  if (kind === Kind.Receipt) return [[Kind.Refund, moved.to, [moved.from]]];
  const fund = [acc.general, acc.special, acc.token].find((each) => each === moved.from) ?? acc.general;
  const twin = new Map([
    [acc.bridge, acc.school],
    [acc.school, acc.bridge],
    [acc.grant, acc.grantTwo],
    [acc.grantTwo, acc.grant],
  ]).get(moved.to);
  const spent = kind === Kind.Payment || kind === Kind.TransferPayment || kind === Kind.Reclassification;
  if (!spent) return [];
  const recovery: [number, bigint, bigint[]] = [Kind.Recovery, moved.to, [fund]];
  return twin === undefined ? [recovery] : [recovery, [Kind.Reclassification, moved.to, [twin]]];
}

/** Applies one movement to the totals; the refusal if it does not fit. */
function apply(model: Totals, kind: number, from: bigint, to: bigint, amount: bigint): Refusal | null {
  const info = KINDS[kind - 1];
  if (info === undefined) throw new Error(`no kind ${kind}`);
  const taker = [acc.grant, acc.grantTwo].some((grant) => grant === from || grant === to) ? acc.special : null;
  const moves: [bigint, "in" | "out"][] = [
    [from, info.fromTotal],
    [to, info.toTotal],
  ];
  if (info.beyondTotal !== null && taker !== null) moves.push([taker, info.beyondTotal]);
  for (const [account, total] of moves) {
    const each = model.get(account);
    if (each === undefined) throw new Error(`no account ${account}`);
    const boundary = [acc.taxes, acc.tokenTaxes, acc.budget, acc.supplement].some((one) => one === account);
    if (total === "out" && !boundary && each.out + amount > each.in) {
      return ["Overdraw", account, amount, each.in - each.out];
    }
    each[total] += amount;
  }
  return null;
}

/** The same for a whole order. Payments are held against their commitments one by one, against the fund as one sum. */
function applyOrder(model: Totals, { kind, from, entries }: Drawn): Refusal | null {
  if (kind !== Kind.Payment) {
    for (const [to, amount] of entries) {
      const refusal = apply(model, kind, from, to, amount);
      if (refusal !== null) return refusal;
    }
    return null;
  }
  const fund = model.get(from);
  if (fund === undefined) throw new Error(`no fund ${from}`);
  const [cash, paid] = [fund.in - fund.out, fund.out];
  fund.in += 2n ** 200n;
  for (const [to, amount] of entries) {
    const refusal = apply(model, kind, from, to, amount);
    if (refusal !== null) return refusal;
  }
  fund.in -= 2n ** 200n;
  return fund.out - paid > cash ? ["Overdraw", from, fund.out - paid, cash] : null;
}

interface Drawn {
  kind: number;
  from: bigint;
  entries: [bigint, bigint][];
  cited: Moved[];
}

/** An order at random: an edge, or the undoing of a movement posted before. */
function draw({ int, pick }: Random, model: Totals, posted: readonly Moved[]): Drawn {
  const undone = posted.length > 0 && int(0, 3) === 0 ? pick(posted) : null;
  const undoing = undone === null ? [] : undoingOf(undone);
  const [kind, from, takers] = undoing.length > 0 ? pick(undoing) : pick(EDGES);
  const cited: Moved[] = [];
  const entries = Array.from({ length: int(1, 3) }, (): [bigint, bigint] => {
    if (undone !== null && undoing.length > 0) cited.push(undone);
    const to = pick(takers);
    const giver = model.get(kind === Kind.Payment ? to : from) ?? { in: 0n, out: 0n };
    // Sources and acts give what they never had; an undoing is about what it undoes.
    const there = undoing.length > 0 ? Number(undone?.amount ?? 0n) : Math.max(60, Number(giver.in - giver.out));
    // Mostly a part of what is there, now and then about all of it, seldom a little more.
    const amount = int(0, 19) === 0 ? there + int(-1, 2) : int(1, Math.max(1, Math.floor(there / 6)));
    return [to, BigInt(Math.max(1, amount))];
  });
  return { kind, from, entries, cited };
}

describe("FundLedger.post, at random", () => {
  it("does what a model of running totals does, or refuses what the model refuses", async function () {
    this.timeout(600_000);
    const world = await networkHelpers.loadFixture(deployBooks);
    const generator = random();
    let model: Totals = new Map();
    for (const each of Object.values(acc)) {
      const [totalIn, totalOut] = await totals(world, each);
      model.set(each, { in: totalIn, out: totalOut });
    }
    const undone = new Map<bigint, bigint>();
    const posted: Moved[] = [];
    const counts = { posted: 0, refused: 0 };
    const kinds = new Set<number>();

    for (let round = 0; round < rounds(80); round += 1) {
      const next: Totals = new Map([...model].map(([each, value]) => [each, { ...value }]));
      const used = new Map(undone);
      const orders: Order[] = [];
      const cited: bigint[] = [];
      let refusal: Refusal | null = null;
      for (let i = generator.int(1, 4); i > 0 && refusal === null; i -= 1) {
        const drawn = draw(generator, next, posted);
        orders.push(order(drawn.kind, drawn.from, drawn.entries));
        cited.push(...drawn.cited.map(({ record }) => record));
        if (drawn.cited.length === 0) refusal = applyOrder(next, drawn);
        for (const [i, original] of drawn.cited.entries()) {
          const [to, amount] = drawn.entries[i] ?? [0n, 0n];
          const before = used.get(original.record) ?? 0n;
          const left = original.amount - before;
          refusal ??= amount > left ? ["CitationExhausted", original.record, amount, left] : null;
          refusal ??= apply(next, drawn.kind, drawn.from, to, amount);
          used.set(original.record, before + amount);
        }
      }
      const citations: Citation[] = cited.length === 0 ? [] : await cite(world, ...cited);
      const where = `seed ${seed}, round ${round}`;
      if (refusal !== null) {
        await refused(world, world.ledger.post(orders, citations), refusal).catch((error: unknown) => {
          throw new Error(`${where}: ${String(error)}`);
        });
        counts.refused += 1;
        continue;
      }
      posted.push(...(await post(world, orders, citations)));
      for (const { kind } of orders) kinds.add(Number(kind));
      counts.posted += 1;
      model = next;
      for (const [record, amount] of used) undone.set(record, amount);
      for (const [each, value] of model) {
        expect(await totals(world, each), `${where}, account ${each}`).to.deep.equal([value.in, value.out]);
      }
    }

    for (const [record, amount] of undone) expect(await world.ledger.undoneOf(record), `seed ${seed}`).to.equal(amount);
    await expectBooksIntact(world);
    expect(counts.posted, "batches posted").to.be.greaterThan(10);
    expect(counts.refused, "batches refused").to.be.greaterThan(5);
    expect(kinds.size, "kinds posted").to.be.at.least(11);
  });
});
