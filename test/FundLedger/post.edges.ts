// FundLedger.post, the table of edges: see post.edges.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { cite, goTo, postOne, refusesPost, totals } from "./acts.ts";
import type { Refusal } from "./acts.ts";
import { AccountKind, Kind, acc, account, deployBooks, order } from "./setup.ts";
import type { World } from "./setup.ts";

const { Source, Fund, Act, Line, Allotment, Commitment } = AccountKind;

/** DESIGN's table, written out once more on purpose: kind of the giver, kind of the taker. */
const TABLE: ReadonlyMap<number, readonly [number, number]> = new Map([
  [Kind.Receipt, [Source, Fund]],
  [Kind.Refund, [Fund, Source]],
  [Kind.CashTransfer, [Fund, Fund]],
  [Kind.Payment, [Fund, Commitment]],
  [Kind.TransferPayment, [Fund, Commitment]],
  [Kind.Recovery, [Commitment, Fund]],
  [Kind.Appropriation, [Act, Line]],
  [Kind.Cut, [Line, Act]],
  [Kind.Lapse, [Line, Act]],
  [Kind.Virement, [Line, Line]],
  [Kind.CarryOver, [Line, Line]],
  [Kind.Allotment, [Line, Allotment]],
  [Kind.Withdrawal, [Allotment, Line]],
  [Kind.Commitment, [Allotment, Commitment]],
  [Kind.Release, [Commitment, Allotment]],
  [Kind.Reclassification, [Commitment, Commitment]],
]);

type Moves = readonly [account: bigint, total: "in" | "out"][];

/** One legal movement of each kind, what it moves, and whether the year must have ended. */
const LEGAL: readonly { kind: number; from: bigint; to: bigint; moves: Moves; ended?: true }[] = [
  edge(Kind.Receipt, acc.taxes, "out", acc.general, "in"),
  edge(Kind.Refund, acc.general, "out", acc.taxes, "in"),
  edge(Kind.CashTransfer, acc.general, "out", acc.special, "in"),
  edge(Kind.Payment, acc.general, "out", acc.bridge, "out"),
  edge(Kind.TransferPayment, acc.general, "out", acc.grant, "out", [acc.special, "in"]),
  edge(Kind.Recovery, acc.bridge, "in", acc.general, "in"),
  edge(Kind.Appropriation, acc.budget, "out", acc.roads, "in"),
  edge(Kind.Cut, acc.roads, "out", acc.budget, "in"),
  { ...edge(Kind.Lapse, acc.roads, "out", acc.budget, "in"), ended: true },
  edge(Kind.Virement, acc.roads, "out", acc.schools, "in"),
  { ...edge(Kind.CarryOver, acc.roads, "out", acc.roadsNext, "in"), ended: true },
  edge(Kind.Allotment, acc.roads, "out", acc.roadsAllotment, "in"),
  edge(Kind.Withdrawal, acc.roadsAllotment, "out", acc.roads, "in"),
  edge(Kind.Commitment, acc.roadsAllotment, "out", acc.bridge, "in"),
  edge(Kind.Release, acc.bridge, "out", acc.roadsAllotment, "in"),
  edge(Kind.Reclassification, acc.bridge, "in", acc.school, "out"),
];

function edge(kind: number, from: bigint, fromTotal: "in" | "out", to: bigint, toTotal: "in" | "out", ...more: Moves) {
  const moves: Moves = [[from, fromTotal], [to, toTotal], ...more];
  return { kind, from, to, moves };
}

/** A giver and a taker of every account kind, no kind (0) and a kind beyond the last (7). */
const GIVERS = [0n, acc.taxes, acc.general, acc.budget, acc.roads, acc.roadsAllotment, acc.bridge, account(7, 1)];
const TAKERS = [
  0n,
  acc.loan,
  acc.special,
  acc.supplement,
  acc.schools,
  acc.schoolsAllotment,
  acc.school,
  account(7, 1),
];

const nameOf = (table: Record<string, number>, value: number) =>
  Object.entries(table).find(([, number]) => number === value)?.[0] ?? String(value);

/** The books with a receipt, a payment and their citations, for corrections to cite. */
async function deployCited() {
  const world = await deployBooks();
  const receipt = await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, 100]]));
  const payment = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 100]]));
  const [citedReceipt, citedPayment] = await cite(world, receipt.record, payment.record);
  if (!citedReceipt || !citedPayment) throw new Error("not cited");
  return { ...world, receipt, citedReceipt, citedPayment };
}

type Cited = Awaited<ReturnType<typeof deployCited>>;

function citationsFor(world: Cited, kind: number) {
  if (kind === Kind.Refund) return [world.citedReceipt];
  return kind === Kind.Recovery || kind === Kind.Reclassification ? [world.citedPayment] : [];
}

async function allTotals(world: World): Promise<Map<bigint, bigint[]>> {
  const all = new Map<bigint, bigint[]>();
  for (const each of Object.values(acc)) all.set(each, await totals(world, each));
  return all;
}

describe("FundLedger.post, the table of edges", () => {
  describe("when the table has the edge", () => {
    it("is tried for every kind", () => {
      expect(LEGAL.map(({ kind }) => kind)).to.deep.equal([...TABLE.keys()]);
    });

    for (const { kind, from, to, moves, ended } of LEGAL) {
      it(`${nameOf(Kind, kind)} moves the totals that its edge says, and no others`, async () => {
        const world = await networkHelpers.loadFixture(deployCited);
        if (ended) await goTo(world.day.commitUntil + 1);
        const before = await allTotals(world);
        const moved = await postOne(world, order(kind, from, [[to, 7]]), citationsFor(world, kind));
        const after = await allTotals(world);
        for (const [each, total] of moves) {
          const [totalIn = 0n, totalOut = 0n] = before.get(each) ?? [];
          before.set(each, total === "in" ? [totalIn + 7n, totalOut] : [totalIn, totalOut + 7n]);
        }
        expect(after).to.deep.equal(before);
        expect([moved.from, moved.to, moved.amount]).to.deep.equal([from, to, 7n]);
      });
    }
  });

  describe("when the table does not have the edge", () => {
    for (const kind of Object.values(Kind)) {
      it(`${nameOf(Kind, kind)} reverts between all other kinds of account`, async () => {
        const world = await networkHelpers.loadFixture(deployCited);
        const legal = TABLE.get(kind);
        let tried = 0;
        for (const [fromKind, from] of GIVERS.entries()) {
          for (const [toKind, to] of TAKERS.entries()) {
            if (legal?.[0] === fromKind && legal[1] === toKind) continue;
            let refusal: Refusal = ["EdgeForbidden", kind, from, to];
            if (kind === Kind.None) refusal = ["KindMissing"];
            // A refund cites the receipt of one source, so that its citation fits nothing else.
            if (kind === Kind.Refund && fromKind === Fund) {
              refusal = ["CitationUnfit", world.receipt.record, Kind.Receipt];
            }
            await refusesPost(world, order(kind, from, [[to, 7]]), refusal, citationsFor(world, kind));
            tried += 1;
          }
        }
        expect(tried).to.equal(kind === Kind.None ? 64 : 63);
      });
    }
  });

  describe("when there is no such kind", () => {
    it("reverts", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const kind of [17, 255]) {
        await expect(world.ledger.post.staticCall([order(kind, acc.general, [[acc.bridge, 7]])], [])).to.revert(ethers);
      }
    });
  });

  describe("when an account of the right kind was never opened", () => {
    it("reverts with AccountUnknown, naming the giving one", async () => {
      const world = await networkHelpers.loadFixture(deployCited);
      for (const { kind, to } of LEGAL) {
        const from = account(TABLE.get(kind)?.[0] ?? 0, 65_000);
        await refusesPost(world, order(kind, from, [[to, 7]]), ["AccountUnknown", from], citationsFor(world, kind));
      }
    });

    it("reverts with AccountUnknown, naming the taking one", async () => {
      const world = await networkHelpers.loadFixture(deployCited);
      for (const { kind, from } of LEGAL) {
        const to = account(TABLE.get(kind)?.[1] ?? 0, 65_000);
        const refusal: Refusal =
          kind === Kind.Refund ? ["CitationUnfit", world.receipt.record, Kind.Receipt] : ["AccountUnknown", to];
        await refusesPost(world, order(kind, from, [[to, 7]]), refusal, citationsFor(world, kind));
      }
    });
  });

  describe("when an account would give to itself", () => {
    it("reverts with SelfMovement", async () => {
      const world = await networkHelpers.loadFixture(deployCited);
      for (const [kind, [fromKind, toKind]] of TABLE) {
        if (fromKind !== toKind) continue;
        const self = GIVERS[fromKind] ?? 0n;
        await refusesPost(world, order(kind, self, [[self, 7]]), ["SelfMovement", self], citationsFor(world, kind));
      }
    });
  });

  describe("when the accounts belong to different funds", () => {
    const cases: readonly [number, bigint, bigint][] = [
      [Kind.Receipt, acc.taxes, acc.special],
      [Kind.Payment, acc.general, acc.specialWork],
      [Kind.TransferPayment, acc.general, acc.tokenGrant],
      [Kind.Recovery, acc.bridge, acc.special],
      [Kind.Virement, acc.roads, acc.specialLine],
      [Kind.CarryOver, acc.roads, acc.specialLine],
      [Kind.Allotment, acc.roads, acc.specialAllotment],
      [Kind.Withdrawal, acc.roadsAllotment, acc.specialLine],
      [Kind.Commitment, acc.roadsAllotment, acc.specialWork],
      [Kind.Release, acc.bridge, acc.specialAllotment],
      [Kind.Reclassification, acc.bridge, acc.specialWork],
    ];
    for (const [kind, from, to] of cases) {
      it(`${nameOf(Kind, kind)} reverts with FundDiffers`, async () => {
        const world = await networkHelpers.loadFixture(deployCited);
        await refusesPost(world, order(kind, from, [[to, 7]]), ["FundDiffers", from, to], citationsFor(world, kind));
      });
    }
  });

  describe("when allotment, line and commitment are not parent and child", () => {
    const cases: readonly [number, bigint, bigint][] = [
      [Kind.Allotment, acc.roads, acc.schoolsAllotment],
      [Kind.Withdrawal, acc.roadsAllotment, acc.schools],
      [Kind.Commitment, acc.roadsAllotment, acc.school],
      [Kind.Release, acc.bridge, acc.schoolsAllotment],
    ];
    for (const [kind, from, to] of cases) {
      it(`${nameOf(Kind, kind)} reverts with NotRelated`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        await refusesPost(world, order(kind, from, [[to, 7]]), ["NotRelated", from, to]);
      });
    }
  });

  describe("when the amount is zero", () => {
    it("reverts with AmountZero, whatever the kind", async () => {
      const world = await networkHelpers.loadFixture(deployCited);
      for (const { kind, from, to } of LEGAL) {
        await refusesPost(world, order(kind, from, [[to, 0]]), ["AmountZero", to], citationsFor(world, kind));
      }
    });
  });
});
