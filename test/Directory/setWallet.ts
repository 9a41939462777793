// Directory.setWallet, see setWallet.tree
import { expect } from "chai";
import { deployDirectory, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

async function oneParty() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Payee, 0, "Builder")]);
  return { ...base, office };
}

describe("Directory.setWallet", () => {
  describe("when the caller is not the registry office", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { directory, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(directory.connect(outsider).setWallet(1, outsider)).to.be.revertedWithCustomError(
        directory,
        "AccessManagedUnauthorized",
      );
    });
  });

  describe("when there is no such party", () => {
    it("reverts with PartyUnknown", async () => {
      const { directory, office, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(office.setWallet(2, outsider)).to.be.revertedWithCustomError(directory, "PartyUnknown").withArgs(2);
    });
  });

  describe("when the wallet is the zero address", () => {
    it("reverts with WalletZero", async () => {
      const { directory, office } = await networkHelpers.loadFixture(oneParty);
      await expect(office.setWallet(1, ethers.ZeroAddress))
        .to.be.revertedWithCustomError(directory, "WalletZero")
        .withArgs(1);
    });
  });

  describe("when the party has a wallet", () => {
    it("reverts with WalletNotYours", async () => {
      const { directory, office, registry, outsider, admin } = await networkHelpers.loadFixture(oneParty);
      await office.setWallet(1, outsider);
      await expect(office.setWallet(1, admin))
        .to.be.revertedWithCustomError(directory, "WalletNotYours")
        .withArgs(1, outsider.address, registry.address);
    });
  });

  describe("else", () => {
    it("sets the wallet, as a record", async () => {
      const { directory, trail, office, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(office.setWallet(1, outsider))
        .to.emit(directory, "WalletSet")
        .withArgs(await trail.size(), 1, outsider.address);
      expect((await directory.partyOf(1)).wallet).to.equal(outsider.address);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
