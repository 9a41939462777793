// Directory.acceptWallet, see acceptWallet.tree
import { expect } from "chai";
import { deployDirectory, giveWallets, nextTime, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

const WAIT = 172_800;

/** Party 1 has a wallet, party 2 none. */
async function twoParties() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Payee, 0, "Builder"), partySpec(PartyKind.Payee, 0, "Other")]);
  await giveWallets(office, [[1, base.outsider]]);
  return { ...base, office };
}

describe("Directory.acceptWallet", () => {
  describe("when the caller is not nominated, or nobody is", () => {
    it("reverts with WalletNotNominated", async () => {
      const { directory, office, registry, outsider, admin } = await networkHelpers.loadFixture(twoParties);
      await office.nominateWallet(2, admin);
      await directory.connect(outsider).moveWallet(1, admin);
      await networkHelpers.time.increase(WAIT);
      for (const party of [0, 1, 2, 3]) {
        for (const caller of [registry, outsider]) {
          await expect(directory.connect(caller).acceptWallet(party))
            .to.be.revertedWithCustomError(directory, "WalletNotNominated")
            .withArgs(party, caller.address);
        }
      }
    });
  });

  describe("when it is a first wallet and its wait has not passed", () => {
    it("reverts with WalletTooEarly, until the last second", async () => {
      const { directory, office, admin } = await networkHelpers.loadFixture(twoParties);
      const now = await nextTime();
      await office.nominateWallet(2, admin);
      for (const time of [now + 1, now + WAIT - 1]) {
        await networkHelpers.time.setNextBlockTimestamp(time);
        await expect(directory.connect(admin).acceptWallet(2, { gasLimit: 200_000 }))
          .to.be.revertedWithCustomError(directory, "WalletTooEarly")
          .withArgs(2, now + WAIT, time);
      }
      expect((await directory.partyOf(2)).wallet).to.equal(ethers.ZeroAddress);
    });
  });

  describe("when it is a first wallet and its wait has passed", () => {
    it("sets the wallet, as a record, once", async () => {
      const { directory, trail, office, admin } = await networkHelpers.loadFixture(twoParties);
      const now = await nextTime();
      await office.nominateWallet(2, admin);
      await networkHelpers.time.setNextBlockTimestamp(now + WAIT);
      await expect(directory.connect(admin).acceptWallet(2))
        .to.emit(directory, "WalletSet")
        .withArgs(await trail.size(), 2, admin.address);
      expect((await directory.partyOf(2)).wallet).to.equal(admin.address);
      expect(await directory.nominationOf(2)).to.deep.equal([ethers.ZeroAddress, 0n]);
      await expect(directory.connect(admin).acceptWallet(2)).to.be.revertedWithCustomError(
        directory,
        "WalletNotNominated",
      );
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });

  describe("when it is a successor", () => {
    it("sets it at once, as a record; the old wallet has no say any more", async () => {
      const { directory, trail, admin, outsider } = await networkHelpers.loadFixture(twoParties);
      await directory.connect(outsider).moveWallet(1, admin);
      await expect(directory.connect(admin).acceptWallet(1))
        .to.emit(directory, "WalletSet")
        .withArgs(await trail.size(), 1, admin.address);
      expect((await directory.partyOf(1)).wallet).to.equal(admin.address);
      await expect(directory.connect(outsider).moveWallet(1, outsider))
        .to.be.revertedWithCustomError(directory, "WalletNotYours")
        .withArgs(1, admin.address, outsider.address);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
