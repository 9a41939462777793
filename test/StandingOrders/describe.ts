// StandingOrders.describe: see describe.tree
import { expect } from "chai";
import { CNY, Party, acc } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { EVERYTHING, expectDescribed } from "../support/handlers.ts";
import type { Matter } from "../support/handlers.ts";
import { deployServices, matterOf } from "../support/services.ts";
import { encode, execute, standing } from "./setup.ts";
import type { Standing } from "./setup.ts";

const ORDER =
  "StandingOrder(uint32 agency,uint64 fund,uint64 commitment,uint32 payee,string payeeName,uint256 amount,string currency,uint32 times,uint24 firstDay,uint24 everyDays,uint32 persons,bytes32 detail,string purpose,bytes32 document)";

type World = Awaited<ReturnType<typeof deployServices>>;

const LAST_DAY = 2 ** 24 - 1;
const root = ethers.id("rows");

/** Holds that a payload is refused, when described and when carried out. */
async function refused(
  world: World,
  order: Standing,
  [error, ...values]: readonly [string, ...unknown[]],
  matter: Partial<Matter> = {},
): Promise<void> {
  const { standingOrders } = world;
  for (const call of [standingOrders.describe(matterOf(matter), encode(order)), execute(world, order, matter)]) {
    await expect(call)
      .to.be.revertedWithCustomError(standingOrders, error)
      .withArgs(...values);
  }
}

describe("StandingOrders.describe", () => {
  it("says that standing orders move money", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders: orders, approvals, ledger, directory, roster, trail } = world;
    expect(await orders.movesAuthority()).to.equal(true);
    expect(
      await Promise.all([orders.approvals(), orders.ledger(), orders.directory(), orders.roster(), orders.trail()]),
    ).to.deep.equal([approvals.address, ledger.target, directory.target, roster.target, trail.target]);
  });

  it("reverts when the payload is no standing order", async () => {
    const { standingOrders, today } = await networkHelpers.loadFixture(deployServices);
    for (const payload of ["0x", "0x12", encode(standing(today)).slice(0, -64)]) {
      await expect(standingOrders.describe(matterOf(), payload)).to.be.revertedWithoutReason(ethers);
    }
  });

  it("reverts with OutOfScope when the procedure's scope lacks bit 0", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const order = standing(world.today);
    for (const scope of [0, EVERYTHING - 1]) await refused(world, order, ["OutOfScope", 0, scope], { scope });
    await world.standingOrders.describe(matterOf({ scope: 1 }), encode(order));
  });

  it("reverts with StandingUnfit when a field is 0, or the purpose empty or too long", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    for (const more of [{ amount: 0n }, { times: 0 }, { firstDay: 0 }, { purpose: "" }, { purpose: "x".repeat(257) }]) {
      await refused(world, standing(world.today, more), ["StandingUnfit", Object.keys(more)[0]]);
    }
    await world.standingOrders.describe(matterOf(), encode(standing(world.today, { purpose: "x".repeat(256) })));
  });

  it("reverts with StandingUnfit when the cap is above 2^104 - 1, or the last day above 2^24 - 1", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { standingOrders, today } = world;
    const most = 2n ** 104n - 1n;
    await refused(world, standing(today, { amount: most / 4n + 1n }), ["StandingUnfit", "amount"]);
    await refused(world, standing(today, { amount: most, times: 65_535 }), ["StandingUnfit", "amount"]);
    for (const more of [
      { firstDay: LAST_DAY - 20, everyDays: 7 },
      { firstDay: 1, everyDays: LAST_DAY, times: 65_535 },
      { firstDay: LAST_DAY - 88, everyDays: 0 },
      { firstDay: LAST_DAY, everyDays: 0, times: 65_535 },
    ]) {
      await refused(world, standing(today, more), ["StandingUnfit", "everyDays"]);
    }
    for (const more of [
      { amount: most / 4n },
      { firstDay: LAST_DAY - 21 },
      { firstDay: LAST_DAY - 93, everyDays: 0 },
      { firstDay: LAST_DAY, times: 1 },
      { firstDay: 1, everyDays: 0, times: 65_535 },
    ]) {
      await standingOrders.describe(matterOf(), encode(standing(today, more)));
    }
  });

  it("reverts with StandingUnfit when the commitment is none, or the fund not its own", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    for (const commitment of [0n, acc.school + 90n, acc.schoolsAllotment, acc.general]) {
      await refused(world, standing(world.today, { commitment }), ["StandingUnfit", "commitment"]);
    }
    for (const fund of [0n, acc.special, acc.otherFund, acc.schools, acc.school]) {
      await refused(world, standing(world.today, { fund }), ["StandingUnfit", "fund"]);
    }
  });

  it("reverts with NotTheAgencys when neither the unit's case nor its government's", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const { today, standingOrders } = world;
    const { City, Treasury, Bureau, Office, OtherCity } = Party;
    const other = { agency: OtherCity, government: OtherCity };
    for (const matter of [{ agency: Treasury }, { agency: Office }, other]) {
      await refused(world, standing(today), ["NotTheAgencys", acc.school, Bureau, matter.agency], matter);
    }
    await refused(world, standing(today, { commitment: acc.bridge }), ["NotTheAgencys", acc.bridge, Office, Bureau]);
    await standingOrders.describe(matterOf({ agency: City }), encode(standing(today)));
    await standingOrders.describe(matterOf({ agency: Office }), encode(standing(today, { commitment: acc.bridge })));
  });

  it("reverts with StandingUnfit when the persons and their root do not fit the payee", async () => {
    const world = await networkHelpers.loadFixture(deployServices);
    const toClass = { commitment: acc.relief, persons: 30, detail: root };
    const matter = { agency: Party.Office };
    const make = (more: Partial<Standing>) => standing(world.today, { ...toClass, ...more });
    await refused(world, make({ persons: 0 }), ["StandingUnfit", "persons"], matter);
    await refused(world, make({ detail: ethers.ZeroHash }), ["StandingUnfit", "detail"], matter);
    await refused(world, make({ commitment: acc.bridge }), ["StandingUnfit", "persons"], matter);
    await refused(world, make({ commitment: acc.grant }), ["StandingUnfit", "persons"], matter);
    await world.standingOrders.describe(matterOf(matter), encode(make({})));
    const plain = standing(world.today, { commitment: acc.grant, detail: ethers.ZeroHash });
    await world.standingOrders.describe(matterOf(matter), encode(plain));
  });

  it("describes every field, with the payee's registered name, and the cap as the amount", async () => {
    const { standingOrders, today } = await networkHelpers.loadFixture(deployServices);
    const { City, Bureau, Office, Builder, Residents, Treasury } = Party;
    for (const [agency, payee, payeeName, order] of [
      [Bureau, Builder, "Builder", standing(today)],
      [City, Builder, "Builder", standing(1, { everyDays: 0, times: 65_535, document: ethers.ZeroHash })],
      [Office, Residents, "Residents", standing(today, { commitment: acc.relief, persons: 30, detail: root })],
      [Office, Treasury, "Treasury", standing(today, { commitment: acc.grant, purpose: "Grant 补助" })],
    ] as const) {
      const described = await standingOrders.describe(matterOf({ agency }), encode(order));
      const values = { ...order, agency, payee, payeeName, currency: "CNY" };
      expectDescribed(described, ORDER, values, [order.amount * BigInt(order.times), CNY]);
    }
  });
});
