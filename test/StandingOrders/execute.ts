// StandingOrders.execute: see execute.tree
import { expect } from "chai";
import { Party, acc } from "../FundLedger/setup.ts";
import { totals } from "../FundLedger/acts.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { deployServices, matterOf } from "../support/services.ts";
import { encode, execute, standing } from "./setup.ts";

describe("StandingOrders.execute", () => {
  it("reverts with NotApprovals when the caller is not the approvals", async () => {
    const { standingOrders, admin, maker, today } = await networkHelpers.loadFixture(deployServices);
    for (const caller of [admin, maker]) {
      await expect(standingOrders.connect(caller).execute(matterOf(), encode(standing(today))))
        .to.be.revertedWithCustomError(standingOrders, "NotApprovals")
        .withArgs(caller.address);
    }
  });

  it("reverts with OfficialsWanted when fewer than two officials, or silence, stand behind it", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    for (const [officials, silent] of [
      [0, false],
      [1, false],
      [1, true],
      [2, true],
      [255, true],
    ] as const) {
      await expect(execute(world, standing(world.today), { officials, silent }))
        .to.be.revertedWithCustomError(world.standingOrders, "OfficialsWanted")
        .withArgs(officials, silent);
    }
    expect(await world.standingOrders.standingCount()).to.equal(0n);
  });

  it("keeps the order under the next number, from 1, moves nothing, and is a record", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders, approvals, trail, today } = world;
    const before = await totals(world, acc.school);
    const orders = [
      standing(today),
      standing(today - 400, { everyDays: 0, times: 65_535, purpose: "每月租金" }),
      standing(today, {
        commitment: acc.tokenWork,
        fund: acc.token,
        amount: 2n ** 104n - 1n,
        times: 1,
        everyDays: 2 ** 24 - 1,
        document: ethers.ZeroHash,
        detail: ethers.ZeroHash,
      }),
    ];
    for (const [i, order] of orders.entries()) {
      const record = await trail.size();
      const answer = await standingOrders.connect(approvals).execute.staticCall(matterOf(), encode(order));
      expect([...answer]).to.deep.equal([record, 1n]);
      await expect(execute(world, order))
        .to.emit(standingOrders, "StandingGiven")
        .withArgs(record, i + 1, ethers.id("case"), Party.Bureau, Object.values(order));
      const [kept, drawn, nextDay] = await standingOrders.standingOf(i + 1);
      const { times, firstDay, everyDays, persons, ...rest } = order;
      const { fund, commitment, amount, detail, purpose, document } = rest;
      const numbers = [times, firstDay, everyDays, persons].map(BigInt);
      expect([...kept]).to.deep.equal([fund, commitment, amount, ...numbers, detail, purpose, document]);
      expect([drawn, nextDay]).to.deep.equal([0n, BigInt(order.firstDay)]);
    }
    expect(await standingOrders.standingCount()).to.equal(3n);
    expect(await totals(world, acc.school)).to.deep.equal(before);
    await expectLogIntact(trail, world.writers);
  });
});
