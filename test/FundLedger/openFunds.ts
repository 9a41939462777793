// FundLedger.openFunds: see openFunds.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn, holdsBounds, refusesSpec } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, CNY, Party, acc, account, deployAccounts, deployLedger, fundSpec, letters } from "./setup.ts";

const good = fundSpec(Party.Treasury);

describe("FundLedger.openFunds", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const call = world.ledger.connect(world.outsider).openFunds([good]);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when there is nothing in it: reverts with NothingToOpen", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    await refused(world, world.ledger.openFunds([]), ["NothingToOpen"]);
  });

  it("when the owner is no agency: reverts with PartyUnfit", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    for (const owner of [0, Party.Builder, Party.Taxpayers, Party.Residents, 999]) {
      await refusesSpec(world, world.ledger.openFunds, good, fundSpec(owner), ["PartyUnfit", owner]);
    }
  });

  describe("when the currency or its exponent is not right", () => {
    it("reverts with CurrencyInvalid for what is no three capital letters", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      for (const currency of ["cny", "CNy", "cNY", "CN1", "C Y", "@AA", "A[A", "AA@", "CN\0"]) {
        const bad = fundSpec(Party.Treasury, { currency });
        await refusesSpec(world, world.ledger.openFunds, good, bad, ["CurrencyInvalid", letters(currency), 2]);
      }
    });

    it("reverts with CurrencyInvalid above 6 decimals", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      for (const exponent of [7, 255]) {
        const bad = fundSpec(Party.Treasury, { currency: "XXX", exponent });
        await refusesSpec(world, world.ledger.openFunds, good, bad, ["CurrencyInvalid", letters("XXX"), exponent]);
      }
      for (const [currency, exponent] of [
        ["JPY", 0],
        ["KWD", 3],
        ["XXX", 6],
        ["AAA", 2],
        ["ZZZ", 2],
      ] as const) {
        await world.ledger.openFunds([fundSpec(Party.Treasury, { currency, exponent })]);
      }
    });

    it("reverts with CurrencyInvalid for another exponent than the currency's first fund has", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      await world.ledger.openFunds([good, fundSpec(Party.OtherCity, { currency: "JPY", exponent: 0 })]);
      for (const exponent of [0, 1, 3]) {
        const bad = fundSpec(Party.Treasury, { exponent });
        await refusesSpec(world, world.ledger.openFunds, good, bad, ["CurrencyInvalid", letters("CNY"), exponent]);
      }
      const yen = fundSpec(Party.Treasury, { currency: "JPY", exponent: 2 });
      await refusesSpec(world, world.ledger.openFunds, good, yen, ["CurrencyInvalid", letters("JPY"), 2]);
    });
  });

  describe("when the token is not right", () => {
    it("reverts with TokenNotAllowed", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      const stranger = await (await ethers.deployContract("TokenMock", [6])).getAddress();
      const bad = fundSpec(Party.Treasury, { token: stranger });
      await refusesSpec(world, world.ledger.openFunds, good, bad, ["TokenNotAllowed", stranger]);
    });

    it("reverts with TokenNotAllowed for another currency than the token is allowed for", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      const address = await world.token.getAddress();
      for (const currency of ["USD", "CNH"]) {
        const bad = fundSpec(Party.Treasury, { currency, token: world.token });
        await refusesSpec(world, world.ledger.openFunds, good, bad, ["TokenNotAllowed", address]);
      }
    });

    it("reverts with TokenTooCoarse", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      for (const decimals of [0, 1]) {
        const token = await (await ethers.deployContract("TokenMock", [decimals])).getAddress();
        await world.ledger.connect(world.admin).allowToken(token, CNY, true);
        const bad = fundSpec(Party.Treasury, { token });
        await refusesSpec(world, world.ledger.openFunds, good, bad, ["TokenTooCoarse", token, decimals, 2]);
      }
    });
  });

  it("when a text is out of bounds: reverts with TextLength", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    await holdsBounds(world, world.ledger.openFunds, good, "name", 1, 256);
    await holdsBounds(world, world.ledger.openFunds, good, "otherName", 0, 256);
    await holdsBounds(world, world.ledger.openFunds, good, "code", 0, 64);
  });

  it("when all fund numbers are given out: reverts with FundsExhausted", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const address = await world.ledger.getAddress();
    const slots = Array.from({ length: 64 }, (_, base) =>
      ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [AccountKind.Fund, base])),
    );
    const values = await Promise.all(slots.map((slot) => ethers.provider.getStorage(address, slot)));
    const slot = slots[values.findIndex((value) => BigInt(value) === 6n)];
    if (slot === undefined) throw new Error("the count of funds is not where it was");
    const setCount = (count: number) => networkHelpers.setStorageAt(address, slot, BigInt(count));

    await setCount(65_533);
    expect(await world.ledger.accountCount(AccountKind.Fund)).to.equal(65_533n);
    await refused(world, world.ledger.openFunds([good, good, good]), ["FundsExhausted"]);
    await world.ledger.openFunds([good, good]);
    expect((await world.ledger.accountOf(account(AccountKind.Fund, 65_535))).fund).to.equal(65_535n);
    await refused(world, world.ledger.openFunds([good]), ["FundsExhausted"]);
  });

  describe("when all is right", () => {
    it("numbers the funds, gives them the owner's government and records each", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      const { ledger, trail, token } = world;
      const specs = [fundSpec(Party.Treasury), fundSpec(Party.OtherBureau), fundSpec(Party.City, { token })];
      expect(await ledger.openFunds.staticCall(specs)).to.equal(acc.general);
      const next = await trail.size();
      const events = await eventsIn(world, await ledger.openFunds(specs));
      const address = await token.getAddress();
      const texts = ["Fund", "基金", "F"];
      const cny = letters("CNY");
      expect(events).to.deep.equal([
        ["FundOpened", next, acc.general, 2n, cny, 2n, ethers.ZeroAddress, ...texts],
        ["FundOpened", next + 1n, acc.special, 6n, cny, 2n, ethers.ZeroAddress, ...texts],
        ["FundOpened", next + 2n, acc.dollars, 1n, cny, 2n, address, ...texts],
      ]);
      expect([...(await ledger.fundOf(acc.special))]).to.deep.equal([5n, 6n, cny, 2n, ethers.ZeroAddress, 0n]);
      expect([...(await ledger.fundOf(acc.dollars))]).to.deep.equal([1n, 1n, cny, 2n, address, 10_000n]);
      expect([...(await ledger.accountOf(acc.special))]).to.deep.equal([0n, 0n, 2n, 0n, 0n]);
      expect([...(await ledger.accountOf(acc.dollars))]).to.deep.equal([0n, 0n, 3n, 0n, 4n]);
      await expectBooksIntact(world);
    });

    it("counts the token's units in a minor unit", async () => {
      const world = await networkHelpers.loadFixture(deployLedger);
      const cases = [
        [2, "CNY", 2, 1n],
        [18, "CNY", 2, 10n ** 16n],
        [6, "KWD", 3, 1_000n],
        [0, "JPY", 0, 1n],
        [79, "CNY", 2, 10n ** 77n],
      ] as const;
      for (const [i, [decimals, currency, exponent, unit]] of cases.entries()) {
        const token = await ethers.deployContract("TokenMock", [decimals]);
        await world.ledger.connect(world.admin).allowToken(token, letters(currency), true);
        await world.ledger.openFunds([fundSpec(Party.Treasury, { currency, exponent, token })]);
        expect((await world.ledger.fundOf(account(AccountKind.Fund, i + 1))).unit).to.equal(unit);
      }
    });
  });
});
