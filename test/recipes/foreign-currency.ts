// Foreign currency: the cost in the fund's own currency, the rate in the document.
import { expect } from "chai";
import { balance, reference, refusesPost } from "../FundLedger/acts.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: foreign currency", () => {
  it("commits an estimate, raises it, pays what the bank took, and releases the rest", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const contract = await openCommitment(world, Party.Supplier, "USD-10000");
    const recipe = cook(world);
    const half = reference("USD 5,000.00");
    const pay = (amount: string, advice: string) =>
      order(Kind.Payment, acc.general, [[contract, yuan(amount), half]], { document: ethers.id(advice) });
    await recipe.post([order(Kind.Commitment, acc.roadsAllotment, [[contract, yuan("72,000")]])]);
    const both = [pay("36,250", "advice at 7.25"), pay("36,100", "advice at 7.22")];
    await refusesPost(world, both, ["Overdraw", contract, yuan("36,100"), yuan("35,750")]);
    await recipe.post([order(Kind.Commitment, acc.roadsAllotment, [[contract, yuan("400")]])]);
    await recipe.post(both);
    await recipe.post([order(Kind.Release, contract, [[acc.roadsAllotment, yuan("50")]])]);

    await expectTold(world, recipe, "Foreign currency", {
      "roads allotment": acc.roadsAllotment,
      "contract in dollars": contract,
      "general fund": acc.general,
    });
    expect(at(recipe.moved, 2)).to.include({ document: ethers.id("advice at 7.25"), detail: half });
    expect(await balance(world, contract)).to.equal(0n);
  });
});
