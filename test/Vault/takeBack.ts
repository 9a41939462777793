// Vault.takeBack, see takeBack.tree
import { expect } from "chai";
import { deployVault } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

/** Payee 1 is owed 100 and party 3, without a wallet, 50, of 1,000 in the vault. */
async function owing() {
  const base = await deployVault();
  await base.ledger.take(base.token, 2, 1_000);
  await base.ledger.owe(base.token, 1, 100);
  await base.ledger.owe(base.token, 3, 50);
  return base;
}

describe("Vault.takeBack", () => {
  describe("when the caller is not the ledger", () => {
    it("reverts with NotTheLedger", async () => {
      const { vault, token, admin } = await networkHelpers.loadFixture(owing);
      await expect(vault.takeBack(token, 1, 1))
        .to.be.revertedWithCustomError(vault, "NotTheLedger")
        .withArgs(admin.address);
    });
  });

  describe("when the party is still owed as much", () => {
    it("cancels that, as a record, and the wallet keeps what it has", async () => {
      const { vault, token, ledger, trail, payeeWallet } = await networkHelpers.loadFixture(owing);
      await expect(ledger.takeBack(token, 1, 60))
        .to.emit(vault, "OweCancelled")
        .withArgs(await trail.size(), 1, token.target, 60);
      expect(await vault.owed(token, 1)).to.equal(40n);
      await ledger.takeBack(token, 1, 40);
      expect(await vault.owed(token, 1)).to.equal(0n);
      expect(await vault.owedInAll(token)).to.equal(50n);
      expect(await token.balanceOf(payeeWallet)).to.equal(1_000_000n);
      expect(await token.balanceOf(vault)).to.equal(1_000n);
    });
  });

  describe("when the party is owed less", () => {
    it("cancels that, as a record, and takes the rest from the wallet", async () => {
      const { vault, token, ledger, trail, payeeWallet } = await networkHelpers.loadFixture(owing);
      await expect(ledger.takeBack(token, 1, 130))
        .to.emit(vault, "OweCancelled")
        .withArgs(await trail.size(), 1, token.target, 100);
      await expectLogIntact(trail, [await vault.directory(), await vault.getAddress()]);
      expect(await vault.owed(token, 1)).to.equal(0n);
      expect(await vault.owedInAll(token)).to.equal(50n);
      expect(await token.balanceOf(payeeWallet)).to.equal(999_970n);
      expect(await token.balanceOf(vault)).to.equal(1_030n);
    });
  });

  describe("when the party is owed nothing", () => {
    it("takes all from the wallet and cancels nothing", async () => {
      const { vault, token, ledger, trail } = await networkHelpers.loadFixture(owing);
      const records = await trail.size();
      await expect(ledger.takeBack(token, 2, 70)).not.to.emit(vault, "OweCancelled");
      expect(await trail.size()).to.equal(records);
      expect(await vault.owedInAll(token)).to.equal(150n);
      expect(await token.balanceOf(vault)).to.equal(1_070n);
    });
  });

  describe("when the party is owed less and has no wallet", () => {
    it("reverts with NoWallet and cancels nothing", async () => {
      const { vault, token, ledger } = await networkHelpers.loadFixture(owing);
      await expect(ledger.takeBack(token, 3, 51))
        .to.be.revertedWithCustomError(vault, "NoWallet")
        .withArgs(3);
      expect(await vault.owed(token, 3)).to.equal(50n);
      await ledger.takeBack(token, 3, 50);
      expect(await vault.owed(token, 3)).to.equal(0n);
    });
  });

  describe("when the wallet cannot give the rest", () => {
    it("reverts with the token's own error and cancels nothing", async () => {
      const { vault, token, ledger, payeeWallet } = await networkHelpers.loadFixture(owing);
      await token.connect(payeeWallet).approve(vault, 0);
      await expect(ledger.takeBack(token, 1, 101)).to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance");
      expect(await vault.owed(token, 1)).to.equal(100n);
    });
  });
});
