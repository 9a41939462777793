// FundLedger's views of accounts: see views.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { random } from "../support/random.ts";
import { AccountKind, CNY, Party, acc, account, commitmentSpec, deployAccounts, deployLedger } from "./setup.ts";

describe("FundLedger, views of accounts", () => {
  it("of what was never opened: every view gives zeros", async () => {
    const { ledger } = await networkHelpers.loadFixture(deployLedger);
    const unknown = [0n, 1n, ...Object.values(acc), account(7, 1), 2n ** 64n - 1n];
    const none = ethers.ZeroAddress;
    for (const each of unknown) {
      expect([...(await ledger.accountOf(each))]).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
      expect([...(await ledger.fundOf(each))]).to.deep.equal([0n, 0n, "0x000000", 0n, none, 0n]);
      expect([...(await ledger.actOf(each))]).to.deep.equal([0n, 0n, 0n]);
      expect([...(await ledger.lineOf(each))]).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n, 0n]);
      expect([...(await ledger.allotmentOf(each))]).to.deep.equal([0n, 0n]);
      expect([...(await ledger.commitmentOf(each))]).to.deep.equal([0n, 0n, 0n, 0n]);
      expect(await ledger.partyOfSource(each)).to.equal(0n);
      expect(await ledger.sourceOf(each, Party.Taxpayers)).to.equal(0n);
    }
    expect([...(await ledger.yearOf(Party.City, 1999))]).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(await ledger.undoneOf(1_000)).to.equal(0n);
    expect(await ledger.isConfirmed(1_000)).to.equal(false);
    for (const currency of [CNY, "0x000000"]) expect(await ledger.isTokenAllowed(none, currency)).to.equal(false);
    for (const kind of Object.values(AccountKind)) expect(await ledger.accountCount(kind)).to.equal(0n);
  });

  it("of what was opened: counts are the highest numbers, and an account of one kind is none of another", async () => {
    const { ledger } = await networkHelpers.loadFixture(deployAccounts);
    const counts = await Promise.all(Object.values(AccountKind).map((kind) => ledger.accountCount(kind)));
    expect(counts).to.deep.equal([0n, 4n, 6n, 4n, 6n, 5n, 10n]);
    expect((await ledger.lineOf(acc.general)).agency).to.equal(0n);
    expect((await ledger.fundOf(acc.roads)).owner).to.equal(0n);
    expect((await ledger.commitmentOf(acc.roadsAllotment)).payee).to.equal(0n);
  });

  it("of many commitments at once: their units, whatever order, neighbours and strangers among them", async () => {
    const { ledger } = await networkHelpers.loadFixture(deployAccounts);
    const { Allotment, Commitment } = AccountKind;
    const allotments = [acc.roadsAllotment, acc.schoolsAllotment];
    const { int, pick } = random();
    for (const count of [1, 1, 7, 8, 30]) {
      await ledger.openCommitments(
        Array.from({ length: count }, () => commitmentSpec(pick(allotments), Party.Builder)),
      );
    }
    expect(await ledger.unitsOf([])).to.deep.equal([]);
    const strangers = [0n, acc.general, account(Allotment, 1), account(Commitment, 0), account(Commitment, 58)];
    const all = Array.from({ length: 57 }, (_, i) => account(Commitment, i + 1));
    for (const asked of [all, [...all].reverse(), [...strangers, ...all, ...strangers], ...all.map((each) => [each])]) {
      const units = await Promise.all(asked.map(async (each) => (await ledger.commitmentOf(each)).unit));
      expect(await ledger.unitsOf(asked)).to.deep.equal(units);
    }
    const mixed = Array.from({ length: 60 }, () => pick([...all, ...strangers]) + BigInt(int(0, 1)));
    const units = await Promise.all(mixed.map(async (each) => (await ledger.commitmentOf(each)).unit));
    expect(await ledger.unitsOf(mixed)).to.deep.equal(units);
    expect(new Set(units)).to.deep.equal(new Set([0n, BigInt(Party.Bureau), BigInt(Party.Office)]));
  });

  it("says where its neighbours stand", async () => {
    const { ledger, directory, trail, vault, manager } = await networkHelpers.loadFixture(deployLedger);
    expect(await ledger.directory()).to.equal(await directory.getAddress());
    expect(await ledger.trail()).to.equal(await trail.getAddress());
    expect(await ledger.authority()).to.equal(await manager.getAddress());
    expect(await vault.ledger()).to.equal(await ledger.getAddress());
    expect(await vault.directory()).to.equal(await directory.getAddress());
  });
});
