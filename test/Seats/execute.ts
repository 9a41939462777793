// Seats.execute: see execute.tree
import { expect } from "chai";
import { Duty, FAR, nextTime } from "../fixtures.ts";
import { Party } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Official, deployServices, matterOf } from "../support/services.ts";
import { appointment, dismissal, encode, execute } from "./setup.ts";
import type { SeatOrder } from "./setup.ts";

type World = Awaited<ReturnType<typeof deployServices>>;

/** Holds that exactly `count` records come of it, the next ones, and carries it out. */
async function carriedOut(world: World, order: SeatOrder, count: bigint, agency: number = Party.Bureau) {
  const { seats, approvals, trail } = world;
  const record = await trail.size();
  const answer = await seats.connect(approvals).execute.staticCall(matterOf({ agency }), encode(order));
  expect([...answer]).to.deep.equal([record, count]);
  const sent = await execute(world, order, { agency });
  expect(await trail.size()).to.equal(record + count);
  return { sent, record };
}

describe("Seats.execute", () => {
  it("reverts with NotApprovals when the caller is not the approvals", async () => {
    const { seats, registrar, admin, newcomer } = await networkHelpers.loadFixture(deployServices);
    for (const caller of [registrar, admin]) {
      await expect(seats.connect(caller).execute(matterOf(), encode(appointment(newcomer.address))))
        .to.be.revertedWithCustomError(seats, "NotApprovals")
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
      for (const order of [appointment(world.newcomer.address), dismissal(world.maker.address)]) {
        await expect(execute(world, order, { officials, silent }))
          .to.be.revertedWithCustomError(world.seats, "OfficialsWanted")
          .withArgs(officials, silent);
      }
    }
  });

  describe("when the roster refuses", () => {
    it("reverts with the roster's own error because the seat has ended, and nobody is enrolled", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const now = await nextTime();
      await expect(execute(world, appointment(world.newcomer.address, { until: now })))
        .to.be.revertedWithCustomError(world.roster, "SeatTimes")
        .withArgs(0, now, now);
      expect(await world.roster.officialCount()).to.equal(4n);
    });

    it("reverts with the roster's own error because the address belongs to another official", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      await expect(execute(world, appointment(world.maker.address)))
        .to.be.revertedWithCustomError(world.roster, "AddressTaken")
        .withArgs(world.maker.address, Official.Maker);
      expect(await world.roster.officialCount()).to.equal(4n);
    });

    it("reverts with the roster's own error because there is no such seat", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const order = dismissal(world.maker.address, { duty: Duty.Checker });
      await expect(execute(world, order))
        .to.be.revertedWithCustomError(world.roster, "SeatUnknown")
        .withArgs(Party.Bureau, Duty.Checker, world.maker.address);
    });

    it("reverts with the roster's own error because the seats' own registrar's seat has ended", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      await world.staff.dismiss(Party.City, Duty.Registrar, world.seats);
      for (const order of [appointment(world.newcomer.address), dismissal(world.maker.address)]) {
        await expect(execute(world, order))
          .to.be.revertedWithCustomError(world.roster, "NotRegistrar")
          .withArgs(Party.Bureau, world.seats.target);
      }
    });
  });

  it("enrols and appoints, and returns both records, when it appoints a new official", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { roster, newcomer } = world;
    const order = appointment(newcomer.address);
    const { sent, record } = await carriedOut(world, order, 2n);
    await expect(sent)
      .to.emit(roster, "OfficialEnrolled")
      .withArgs(record, 5, Party.Bureau, order.name, order.otherName);
    await expect(sent)
      .to.emit(roster, "SeatGiven")
      .withArgs(record + 1n, 5, Party.Bureau, Duty.Checker, newcomer.address, 0, FAR);
    expect(await roster.officialIn(Party.Bureau, Duty.Checker, newcomer)).to.equal(5n);
    await expectLogIntact(world.trail, world.writers);
  });

  it("appoints, also at an agency under the case's, and returns the record, when it appoints one on record", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { roster, maker, newcomer } = world;
    const known = { official: Official.Maker, name: "", otherName: "" };
    const { sent, record } = await carriedOut(
      world,
      appointment(maker.address, { ...known, agency: Party.Office }),
      1n,
    );
    await expect(sent)
      .to.emit(roster, "SeatGiven")
      .withArgs(record, Official.Maker, Party.Office, Duty.Checker, maker.address, 0, FAR);
    // A second address of the same official.
    await carriedOut(world, appointment(newcomer.address, known), 1n);
    expect(await roster.officialOf(newcomer)).to.equal(Official.Maker);
    expect(await roster.officialCount()).to.equal(4n);
    // The city's case may call on officials of all its agencies.
    const moved = { official: Official.Treasurer, name: "", otherName: "" };
    await carriedOut(world, appointment(world.treasurer.address, moved), 1n, Party.City);
    expect(await roster.officialIn(Party.Bureau, Duty.Checker, world.treasurer)).to.equal(Official.Treasurer);
    await expectLogIntact(world.trail, world.writers);
  });

  it("lets a registrar that it appoints staff the agency", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { roster, newcomer, maker } = world;
    await carriedOut(world, appointment(newcomer.address, { duty: Duty.Registrar }), 2n);
    expect(await roster.isRegistrarOver(Party.Office, newcomer)).to.equal(true);
    expect(await roster.isRegistrarOver(Party.City, newcomer)).to.equal(false);
    await roster.connect(newcomer).dismiss(Party.Bureau, Duty.Maker, maker);
  });

  it("ends that seat alone, and returns the record, when it dismisses", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { roster, staff, maker } = world;
    await staff.appoint(Party.Office, Duty.Maker, maker, Official.Maker, 0, FAR);
    const { sent, record } = await carriedOut(world, dismissal(maker.address), 1n);
    const now = await networkHelpers.time.latest();
    await expect(sent)
      .to.emit(roster, "SeatEnded")
      .withArgs(record, Official.Maker, Party.Bureau, Duty.Maker, maker.address, now);
    expect(await roster.officialIn(Party.Bureau, Duty.Maker, maker)).to.equal(0n);
    expect(await roster.officialIn(Party.Office, Duty.Maker, maker)).to.equal(Official.Maker);
    await expectLogIntact(world.trail, world.writers);
  });
});
