// TreasuryPoster.forward, see forward.tree
import { expect } from "chai";
import { deployPoster, Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";

describe("TreasuryPoster.forward", () => {
  describe("when the caller holds no treasurer's seat at the treasury now", () => {
    it("reverts with NotTreasurer, because it never had one", async () => {
      const { poster, ledger, roster, admin, registrar } = await networkHelpers.loadFixture(deployPoster);
      expect(await Promise.all([poster.ledger(), poster.roster(), poster.treasury()])).to.deep.equal([
        ledger.target,
        roster.target,
        2n,
      ]);
      for (const caller of [admin, registrar]) {
        await expect(poster.connect(caller).forward([]))
          .to.be.revertedWithCustomError(poster, "NotTreasurer")
          .withArgs(caller.address);
      }
    });

    it("reverts with NotTreasurer, because it has another duty there, or the duty elsewhere", async () => {
      const { poster, roster, registrar, stranger } = await networkHelpers.loadFixture(deployPoster);
      await roster.connect(registrar).appoint(2, Duty.BudgetOfficer, stranger, 1, 0, FAR);
      await roster.connect(registrar).appoint(1, Duty.Treasurer, stranger, 1, 0, FAR);
      await expect(poster.connect(stranger).forward([])).to.be.revertedWithCustomError(poster, "NotTreasurer");
    });

    it("reverts with NotTreasurer, because the seat ended", async () => {
      const { poster, roster, registrar, treasurer } = await networkHelpers.loadFixture(deployPoster);
      await poster.connect(treasurer).forward([]);
      await roster.connect(registrar).dismiss(2, Duty.Treasurer, treasurer);
      await expect(poster.connect(treasurer).forward([])).to.be.revertedWithCustomError(poster, "NotTreasurer");
    });
  });

  describe("when a call reverts", () => {
    it("reverts with the ledger's own error, and none of the calls takes effect", async () => {
      const { poster, ledger, treasurer } = await networkHelpers.loadFixture(deployPoster);
      const calls = [
        ledger.interface.encodeFunctionData("set", [5]),
        ledger.interface.encodeFunctionData("fail", [77]),
      ];
      await expect(poster.connect(treasurer).forward(calls)).to.be.revertedWithCustomError(ledger, "Told").withArgs(77);
      expect(await ledger.value()).to.equal(0n);
      await expect(poster.connect(treasurer).forward(["0x"])).to.be.revert(ethers);
    });
  });

  describe("when there are no calls", () => {
    it("returns nothing", async () => {
      const { poster, treasurer } = await networkHelpers.loadFixture(deployPoster);
      expect(await poster.connect(treasurer).forward.staticCall([])).to.deep.equal([]);
    });
  });

  describe("else", () => {
    it("passes the calls on in order, as itself, and returns what each returned", async () => {
      const { poster, ledger, treasurer } = await networkHelpers.loadFixture(deployPoster);
      const calls = [5, 6, 7].map((value) => ledger.interface.encodeFunctionData("set", [value]));
      const results = await poster.connect(treasurer).forward.staticCall(calls);
      expect(results.map(BigInt)).to.deep.equal([0n, 5n, 6n]);
      await poster.connect(treasurer).forward(calls);
      expect(await ledger.value()).to.equal(7n);
      expect(await ledger.lastCaller()).to.equal(poster.target);
    });
  });
});
