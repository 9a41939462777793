// Advance and its clearance: a flagged payment, cleared by the final account or recovered.
import { expect } from "chai";
import { balance, cite, fieldsOf } from "../FundLedger/acts.ts";
import { Flag, Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { at, cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: advance and its clearance", () => {
  it("is cleared by the final account, or recovered where nothing was done", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const contract = await openCommitment(world, Party.Builder, "C-2026-11");
    const dropped = await openCommitment(world, Party.Supplier, "C-2026-12");
    const recipe = cook(world);
    const advance = { flags: Flag.Advance, document: ethers.id("contract") };
    const finalAccount = ethers.id("final account");
    await recipe.post([
      order(Kind.Commitment, acc.roadsAllotment, [[contract, yuan("50,000")]]),
      order(Kind.Payment, acc.general, [[contract, yuan("15,000")]], advance),
    ]);
    await recipe.post([
      order(Kind.Payment, acc.general, [[contract, yuan("31,000")]], { document: finalAccount }),
      order(Kind.Release, contract, [[acc.roadsAllotment, yuan("4,000")]], { document: finalAccount }),
    ]);
    const [, paid] = await recipe.post([
      order(Kind.Commitment, acc.roadsAllotment, [[dropped, yuan("20,000")]]),
      order(Kind.Payment, acc.general, [[dropped, yuan("6,000")]], advance),
    ]);
    await recipe.post(
      [
        order(Kind.Recovery, dropped, [[acc.general, yuan("6,000")]]),
        order(Kind.Release, dropped, [[acc.roadsAllotment, yuan("20,000")]]),
      ],
      await cite(world, paid?.record ?? 0n),
    );

    await expectTold(world, recipe, "Advance and its clearance", {
      "roads allotment": acc.roadsAllotment,
      "contract with the builder": contract,
      "contract not carried out": dropped,
      "general fund": acc.general,
    });
    expect(recipe.moved.map(({ terms }) => fieldsOf(terms).flags)).to.deep.equal([0, 1, 0, 0, 0, 1, 0, 0]);
    expect(at(recipe.moved, 2).document).to.equal(finalAccount);
    for (const each of [contract, dropped]) expect(await balance(world, each)).to.equal(0n);
  });
});
