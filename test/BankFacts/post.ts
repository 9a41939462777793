// BankFacts.post: see post.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { Kind, Party, acc, account, order } from "../FundLedger/setup.ts";
import { balance, cite, fieldsOf, movementsIn, post } from "../FundLedger/acts.ts";
import { expectBooksIntact } from "../FundLedger/tracks.ts";
import { networkHelpers } from "../network.ts";
import { Official } from "../support/services.ts";
import { deployBank, far } from "./setup.ts";

const receipt = order(Kind.Receipt, acc.taxes, [[acc.general, 5]]);

describe("BankFacts.post", () => {
  describe("when the caller holds no treasurer's seat at the treasury now", () => {
    it("reverts with NotTreasurer because it never had one, or the duty elsewhere, or another duty there", async () => {
      const world = await networkHelpers.loadFixture(deployBank);
      const { bankFacts, admin, approvals, registrar, maker, poster, staff, newcomer } = world;
      await staff.appoint(Party.Treasury, Duty.Approver, maker, Official.Maker, 0, FAR);
      await staff.appoint(Party.City, Duty.Treasurer, newcomer, Official.Registrar, 0, FAR);
      for (const caller of [admin, approvals, registrar, maker, poster, newcomer]) {
        await expect(bankFacts.connect(caller).post([receipt], []))
          .to.be.revertedWithCustomError(bankFacts, "NotTreasurer")
          .withArgs(caller.address);
      }
    });

    it("reverts with NotTreasurer because the seat ended", async () => {
      const { bank, staff, treasurer } = await networkHelpers.loadFixture(deployBank);
      await bank.post([receipt], []);
      await staff.dismiss(Party.Treasury, Duty.Treasurer, treasurer);
      await expect(bank.post([receipt], [])).to.be.revertedWithCustomError(bank, "NotTreasurer");
    });
  });

  it("reverts with NotABankFact when an order is neither a receipt nor a recovery", async () => {
    const { bank } = await networkHelpers.loadFixture(deployBank);
    for (const kind of Object.values(Kind)) {
      if (kind === Kind.Receipt || kind === Kind.Recovery) continue;
      const other = order(kind, acc.general, [[acc.bridge, 1]]);
      for (const orders of [[other], [receipt, other]]) {
        await expect(bank.post(orders, [])).to.be.revertedWithCustomError(bank, "NotABankFact").withArgs(kind);
      }
    }
  });

  it("reverts with TokenBacked when a fund with a token takes a receipt or a recovery, alone or among others", async () => {
    const { bank } = await networkHelpers.loadFixture(deployBank);
    const tokens = order(Kind.Receipt, acc.tokenTaxes, [[acc.token, 5]]);
    const undone = order(Kind.Recovery, acc.tokenWork, [[acc.token, 1]]);
    for (const orders of [[tokens], [receipt, tokens], [undone]]) {
      await expect(bank.post(orders, [])).to.be.revertedWithCustomError(bank, "TokenBacked").withArgs(acc.token);
    }
  });

  it("reverts with OtherGovernment when a receipt enters another government's fund, alone or among others", async () => {
    const { bank } = await networkHelpers.loadFixture(deployBank);
    const foreign = order(Kind.Receipt, far.taxes, [[acc.otherFund, 5]]);
    const mixed = order(Kind.Receipt, acc.taxes, [
      [acc.general, 5],
      [acc.otherFund, 5],
    ]);
    for (const orders of [[foreign], [receipt, foreign], [mixed]]) {
      await expect(bank.post(orders, []))
        .to.be.revertedWithCustomError(bank, "OtherGovernment")
        .withArgs(acc.otherFund, Party.OtherCity, Party.City);
    }
    for (const nothing of [account(2, 99), acc.bridge]) {
      await expect(bank.post([order(Kind.Receipt, acc.taxes, [[nothing, 5]])], []))
        .to.be.revertedWithCustomError(bank, "OtherGovernment")
        .withArgs(nothing, 0, Party.City);
    }
  });

  it("reverts with OtherGovernment when a recovery is of another government's commitment", async () => {
    const world = await networkHelpers.loadFixture(deployBank);
    const [paid] = await post(world, [order(Kind.Payment, acc.otherFund, [[far.work, 10]])]);
    const citations = await cite(world, paid?.record ?? 0n);
    await expect(world.bank.post([order(Kind.Recovery, far.work, [[acc.otherFund, 10]])], citations))
      .to.be.revertedWithCustomError(world.bank, "OtherGovernment")
      .withArgs(acc.otherFund, Party.OtherCity, Party.City);
    await expect(world.bank.post([order(Kind.Recovery, account(6, 99), [[acc.general, 10]])], citations))
      .to.be.revertedWithCustomError(world.bank, "OtherGovernment")
      .withArgs(account(2, 0), 0, Party.City);
  });

  it("reverts with OtherGovernment when a recovery would take from another government's fund", async () => {
    const world = await networkHelpers.loadFixture(deployBank);
    const { bank } = world;
    const [granted, tribute] = await post(world, [
      order(Kind.TransferPayment, acc.general, [[far.grant, 10]]),
      order(Kind.TransferPayment, acc.otherFund, [[far.tribute, 10]]),
    ]);
    await expect(
      bank.post([order(Kind.Recovery, far.grant, [[acc.general, 10]])], await cite(world, granted?.record ?? 0n)),
    )
      .to.be.revertedWithCustomError(bank, "OtherGovernment")
      .withArgs(acc.otherFund, Party.OtherCity, Party.City);
    await expect(
      bank.post([order(Kind.Recovery, far.tribute, [[acc.otherFund, 10]])], await cite(world, tribute?.record ?? 0n)),
    )
      .to.be.revertedWithCustomError(bank, "OtherGovernment")
      .withArgs(acc.otherFund, Party.OtherCity, Party.City);
  });

  it("reverts with the ledger's own error when there is nothing in it, or the ledger refuses", async () => {
    const { bank, ledger } = await networkHelpers.loadFixture(deployBank);
    await expect(bank.post([], [])).to.be.revertedWithCustomError(ledger, "NothingToPost");
    const recovery = order(Kind.Recovery, acc.school, [[acc.general, 1]]);
    await expect(bank.post([recovery], []))
      .to.be.revertedWithCustomError(ledger, "CitationCount")
      .withArgs(0, 1);
    await expect(bank.post([order(Kind.Receipt, acc.taxes, [[acc.special, 1]])], []))
      .to.be.revertedWithCustomError(ledger, "FundDiffers")
      .withArgs(acc.taxes, acc.special);
    await expect(bank.post([order(Kind.Receipt, acc.taxes, [[0n, 1]])], []))
      .to.be.revertedWithCustomError(ledger, "EdgeForbidden")
      .withArgs(Kind.Receipt, acc.taxes, 0);
  });

  it("posts receipts and recoveries, also of the government's own transfers, and returns the first record", async () => {
    const world = await networkHelpers.loadFixture(deployBank);
    const { bank, trail } = world;
    const [paid, granted] = await post(world, [
      order(Kind.Payment, acc.general, [[acc.school, 100]]),
      order(Kind.TransferPayment, acc.general, [[acc.grantTwo, 50]]),
    ]);
    const citations = await cite(world, paid?.record ?? 0n, granted?.record ?? 0n);
    const before = await Promise.all([acc.general, acc.special].map((fund) => balance(world, fund)));
    const orders = [
      order(Kind.Receipt, acc.taxes, [
        [acc.general, 7],
        [acc.general, 8],
      ]),
      order(Kind.Recovery, acc.school, [[acc.general, 40]]),
      order(Kind.Recovery, acc.grantTwo, [[acc.general, 50]]),
      order(Kind.Receipt, acc.specialTaxes, [[acc.special, 9]]),
    ];
    const record = await trail.size();
    expect(await bank.post.staticCall(orders, citations)).to.equal(record);
    const moved = await movementsIn(world, await bank.post(orders, citations));
    expect(moved.map(({ terms }) => fieldsOf(terms).kind)).to.deep.equal([
      Kind.Receipt,
      Kind.Receipt,
      Kind.Recovery,
      Kind.Recovery,
      Kind.Receipt,
    ]);
    const after = await Promise.all([acc.general, acc.special].map((fund) => balance(world, fund)));
    expect(after.map((sum, i) => sum - (before[i] ?? 0n))).to.deep.equal([105n, -41n]);
    await expectBooksIntact(world);
  });
});
