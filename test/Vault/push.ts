// Vault.push, see push.tree
import { expect } from "chai";
import { deployVault } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import type { TokenMock } from "../../types/ethers-contracts/index.ts";

type Setup = Awaited<ReturnType<typeof deployVault>>;

/** The vault holds 1,000 of each token. */
async function filledVault() {
  const base = await deployVault();
  await base.ledger.take(base.token, 2, 1_000);
  await base.ledger.take(base.hostile, 2, 1_000);
  return base;
}

async function expectPushToFail(setup: Setup, token: Pick<TokenMock, "target">, party: number, units: bigint) {
  const { vault, ledger, trail } = setup;
  const records = await trail.size();
  await expect(ledger.push(token.target, party, { gasLimit: 1_000_000 }))
    .to.emit(vault, "PushFailed")
    .withArgs(party, token.target, units);
  expect(await vault.owed(token.target, party)).to.equal(units);
  expect(await vault.owedInAll(token.target)).to.equal(units);
  expect(await trail.size()).to.equal(records);
  await expectLogIntact(trail, [await vault.directory(), await vault.getAddress()]);
}

describe("Vault.push", () => {
  describe("when the caller is not the ledger", () => {
    it("reverts with NotTheLedger", async () => {
      const { vault, token, admin } = await networkHelpers.loadFixture(filledVault);
      await expect(vault.push(token, 1)).to.be.revertedWithCustomError(vault, "NotTheLedger").withArgs(admin.address);
    });
  });

  describe("when nothing is owed", () => {
    it("does nothing", async () => {
      const { vault, token, ledger, trail } = await networkHelpers.loadFixture(filledVault);
      const records = await trail.size();
      await expect(ledger.push(token, 1)).not.to.emit(vault, "PushFailed");
      expect(await trail.size()).to.equal(records);
    });
  });

  describe("when the payment goes through", () => {
    it("pays all that is owed to the party's wallet, as a record", async () => {
      const { vault, token, ledger, trail, directory, payeeWallet } = await networkHelpers.loadFixture(filledVault);
      await ledger.owe(token, 1, 300);
      await ledger.owe(token, 1, 45);
      await expect(ledger.push(token, 1))
        .to.emit(vault, "PaidOut")
        .withArgs(await trail.size(), 1, token.target, payeeWallet.address, 345);
      expect(await token.balanceOf(payeeWallet)).to.equal(1_000_345n);
      expect(await token.balanceOf(vault)).to.equal(655n);
      expect(await vault.owed(token, 1)).to.equal(0n);
      expect(await vault.owedInAll(token)).to.equal(0n);
      await expectLogIntact(trail, [await directory.getAddress(), await vault.getAddress()]);
    });
  });

  describe("when the payment does not go through, it emits PushFailed, writes no record and leaves the amount owed", () => {
    it("because the party has no wallet", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.token, 3, 10);
      await expectPushToFail(setup, setup.token, 3, 10n);
    });

    it("because the token refuses the wallet", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.hostile, 1, 10);
      await setup.hostile.setRefused(setup.payeeWallet);
      await expectPushToFail(setup, setup.hostile, 1, 10n);
    });

    it("because the vault holds too little", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.token, 1, 1_001);
      await expectPushToFail(setup, setup.token, 1, 1_001n);
    });

    it("because the token takes more than it is told to", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.hostile, 1, 10);
      await setup.hostile.setFee(0, 1);
      await expectPushToFail(setup, setup.hostile, 1, 10n);
    });

    it("because less comes to the wallet than left the vault", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.hostile, 1, 10);
      await setup.hostile.setFee(1, 0);
      await expectPushToFail(setup, setup.hostile, 1, 10n);
    });

    it("because the wallet or token burns all gas", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.hostile, 1, 10);
      await setup.hostile.setGreedy(setup.payeeWallet);
      await expectPushToFail(setup, setup.hostile, 1, 10n);
      const receipt = await (await setup.ledger.push(setup.hostile, 1, { gasLimit: 10_000_000 })).wait();
      expect(receipt?.gasUsed ?? 0n).to.be.below(400_000n);
    });

    it("because the vault's door to the log is closed", async () => {
      const setup = await networkHelpers.loadFixture(filledVault);
      await setup.ledger.owe(setup.token, 1, 10);
      await setup.trail.closeDoor(setup.vault);
      await expectPushToFail(setup, setup.token, 1, 10n);
    });
  });

  describe("when the token calls back in the middle", () => {
    it("the call back is refused and the payment goes through once", async () => {
      const { vault, hostile, ledger, payeeWallet } = await networkHelpers.loadFixture(filledVault);
      await ledger.owe(hostile, 1, 10);
      const address = await hostile.getAddress();
      for (const data of [
        vault.interface.encodeFunctionData("claim", [address, 1]),
        vault.interface.encodeFunctionData("payOut", [address, 1]),
      ]) {
        await hostile.setHook(vault, data);
        await ledger.push(hostile, 1);
        expect(await hostile.reentered()).to.equal(false);
      }
      expect(await hostile.balanceOf(payeeWallet)).to.equal(1_000_010n);
    });
  });
});
