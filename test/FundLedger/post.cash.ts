// FundLedger.post, the cash book: see post.cash.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { balance, cite, fieldsOf, postOne, refused, refusesPost, totals } from "./acts.ts";
import { AccountKind, Kind, Party, UNIT, acc, account, commitmentSpec, deployBooks, fundSpec, order } from "./setup.ts";

const receipt = (amount: number | bigint, code = 111) =>
  order(Kind.Receipt, acc.taxes, [[acc.general, amount]], { code });

describe("FundLedger.post, the cash book", () => {
  describe("receipt", () => {
    it("takes every class of revenue and financing, and an opening balance", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const code of [11, 12, 13, 14, 31, 32, 33, 99, 1111, 14_22, 3_308, 111_111_111, 3_399_999_999]) {
        const moved = await postOne(world, receipt(1, code));
        expect(fieldsOf(moved.terms).code).to.equal(code);
      }
    });

    it("reverts with CodeUnfit for expense, for no class and for look-alikes", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const code of [0, 1, 3, 9, 10, 15, 21, 28, 30, 34, 98, 100, 990, 999, 2_111, 4_294_967_295]) {
        await refusesPost(world, receipt(1, code), ["CodeUnfit", Kind.Receipt, code]);
      }
    });

    it("lets more leave a source than ever entered it", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const moved = await postOne(world, receipt(10n ** 15n));
      expect(await totals(world, acc.taxes)).to.deep.equal([0n, 50_000n + 10n ** 15n]);
      expect([moved.fromPosition, moved.toPosition]).to.deep.equal([50_000n, 50_000n]);
    });
  });

  describe("refund of a receipt", () => {
    async function received() {
      const world = await deployBooks();
      const { record } = await postOne(world, receipt(300, 1145));
      return { ...world, record, citations: await cite(world, record) };
    }

    it("carries the receipt's class and cites it", async () => {
      const world = await networkHelpers.loadFixture(received);
      const moved = await postOne(world, order(Kind.Refund, acc.general, [[acc.taxes, 120]]), world.citations);
      const { code, cites } = fieldsOf(moved.terms);
      expect([code, cites]).to.deep.equal([1145, world.record]);
      expect([moved.fromPosition, moved.toPosition]).to.deep.equal([0n, 0n]);
      expect(await totals(world, acc.taxes)).to.deep.equal([120n, 50_300n]);
      expect(await world.ledger.undoneOf(world.record)).to.equal(120n);
    });

    it("reverts with CitationUnfit for another source, for another fund and for what is no receipt", async () => {
      const world = await networkHelpers.loadFixture(received);
      const { record, citations } = world;
      for (const [from, to] of [
        [acc.general, acc.loan],
        [acc.special, acc.taxes],
        [acc.special, acc.specialTaxes],
      ] as const) {
        await refusesPost(
          world,
          order(Kind.Refund, from, [[to, 1]]),
          ["CitationUnfit", record, Kind.Receipt],
          citations,
        );
      }
      const paid = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 5]]));
      await refusesPost(
        world,
        order(Kind.Refund, acc.general, [[acc.taxes, 1]]),
        ["CitationUnfit", paid.record, Kind.Payment],
        await cite(world, paid.record),
      );
    });

    it("reverts with CitationExhausted beyond what is left of the receipt", async () => {
      const world = await networkHelpers.loadFixture(received);
      const { record, citations } = world;
      const refund = (amount: number) => order(Kind.Refund, acc.general, [[acc.taxes, amount]]);
      await refusesPost(world, refund(301), ["CitationExhausted", record, 301, 300], citations);
      await postOne(world, refund(299), citations);
      await refusesPost(world, refund(2), ["CitationExhausted", record, 2, 1], citations);
      await postOne(world, refund(1), citations);
      await refusesPost(world, refund(1), ["CitationExhausted", record, 1, 0], citations);
    });

    it("reverts with Overdraw when the fund has spent the money", async () => {
      const world = await networkHelpers.loadFixture(received);
      await postOne(world, order(Kind.CashTransfer, acc.general, [[acc.special, 50_200]]));
      const refund = order(Kind.Refund, acc.general, [[acc.taxes, 101]]);
      await refusesPost(world, refund, ["Overdraw", acc.general, 101, 100], world.citations);
    });
  });

  describe("cash transfer", () => {
    it("joins two funds of one government, currency and settlement, attested or token-backed", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [from, to] of [
        [acc.general, acc.special],
        [acc.special, acc.general],
        [acc.token, acc.tokenTwo],
        [acc.tokenTwo, acc.token],
      ] as const) {
        const before = [await balance(world, from), await balance(world, to)] as const;
        await postOne(world, order(Kind.CashTransfer, from, [[to, 100]]));
        expect([await balance(world, from), await balance(world, to)]).to.deep.equal([
          before[0] - 100n,
          before[1] + 100n,
        ]);
      }
    });

    it("reverts with FundsIncompatible for another currency, government or settlement", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      for (const [from, to] of [
        [acc.general, acc.dollars],
        [acc.general, acc.otherFund],
        [acc.general, acc.token],
        [acc.token, acc.general],
      ] as const) {
        await refusesPost(world, order(Kind.CashTransfer, from, [[to, 1]]), ["FundsIncompatible", from, to]);
      }
    });

    it("reverts with FundsIncompatible where the token has changed its decimals between the funds", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token } = world;
      const finer = await ethers.deployContract("HostileTokenMock", [8]);
      const address = await token.getAddress();
      await networkHelpers.setCode(address, await ethers.provider.getCode(finer));
      await ledger.openFunds([fundSpec(Party.Treasury, { token })]);
      const late = account(AccountKind.Fund, 7);
      expect((await ledger.fundOf(late)).unit).to.equal(100n * UNIT);
      for (const [from, to] of [
        [acc.token, late],
        [late, acc.token],
      ] as const) {
        await refusesPost(world, order(Kind.CashTransfer, from, [[to, 1]]), ["FundsIncompatible", from, to]);
      }
      const granted = ledger.openCommitments([commitmentSpec(acc.tokenAllotment, Party.Treasury, late)]);
      await refused(world, granted, ["PayeeFundUnfit", late]);
    });

    it("reverts with Overdraw beyond the fund's balance", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const transfer = order(Kind.CashTransfer, acc.special, [
        [acc.general, 4_000],
        [acc.general, 1_001],
      ]);
      await refusesPost(world, transfer, ["Overdraw", acc.special, 1_001, 1_000]);
    });
  });
});
