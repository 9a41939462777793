// Bounced payment: recovered with the bank's notice, paid again, and only then confirmed.
import { expect } from "chai";
import { balance, cite, refusesPost } from "../FundLedger/acts.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

const sum = yuan("4,321.09");

describe("Recipe: bounced payment", () => {
  it("gives cash and permission back, and is paid again", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const invoice = await openCommitment(world, Party.Supplier, "");
    const recipe = cook(world);
    const pay = order(Kind.Payment, acc.general, [[invoice, sum]]);
    await recipe.post([order(Kind.Commitment, acc.roadsAllotment, [[invoice, sum]]), pay]);
    await refusesPost(world, pay, ["Overdraw", invoice, sum, 0]);
    const bounced = at(recipe.moved, 1).record;
    const notice = { document: ethers.id("the bank's notice") };
    await recipe.post([order(Kind.Recovery, invoice, [[acc.general, sum]], notice)], await cite(world, bounced));
    expect(await balance(world, acc.general)).to.equal(yuan("5,000,000"));
    await recipe.post([pay]);
    const again = at(recipe.moved, 3).record;
    await world.ledger.confirm(world.day.today, ethers.id("statement"), await cite(world, again));

    await expectTold(world, recipe, "Bounced payment", {
      "roads allotment": acc.roadsAllotment,
      "invoice of the supplier": invoice,
      "general fund": acc.general,
    });
    expect([await world.ledger.isConfirmed(bounced), await world.ledger.isConfirmed(again)]).to.deep.equal([
      false,
      true,
    ]);
    expect(await balance(world, invoice)).to.equal(0n);
  });
});
