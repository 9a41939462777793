// Vault.take, see take.tree
import { expect } from "chai";
import { deployVault } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";

describe("Vault.take", () => {
  describe("when the caller is not the ledger", () => {
    it("reverts with NotTheLedger", async () => {
      const { vault, token, admin, ledger } = await networkHelpers.loadFixture(deployVault);
      expect(await vault.ledger()).to.equal(ledger.target);
      await expect(vault.take(token, 2, 1))
        .to.be.revertedWithCustomError(vault, "NotTheLedger")
        .withArgs(admin.address);
    });
  });

  describe("when the party has no wallet, or is unknown", () => {
    it("reverts with NoWallet", async () => {
      const { vault, token, ledger } = await networkHelpers.loadFixture(deployVault);
      for (const party of [3, 4]) {
        await expect(ledger.take(token, party, 1))
          .to.be.revertedWithCustomError(vault, "NoWallet")
          .withArgs(party);
      }
    });
  });

  describe("when the wallet has too little or has not approved", () => {
    it("reverts with the token's own error", async () => {
      const { vault, token, ledger, payerWallet } = await networkHelpers.loadFixture(deployVault);
      await expect(ledger.take(token, 2, 1_000_001)).to.be.revertedWithCustomError(token, "ERC20InsufficientBalance");
      await token.connect(payerWallet).approve(vault, 99);
      await expect(ledger.take(token, 2, 100)).to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance");
    });
  });

  describe("when the token charges a fee on transfer", () => {
    it("reverts with AmountNotReceived", async () => {
      const { vault, hostile, ledger } = await networkHelpers.loadFixture(deployVault);
      await hostile.setFee(3, 0);
      await expect(ledger.take(hostile, 2, 100))
        .to.be.revertedWithCustomError(vault, "AmountNotReceived")
        .withArgs(hostile.target, 100, 97);
    });
  });

  describe("when the token calls back in the middle", () => {
    it("the call back is refused and the take goes through", async () => {
      const { vault, hostile, ledger } = await networkHelpers.loadFixture(deployVault);
      await ledger.owe(hostile, 1, 5);
      await hostile.setHook(vault, vault.interface.encodeFunctionData("claim", [await hostile.getAddress(), 1]));
      await ledger.take(hostile, 2, 100);
      expect(await hostile.reentered()).to.equal(false);
      expect(await hostile.balanceOf(vault)).to.equal(100n);
      expect(await vault.owed(hostile, 1)).to.equal(5n);
    });
  });

  describe("else", () => {
    it("holds exactly the units more, and owes nobody", async () => {
      const { vault, token, ledger, payerWallet } = await networkHelpers.loadFixture(deployVault);
      await ledger.take(token, 2, 400);
      expect(await token.balanceOf(vault)).to.equal(400n);
      expect(await token.balanceOf(payerWallet)).to.equal(999_600n);
      expect(await vault.owedInAll(token)).to.equal(0n);
    });
  });
});
