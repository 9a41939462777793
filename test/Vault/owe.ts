// Vault.owe, see owe.tree
import { expect } from "chai";
import { deployVault } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";

describe("Vault.owe", () => {
  describe("when the caller is not the ledger", () => {
    it("reverts with NotTheLedger", async () => {
      const { vault, token, outsider } = await networkHelpers.loadFixture(deployVault);
      await expect(vault.connect(outsider).owe(token, 1, 1))
        .to.be.revertedWithCustomError(vault, "NotTheLedger")
        .withArgs(outsider.address);
    });
  });

  describe("else", () => {
    it("adds to what the party is owed, wallet or none, and to what all are", async () => {
      const { vault, token, hostile, ledger } = await networkHelpers.loadFixture(deployVault);
      await ledger.owe(token, 1, 30);
      await ledger.owe(token, 1, 12);
      await ledger.owe(token, 3, 5);
      await ledger.owe(hostile, 1, 7);
      expect(await vault.owed(token, 1)).to.equal(42n);
      expect(await vault.owed(token, 3)).to.equal(5n);
      expect(await vault.owed(hostile, 1)).to.equal(7n);
      expect(await vault.owedInAll(token)).to.equal(47n);
    });
  });
});
