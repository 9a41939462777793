// Directory.nominateWallet, see nominateWallet.tree
import { expect } from "chai";
import { deployDirectory, giveWallets, nextTime, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

const WAIT = 172_800;

async function oneParty() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Payee, 0, "Builder")]);
  return { ...base, office };
}

describe("Directory.nominateWallet", () => {
  describe("when the caller is not the registry office", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { directory, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(directory.connect(outsider).nominateWallet(1, outsider)).to.be.revertedWithCustomError(
        directory,
        "AccessManagedUnauthorized",
      );
    });
  });

  describe("when there is no such party", () => {
    it("reverts with PartyUnknown", async () => {
      const { directory, office, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(office.nominateWallet(2, outsider))
        .to.be.revertedWithCustomError(directory, "PartyUnknown")
        .withArgs(2);
    });
  });

  describe("when the wallet is the zero address", () => {
    it("reverts with WalletZero", async () => {
      const { directory, office } = await networkHelpers.loadFixture(oneParty);
      await expect(office.nominateWallet(1, ethers.ZeroAddress))
        .to.be.revertedWithCustomError(directory, "WalletZero")
        .withArgs(1);
    });
  });

  describe("when the party has a wallet", () => {
    it("reverts with WalletNotYours", async () => {
      const { directory, office, registry, outsider, admin } = await networkHelpers.loadFixture(oneParty);
      await giveWallets(office, [[1, outsider]]);
      await expect(office.nominateWallet(1, admin))
        .to.be.revertedWithCustomError(directory, "WalletNotYours")
        .withArgs(1, outsider.address, registry.address);
    });
  });

  describe("when somebody else was nominated before", () => {
    it("replaces the nominee and starts the wait anew", async () => {
      const { directory, office, outsider, admin } = await networkHelpers.loadFixture(oneParty);
      await office.nominateWallet(1, outsider);
      await networkHelpers.time.increase(WAIT);
      const now = await nextTime();
      await office.nominateWallet(1, admin);
      expect(await directory.nominationOf(1)).to.deep.equal([admin.address, BigInt(now + WAIT)]);
      await expect(directory.connect(outsider).acceptWallet(1))
        .to.be.revertedWithCustomError(directory, "WalletNotNominated")
        .withArgs(1, outsider.address);
      await expect(directory.connect(admin).acceptWallet(1)).to.be.revertedWithCustomError(directory, "WalletTooEarly");
    });
  });

  describe("else", () => {
    it("nominates the wallet from two days later on, as a record, and sets none", async () => {
      const { directory, trail, office, outsider } = await networkHelpers.loadFixture(oneParty);
      expect(await directory.FIRST_WALLET_WAIT()).to.equal(BigInt(WAIT));
      expect(await directory.nominationOf(1)).to.deep.equal([ethers.ZeroAddress, 0n]);
      const now = await nextTime();
      await expect(office.nominateWallet(1, outsider))
        .to.emit(directory, "WalletNominated")
        .withArgs(await trail.size(), 1, outsider.address, now + WAIT);
      expect(await directory.nominationOf(1)).to.deep.equal([outsider.address, BigInt(now + WAIT)]);
      expect((await directory.partyOf(1)).wallet).to.equal(ethers.ZeroAddress);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
