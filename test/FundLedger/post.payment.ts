// FundLedger.post, payments and their recovery: see post.payment.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { balance, cite, fieldsOf, post, postOne, refusesPost, totals } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, acc, deployBooks, order } from "./setup.ts";
import type { Entry, OrderMore } from "./setup.ts";

const pay = (...entries: Entry[]) => order(Kind.Payment, acc.general, entries);
const root = ethers.id("salted rows");

describe("FundLedger.post, payments and their recovery", () => {
  describe("payment", () => {
    it("spends the commitment and takes the cash from the fund", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const moved = await post(world, [pay([acc.bridge, 400], [acc.school, 1_000], [acc.bridge, 600])]);
      expect(await totals(world, acc.bridge)).to.deep.equal([1_000n, 1_000n]);
      expect(await totals(world, acc.school)).to.deep.equal([1_000n, 1_000n]);
      expect(await totals(world, acc.general)).to.deep.equal([50_000n, 2_000n]);
      expect(moved.map(({ fromPosition, toPosition }) => [fromPosition, toPosition])).to.deep.equal([
        [0n, 0n],
        [400n, 0n],
        [1_400n, 400n],
      ]);
      await expectBooksIntact(world);
    });

    it("keeps the other fields of the commitment's slot", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const before = await world.ledger.accountOf(acc.bridge);
      await post(world, [pay([acc.bridge, 999])]);
      const after = await world.ledger.accountOf(acc.bridge);
      expect([after.totalIn, after.fund, after.lastDay, after.flags]).to.deep.equal([
        before.totalIn,
        before.fund,
        before.lastDay,
        before.flags,
      ]);
    });

    it("reverts with Overdraw beyond the commitment's balance, entry by entry", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await refusesPost(world, pay([acc.bridge, 1_001]), ["Overdraw", acc.bridge, 1_001, 1_000]);
      await refusesPost(world, pay([acc.bridge, 700], [acc.bridge, 301]), ["Overdraw", acc.bridge, 301, 300]);
      const most = 2n ** 104n - 1n;
      await refusesPost(world, pay([acc.bridge, most]), ["Overdraw", acc.bridge, most, 1_000]);
    });

    it("reverts with Overdraw beyond the fund's balance, for the whole order", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await postOne(world, order(Kind.CashTransfer, acc.general, [[acc.special, 49_500]]));
      await refusesPost(world, pay([acc.bridge, 300], [acc.school, 201]), ["Overdraw", acc.general, 501, 500]);
      await post(world, [pay([acc.bridge, 300], [acc.school, 200])]);
      expect(await balance(world, acc.general)).to.equal(0n);
    });

    it("reverts with PayeeKind on a commitment to a fund", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await refusesPost(world, pay([acc.grant, 1]), ["PayeeKind", acc.grant, Kind.Payment]);
    });
  });

  describe("payment to a payee class", () => {
    const relief = (entries: readonly Entry[], code: number, more: OrderMore = {}) =>
      order(Kind.Payment, acc.general, entries, { code, ...more });

    it("carries the number of persons and the root of their rows", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const persons of [1, 1_234, 4_294_967_295]) {
        const moved = await postOne(world, relief([[acc.relief, 50, root]], persons));
        expect([fieldsOf(moved.terms).code, moved.detail]).to.deep.equal([persons, root]);
      }
    });

    it("reverts with ClassRows without a number, without a root, and with another entry beside it", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const none = ethers.ZeroHash;
      await refusesPost(world, relief([[acc.relief, 1, root]], 0), ["ClassRows", acc.relief, 0, root]);
      await refusesPost(world, relief([[acc.relief, 1]], 3), ["ClassRows", acc.relief, 3, none]);
      await refusesPost(world, relief([[acc.relief, 1]], 0), ["ClassRows", acc.relief, 0, none]);
      const twice: Entry[] = [
        [acc.relief, 1, root],
        [acc.relief, 1, root],
      ];
      await refusesPost(world, relief(twice, 3), ["ClassRows", acc.relief, 3, root]);
    });

    it("reverts with ClassRows where another payee is given a number of persons", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const entries of [
        [[acc.bridge, 1]],
        [[acc.bridge, 1, root]],
        [
          [acc.bridge, 1, root],
          [acc.school, 1, root],
        ],
      ] as const) {
        await refusesPost(world, relief(entries, 5), ["ClassRows", acc.bridge, 5, entries[0][2] ?? ethers.ZeroHash]);
      }
    });
  });

  describe("transfer payment", () => {
    it("spends the commitment, takes the cash and brings it to the payee fund", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const transfer = order(Kind.TransferPayment, acc.general, [
        [acc.grant, 100],
        [acc.grantTwo, 30],
      ]);
      const [first, second] = await post(world, [transfer]);
      expect(fieldsOf(first?.terms ?? 0n).beyond).to.equal(5_000n);
      expect(fieldsOf(second?.terms ?? 0n).beyond).to.equal(5_100n);
      expect(await totals(world, acc.special)).to.deep.equal([5_130n, 0n]);
      expect(await totals(world, acc.grant)).to.deep.equal([1_000n, 100n]);
      expect(await totals(world, acc.general)).to.deep.equal([50_000n, 130n]);
      await expectBooksIntact(world);
    });

    it("reverts with PayeeKind on a commitment to a party or a class", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const to of [acc.bridge, acc.relief]) {
        const transfer = order(Kind.TransferPayment, acc.general, [[to, 1]]);
        await refusesPost(world, transfer, ["PayeeKind", to, Kind.TransferPayment]);
      }
    });

    it("reverts with Overdraw beyond the commitment's and the fund's balance", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const transfer = (amount: number) => order(Kind.TransferPayment, acc.general, [[acc.grant, amount]]);
      await refusesPost(world, transfer(1_001), ["Overdraw", acc.grant, 1_001, 1_000]);
      await postOne(world, order(Kind.CashTransfer, acc.general, [[acc.special, 49_901]]));
      await refusesPost(world, transfer(100), ["Overdraw", acc.general, 100, 99]);
    });
  });

  describe("recovery", () => {
    async function paid() {
      const world = await deployBooks();
      const { record } = await postOne(world, pay([acc.bridge, 600]));
      return { ...world, record, citations: await cite(world, record) };
    }
    const recover = (amount: number, from: bigint = acc.bridge) => order(Kind.Recovery, from, [[acc.general, amount]]);

    it("gives cash and permission back and cites the payment", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const moved = await postOne(world, recover(250), world.citations);
      expect(await totals(world, acc.bridge)).to.deep.equal([1_250n, 600n]);
      expect(await totals(world, acc.general)).to.deep.equal([50_250n, 600n]);
      expect([moved.fromPosition, moved.toPosition]).to.deep.equal([1_000n, 50_000n]);
      const { cites, beyond, code } = fieldsOf(moved.terms);
      expect([cites, beyond, code]).to.deep.equal([world.record, 0n, 0]);
    });

    it("lets the commitment be paid again, and the rest released", async () => {
      const world = await networkHelpers.loadFixture(paid);
      await postOne(world, recover(600), world.citations);
      await postOne(world, pay([acc.bridge, 900]));
      await postOne(world, order(Kind.Release, acc.bridge, [[acc.roadsAllotment, 100]]));
      expect(await balance(world, acc.bridge)).to.equal(0n);
      await refusesPost(world, recover(1), ["CitationExhausted", world.record, 1, 0], world.citations);
      await expectBooksIntact(world);
    });

    it("reverts with CitationUnfit for another commitment and for what is no payment", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const { record, citations } = world;
      for (const other of [acc.school, acc.survey]) {
        await refusesPost(world, recover(1, other), ["CitationUnfit", record, Kind.Payment], citations);
      }
      const released = await postOne(world, order(Kind.Release, acc.bridge, [[acc.roadsAllotment, 1]]));
      const committed = await postOne(world, order(Kind.Commitment, acc.roadsAllotment, [[acc.bridge, 1]]));
      const recovered = await postOne(world, recover(1), citations);
      const proofs = await cite(world, released.record, committed.record, recovered.record);
      const wanted = [
        [released.record, Kind.Release],
        [committed.record, Kind.Commitment],
        [recovered.record, Kind.Recovery],
      ] as const;
      for (const [i, [cited, kind]] of wanted.entries()) {
        await refusesPost(world, recover(1), ["CitationUnfit", cited, kind], proofs.slice(i, i + 1));
      }
    });

    it("reverts with CitationExhausted beyond what is left of the payment", async () => {
      const world = await networkHelpers.loadFixture(paid);
      const { record, citations } = world;
      await refusesPost(world, recover(601), ["CitationExhausted", record, 601, 600], citations);
      await postOne(world, recover(600), citations);
      await refusesPost(world, recover(1), ["CitationExhausted", record, 1, 0], citations);
      const two = order(Kind.Recovery, acc.bridge, [
        [acc.general, 1],
        [acc.general, 1],
      ]);
      await refusesPost(world, two, ["CitationExhausted", record, 1, 0], [...citations, ...citations]);
    });
  });

  describe("recovery of a transfer payment", () => {
    async function transferred() {
      const world = await deployBooks();
      const { record } = await postOne(world, order(Kind.TransferPayment, acc.general, [[acc.grant, 600]]));
      return { ...world, record, citations: await cite(world, record) };
    }
    const recover = (amount: number) => order(Kind.Recovery, acc.grant, [[acc.general, amount]]);

    it("takes the cash back out of the payee fund", async () => {
      const world = await networkHelpers.loadFixture(transferred);
      const first = await postOne(world, recover(200), world.citations);
      const second = await postOne(world, recover(400), world.citations);
      expect([fieldsOf(first.terms).beyond, fieldsOf(second.terms).beyond]).to.deep.equal([0n, 200n]);
      expect(await totals(world, acc.special)).to.deep.equal([5_600n, 600n]);
      expect(await totals(world, acc.grant)).to.deep.equal([1_600n, 600n]);
      expect(await totals(world, acc.general)).to.deep.equal([50_600n, 600n]);
      await expectBooksIntact(world);
    });

    it("reverts with Overdraw when the payee fund has spent it", async () => {
      const world = await networkHelpers.loadFixture(transferred);
      await postOne(world, order(Kind.CashTransfer, acc.special, [[acc.general, 5_500]]));
      await refusesPost(world, recover(101), ["Overdraw", acc.special, 101, 100], world.citations);
      await postOne(world, recover(100), world.citations);
    });
  });
});
