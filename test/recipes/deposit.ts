// Deposit: a receipt of the deposits' class, refunded; what is forfeited comes in again as revenue.
import { expect } from "chai";
import { balance, cite, fieldsOf, refusesPost, totals } from "../FundLedger/acts.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, yuan } from "./town.ts";

const sum = yuan("8,000");

describe("Recipe: deposit", () => {
  it("is refunded, or refunded in the books and partly received as a forfeit", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const { ledger } = world;
    await ledger.openSources([
      { fund: acc.general, party: Party.Builder },
      { fund: acc.general, party: Party.Supplier },
    ]);
    const first = await ledger.sourceOf(acc.general, Party.Builder);
    const second = await ledger.sourceOf(acc.general, Party.Supplier);
    const recipe = cook(world);
    for (const bidder of [first, second]) {
      await recipe.post([order(Kind.Receipt, bidder, [[acc.general, sum]], { code: 3302 })]);
    }
    const [one, two] = [at(recipe.moved, 0).record, at(recipe.moved, 1).record];
    const refund = (bidder: bigint, amount = sum) => order(Kind.Refund, acc.general, [[bidder, amount]]);
    await refusesPost(world, refund(second), ["CitationUnfit", one, Kind.Receipt], await cite(world, one));
    await recipe.post([refund(first)], await cite(world, one));
    await recipe.post(
      [refund(second), order(Kind.Receipt, second, [[acc.general, yuan("2,500")]], { code: 143 })],
      await cite(world, two),
    );

    await expectTold(world, recipe, "Deposit", {
      "first bidder": first,
      "second bidder": second,
      "general fund": acc.general,
    });
    expect(recipe.moved.map(({ terms }) => fieldsOf(terms).code)).to.deep.equal([3302, 3302, 3302, 3302, 143]);
    expect(await totals(world, first)).to.deep.equal([sum, sum]);
    expect(await balance(world, acc.general)).to.equal(yuan("5,002,500"));
  });
});
