// FundLedger.confirm: see confirm.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { cite, post, refused } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, acc, deployBooks, order } from "./setup.ts";

const DAY = 20_900;
const document = ethers.id("bank statement");

/** Three movements that a bank confirms, and their citations. */
async function deployOrdered() {
  const world = await deployBooks();
  const [received] = await post(world, [order(Kind.Receipt, acc.taxes, [[acc.general, 50]])]);
  if (!received) throw new Error("not received");
  const orders = [
    order(Kind.Payment, acc.general, [[acc.bridge, 10]]),
    order(Kind.TransferPayment, acc.general, [[acc.grant, 20]]),
    order(Kind.Refund, acc.general, [[acc.taxes, 30]]),
  ];
  const moved = await post(world, orders, await cite(world, received.record));
  const records = moved.map(({ record }) => record);
  return { ...world, received, records, citations: await cite(world, ...records) };
}

describe("FundLedger.confirm", () => {
  describe("when the caller is not a poster", () => {
    it("reverts with NotAPoster", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const call = world.ledger.connect(world.outsider).confirm(DAY, document, world.citations);
      await refused(world, call, ["NotAPoster", world.outsider.address]);
    });
  });

  describe("when there is nothing in it", () => {
    it("reverts with NothingToPost", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      await refused(world, world.ledger.confirm(DAY, document, []), ["NothingToPost"]);
    });
  });

  describe("when there is no value date", () => {
    it("reverts with ValueDateUnfit", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      await refused(world, world.ledger.confirm(0, document, world.citations), ["ValueDateUnfit", Kind.None, 0]);
    });
  });

  describe("when a movement is cited that is a payment, transfer payment or refund of an attested fund", () => {
    it("records the bank's day and document, once for each", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations, trail } = world;
      for (const record of records) expect(await ledger.isConfirmed(record)).to.equal(false);
      const next = await trail.size();
      const receipt = await (await ledger.confirm(DAY, document, citations)).wait();
      const events = (receipt?.logs ?? []).flatMap((log): unknown[] => [
        ...(ledger.interface.parseLog(log)?.args ?? []),
      ]);
      expect(events).to.deep.equal(records.flatMap((record, i) => [next + BigInt(i), record, BigInt(DAY), document]));
      for (const record of records) expect(await ledger.isConfirmed(record)).to.equal(true);
      await expectBooksIntact(world);
    });

    it("keeps the bits of neighbouring records apart", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations } = world;
      await ledger.confirm(DAY, document, citations.slice(1, 2));
      const confirmed = records[1] ?? 0n;
      const near = Array.from({ length: 21 }, (_, i) => confirmed + BigInt(i) - 10n);
      for (const record of [...near, 0n, ...[1n, 2n, 2n ** 32n].map((words) => confirmed + 256n * words)]) {
        expect(await ledger.isConfirmed(record), `record ${record}`).to.equal(record === confirmed);
      }
    });
  });

  describe("when a movement is cited that is of another kind", () => {
    it("reverts with CitationUnfit", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { received, citations } = world;
      const moved = await post(
        world,
        [
          order(Kind.CashTransfer, acc.general, [[acc.special, 1]]),
          order(Kind.Recovery, acc.bridge, [[acc.general, 1]]),
          order(Kind.Release, acc.bridge, [[acc.roadsAllotment, 1]]),
        ],
        citations.slice(0, 1),
      );
      const others = [received.record, ...moved.map(({ record }) => record)];
      const kinds = [Kind.Receipt, Kind.CashTransfer, Kind.Recovery, Kind.Release];
      for (const [i, citation] of (await cite(world, ...others)).entries()) {
        const refusal = ["CitationUnfit", others[i], kinds[i]] as const;
        await refused(world, world.ledger.confirm.staticCall(DAY, document, [citation]), refusal);
      }
    });
  });

  describe("when a movement is cited that settles in tokens", () => {
    it("reverts with NotToConfirm", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const moved = await post(world, [
        order(Kind.Payment, acc.token, [[acc.tokenWork, 1]]),
        order(Kind.TransferPayment, acc.token, [[acc.tokenGrant, 1]]),
      ]);
      for (const { record } of moved) {
        const call = world.ledger.confirm.staticCall(DAY, document, await cite(world, record));
        await refused(world, call, ["NotToConfirm", record]);
      }
    });
  });

  describe("when a movement is cited that was confirmed before", () => {
    it("reverts with NotToConfirm, in this call too", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations } = world;
      const twice = [...citations, ...citations.slice(0, 1)];
      await refused(world, ledger.confirm.staticCall(DAY, document, twice), ["NotToConfirm", records[0]]);
      await ledger.confirm(DAY, document, citations.slice(0, 1));
      await refused(world, ledger.confirm.staticCall(DAY, document, citations), ["NotToConfirm", records[0]]);
    });
  });

  describe("when a movement is cited that is not proven", () => {
    it("reverts with CitationUnproven", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations } = world;
      const altered = citations.map((citation) => ({ ...citation, path: [ethers.ZeroHash] }));
      await refused(world, ledger.confirm.staticCall(DAY, document, altered), ["CitationUnproven", records[0]]);
    });
  });

  describe("when one of many cannot be confirmed", () => {
    it("confirms none", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations, trail } = world;
      const size = await trail.size();
      const twice = [...citations, ...citations];
      await refused(world, ledger.confirm(DAY, document, twice), ["NotToConfirm", records[0]]);
      for (const record of records) expect(await ledger.isConfirmed(record)).to.equal(false);
      expect(await trail.size()).to.equal(size);
    });
  });

  describe("when a movement is cited that was recovered in full", () => {
    it("reverts with NotToConfirm, for a transfer payment too", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations } = world;
      await post(world, [order(Kind.Recovery, acc.bridge, [[acc.general, 4]])], citations.slice(0, 1));
      await ledger.confirm.staticCall(DAY, document, citations);
      await post(world, [order(Kind.Recovery, acc.bridge, [[acc.general, 6]])], citations.slice(0, 1));
      await post(world, [order(Kind.Recovery, acc.grant, [[acc.general, 20]])], citations.slice(1, 2));
      for (const [i, record] of records.slice(0, 2).entries()) {
        const call = ledger.confirm.staticCall(DAY, document, citations.slice(i, i + 1));
        await refused(world, call, ["NotToConfirm", record]);
      }
      await ledger.confirm(DAY, document, citations.slice(2));
    });
  });

  describe("when a movement is cited that was recovered in part or reclassified", () => {
    it("records the bank's day and document: the money did go out", async () => {
      const world = await networkHelpers.loadFixture(deployOrdered);
      const { ledger, records, citations } = world;
      const [record = 0n] = records;
      await post(world, [order(Kind.Recovery, acc.bridge, [[acc.general, 4]])], citations.slice(0, 1));
      await post(world, [order(Kind.Reclassification, acc.bridge, [[acc.school, 6]])], citations.slice(0, 1));
      expect(await ledger.undoneOf(record)).to.equal(10n);
      await ledger.confirm(DAY, document, citations.slice(0, 1));
      expect(await ledger.isConfirmed(record)).to.equal(true);
    });
  });
});
