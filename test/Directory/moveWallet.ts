// Directory.moveWallet, see moveWallet.tree
import { expect } from "chai";
import { deployDirectory, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

async function withWallet() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Payee, 0, "Builder"), partySpec(PartyKind.Payee, 0, "Other")]);
  await office.setWallet(1, base.outsider);
  return { ...base, office };
}

describe("Directory.moveWallet", () => {
  describe("when the caller is not the wallet (the registry office neither), or the party has none", () => {
    it("reverts with WalletNotYours", async () => {
      const { directory, office, registry, outsider } = await networkHelpers.loadFixture(withWallet);
      await expect(office.moveWallet(1, registry))
        .to.be.revertedWithCustomError(directory, "WalletNotYours")
        .withArgs(1, outsider.address, registry.address);
      for (const party of [0, 2, 3]) {
        await expect(directory.connect(outsider).moveWallet(party, registry))
          .to.be.revertedWithCustomError(directory, "WalletNotYours")
          .withArgs(party, ethers.ZeroAddress, outsider.address);
      }
    });
  });

  describe("when the new wallet is the zero address", () => {
    it("reverts with WalletZero", async () => {
      const { directory, outsider } = await networkHelpers.loadFixture(withWallet);
      await expect(directory.connect(outsider).moveWallet(1, ethers.ZeroAddress))
        .to.be.revertedWithCustomError(directory, "WalletZero")
        .withArgs(1);
    });
  });

  describe("else", () => {
    it("sets the successor, as a record; the old wallet has no say any more", async () => {
      const { directory, trail, admin, outsider } = await networkHelpers.loadFixture(withWallet);
      await expect(directory.connect(outsider).moveWallet(1, admin))
        .to.emit(directory, "WalletSet")
        .withArgs(await trail.size(), 1, admin.address);
      expect((await directory.partyOf(1)).wallet).to.equal(admin.address);
      await expect(directory.connect(outsider).moveWallet(1, outsider)).to.be.revertedWithCustomError(
        directory,
        "WalletNotYours",
      );
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
