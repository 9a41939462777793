// Withholding tax: net to the payee, deduction to the collector, one commitment each.
import { expect } from "chai";
import { balance, refusesPost, totals } from "../FundLedger/acts.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: withholding tax", () => {
  it("pays the net and the deduction, and the deduction becomes revenue", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const net = await openCommitment(world, Party.Builder, "C-2026-7");
    const tax = await openCommitment(world, Party.Treasury, "C-2026-7");
    const recipe = cook(world);
    const document = ethers.id("invoice");
    await recipe.post([
      order(Kind.Commitment, acc.roadsAllotment, [
        [net, yuan("97,000")],
        [tax, yuan("3,000")],
      ]),
    ]);
    const both = order(
      Kind.Payment,
      acc.general,
      [
        [net, yuan("97,000")],
        [tax, yuan("3,000")],
      ],
      { document },
    );
    await recipe.post([both]);
    await recipe.post([order(Kind.Receipt, acc.taxes, [[acc.general, yuan("3,000")]], { code: 111 })]);

    await expectTold(world, recipe, "Withholding tax", {
      "roads allotment": acc.roadsAllotment,
      "net to the builder": net,
      "tax to the collector": tax,
      "general fund": acc.general,
      taxes: acc.taxes,
    });
    expect(await balance(world, net)).to.equal(0n);
    expect(await balance(world, tax)).to.equal(0n);
    const [totalIn, totalOut] = await totals(world, acc.general);
    expect([totalIn, totalOut]).to.deep.equal([yuan("5,003,000"), yuan("100,000")]);
  });

  it("pays neither if one of them cannot be paid", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const net = await openCommitment(world, Party.Builder, "C-2026-7");
    const tax = await openCommitment(world, Party.Treasury, "C-2026-7");
    await cook(world).post([order(Kind.Commitment, acc.roadsAllotment, [[net, 100]])]);
    const both = order(Kind.Payment, acc.general, [
      [net, 97],
      [tax, 3],
    ]);
    await refusesPost(world, both, ["Overdraw", tax, 3, 0]);
  });
});
