// LedgerOrders.execute: see execute.tree
import { expect } from "chai";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import type { Citation, Order } from "../FundLedger/setup.ts";
import { balance, fieldsOf, goTo, movementsIn } from "../FundLedger/acts.ts";
import { expectBooksIntact } from "../FundLedger/tracks.ts";
import { ethers, networkHelpers } from "../network.ts";
import { deployLedgerHandlers, encodeOrders } from "../support/orders.ts";
import type { Matter } from "../support/handlers.ts";
import { ledgerMatterOf } from "../support/services.ts";
import { DETAIL, DOCUMENT, SAMPLES, bridgeTwo, deployPaid, orderOf } from "./setup.ts";

type Paid = Awaited<ReturnType<typeof deployPaid>>;

const load = () => networkHelpers.loadFixture(deployPaid);
const city = (more: Partial<Matter> = {}) => ledgerMatterOf({ agency: Party.City, ...more });

/** The proof that a correction of this kind wants. */
function proofFor(world: Paid, kind: number): Citation[] {
  if (kind === Kind.Refund) return [world.receiptProof];
  return kind === Kind.Reclassification ? [world.paymentProof] : [];
}

describe("LedgerOrders.execute", () => {
  it("reverts with NotApprovals for anybody else", async () => {
    const { orders, poster, admin } = await load();
    const payload = encodeOrders(order(Kind.Payment, acc.general, [[acc.school, 1]]));
    for (const caller of [poster, admin]) {
      await expect(orders.connect(caller).execute(city(), payload))
        .to.be.revertedWithCustomError(orders, "NotApprovals")
        .withArgs(caller.address);
    }
  });

  it("reverts with OfficialsWanted for less than two officials, or silence", async () => {
    const { orders } = await load();
    const payload = encodeOrders(order(Kind.Payment, acc.general, [[acc.school, 1]]));
    for (const [officials, silent] of [
      [0, false],
      [1, false],
      [2, true],
      [9, true],
    ] as const) {
      await expect(orders.execute(city({ officials, silent }), payload))
        .to.be.revertedWithCustomError(orders, "OfficialsWanted")
        .withArgs(officials, silent);
    }
  });

  it("says that it moves authority, and who may call it", async () => {
    const { orders, approvals, ledger, directory } = await load();
    expect(await orders.movesAuthority()).to.equal(true);
    expect(await orders.approvals()).to.equal(approvals.address);
    expect(await orders.ledger()).to.equal(await ledger.getAddress());
    expect(await orders.directory()).to.equal(await directory.getAddress());
  });

  for (const each of SAMPLES) {
    it(`posts kind ${each.kind} to ${each.to >> 56n} as the ledger itself would, and returns its record`, async () => {
      const world = await load();
      const { orders, trail, ledger, day } = world;
      if (each.kind === Kind.Lapse || each.kind === Kind.CarryOver) await goTo(day.commitUntil + 1);
      const single = orderOf(each);
      const citations = proofFor(world, each.kind);
      const direct = await networkHelpers.takeSnapshot();
      const wanted = await movementsIn(world, await ledger.post([single], citations));
      await direct.restore();

      const payload = encodeOrders(single, { citations });
      await orders.describe(city({ officials: 0 }), payload);
      const first = await trail.size();
      expect([...(await orders.execute.staticCall(city(), payload))]).to.deep.equal([first, 1n]);
      const moved = await movementsIn(world, await orders.execute(city(), payload));
      expect(moved).to.deep.equal(wanted);
      expect(moved[0]).to.include({ record: first, document: DOCUMENT, detail: DETAIL });
      await expectBooksIntact(world);
    });
  }

  it("posts many orders with citations between them, and returns first and count", async () => {
    const world = await load();
    const { orders, trail, receiptProof, paymentProof } = world;
    const batch: Order[] = [
      order(Kind.Payment, acc.general, [
        [acc.school, 5],
        [acc.bridge, 6, DETAIL],
        [acc.survey, 7],
      ]),
      order(Kind.Reclassification, acc.bridge, [
        [acc.school, 8],
        [bridgeTwo, 9],
      ]),
      order(Kind.Release, acc.survey, [[acc.roadsAllotment, 10]], { document: DOCUMENT }),
      order(Kind.Refund, acc.general, [[acc.taxes, 11]]),
    ];
    const citations = [paymentProof, paymentProof, receiptProof];
    const payload = encodeOrders(batch, { citations });
    await orders.describe(city({ officials: 0 }), payload);
    const first = await trail.size();
    expect([...(await orders.execute.staticCall(city(), payload))]).to.deep.equal([first, 7n]);
    const moved = await movementsIn(world, await orders.execute(city(), payload));
    expect(moved.map(({ record, to, amount }) => [record, to, amount])).to.deep.equal([
      [first, acc.school, 5n],
      [first + 1n, acc.bridge, 6n],
      [first + 2n, acc.survey, 7n],
      [first + 3n, acc.school, 8n],
      [first + 4n, bridgeTwo, 9n],
      [first + 5n, acc.roadsAllotment, 10n],
      [first + 6n, acc.taxes, 11n],
    ]);
    const cites = moved.map(({ terms }) => fieldsOf(terms).cites);
    const [paid, received] = [paymentProof.movement.record, receiptProof.movement.record].map(BigInt);
    expect(cites).to.deep.equal([0n, 0n, 0n, paid, paid, 0n, received]);
    await expectBooksIntact(world);
  });

  it("posts a hundred payments of one order", async () => {
    const world = await load();
    const targets = [acc.school, acc.bridge, acc.survey];
    const entries = Array.from({ length: 100 }, (_, i) => [targets[i % 3] ?? 0n, 2] as const);
    const moved = await movementsIn(
      world,
      await world.orders.execute(city(), encodeOrders(order(Kind.Payment, acc.general, entries))),
    );
    expect(moved.map(({ to, amount }) => [to, amount])).to.deep.equal(entries.map(([to]) => [to, 2n]));
  });

  it("counts the movements alone where tokens move", async () => {
    const world = await load();
    const { orders, trail, token, wallets } = world;
    const payload = encodeOrders([
      order(Kind.Payment, acc.token, [
        [acc.tokenWork, 40],
        [acc.tokenDebt, 2],
      ]),
    ]);
    await world.ledger.post([order(Kind.Receipt, acc.tokenTaxes, [[acc.token, 100]])], []);
    const first = await trail.size();
    const held = await token.balanceOf(wallets.builder);
    expect([...(await orders.execute.staticCall(city(), payload))]).to.deep.equal([first, 2n]);
    await orders.execute(city(), payload);
    // the two movements and what the vault paid out
    expect(await trail.size()).to.equal(first + 3n);
    expect(await token.balanceOf(wallets.builder)).to.equal(held + 400_000n);
  });

  it("passes the ledger's own refusal on, and nothing is posted", async () => {
    const world = await load();
    const { orders, ledger, trail } = world;
    const before = [await trail.size(), await balance(world, acc.school)];
    const payload = encodeOrders(
      order(Kind.Payment, acc.general, [
        [acc.school, 1],
        [acc.bridge, 5_000],
      ]),
    );
    await expect(orders.execute(city(), payload))
      .to.be.revertedWithCustomError(ledger, "Overdraw")
      .withArgs(acc.bridge, 5_000, 900);
    const unproven = { ...world.paymentProof, stamp: ethers.ZeroHash };
    const correction = encodeOrders(orderOf({ kind: Kind.Reclassification, from: acc.bridge, to: acc.survey }), {
      citations: [unproven],
    });
    await expect(orders.execute(city(), correction)).to.be.revertedWithCustomError(ledger, "CitationUnproven");
    expect([await trail.size(), await balance(world, acc.school)]).to.deep.equal(before);
  });

  it("reverts with NotAPoster when its door is closed", async () => {
    const { orders, ledger, admin } = await networkHelpers.loadFixture(deployLedgerHandlers);
    await ledger.connect(admin).closeDoor(orders);
    const payload = encodeOrders(order(Kind.Payment, acc.general, [[acc.school, 1]]));
    await expect(orders.execute(city(), payload))
      .to.be.revertedWithCustomError(ledger, "NotAPoster")
      .withArgs(await orders.getAddress());
  });
});
