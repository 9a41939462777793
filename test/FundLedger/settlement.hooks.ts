// Settlement of movements with the real vault, a token that calls back: see settlement.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { post, totals } from "./acts.ts";
import { expectBacked, pay, receive } from "./backed.ts";
import { Kind, Party, acc, deployBooks, order } from "./setup.ts";

describe("FundLedger, settlement", () => {
  describe("a token that calls back", () => {
    /** The token itself has been let in as a poster: the worst that a hook can be. */
    async function infiltrated() {
      const world = await deployBooks();
      await world.ledger.connect(world.admin).announceDoor(world.token);
      await networkHelpers.time.increase(DOOR_DELAY);
      await world.ledger.openDoor(world.token);
      return world;
    }

    it("cannot post again, nor claim, in the middle of a settlement", async () => {
      const world = await networkHelpers.loadFixture(infiltrated);
      const { ledger, vault, token } = world;
      await post(world, [pay([acc.tokenDebt, 5])]);
      const again = ledger.interface.encodeFunctionData("post", [
        [order(Kind.Payment, acc.general, [[acc.bridge, 1]])],
        [],
      ]);
      const claim = vault.interface.encodeFunctionData("claim", [await token.getAddress(), Party.Builder]);
      for (const [target, data] of [
        [ledger, again],
        [vault, claim],
      ] as const) {
        await token.setHook(target, data);
        for (const single of [receive(1), pay([acc.tokenWork, 1])]) {
          await post(world, [single]);
          expect(await token.reentered()).to.equal(false);
        }
      }
      expect(await totals(world, acc.bridge)).to.deep.equal([1_000n, 0n]);
      await token.setHook(ethers.ZeroAddress, "0x");
      // Outside of a settlement the same call goes through: it was the guard that stopped it.
      await networkHelpers.impersonateAccount(await token.getAddress());
      await networkHelpers.setBalance(await token.getAddress(), 10n ** 18n);
      const asToken = ledger.connect(await ethers.getSigner(await token.getAddress()));
      await asToken.post([order(Kind.Payment, acc.general, [[acc.bridge, 1]])], []);
      await expectBacked(world);
    });

    it("may open accounts and seal, and the log stays whole", async () => {
      const world = await networkHelpers.loadFixture(infiltrated);
      const { ledger, trail, token } = world;
      const open = ledger.interface.encodeFunctionData("openSources", [[{ fund: acc.dollars, party: Party.Lender }]]);
      await token.setHook(ledger, open);
      await post(world, [receive(1)]);
      expect(await token.reentered()).to.equal(true);
      expect(await ledger.sourceOf(acc.dollars, Party.Lender)).to.not.equal(0n);
      await token.setHook(trail, trail.interface.encodeFunctionData("seal"));
      await post(world, [pay([acc.tokenWork, 1], [acc.tokenWork, 1])]);
      expect(await token.reentered()).to.equal(true);
      await expectBacked(world);
    });

    it("cannot be called in the ledger's name", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { vault, token, outsider } = world;
      for (const call of [
        vault.connect(outsider).take(token, Party.Builder, 1),
        vault.connect(outsider).owe(token, Party.Builder, 1),
        vault.connect(outsider).push(token, Party.Builder),
        vault.connect(outsider).takeBack(token, Party.Builder, 1),
      ]) {
        await expect(call).to.be.revertedWithCustomError(vault, "NotTheLedger").withArgs(outsider.address);
      }
      const self = vault.connect(outsider).payOut(token, Party.Builder);
      await expect(self).to.be.revertedWithCustomError(vault, "NotTheVault").withArgs(outsider.address);
    });
  });
});
