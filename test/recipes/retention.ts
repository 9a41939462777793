// Retention money: what is kept back stays committed, and travels into the next year if it must.
import { expect } from "chai";
import { balance, goTo, refusesPost } from "../FundLedger/acts.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

const kept = yuan("10,000");

describe("Recipe: retention money", () => {
  it("is carried into the next year and paid there under the same contract id", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const contract = await openCommitment(world, Party.Builder, "C-2026-9");
    const retention = await openCommitment(world, Party.Builder, "C-2026-9", acc.nextAllotment);
    const recipe = cook(world);
    await recipe.post([order(Kind.Commitment, acc.roadsAllotment, [[contract, yuan("200,000")]])]);
    await recipe.post([order(Kind.Payment, acc.general, [[contract, yuan("190,000")]])]);
    expect(await balance(world, contract)).to.equal(kept);

    const { payUntil } = world.day;
    await goTo(payUntil + 1);
    const late = order(Kind.Payment, acc.general, [[contract, kept]]);
    await refusesPost(world, late, ["Closed", contract, payUntil, payUntil + 1]);
    await recipe.post([
      order(Kind.Release, contract, [[acc.roadsAllotment, kept]]),
      order(Kind.Withdrawal, acc.roadsAllotment, [[acc.roads, kept]]),
      order(Kind.CarryOver, acc.roads, [[acc.roadsNext, kept]]),
      order(Kind.Allotment, acc.roadsNext, [[acc.nextAllotment, kept]]),
      order(Kind.Commitment, acc.nextAllotment, [[retention, kept]]),
    ]);
    await recipe.post([order(Kind.Payment, acc.general, [[retention, kept]])]);

    await expectTold(world, recipe, "Retention money", {
      "roads allotment": acc.roadsAllotment,
      "contract with the builder": contract,
      "general fund": acc.general,
      "roads line": acc.roads,
      "roads line of next year": acc.roadsNext,
      "allotment of next year": acc.nextAllotment,
      "the contract's retention": retention,
    });
    for (const each of [contract, retention]) expect(await balance(world, each)).to.equal(0n);
  });

  it("is paid from the same commitment within the year", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const contract = await openCommitment(world, Party.Builder, "C-2026-9");
    await cook(world).post([
      order(Kind.Commitment, acc.roadsAllotment, [[contract, yuan("200,000")]]),
      order(Kind.Payment, acc.general, [
        [contract, yuan("190,000")],
        [contract, kept],
      ]),
    ]);
    await refusesPost(world, order(Kind.Payment, acc.general, [[contract, 1]]), ["Overdraw", contract, 1, 0]);
  });
});
