// Directory.moveWallet, see moveWallet.tree
import { expect } from "chai";
import { deployDirectory, giveWallets, nextTime, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

async function withWallet() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Payee, 0, "Builder"), partySpec(PartyKind.Payee, 0, "Other")]);
  await giveWallets(office, [[1, base.outsider]]);
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

  describe("when somebody else was nominated before", () => {
    it("replaces the nominee, by the wallet itself too", async () => {
      const { directory, admin, registry, outsider } = await networkHelpers.loadFixture(withWallet);
      const wallet = directory.connect(outsider);
      await wallet.moveWallet(1, admin);
      for (const next of [registry, outsider]) {
        await wallet.moveWallet(1, next);
        expect((await directory.nominationOf(1)).wallet).to.equal(next.address);
        await expect(directory.connect(admin).acceptWallet(1)).to.be.revertedWithCustomError(
          directory,
          "WalletNotNominated",
        );
      }
    });
  });

  describe("else", () => {
    it("nominates the successor from now on, as a record; the old wallet stays until then", async () => {
      const { directory, trail, admin, outsider } = await networkHelpers.loadFixture(withWallet);
      const now = await nextTime();
      await expect(directory.connect(outsider).moveWallet(1, admin))
        .to.emit(directory, "WalletNominated")
        .withArgs(await trail.size(), 1, admin.address, now);
      expect(await directory.nominationOf(1)).to.deep.equal([admin.address, BigInt(now)]);
      expect((await directory.partyOf(1)).wallet).to.equal(outsider.address);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
