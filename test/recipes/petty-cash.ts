// Petty cash: the float is an advance to the office, and the office is paid back what it paid out of it.
import { expect } from "chai";
import { balance, cite } from "../FundLedger/acts.ts";
import { Flag, Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: petty cash", () => {
  it("advances the float, pays the office back by vouchers, and takes the float back", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const float = await openCommitment(world, Party.Office, "");
    const small = await openCommitment(world, Party.Office, "");
    const recipe = cook(world);
    await recipe.post([
      order(Kind.Commitment, acc.roadsAllotment, [
        [float, yuan("2,000")],
        [small, yuan("10,000")],
      ]),
      order(Kind.Payment, acc.general, [[float, yuan("2,000")]], { flags: Flag.Advance }),
    ]);
    const vouchers = ["vouchers 1 to 41", "vouchers 42 to 58"].map((text) => ethers.id(text));
    const voucher = (amount: string, document = "") =>
      order(Kind.Payment, acc.general, [[small, yuan(amount)]], { document });
    await recipe.post([voucher("1,730.50", vouchers[0]), voucher("1,204", vouchers[1])]);
    const recovery = order(Kind.Recovery, float, [[acc.general, yuan("2,000")]]);
    await recipe.post([recovery], await cite(world, at(recipe.moved, 2).record));

    await expectTold(world, recipe, "Petty cash", {
      "roads allotment": acc.roadsAllotment,
      "float of the office": float,
      "small expenses, paid back": small,
      "general fund": acc.general,
    });
    expect(recipe.moved.slice(3, 5).map(({ document }) => document)).to.deep.equal(vouchers);
    for (const each of [float, small]) {
      expect((await world.ledger.commitmentOf(each)).payee).to.equal(BigInt(Party.Office));
    }
    expect(await balance(world, acc.general)).to.equal(yuan("5,000,000") - yuan("2,934.50"));
  });
});
