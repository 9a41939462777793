// Settlement of movements with the real vault, money going out and coming back: see settlement.tree
import { expect } from "chai";
import { giveWallets } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { cite, post, postOne, totals } from "./acts.ts";
import { expectBacked, owedTo, pay, receive } from "./backed.ts";
import type { Backed } from "./backed.ts";
import { AccountKind, Kind, Party, UNIT, acc, account, commitmentSpec, deployBooks, order } from "./setup.ts";

describe("FundLedger, settlement", () => {
  describe("money going out", () => {
    it("pays the payee's wallet at once, each payout a record after the movements", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, token, wallets, trail } = world;
      const next = await trail.size();
      const sent = ledger.post([pay([acc.tokenWork, 70], [acc.tokenWork, 30])], []);
      await expect(sent).to.changeTokenBalances(ethers, token, [vault, wallets.builder], [-100n * UNIT, 100n * UNIT]);
      const address = await token.getAddress();
      for (const [record, amount] of [
        [next + 2n, 70n],
        [next + 3n, 30n],
      ] as const) {
        await expect(sent)
          .to.emit(vault, "PaidOut")
          .withArgs(record, Party.Builder, address, wallets.builder.address, amount * UNIT);
      }
      expect(await owedTo(world, Party.Builder)).to.equal(0n);
      await expectBacked(world);
    });

    it("pays the source's wallet by a refund", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { record } = await postOne(world, receive(40));
      const refund = order(Kind.Refund, acc.token, [[acc.tokenTaxes, 15]]);
      await expect(world.ledger.post([refund], await cite(world, record))).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.taxpayers],
        [-15n * UNIT, 15n * UNIT],
      );
      await expectBacked(world);
    });

    it("leaves the amount owed where the payee has no wallet, and anyone may have it paid out later", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, token, office, outsider, others } = world;
      const address = await token.getAddress();
      for (const total of [10n, 25n]) {
        await expect(ledger.post([pay([acc.tokenDebt, total === 10n ? 10 : 15])], []))
          .to.emit(vault, "PushFailed")
          .withArgs(Party.Walletless, address, total * UNIT);
        expect(await owedTo(world, Party.Walletless)).to.equal(total * UNIT);
      }
      await expectBacked(world);
      await expect(vault.connect(outsider).claim(token, Party.Walletless))
        .to.be.revertedWithCustomError(vault, "NoWallet")
        .withArgs(Party.Walletless);
      const wallet = others[5];
      if (!wallet) throw new Error("too few signers");
      await giveWallets(office, [[Party.Walletless, wallet]]);
      await expect(vault.connect(outsider).claim(token, Party.Walletless)).to.changeTokenBalance(
        ethers,
        token,
        wallet,
        25n * UNIT,
      );
      await expect(vault.claim(token, Party.Walletless))
        .to.be.revertedWithCustomError(vault, "NothingOwed")
        .withArgs(address, Party.Walletless);
      await expectBacked(world);
    });

    it("pays what was owed from before along with the next payment", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { token, wallets } = world;
      await token.setRefused(wallets.builder);
      await post(world, [pay([acc.tokenWork, 10])]);
      await token.setRefused(ethers.ZeroAddress);
      const again = world.ledger.post([pay([acc.tokenWork, 1])], []);
      await expect(again).to.changeTokenBalance(ethers, token, wallets.builder, 11n * UNIT);
      await expectBacked(world);
    });

    it("pays a class's wallet, or owes it to the class", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await world.ledger.openCommitments([commitmentSpec(acc.tokenAllotment, Party.Residents)]);
      const relief = account(AccountKind.Commitment, 11);
      await post(world, [order(Kind.Commitment, acc.tokenAllotment, [[relief, 50]])]);
      const rows = ethers.id("rows");
      await post(world, [order(Kind.Payment, acc.token, [[relief, 50, rows]], { code: 3 })]);
      expect(await owedTo(world, Party.Residents)).to.equal(50n * UNIT);
      await expectBacked(world);
    });

    const spoilers: readonly (readonly [string, (world: Backed) => Promise<unknown>])[] = [
      ["the wallet refuses", ({ token, wallets }) => token.setRefused(wallets.builder)],
      ["the wallet burns all gas", ({ token, wallets }) => token.setGreedy(wallets.builder)],
      ["the token takes more than it is told", ({ token }) => token.setFee(0, 1)],
      ["less comes to the wallet than it is told", ({ token }) => token.setFee(1, 0)],
    ];
    for (const [name, spoil] of spoilers) {
      it(`leaves the amount owed where ${name}, and blocks nobody`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        const { ledger, vault, token, wallets, office, others } = world;
        const wallet = others[5];
        if (!wallet) throw new Error("too few signers");
        await giveWallets(office, [[Party.Walletless, wallet]]);
        await spoil(world);
        const everybody = !name.startsWith("the wallet");
        const sent = ledger.post([pay([acc.tokenWork, 5], [acc.tokenDebt, 6], [acc.tokenWork, 7])], []);
        await expect(sent).to.changeTokenBalances(
          ethers,
          token,
          [wallets.builder, wallet],
          [0n, everybody ? 0n : 6n * UNIT],
        );
        await expect(sent)
          .to.emit(vault, "PushFailed")
          .withArgs(Party.Builder, await token.getAddress(), 12n * UNIT);
        expect(await owedTo(world, Party.Builder)).to.equal(12n * UNIT);
        expect(await totals(world, acc.tokenWork)).to.deep.equal([1_000n, 12n]);
        await expectBacked(world);

        await token.setRefused(ethers.ZeroAddress);
        await token.setGreedy(ethers.ZeroAddress);
        await token.setFee(0, 0);
        const claim = vault.claim(token, Party.Builder);
        await expect(claim).to.changeTokenBalance(ethers, token, wallets.builder, 12n * UNIT);
        await expectBacked(world);
      });
    }
  });

  describe("recovery", () => {
    /** A payment of 100, of which `owed` stays owed. */
    async function paid(owed: number) {
      const world = await deployBooks();
      const { token, wallets } = world;
      const whole = await postOne(world, pay([acc.tokenWork, 100]));
      await token.setRefused(wallets.builder);
      if (owed > 0) await post(world, [pay([acc.tokenWork, owed])]);
      await token.setRefused(ethers.ZeroAddress);
      return { ...world, record: whole.record, citations: await cite(world, whole.record) };
    }
    const paidOut = () => paid(0);
    const partlyOwed = () => paid(30);
    const recover = (amount: number) => order(Kind.Recovery, acc.tokenWork, [[acc.token, amount]]);

    it("pulls the tokens from the payee's wallet", async () => {
      const world = await networkHelpers.loadFixture(paidOut);
      await expect(world.ledger.post([recover(60)], world.citations)).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.builder],
        [60n * UNIT, -60n * UNIT],
      );
      await expectBacked(world);
    });

    it("cancels what is still owed, and pulls the rest", async () => {
      const world = await networkHelpers.loadFixture(partlyOwed);
      for (const [amount, pulled, left] of [
        [20, 0n, 10n],
        [60, 50n, 0n],
        [20, 20n, 0n],
      ] as const) {
        await expect(world.ledger.post([recover(amount)], world.citations)).to.changeTokenBalances(
          ethers,
          world.token,
          [world.vault, world.wallets.builder],
          [pulled * UNIT, -pulled * UNIT],
        );
        expect(await owedTo(world, Party.Builder)).to.equal(left * UNIT);
        await expectBacked(world);
      }
    });

    it("reverts, nothing posted, where the payee does not give it", async () => {
      const world = await networkHelpers.loadFixture(partlyOwed);
      const { ledger, token, vault, wallets, citations, record } = world;
      await token.connect(wallets.builder).approve(vault, 0);
      await expect(ledger.post([recover(31)], citations))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(await vault.getAddress(), 0, UNIT);
      expect(await ledger.undoneOf(record)).to.equal(0n);
      expect(await owedTo(world, Party.Builder)).to.equal(30n * UNIT);
      await ledger.post([recover(30)], citations);
      await expectBacked(world);
    });
  });
});
