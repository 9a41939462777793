// FundLedger.post, the ends of the running totals: see post.totals.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { cite, postOne, refusesPost, totals } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, acc, deployAccounts, order } from "./setup.ts";

const MAX = 2n ** 104n - 1n;

describe("FundLedger.post, the ends of the running totals", () => {
  it("source and fund, by a receipt", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, MAX]]));
    expect(await totals(world, acc.general)).to.deep.equal([MAX, 0n]);
    await refusesPost(world, order(Kind.Receipt, acc.taxes, [[acc.general, 1]]), ["TotalTooLarge", acc.taxes]);
    for (const amount of [1n, MAX]) {
      await refusesPost(world, order(Kind.Receipt, acc.loan, [[acc.general, amount]]), ["TotalTooLarge", acc.general]);
    }
    await expectBooksIntact(world);
  });

  it("source and fund, by a refund and a cash transfer", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const received = await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, MAX]]));
    await postOne(world, order(Kind.Receipt, acc.specialTaxes, [[acc.special, 1]]));
    const transfer = order(Kind.CashTransfer, acc.general, [[acc.special, MAX]]);
    await refusesPost(world, transfer, ["TotalTooLarge", acc.special]);
    const refund = order(Kind.Refund, acc.general, [[acc.taxes, MAX]]);
    await postOne(world, refund, await cite(world, received.record));
    expect(await totals(world, acc.taxes)).to.deep.equal([MAX, MAX]);
  });

  it("act and line, by appropriation, cut and withdrawal", async () => {
    const world = await networkHelpers.loadFixture(deployAccounts);
    const appropriate = (act: bigint, line: bigint, amount: bigint) => order(Kind.Appropriation, act, [[line, amount]]);
    await postOne(world, appropriate(acc.budget, acc.roads, MAX));
    await refusesPost(world, appropriate(acc.budget, acc.schools, 1n), ["TotalTooLarge", acc.budget]);
    await refusesPost(world, appropriate(acc.supplement, acc.roads, 1n), ["TotalTooLarge", acc.roads]);
    await postOne(world, order(Kind.Allotment, acc.roads, [[acc.roadsAllotment, 1]]));
    const withdraw = order(Kind.Withdrawal, acc.roadsAllotment, [[acc.roads, 1]]);
    await refusesPost(world, withdraw, ["TotalTooLarge", acc.roads]);
    await postOne(world, order(Kind.Cut, acc.roads, [[acc.budget, MAX - 1n]]));
    await postOne(world, appropriate(acc.supplement, acc.schools, 2n));
    await refusesPost(world, order(Kind.Cut, acc.schools, [[acc.budget, 2]]), ["TotalTooLarge", acc.budget]);
    await postOne(world, order(Kind.Cut, acc.schools, [[acc.budget, 1]]));
    expect(await totals(world, acc.budget)).to.deep.equal([MAX, MAX]);
    await expectBooksIntact(world);
  });

  /** Two commitments of all that can be written, through two lines and acts, and as much cash. */
  async function fill(second: bigint) {
    const world = await deployAccounts();
    const chains = [
      [acc.budget, acc.roads, acc.roadsAllotment, acc.bridge],
      [acc.supplement, acc.schools, acc.schoolsAllotment, second],
    ] as const;
    for (const [act, line, allotment, commitment] of chains) {
      await postOne(world, order(Kind.Appropriation, act, [[line, MAX]]));
      await postOne(world, order(Kind.Allotment, line, [[allotment, MAX]]));
      await postOne(world, order(Kind.Commitment, allotment, [[commitment, MAX]]));
    }
    await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, MAX]]));
    return world;
  }
  const deployFull = () => fill(acc.grantTwo);
  const deployFullTwice = () => fill(acc.school);

  it("commitment, by a recovery", async () => {
    const world = await networkHelpers.loadFixture(deployFull);
    const paid = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, MAX]]));
    expect(await totals(world, acc.bridge)).to.deep.equal([MAX, MAX]);
    expect(await totals(world, acc.general)).to.deep.equal([MAX, MAX]);
    const recovery = order(Kind.Recovery, acc.bridge, [[acc.general, 1]]);
    await refusesPost(world, recovery, ["TotalTooLarge", acc.bridge], await cite(world, paid.record));
    await expectBooksIntact(world);
  });

  it("payee fund, by a transfer payment", async () => {
    const world = await networkHelpers.loadFixture(deployFull);
    await postOne(world, order(Kind.Receipt, acc.specialTaxes, [[acc.special, 1]]));
    const transfer = (amount: bigint) => order(Kind.TransferPayment, acc.general, [[acc.grantTwo, amount]]);
    await refusesPost(world, transfer(MAX), ["TotalTooLarge", acc.special]);
    await postOne(world, transfer(MAX - 1n));
    expect(await totals(world, acc.special)).to.deep.equal([MAX, 0n]);
  });

  it("sums of one order that pass 104 bits revert with Overdraw, and nothing wraps", async () => {
    const world = await networkHelpers.loadFixture(deployFullTwice);
    const pay = (...amounts: readonly [bigint, bigint][]) => order(Kind.Payment, acc.general, amounts);
    await refusesPost(world, pay([acc.bridge, MAX], [acc.bridge, 1n]), ["Overdraw", acc.bridge, 1, 0]);
    // One unit over the end: what wrapped would look like a payment of nothing.
    await refusesPost(world, pay([acc.bridge, MAX], [acc.school, 1n]), ["Overdraw", acc.general, MAX + 1n, MAX]);
    await refusesPost(world, pay([acc.bridge, MAX], [acc.school, MAX]), ["Overdraw", acc.general, 2n * MAX, MAX]);
    await postOne(world, pay([acc.bridge, MAX]));
    await refusesPost(world, pay([acc.school, 1n]), ["Overdraw", acc.general, 1, 0]);
  });
});
