// FundLedger.openYear: see openYear.tree
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Party, deployLedger } from "./setup.ts";

const good = { government: Party.City, year: 2030, firstDay: 100, lastDay: 200, commitUntil: 190, payUntil: 220 };

describe("FundLedger.openYear", () => {
  it("when the caller is not a poster: reverts with NotAPoster", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const call = world.ledger.connect(world.outsider).openYear(good);
    await refused(world, call, ["NotAPoster", world.outsider.address]);
  });

  it("when the party is no government: reverts with PartyUnfit", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    for (const government of [0, Party.Treasury, Party.Office, Party.Builder, Party.Taxpayers, Party.Residents, 99]) {
      await refused(world, world.ledger.openYear.staticCall({ ...good, government }), ["PartyUnfit", government]);
    }
  });

  it("when the days are not in order: reverts with YearDays", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const never = 16_777_215;
    for (const [firstDay, lastDay, commitUntil, payUntil] of [
      [0, 200, 190, 220],
      [201, 200, 210, 220],
      [100, 200, 99, 220],
      [100, 200, 190, 189],
      [0, 0, 0, 0],
      [never, 1, 1, 1],
    ] as const) {
      const call = world.ledger.openYear.staticCall({ ...good, firstDay, lastDay, commitUntil, payUntil });
      await refused(world, call, ["YearDays", firstDay, lastDay, commitUntil, payUntil]);
    }
    for (const [firstDay, lastDay, commitUntil, payUntil] of [
      [1, 1, 1, 1],
      [100, 200, 100, 100],
      [100, 200, 300, 300],
      [1, never, never, never],
    ] as const) {
      await world.ledger.openYear.staticCall({ ...good, firstDay, lastDay, commitUntil, payUntil });
    }
  });

  it("when the year is open already: reverts with YearExists", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    await refused(world, world.ledger.openYear({ ...good, year: 2026 }), ["YearExists", Party.City, 2026]);
  });

  it("when all is right: keeps the days and records them, for each government apart", async () => {
    const world = await networkHelpers.loadFixture(deployLedger);
    const { ledger, trail } = world;
    const next = await trail.size();
    const days = [100n, 200n, 190n, 220n];
    expect(await eventsIn(world, await ledger.openYear(good))).to.deep.equal([
      ["YearOpened", next, BigInt(Party.City), 2030n, ...days],
    ]);
    expect([...(await ledger.yearOf(Party.City, 2030))]).to.deep.equal(days);
    expect([...(await ledger.yearOf(Party.OtherCity, 2030))]).to.deep.equal([0n, 0n, 0n, 0n]);
    await ledger.openYear({ ...good, government: Party.OtherCity, firstDay: 101 });
    expect((await ledger.yearOf(Party.OtherCity, 2030)).firstDay).to.equal(101n);
    await expectBooksIntact(world);
  });
});
