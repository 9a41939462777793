// FundLedger.allowToken: see allowToken.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { postOne, refused } from "./acts.ts";
import { eventsIn } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, CNY, Kind, Party, acc, account, deployBooks, fundSpec, letters, order } from "./setup.ts";

describe("FundLedger.allowToken", () => {
  it("when the caller does not configure: reverts with AccessManagedUnauthorized, for a poster too", async () => {
    const { ledger, token, outsider, poster } = await networkHelpers.loadFixture(deployBooks);
    for (const caller of [outsider, poster]) {
      await expect(ledger.connect(caller).allowToken(token, CNY, false))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("when the currency is no three capital letters: reverts with CurrencyInvalid", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const ledger = world.ledger.connect(world.admin);
    for (const currency of [letters("cny"), letters("C1Y"), "0x000000"]) {
      for (const allowed of [true, false]) {
        await refused(world, ledger.allowToken(world.token, currency, allowed), ["CurrencyInvalid", currency, 0]);
      }
    }
  });

  it("when the token is allowed for another currency: reverts with TokenOtherCurrency until it no longer is", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { token } = world;
    const ledger = world.ledger.connect(world.admin);
    const address = await token.getAddress();
    for (const allowed of [true, false]) {
      const call = ledger.allowToken(token, letters("USD"), allowed);
      await refused(world, call, ["TokenOtherCurrency", address, CNY]);
    }
    await ledger.allowToken(token, CNY, true);
    await ledger.allowToken(token, CNY, false);
    await ledger.allowToken(token, letters("USD"), true);
    expect(await ledger.isTokenAllowed(token, CNY)).to.equal(false);
    // Funds in two currencies that settle in one token do not mix.
    await world.ledger.openFunds([fundSpec(Party.Treasury, { token, currency: "USD" })]);
    const mixed = order(Kind.CashTransfer, acc.token, [[account(AccountKind.Fund, 7), 1]]);
    await refused(world, world.ledger.post([mixed], []), [
      "FundsIncompatible",
      acc.token,
      account(AccountKind.Fund, 7),
    ]);
  });

  describe("when the caller configures", () => {
    it("lets funds in the currency settle in the token, and records it", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, trail, admin } = world;
      const fresh = await ethers.deployContract("TokenMock", [2]);
      const address = await fresh.getAddress();
      expect(await ledger.isTokenAllowed(fresh, CNY)).to.equal(false);
      const next = await trail.size();
      const sent = await ledger.connect(admin).allowToken(fresh, CNY, true);
      expect(await eventsIn(world, sent)).to.deep.equal([["TokenAllowed", next, address, CNY, true]]);
      expect(await ledger.isTokenAllowed(fresh, CNY)).to.equal(true);
      expect(await ledger.isTokenAllowed(fresh, letters("USD"))).to.equal(false);
      await ledger.openFunds([fundSpec(Party.Treasury, { token: fresh })]);
      await expectBooksIntact(world);
    });

    it("lets no further funds, while the funds that do go on", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, admin } = world;
      await ledger.connect(admin).allowToken(token, CNY, false);
      const call = ledger.openFunds([fundSpec(Party.Treasury, { token })]);
      await refused(world, call, ["TokenNotAllowed", await token.getAddress()]);
      await postOne(world, order(Kind.Receipt, acc.tokenTaxes, [[acc.token, 1]]));
      await postOne(world, order(Kind.Payment, acc.token, [[acc.tokenWork, 1]]));
    });
  });
});
