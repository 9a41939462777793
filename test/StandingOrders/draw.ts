// StandingOrders.draw: see draw.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { Kind, Party, acc, order } from "../FundLedger/setup.ts";
import { balance, fieldsOf, goTo, movementsIn, totals } from "../FundLedger/acts.ts";
import { expectBooksIntact } from "../FundLedger/tracks.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Official, deployServices } from "../support/services.ts";
import { deployStanding, execute, standing } from "./setup.ts";
import type { Standing } from "./setup.ts";

type World = Awaited<ReturnType<typeof deployServices>>;

const root = ethers.id("rows");

/** Draws as somebody who has no part in it, and returns what it posted. */
async function drawn(world: World, number: bigint | number) {
  const sent = await world.standingOrders.connect(world.outsider).draw(number);
  const [movement, ...others] = await movementsIn(world, sent);
  if (movement === undefined || others.length > 0) throw new Error("one movement wanted");
  return { sent, movement };
}

/** Makes the only order of a world and returns to it. */
async function give(world: World, more: Partial<Standing>, agency: number = Party.Bureau): Promise<void> {
  await execute(world, standing(world.today, more), { agency });
}

describe("StandingOrders.draw", () => {
  it("reverts with StandingUnknown when there is no such order", async () => {
    const { standingOrders } = await networkHelpers.loadFixture(deployStanding);
    for (const number of [0n, 2n, 2n ** 64n - 1n]) {
      const call = standingOrders.draw(number);
      await expect(call).to.be.revertedWithCustomError(standingOrders, "StandingUnknown").withArgs(number);
      const [kept, times, day] = await standingOrders.standingOf(number);
      expect([kept.amount, kept.purpose, times, day]).to.deep.equal([0n, "", 0n, 0n]);
    }
  });

  it("reverts with StandingEnded when it is stopped, or drawn as often as it may be", async () => {
    const world = await networkHelpers.loadFixture(deployStanding);
    const { standingOrders, maker, today } = world;
    await give(world, { times: 1 });
    await drawn(world, 2);
    await standingOrders.connect(maker).stop(1, Duty.Maker, "moved out");
    await goTo(today + 20);
    for (const number of [1, 2]) {
      const call = standingOrders.draw(number);
      await expect(call).to.be.revertedWithCustomError(standingOrders, "StandingEnded").withArgs(number);
      expect((await standingOrders.standingOf(number)).nextDay).to.equal(0n);
    }
  });

  it("reverts with NotYetDue until the day's first second", async () => {
    const world = await networkHelpers.loadFixture(deployStanding);
    const { standingOrders, today } = world;
    const early = async (day: number, now: number) => {
      await expect(standingOrders.draw(1))
        .to.be.revertedWithCustomError(standingOrders, "NotYetDue")
        .withArgs(1, day, now);
    };
    await early(today + 1, today);
    await networkHelpers.time.setNextBlockTimestamp((today + 1) * 86_400);
    await drawn(world, 1);
    await early(today + 8, today + 1);
    await goTo(today + 7, "last second");
    await networkHelpers.time.setNextBlockTimestamp((today + 8) * 86_400);
    await drawn(world, 1);
    expect((await standingOrders.standingOf(1)).slice(1)).to.deep.equal([2n, BigInt(today + 15)]);
  });

  describe("when the ledger refuses", () => {
    it("reverts with the ledger's own error because permission is short, and can be tried again", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const { standingOrders, ledger } = world;
      await give(world, { amount: 600n, everyDays: 0, firstDay: world.today - 100, times: 2 });
      await drawn(world, 1);
      await expect(standingOrders.draw(1))
        .to.be.revertedWithCustomError(ledger, "Overdraw")
        .withArgs(acc.school, 600, 400);
      expect((await standingOrders.standingOf(1)).drawn).to.equal(1n);
      await ledger.post([order(Kind.Commitment, acc.schoolsAllotment, [[acc.school, 200]])], []);
      await drawn(world, 1);
      expect(await balance(world, acc.school)).to.equal(0n);
    });

    it("reverts with the ledger's own error because money is short", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const { ledger } = world;
      await ledger.post([order(Kind.CashTransfer, acc.general, [[acc.special, 49_995]])], []);
      await give(world, {});
      await expect(world.standingOrders.draw(1))
        .to.be.revertedWithCustomError(ledger, "Overdraw")
        .withArgs(acc.general, 10, 5);
    });

    it("reverts with the ledger's own error because the commitment is closed", async () => {
      const world = await networkHelpers.loadFixture(deployStanding);
      const { day, ledger } = world;
      await goTo(day.payUntil + 1);
      await expect(world.standingOrders.draw(1))
        .to.be.revertedWithCustomError(ledger, "Closed")
        .withArgs(acc.school, day.payUntil, day.payUntil + 1);
      expect((await world.standingOrders.standingOf(1)).drawn).to.equal(0n);
    });

    it("reverts with the ledger's own error because it is no poster any more", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      await give(world, {});
      await world.ledger.connect(world.admin).closeDoor(world.standingOrders);
      await expect(world.standingOrders.draw(1))
        .to.be.revertedWithCustomError(world.ledger, "NotAPoster")
        .withArgs(world.standingOrders.target);
    });
  });

  it("posts one payment of today with the order's detail and document, and two records, to a party", async () => {
    const world = await networkHelpers.loadFixture(deployStanding);
    const { standingOrders, given, trail, today } = world;
    await goTo(today + 3);
    const record = await trail.size();
    expect(await standingOrders.draw.staticCall(1)).to.equal(record + 1n);
    const { sent, movement } = await drawn(world, 1);
    await expect(sent)
      .to.emit(standingOrders, "StandingDrawn")
      .withArgs(record, 1, 1, today + 1, record + 1n);
    const { terms, ...moved } = movement;
    expect(moved).to.deep.equal({
      record: record + 1n,
      from: acc.general,
      to: acc.school,
      amount: 10n,
      fromPosition: 0n,
      toPosition: 0n,
      document: given.document,
      detail: given.detail,
    });
    const fields = { kind: Kind.Payment, flags: 0, code: 0, valueDate: today + 3, cites: 0n, beyond: 0n, zero: 0n };
    expect(fieldsOf(terms)).to.deep.equal(fields);
    expect(await trail.size()).to.equal(record + 2n);
    await expectLogIntact(trail, world.writers);
    await expectBooksIntact(world);
  });

  it("posts a payment with its persons and root, each time, to a class", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const more = { commitment: acc.relief, persons: 30, detail: root, everyDays: 1, firstDay: world.today - 1 };
    await give(world, more, Party.Office);
    for (let time = 0; time < 2; time += 1) {
      const { movement } = await drawn(world, 1);
      expect(movement.detail).to.equal(root);
      expect(fieldsOf(movement.terms)).to.include({ kind: Kind.Payment, code: 30 });
    }
    expect(await totals(world, acc.relief)).to.deep.equal([1_000n, 20n]);
  });

  it("posts a transfer payment to a fund", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    await give(world, { commitment: acc.grantTwo, times: 1 });
    const before = await balance(world, acc.special);
    const { movement } = await drawn(world, 1);
    expect(fieldsOf(movement.terms)).to.include({ kind: Kind.TransferPayment, code: 0, beyond: before });
    expect(await balance(world, acc.special)).to.equal(before + 10n);
    await expectBooksIntact(world);
  });

  it("pays one missed day with each draw, in order, and no more than have come", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders, today } = world;
    await give(world, { firstDay: today - 15, everyDays: 7, times: 5 });
    for (const [i, day] of [today - 15, today - 8, today - 1].entries()) {
      expect((await standingOrders.standingOf(1)).nextDay).to.equal(BigInt(day));
      const { sent, movement } = await drawn(world, 1);
      await expect(sent)
        .to.emit(standingOrders, "StandingDrawn")
        .withArgs(movement.record - 1n, 1, i + 1, day, movement.record);
      expect(fieldsOf(movement.terms).valueDate).to.equal(today);
    }
    await expect(standingOrders.draw(1))
      .to.be.revertedWithCustomError(standingOrders, "NotYetDue")
      .withArgs(1, today + 6, today);
  });

  it("runs by months on the first day's day of the month, or a shorter month's last", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders } = world;
    const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    const dates = ["2023-10-31", "2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"];
    await give(world, { firstDay: dayOf("2023-10-31"), everyDays: 0, times: dates.length });
    for (const date of dates) {
      expect((await standingOrders.standingOf(1)).nextDay, date).to.equal(BigInt(dayOf(date)));
      await drawn(world, 1);
    }
    expect((await standingOrders.standingOf(1)).nextDay).to.equal(0n);
  });

  describe("when the tokens' way calls back", () => {
    it("cannot draw in the middle, and the cap holds", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const { standingOrders, token } = world;
      await give(world, {
        fund: acc.token,
        commitment: acc.tokenWork,
        firstDay: world.today - 10,
        everyDays: 1,
        times: 3,
      });
      await token.setHook(standingOrders, standingOrders.interface.encodeFunctionData("draw", [1]));
      for (let time = 1n; time <= 3n; time += 1n) {
        await drawn(world, 1);
        expect(await token.reentered()).to.equal(false);
        expect((await standingOrders.standingOf(1)).drawn).to.equal(time);
        expect(await totals(world, acc.tokenWork)).to.deep.equal([1_000n, 10n * time]);
      }
      await expect(standingOrders.draw(1)).to.be.revertedWithCustomError(standingOrders, "StandingEnded");
      await expectLogIntact(world.trail, world.writers);
    });

    it("may stop it by an official, and the log stays whole", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const { standingOrders, token, staff, trail } = world;
      await give(world, { fund: acc.token, commitment: acc.tokenWork });
      await staff.appoint(Party.Bureau, Duty.Maker, token, Official.Maker, 0, FAR);
      const stop = standingOrders.interface.encodeFunctionData("stop", [1, Duty.Maker, "from within"]);
      await token.setHook(standingOrders, stop);
      await drawn(world, 1);
      expect(await token.reentered()).to.equal(true);
      expect((await standingOrders.standingOf(1)).slice(1)).to.deep.equal([1n, 0n]);
      await expectLogIntact(trail, world.writers);
    });
  });

  it("never passes the cap, whoever draws however often", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders, admin, outsider, maker } = world;
    await give(world, { firstDay: world.today - 60, everyDays: 1, times: 12 });
    let refusals = 0;
    for (const caller of [admin, outsider, maker, admin, outsider].flatMap((each) => [each, each, each])) {
      const [, before] = await totals(world, acc.school);
      if (before < 120n) await standingOrders.connect(caller).draw(1);
      else {
        await expect(standingOrders.connect(caller).draw(1)).to.be.revertedWithCustomError(
          standingOrders,
          "StandingEnded",
        );
        refusals += 1;
      }
    }
    expect(refusals).to.equal(3);
    expect(await totals(world, acc.school)).to.deep.equal([1_000n, 120n]);
  });
});
