// Settlement of movements with the real vault, money coming in and between funds: see settlement.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { balance, cite, post, postOne, refused, refusesPost, totals } from "./acts.ts";
import { expectBacked, pay, receive } from "./backed.ts";
import { AccountKind, Kind, Party, UNIT, acc, account, deployBooks, fundSpec, letters, order } from "./setup.ts";

describe("FundLedger, settlement", () => {
  describe("an attested fund", () => {
    it("moves no tokens, whatever is posted", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const [received] = await post(world, [order(Kind.Receipt, acc.taxes, [[acc.general, 100]])]);
      const [paid] = await post(world, [order(Kind.Payment, acc.general, [[acc.bridge, 100]])]);
      const citations = await cite(world, received?.record ?? 0n, paid?.record ?? 0n);
      const undo = [
        order(Kind.Refund, acc.general, [[acc.taxes, 100]]),
        order(Kind.Recovery, acc.bridge, [[acc.general, 100]]),
      ];
      await expect(world.ledger.post(undo, citations)).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.builder, world.wallets.taxpayers],
        [0, 0, 0],
      );
      expect(await world.vault.owedInAll(world.token)).to.equal(0n);
      expect(await world.vault.owedInAll(ethers.ZeroAddress)).to.equal(0n);
    });
  });

  describe("money coming into a token-backed fund", () => {
    it("takes the amount in the token's units from the source's wallet", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await expect(world.ledger.post([receive(123)], [])).to.changeTokenBalances(
        ethers,
        world.token,
        [world.wallets.taxpayers, world.vault],
        [-123n * UNIT, 123n * UNIT],
      );
      await expectBacked(world);
    });

    it("reverts, nothing posted, without a wallet or without allowance", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault, wallets } = world;
      await ledger.openSources([{ fund: acc.token, party: Party.Lender }]);
      const lender = account(AccountKind.Source, 5);
      await expect(ledger.post([receive(1), order(Kind.Receipt, lender, [[acc.token, 1]])], []))
        .to.be.revertedWithCustomError(vault, "NoWallet")
        .withArgs(Party.Lender);
      await token.connect(wallets.taxpayers).approve(vault, UNIT - 1n);
      await expect(ledger.post([receive(1)], []))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(await vault.getAddress(), UNIT - 1n, UNIT);
      expect(await totals(world, acc.token)).to.deep.equal([20_000n, 0n]);
      await expectBacked(world);
    });

    it("reverts with AmountNotReceived where the token charges a fee", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault } = world;
      await token.setFee(1, 0);
      await expect(ledger.post([receive(5)], []))
        .to.be.revertedWithCustomError(vault, "AmountNotReceived")
        .withArgs(await token.getAddress(), 5n * UNIT, 5n * UNIT - 1n);
      await expectBacked(world);
    });

    it("scales by 10^(decimals - exponent), and reverts where the product passes 256 bits", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, wallets, admin } = world;
      const cases = [
        [2, "CNY", 2, 1n],
        [18, "KWD", 3, 10n ** 15n],
        [0, "JPY", 0, 1n],
        [79, "CNY", 2, 10n ** 77n],
      ] as const;
      for (const [i, [decimals, currency, exponent, unit]] of cases.entries()) {
        const token = await ethers.deployContract("TokenMock", [decimals]);
        await ledger.connect(admin).allowToken(token, letters(currency), true);
        await ledger.openFunds([fundSpec(Party.Treasury, { currency, exponent, token })]);
        const fund = account(AccountKind.Fund, 7 + i);
        await ledger.openSources([{ fund, party: Party.Taxpayers }]);
        const source = account(AccountKind.Source, 5 + i);
        await token.mint(wallets.taxpayers, unit);
        await token.connect(wallets.taxpayers).approve(vault, ethers.MaxUint256);
        await ledger.post([order(Kind.Receipt, source, [[fund, 1]])], []);
        expect(await token.balanceOf(vault)).to.equal(unit);
        if (decimals === 79) {
          await expect(ledger.post.staticCall([order(Kind.Receipt, source, [[fund, 2]])], [])).to.be.revertedWithPanic(
            0x11,
          );
        }
      }
    });
  });

  describe("transfer payment and cash transfer between token-backed funds, and their undoing", () => {
    it("move no tokens", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault } = world;
      const held = await token.balanceOf(vault);
      const [given] = await post(world, [
        order(Kind.TransferPayment, acc.token, [[acc.tokenGrant, 300]]),
        order(Kind.CashTransfer, acc.token, [[acc.tokenTwo, 50]]),
      ]);
      expect(await balance(world, acc.tokenTwo)).to.equal(350n);
      const recovery = order(Kind.Recovery, acc.tokenGrant, [[acc.token, 120]]);
      await ledger.post([recovery], await cite(world, given?.record ?? 0n));
      expect(await balance(world, acc.tokenTwo)).to.equal(230n);
      expect(await token.balanceOf(vault)).to.equal(held);
      expect(await vault.owedInAll(token)).to.equal(0n);
      await expectBacked(world);
    });

    it("recovery reverts where the taking fund has paid it out", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const given = await postOne(world, order(Kind.TransferPayment, acc.token, [[acc.tokenGrant, 300]]));
      await post(world, [order(Kind.CashTransfer, acc.tokenTwo, [[acc.token, 200]])]);
      const recovery = order(Kind.Recovery, acc.tokenGrant, [[acc.token, 101]]);
      const citations = await cite(world, given.record);
      await refusesPost(world, recovery, ["Overdraw", acc.tokenTwo, 101, 100], citations);
    });
  });

  it("refuses the whole batch where a token-backed receipt stands last and fails", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { ledger, token, wallets, vault } = world;
    await token.connect(wallets.taxpayers).approve(vault, 0);
    const orders = [order(Kind.Payment, acc.general, [[acc.bridge, 1]]), pay([acc.tokenWork, 1]), receive(1)];
    await expect(ledger.post(orders, [])).to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance");
    expect(await totals(world, acc.bridge)).to.deep.equal([1_000n, 0n]);
    expect(await totals(world, acc.tokenWork)).to.deep.equal([1_000n, 0n]);
    await refused(world, ledger.post([], []), ["NothingToPost"]);
    await expectBacked(world);
  });
});
