// FundLedger's doors, which are its posters: see doors.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { refused } from "./acts.ts";
import { eventsIn } from "./openings.ts";
import { expectBooksIntact } from "./tracks.ts";
import {
  Kind,
  Party,
  acc,
  actSpec,
  allotmentSpec,
  commitmentSpec,
  deployBooks,
  fundSpec,
  lineSpec,
  order,
} from "./setup.ts";
import type { FundLedger } from "../../types/ethers-contracts/index.ts";

/** Every call that posters alone may make. */
const CALLS: readonly ((ledger: FundLedger) => Promise<unknown>)[] = [
  (ledger) => ledger.post.staticCall([order(Kind.Receipt, acc.taxes, [[acc.general, 1]])], []),
  (ledger) => ledger.confirm.staticCall(1, ethers.ZeroHash, []),
  (ledger) => ledger.openFunds.staticCall([fundSpec(Party.Treasury)]),
  (ledger) => ledger.openSources.staticCall([{ fund: acc.special, party: Party.Lender }]),
  (ledger) =>
    ledger.openYear.staticCall({
      government: Party.City,
      year: 2031,
      firstDay: 1,
      lastDay: 1,
      commitUntil: 1,
      payUntil: 1,
    }),
  (ledger) => ledger.openActs.staticCall([actSpec(Party.City, 2026)]),
  (ledger) => ledger.openLines.staticCall([lineSpec(acc.general, Party.Bureau, 2026)]),
  (ledger) => ledger.openAllotments.staticCall([allotmentSpec(acc.roads, Party.Bureau)]),
  (ledger) => ledger.openCommitments.staticCall([commitmentSpec(acc.roadsAllotment, Party.Builder)]),
];

type World = Awaited<ReturnType<typeof deployBooks>>;

async function refusesAll(world: World, caller: World["outsider"]): Promise<void> {
  for (const call of CALLS) await refused(world, call(world.ledger.connect(caller)), ["NotAPoster", caller.address]);
}

describe("FundLedger, doors", () => {
  it("when a poster is announced: it may post only once its door is open, after the delay", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { ledger, admin, outsider, trail } = world;
    await refusesAll(world, outsider);
    const next = await trail.size();
    const sent = await ledger.connect(admin).announceDoor(outsider);
    const opensAt = BigInt((await sent.getBlock())?.timestamp ?? 0) + BigInt(DOOR_DELAY);
    expect(await eventsIn(world, sent)).to.deep.equal([["DoorAnnounced", next, outsider.address, opensAt]]);
    await refusesAll(world, outsider);
    await networkHelpers.time.increaseTo(opensAt);
    await refusesAll(world, outsider);
    const opened = await eventsIn(world, await ledger.connect(outsider).openDoor(outsider));
    expect(opened).to.deep.equal([["DoorOpened", next + 1n, outsider.address]]);
    await ledger.connect(outsider).post([order(Kind.Receipt, acc.taxes, [[acc.general, 1]])], []);
    await expectBooksIntact(world);
  });

  it("when a poster's door is closed: it may neither post, confirm nor open accounts, at once", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { ledger, admin, poster, trail } = world;
    const next = await trail.size();
    const closed = await eventsIn(world, await ledger.connect(admin).closeDoor(poster));
    expect(closed).to.deep.equal([["DoorClosed", next, poster.address]]);
    await refusesAll(world, poster);
    await expectBooksIntact(world);
  });

  it("when the first posters stand: no further one comes without the delay", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { ledger, admin, outsider } = world;
    await refused(world, ledger.connect(admin).found([outsider]), ["AlreadyFounded"]);
  });
});
