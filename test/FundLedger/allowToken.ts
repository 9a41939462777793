// FundLedger.allowToken: see allowToken.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { postOne, refused } from "./acts.ts";
import { eventsIn } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, Party, acc, deployBooks, fundSpec, order } from "./setup.ts";

describe("FundLedger.allowToken", () => {
  it("when the caller does not configure: reverts with AccessManagedUnauthorized, for a poster too", async () => {
    const { ledger, token, outsider, poster } = await networkHelpers.loadFixture(deployBooks);
    for (const caller of [outsider, poster]) {
      await expect(ledger.connect(caller).allowToken(token, false))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });

  describe("when the caller configures", () => {
    it("lets funds settle in the token, and records it", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, trail, admin } = world;
      const fresh = await ethers.deployContract("TokenMock", [2]);
      const address = await fresh.getAddress();
      expect(await ledger.isTokenAllowed(fresh)).to.equal(false);
      const next = await trail.size();
      const sent = await ledger.connect(admin).allowToken(fresh, true);
      expect(await eventsIn(world, sent)).to.deep.equal([["TokenAllowed", next, address, true]]);
      expect(await ledger.isTokenAllowed(fresh)).to.equal(true);
      await ledger.openFunds([fundSpec(Party.Treasury, { token: fresh })]);
      await expectBooksIntact(world);
    });

    it("lets no further funds, while the funds that do go on", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, admin } = world;
      await ledger.connect(admin).allowToken(token, false);
      const call = ledger.openFunds([fundSpec(Party.Treasury, { token })]);
      await refused(world, call, ["TokenNotAllowed", await token.getAddress()]);
      await postOne(world, order(Kind.Receipt, acc.tokenTaxes, [[acc.token, 1]]));
      await postOne(world, order(Kind.Payment, acc.token, [[acc.tokenWork, 1]]));
    });
  });
});
