// BankFacts.openSources: see openSources.tree
import { expect } from "chai";
import { Party, acc } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { deployBank } from "./setup.ts";

const lender = { fund: acc.special, party: Party.Lender };
const foreign = { fund: acc.otherFund, party: Party.Lender };

describe("BankFacts.openSources", () => {
  it("reverts with NotTreasurer when the caller holds no treasurer's seat at the treasury now", async () => {
    const { bankFacts, registrar } = await networkHelpers.loadFixture(deployBank);
    await expect(bankFacts.connect(registrar).openSources([lender]))
      .to.be.revertedWithCustomError(bankFacts, "NotTreasurer")
      .withArgs(registrar.address);
  });

  it("reverts with OtherGovernment when a fund is another government's, alone or among others", async () => {
    const { bank } = await networkHelpers.loadFixture(deployBank);
    for (const specs of [[foreign], [lender, foreign]]) {
      await expect(bank.openSources(specs))
        .to.be.revertedWithCustomError(bank, "OtherGovernment")
        .withArgs(acc.otherFund, Party.OtherCity, Party.City);
    }
  });

  it("reverts with the ledger's own error when there is nothing in it, or the ledger refuses", async () => {
    const { bank, ledger } = await networkHelpers.loadFixture(deployBank);
    await expect(bank.openSources([])).to.be.revertedWithCustomError(ledger, "NothingToOpen");
    await expect(bank.openSources([{ fund: 0, party: Party.Lender }])).to.be.revertedWithCustomError(
      ledger,
      "AccountKindWrong",
    );
    await expect(bank.openSources([{ fund: acc.general, party: Party.Lender }]))
      .to.be.revertedWithCustomError(ledger, "SourceExists")
      .withArgs(acc.general, Party.Lender, acc.loan);
  });

  it("opens the sources and returns the first account", async () => {
    const world = await networkHelpers.loadFixture(deployBank);
    const { bank, bankFacts, ledger, roster, directory } = world;
    const specs = [lender, { fund: acc.dollars, party: Party.Lender }];
    const first = await bank.openSources.staticCall(specs);
    await bank.openSources(specs);
    expect(await ledger.sourceOf(acc.special, Party.Lender)).to.equal(first);
    expect(await ledger.sourceOf(acc.dollars, Party.Lender)).to.equal(first + 1n);
    expect(
      await Promise.all([bankFacts.ledger(), bankFacts.roster(), bankFacts.directory(), bankFacts.treasury()]),
    ).to.deep.equal([ledger.target, roster.target, directory.target, BigInt(Party.Treasury)]);
  });
});
