// Seats.describe: see describe.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { Party } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { EVERYTHING, expectDescribed } from "../support/handlers.ts";
import type { Matter } from "../support/handlers.ts";
import { Official, deployServices, matterOf } from "../support/services.ts";
import { appointment, dismissal, encode, execute } from "./setup.ts";
import type { SeatOrder } from "./setup.ts";

const ORDER =
  "SeatOrder(string act,uint32 agency,string duty,address holder,uint32 official,string name,string otherName,uint48 from,uint48 until)";

const WORDS = ["registrar", "maker", "checker", "approver", "treasurer", "budget officer", "auditor"];

type World = Awaited<ReturnType<typeof deployServices>>;

/** Holds that a payload is refused, when described and when carried out. */
async function refused(
  world: World,
  order: SeatOrder,
  [error, ...values]: readonly [string, ...unknown[]],
  matter: Partial<Matter> = {},
): Promise<void> {
  const { seats } = world;
  for (const call of [seats.describe(matterOf(matter), encode(order)), execute(world, order, matter)]) {
    await expect(call)
      .to.be.revertedWithCustomError(seats, error)
      .withArgs(...values);
  }
}

describe("Seats.describe", () => {
  it("says that seats move authority", async () => {
    const { seats, approvals, roster, directory, trail } = await networkHelpers.loadFixture(deployServices);
    expect(await seats.movesAuthority()).to.equal(true);
    expect(await Promise.all([seats.approvals(), seats.roster(), seats.directory(), seats.trail()])).to.deep.equal([
      approvals.address,
      roster.target,
      directory.target,
      trail.target,
    ]);
  });

  it("reverts when the payload is no seat order", async () => {
    const { seats, newcomer } = await networkHelpers.loadFixture(deployServices);
    for (const payload of ["0x", "0x12", encode(appointment(newcomer.address, { duty: 8 }))]) {
      await expect(seats.describe(matterOf(), payload)).to.be.revertedWithoutReason(ethers);
    }
  });

  it("reverts with SeatUnfit when the duty is None, or the holder zero", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    for (const make of [appointment, dismissal]) {
      await refused(world, make(world.newcomer.address, { duty: Duty.None }), ["SeatUnfit", "duty"]);
      await refused(world, make(ethers.ZeroAddress), ["SeatUnfit", "holder"]);
    }
  });

  it("reverts with OutOfScope when the procedure's scope lacks the duty", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    for (const make of [appointment, dismissal]) {
      for (let duty = Duty.Registrar; duty <= Duty.Auditor; duty += 1) {
        const order = make(world.newcomer.address, { duty });
        const scope = EVERYTHING - 2 ** duty;
        await refused(world, order, ["OutOfScope", duty, scope], { scope });
        await world.seats.describe(matterOf({ scope: 2 ** duty }), encode(order));
      }
    }
  });

  it("reverts with SeatOutside when the seat is neither the case's agency's nor that of one under it", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { City, Treasury, Bureau, Office, OtherCity, Builder } = Party;
    for (const make of [appointment, dismissal]) {
      for (const [agency, outside] of [
        [Bureau, [0, City, Treasury, OtherCity, Builder, 99]],
        [Office, [Bureau, City]],
        [City, [OtherCity, Party.OtherBureau]],
      ] as const) {
        for (const seatAgency of outside) {
          const order = make(world.newcomer.address, { agency: seatAgency });
          await refused(world, order, ["SeatOutside", seatAgency, agency], { agency });
        }
      }
      for (const agency of [City, Bureau, Office]) {
        await world.seats.describe(matterOf({ agency: City }), encode(make(world.newcomer.address, { agency })));
      }
    }
  });

  describe("when it appoints", () => {
    it("reverts with SeatUnfit when the seat would end before it begins", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      for (const [from, until] of [
        [0, 0],
        [FAR, FAR],
        [FAR + 1, FAR],
      ] as const) {
        await refused(world, appointment(world.newcomer.address, { from, until }), ["SeatUnfit", "until"]);
      }
    });

    it("reverts with SeatUnfit when a new official has no name, or one too long", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const holder = world.newcomer.address;
      for (const name of ["", "x".repeat(257)])
        await refused(world, appointment(holder, { name }), ["SeatUnfit", "name"]);
      await refused(world, appointment(holder, { otherName: "x".repeat(257) }), ["SeatUnfit", "otherName"]);
      const longest = appointment(holder, { name: "x".repeat(256), otherName: "x".repeat(256) });
      await world.seats.describe(matterOf(), encode(longest));
      await world.seats.describe(matterOf(), encode(appointment(holder, { otherName: "" })));
    });

    it("reverts with SeatUnfit when an official on record is given a name", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const order = appointment(world.newcomer.address, { official: Official.Maker, name: "", otherName: "" });
      await refused(world, { ...order, name: "Zhang Wei" }, ["SeatUnfit", "name"]);
      await refused(world, { ...order, otherName: "张伟" }, ["SeatUnfit", "otherName"]);
    });

    it("reverts with SeatOutside when the official is unknown, or not of the case's agency or one under it", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      for (const [official, home] of [
        [Official.Registrar, Party.City],
        [Official.Treasurer, Party.Treasury],
        [99, 0],
      ] as const) {
        const order = appointment(world.newcomer.address, { official, name: "", otherName: "" });
        await refused(world, order, ["SeatOutside", home, Party.Bureau]);
      }
    });

    it("describes every field, the duty in words", async () => {
      const { seats, newcomer } = await networkHelpers.loadFixture(deployServices);
      const known = { official: Official.Maker, name: "", otherName: "" };
      for (const [i, words] of WORDS.entries()) {
        for (const more of [{}, known, { otherName: "", from: 5, until: 6 }]) {
          const order = appointment(newcomer.address, { duty: i + 1, ...more });
          const values = { ...order, act: "appoint", duty: words };
          // Who is not an official yet is enrolled first.
          const records = order.official === 0 ? 2 : 1;
          expectDescribed(await seats.describe(matterOf(), encode(order)), ORDER, values, undefined, records);
        }
      }
    });
  });

  describe("when it dismisses", () => {
    it("reverts with SeatUnfit when a field is filled that has no meaning", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const holder = world.maker.address;
      for (const more of [{ official: 4 }, { from: 1 }, { until: FAR }, { name: "x" }, { otherName: "x" }]) {
        await refused(world, dismissal(holder, more), ["SeatUnfit", Object.keys(more)[0]]);
      }
    });

    it("describes every field", async () => {
      const { seats, maker } = await networkHelpers.loadFixture(deployServices);
      for (const [i, words] of WORDS.entries()) {
        const order = dismissal(maker.address, { duty: i + 1 });
        const values = { ...order, act: "dismiss", duty: words };
        expectDescribed(await seats.describe(matterOf(), encode(order)), ORDER, values);
      }
    });
  });
});
