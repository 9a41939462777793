// BankFacts.confirm: see confirm.tree
import { expect } from "chai";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { cite, post } from "../FundLedger/acts.ts";
import { ethers, networkHelpers } from "../network.ts";
import { deployBank, far } from "./setup.ts";

const DAY = 20_900;
const document = ethers.id("bank statement");

/** Four movements that a bank carries out, the last one another government's. */
async function deployOrdered() {
  const world = await deployBank();
  const [received] = await post(world, [order(Kind.Receipt, acc.taxes, [[acc.general, 50]])]);
  const orders = [
    order(Kind.Payment, acc.general, [[acc.school, 10]]),
    order(Kind.TransferPayment, acc.general, [[far.grant, 20]]),
    order(Kind.Refund, acc.general, [[acc.taxes, 30]]),
    order(Kind.Payment, acc.otherFund, [[far.work, 10]]),
  ];
  const moved = await post(world, orders, await cite(world, received?.record ?? 0n));
  const citations = await cite(world, ...moved.map(({ record }) => record));
  return {
    ...world,
    records: moved.map(({ record }) => record),
    own: citations.slice(0, 3),
    foreign: citations.slice(3),
  };
}

describe("BankFacts.confirm", () => {
  it("reverts with NotTreasurer when the caller holds no treasurer's seat at the treasury now", async () => {
    const { bankFacts, own, poster } = await networkHelpers.loadFixture(deployOrdered);
    await expect(bankFacts.connect(poster).confirm(DAY, document, own))
      .to.be.revertedWithCustomError(bankFacts, "NotTreasurer")
      .withArgs(poster.address);
  });

  it("reverts with OtherGovernment when a movement out of another government's fund is cited", async () => {
    const { bank, own, foreign } = await networkHelpers.loadFixture(deployOrdered);
    for (const citations of [foreign, [...own, ...foreign]]) {
      await expect(bank.confirm(DAY, document, citations))
        .to.be.revertedWithCustomError(bank, "OtherGovernment")
        .withArgs(acc.otherFund, Party.OtherCity, Party.City);
    }
  });

  it("reverts with the ledger's own error when there is nothing in it, or the ledger refuses", async () => {
    const { bank, ledger, own } = await networkHelpers.loadFixture(deployOrdered);
    await expect(bank.confirm(DAY, document, [])).to.be.revertedWithCustomError(ledger, "NothingToPost");
    await expect(bank.confirm(0, document, own)).to.be.revertedWithCustomError(ledger, "ValueDateUnfit");
    await expect(bank.confirm(DAY, document, [...own, ...own])).to.be.revertedWithCustomError(ledger, "NotToConfirm");
  });

  it("records the bank's day and document for payments, transfer payments and refunds", async () => {
    const { bank, ledger, own, records, trail } = await networkHelpers.loadFixture(deployOrdered);
    const next = await trail.size();
    const sent = await bank.confirm(DAY, document, own);
    for (const [i, record] of records.slice(0, 3).entries()) {
      await expect(sent)
        .to.emit(ledger, "Confirmed")
        .withArgs(next + BigInt(i), record, DAY, document);
      expect(await ledger.isConfirmed(record)).to.equal(true);
    }
    expect(await ledger.isConfirmed(records[3] ?? 0n)).to.equal(false);
  });
});
