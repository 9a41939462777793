// Any sequence of the vault's functions against a plain model, see books.tree
import { expect } from "chai";
import { deployVault } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { random, rounds, seed } from "../support/random.ts";

describe("Vault, any sequence of take, owe, push, takeBack and claim", () => {
  it("holds what it took less what it paid, and owes what it was told, to the unit", async () => {
    const setup = await networkHelpers.loadFixture(deployVault);
    const { vault, hostile: token, ledger, trail, directory, payeeWallet, payerWallet } = setup;
    const { int, pick } = random();
    const wallets = [payeeWallet, payerWallet];
    const start = 1_000_000n;
    /** What parties 1 to 3 are owed and what their wallets hold; party 3 has none. */
    const owed = [0n, 0n, 0n];
    const held = [start, start, 0n];
    let vaultHolds = 0n;
    const pay = (party: number) => {
      const units = owed[party] ?? 0n;
      owed[party] = 0n;
      held[party] = (held[party] ?? 0n) + units;
      vaultHolds -= units;
    };

    for (let step = 0; step < rounds(150); step += 1) {
      const party = int(0, 2);
      const units = BigInt(int(1, 500));
      const hasWallet = party < 2;
      switch (pick(["take", "owe", "push", "takeBack", "claim", "refuse"] as const)) {
        case "take":
          if (!hasWallet) break;
          await ledger.take(token, party + 1, units);
          held[party] = (held[party] ?? 0n) - units;
          vaultHolds += units;
          break;
        case "owe":
          // The ledger owes only what its funds hold.
          if (owed.reduce((sum, each) => sum + each, units) > vaultHolds) break;
          await ledger.owe(token, party + 1, units);
          owed[party] = (owed[party] ?? 0n) + units;
          break;
        case "push":
          await ledger.push(token, party + 1);
          if (hasWallet && (await token.refused()) !== wallets[party]?.address) pay(party);
          break;
        case "takeBack": {
          const credit = owed[party] ?? 0n;
          const cancelled = credit < units ? credit : units;
          if (!hasWallet && cancelled < units) break;
          await ledger.takeBack(token, party + 1, units);
          owed[party] = credit - cancelled;
          held[party] = (held[party] ?? 0n) - (units - cancelled);
          vaultHolds += units - cancelled;
          break;
        }
        case "claim":
          if (!hasWallet || owed[party] === 0n || (await token.refused()) === wallets[party]?.address) {
            await expect(vault.claim(token, party + 1)).to.be.revert(ethers);
            break;
          }
          await vault.claim(token, party + 1);
          pay(party);
          break;
        case "refuse":
          await token.setRefused(pick([payeeWallet.address, payerWallet.address, await vault.ledger()]));
          break;
      }
      const label = `seed ${seed}, step ${step}`;
      for (const each of [0, 1, 2]) expect(await vault.owed(token, each + 1), label).to.equal(owed[each]);
      expect(await vault.owedInAll(token), label).to.equal(owed.reduce((sum, each) => sum + each, 0n));
      expect(await token.balanceOf(vault), label).to.equal(vaultHolds);
      expect(await token.balanceOf(payeeWallet), label).to.equal(held[0]);
      expect(await token.balanceOf(payerWallet), label).to.equal(held[1]);
    }
    await expectLogIntact(trail, [await directory.getAddress(), await vault.getAddress()]);
  });
});
