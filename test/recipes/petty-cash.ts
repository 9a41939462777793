// Petty cash: the float is an advance to the office, what it paid to persons goes through a payee class.
import { expect } from "chai";
import { balance, cite, fieldsOf, refusesPost } from "../FundLedger/acts.ts";
import { Flag, Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: petty cash", () => {
  it("advances the float, pays vouchers to a class, and takes the float back", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const float = await openCommitment(world, Party.Office, "");
    const small = await openCommitment(world, Party.Residents, "");
    const recipe = cook(world);
    await recipe.post([
      order(Kind.Commitment, acc.roadsAllotment, [
        [float, yuan("2,000")],
        [small, yuan("10,000")],
      ]),
      order(Kind.Payment, acc.general, [[float, yuan("2,000")]], { flags: Flag.Advance }),
    ]);
    const voucher = (amount: string, persons: number) =>
      order(Kind.Payment, acc.general, [[small, yuan(amount), ethers.id(`rows of ${persons}`)]], { code: persons });
    await recipe.post([voucher("1,730.50", 41), voucher("1,204", 17)]);
    const recovery = order(Kind.Recovery, float, [[acc.general, yuan("2,000")]]);
    await recipe.post([recovery], await cite(world, at(recipe.moved, 2).record));

    await expectTold(world, recipe, "Petty cash", {
      "roads allotment": acc.roadsAllotment,
      "float of the office": float,
      "small expenses of residents": small,
      "general fund": acc.general,
    });
    expect(recipe.moved.slice(3, 5).map(({ terms }) => fieldsOf(terms).code)).to.deep.equal([41, 17]);
    expect(await balance(world, acc.general)).to.equal(yuan("5,000,000") - yuan("2,934.50"));
    const nameless = order(Kind.Payment, acc.general, [[small, 1]]);
    await refusesPost(world, nameless, ["ClassRows", small, 0, ethers.ZeroHash]);
  });
});
