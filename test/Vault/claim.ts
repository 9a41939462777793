// Vault.claim and payOut, see claim.tree
import { expect } from "chai";
import { deployVault, giveWallets } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

/** Payee 1 and party 3, without a wallet, are owed 100 of each token. */
async function owing() {
  const base = await deployVault();
  for (const token of [base.token, base.hostile]) {
    await base.ledger.take(token, 2, 1_000);
    await base.ledger.owe(token, 1, 100);
    await base.ledger.owe(token, 3, 100);
  }
  return base;
}

describe("Vault.claim", () => {
  describe("when nothing is owed", () => {
    it("reverts with NothingOwed", async () => {
      const { vault, token } = await networkHelpers.loadFixture(owing);
      await expect(vault.claim(token, 2)).to.be.revertedWithCustomError(vault, "NothingOwed").withArgs(token.target, 2);
      await vault.claim(token, 1);
      await expect(vault.claim(token, 1)).to.be.revertedWithCustomError(vault, "NothingOwed");
    });
  });

  describe("when the party has no wallet", () => {
    it("reverts with NoWallet, and pays once the wallet is set", async () => {
      const { vault, token, directory, registry, outsider } = await networkHelpers.loadFixture(owing);
      await expect(vault.claim(token, 3)).to.be.revertedWithCustomError(vault, "NoWallet").withArgs(3);
      await giveWallets(directory.connect(registry), [[3, outsider]]);
      await vault.claim(token, 3);
      expect(await token.balanceOf(outsider)).to.equal(100n);
    });
  });

  describe("when the token takes more than it is told to", () => {
    it("reverts with AmountNotSent", async () => {
      const { vault, hostile } = await networkHelpers.loadFixture(owing);
      await hostile.setFee(0, 1);
      await expect(vault.claim(hostile, 1))
        .to.be.revertedWithCustomError(vault, "AmountNotSent")
        .withArgs(hostile.target, 100, 101);
      expect(await vault.owed(hostile, 1)).to.equal(100n);
    });
  });

  describe("when less comes to the wallet than left the vault", () => {
    it("reverts with AmountNotSent", async () => {
      const { vault, hostile, payeeWallet } = await networkHelpers.loadFixture(owing);
      await hostile.setFee(1, 0);
      await expect(vault.claim(hostile, 1))
        .to.be.revertedWithCustomError(vault, "AmountNotSent")
        .withArgs(hostile.target, 100, 99);
      expect(await vault.owed(hostile, 1)).to.equal(100n);
      expect(await hostile.balanceOf(payeeWallet)).to.equal(1_000_000n);
    });
  });

  describe("when the wallet is left with less than it had", () => {
    it("reverts with AmountNotSent, nothing having arrived", async () => {
      const { vault, hostile, outsider, payeeWallet } = await networkHelpers.loadFixture(owing);
      // The token itself moves the wallet's tokens on in the middle of the transfer.
      await hostile.connect(payeeWallet).approve(hostile, 500);
      await hostile.setHook(
        hostile,
        hostile.interface.encodeFunctionData("transferFrom", [payeeWallet.address, outsider.address, 300]),
      );
      await expect(vault.claim(hostile, 1)).to.be.revertedWithCustomError(vault, "AmountNotSent");
      expect(await vault.owed(hostile, 1)).to.equal(100n);
    });
  });

  describe("when the token calls back in the middle", () => {
    it("the call back is refused and the party is paid once", async () => {
      const { vault, hostile, payeeWallet } = await networkHelpers.loadFixture(owing);
      const again = vault.interface.encodeFunctionData("claim", [await hostile.getAddress(), 1]);
      await hostile.setHook(vault, again);
      await vault.claim(hostile, 1);
      expect(await hostile.reentered()).to.equal(false);
      expect(await hostile.balanceOf(payeeWallet)).to.equal(1_000_100n);
      expect(await vault.owedInAll(hostile)).to.equal(100n);
    });
  });

  describe("else", () => {
    it("pays all that is owed to the party's wallet, whoever calls, as a record", async () => {
      const { vault, token, trail, directory, outsider, payeeWallet } = await networkHelpers.loadFixture(owing);
      expect(await vault.claim.staticCall(token, 1)).to.equal(100n);
      await expect(vault.connect(outsider).claim(token, 1))
        .to.emit(vault, "PaidOut")
        .withArgs(await trail.size(), 1, token.target, payeeWallet.address, 100);
      expect(await token.balanceOf(payeeWallet)).to.equal(1_000_100n);
      expect(await token.balanceOf(outsider)).to.equal(0n);
      await expectLogIntact(trail, [await directory.getAddress(), await vault.getAddress()]);
    });
  });
});

describe("Vault.payOut", () => {
  describe("when the caller is not the vault", () => {
    it("reverts with NotTheVault", async () => {
      const { vault, token, admin } = await networkHelpers.loadFixture(owing);
      await expect(vault.payOut(token, 1)).to.be.revertedWithCustomError(vault, "NotTheVault").withArgs(admin.address);
    });
  });
});
