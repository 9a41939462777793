// LedgerOpenings.execute: see execute.tree
import { expect } from "chai";
import {
  AccountKind,
  Kind,
  Party,
  acc,
  account,
  allotmentSpec,
  commitmentSpec,
  lineSpec,
} from "../FundLedger/setup.ts";
import { balance, fieldsOf, movementsIn } from "../FundLedger/acts.ts";
import { eventsIn } from "../FundLedger/openings.ts";
import { expectBooksIntact } from "../FundLedger/tracks.ts";
import { ethers, networkHelpers } from "../network.ts";
import type { Matter } from "../support/handlers.ts";
import { deployLedgerHandlers } from "../support/orders.ts";
import type { Handlers } from "../support/orders.ts";
import { ledgerMatterOf } from "../support/services.ts";
import { DOCUMENT, GOOD, Opens, encode, encodeRaw, encodeSpecs, openings } from "./setup.ts";
import type { Openings } from "./setup.ts";

const load = () => networkHelpers.loadFixture(deployLedgerHandlers);
const city = (more: Partial<Matter> = {}) => ledgerMatterOf({ agency: Party.City, ...more });

/** Executes, and holds that first and count are the records that came of it. */
async function execute(world: Handlers, value: Openings, records: bigint) {
  const { openings: handler, trail } = world;
  const payload = encode(value);
  await handler.describe(city({ officials: 0 }), payload);
  const first = await trail.size();
  expect([...(await handler.execute.staticCall(city(), payload))]).to.deep.equal([first, records]);
  const sent = await handler.execute(city(), payload);
  expect(await trail.size()).to.equal(first + records);
  await expectBooksIntact(world);
  return sent;
}

const line = (more = {}) => ({ ...lineSpec(acc.general, Party.Bureau, 2026), ...more });

describe("LedgerOpenings.execute", () => {
  const contract = openings(Opens.Commitment, [commitmentSpec(acc.schoolsAllotment, Party.Builder)]);

  it("reverts with NotApprovals for anybody else", async () => {
    const { openings: handler, poster, admin } = await load();
    for (const caller of [poster, admin]) {
      await expect(handler.connect(caller).execute(city(), encode(contract)))
        .to.be.revertedWithCustomError(handler, "NotApprovals")
        .withArgs(caller.address);
    }
  });

  it("reverts with OfficialsWanted for less than two officials, or silence", async () => {
    const { openings: handler } = await load();
    for (const [officials, silent] of [
      [0, false],
      [1, false],
      [2, true],
    ] as const) {
      await expect(handler.execute(city({ officials, silent }), encode(contract)))
        .to.be.revertedWithCustomError(handler, "OfficialsWanted")
        .withArgs(officials, silent);
    }
  });

  it("says that it moves authority, and what it works with", async () => {
    const { openings: handler, approvals, ledger, directory, trail } = await load();
    expect(await handler.movesAuthority()).to.equal(true);
    expect(await handler.approvals()).to.equal(approvals.address);
    const wanted = await Promise.all([ledger, directory, trail].map((each) => each.getAddress()));
    expect([await handler.ledger(), await handler.directory(), await handler.trail()]).to.deep.equal(wanted);
  });

  for (const [name, what] of Object.entries(Opens)) {
    if (what === Opens.None) continue;
    it(`opens ${name} as the ledger itself would, and returns first and count`, async () => {
      const world = await load();
      const specs = GOOD[what] ?? [];
      const snapshot = await networkHelpers.takeSnapshot();
      const open = world.ledger.getFunction(what === Opens.Year ? "openYear" : `open${name}s`);
      const wanted = await eventsIn(world, await open.send(what === Opens.Year ? specs[0] : specs));
      await snapshot.restore();
      const sent = await execute(world, openings(what, specs), BigInt(specs.length));
      expect(await eventsIn(world, sent)).to.deep.equal(wanted);
      expect(wanted.length).to.equal(specs.length);
    });
  }

  describe("brings the sums", () => {
    it("from acts to lines, grouped by act", async () => {
      const world = await load();
      const { budget, supplement } = acc;
      const value = openings(Opens.Line, [line(), line(), line(), line(), line()], {
        givers: [budget, budget, supplement, budget, budget],
        amounts: [11n, 0n, 12n, 13n, 14n],
      });
      const moved = await movementsIn(world, await execute(world, value, 9n));
      const first = account(AccountKind.Line, 7);
      expect(moved.map(({ from, to, amount }) => [from, to, amount])).to.deep.equal([
        [budget, first, 11n],
        [supplement, first + 2n, 12n],
        [budget, first + 3n, 13n],
        [budget, first + 4n, 14n],
      ]);
      for (const { terms, document, detail } of moved) {
        const { kind, flags, code, valueDate } = fieldsOf(terms);
        expect([kind, flags, code, valueDate]).to.deep.equal([Kind.Appropriation, 0, 0, 0]);
        expect([document, detail]).to.deep.equal([DOCUMENT, ethers.ZeroHash]);
      }
    });

    it("from lines to allotments", async () => {
      const world = await load();
      const value = openings(
        Opens.Allotment,
        [allotmentSpec(acc.roads, Party.Office), allotmentSpec(acc.schools, Party.Bureau)],
        {
          amounts: [21n, 22n],
        },
      );
      const before = await balance(world, acc.roads);
      const moved = await movementsIn(world, await execute(world, value, 4n));
      const first = account(AccountKind.Allotment, 6);
      expect(moved.map(({ from, to, amount }) => [from, to, amount])).to.deep.equal([
        [acc.roads, first, 21n],
        [acc.schools, first + 1n, 22n],
      ]);
      expect(moved.map(({ terms }) => fieldsOf(terms).kind)).to.deep.equal([Kind.Allotment, Kind.Allotment]);
      expect([await balance(world, acc.roads), await balance(world, first)]).to.deep.equal([before - 21n, 21n]);
    });

    it("from allotments to commitments", async () => {
      const world = await load();
      const specs = [acc.schoolsAllotment, acc.roadsAllotment, acc.roadsAllotment].map((each) =>
        commitmentSpec(each, Party.Builder),
      );
      const moved = await movementsIn(
        world,
        await execute(world, openings(Opens.Commitment, specs, { amounts: [31n, 32n, 33n] }), 6n),
      );
      const first = account(AccountKind.Commitment, 11);
      expect(moved.map(({ from, to, amount }) => [from, to, amount])).to.deep.equal([
        [acc.schoolsAllotment, first, 31n],
        [acc.roadsAllotment, first + 1n, 32n],
        [acc.roadsAllotment, first + 2n, 33n],
      ]);
      expect(moved.every(({ terms }) => fieldsOf(terms).kind === Kind.Commitment)).to.equal(true);
    });

    it("of 0 not at all", async () => {
      const world = await load();
      const specs = GOOD[Opens.Commitment] ?? [];
      expect(
        await movementsIn(world, await execute(world, openings(Opens.Commitment, specs, { amounts: [0n, 0n] }), 2n)),
      ).to.deep.equal([]);
      const moved = await movementsIn(
        world,
        await execute(world, openings(Opens.Commitment, specs, { amounts: [0n, 9n] }), 3n),
      );
      expect(moved.map(({ to, amount }) => [to, amount])).to.deep.equal([[account(AccountKind.Commitment, 14), 9n]]);
    });
  });

  it("passes the ledger's own refusal on, and nothing is opened", async () => {
    const { openings: handler, ledger, trail } = await load();
    const size = await trail.size();
    const costly = encode({ ...contract, amounts: [1_000_000n] });
    await expect(handler.execute(city(), costly)).to.be.revertedWithCustomError(ledger, "Overdraw");
    const source = openings(Opens.Commitment, [commitmentSpec(acc.schoolsAllotment, Party.Taxpayers)]);
    await expect(handler.execute(city(), encode(source))).to.be.revertedWithCustomError(ledger, "PartyUnfit");
    const foreign = openings(Opens.Line, [line()], { givers: [acc.otherBudget], amounts: [1n] });
    await expect(handler.execute(city(), encode(foreign))).to.be.revertedWithCustomError(ledger, "YearUnfit");
    expect(await trail.size()).to.equal(size);
    expect(await ledger.accountCount(AccountKind.Commitment)).to.equal(10n);
  });

  it("opens what describe read, whatever word of the specs is changed, or describe refuses it", async () => {
    const world = await load();
    const { openings: handler, ledger } = world;
    const value = openings(Opens.Commitment, GOOD[Opens.Commitment] ?? []);
    const specs = encodeSpecs(value);
    const coder = ethers.AbiCoder.defaultAbiCoder();
    const type =
      "tuple(uint64 allotment,uint32 payee,uint64 payeeFund,bytes contractId,bytes title,bytes otherTitle,bytes32 document)[]";
    let opened = 0;
    for (let word = 0; word < (specs.length - 2) / 64; word += 1) {
      for (const change of [0n, 1n, 32n, 64n, 2n ** 64n, 2n ** 255n, 2n ** 256n - 32n, 2n ** 256n - 64n]) {
        const changed =
          specs.slice(0, 2 + 64 * word) + change.toString(16).padStart(64, "0") + specs.slice(66 + 64 * word);
        const payload = encodeRaw(value, changed);
        const described = await handler.describe(city({ officials: 0 }), payload).catch(() => null);
        if (described === null) continue;
        const snapshot = await networkHelpers.takeSnapshot();
        const sent = await handler.execute(city(), payload).catch(() => null);
        if (sent !== null) {
          opened += 1;
          const read = [...(coder.decode([type], changed)[0] as [bigint, bigint, bigint][])];
          const first = account(AccountKind.Commitment, 11);
          for (const [i, [allotment, payee, payeeFund]] of read.entries()) {
            const found = await ledger.commitmentOf(first + BigInt(i));
            expect([found.allotment, found.payee, found.payeeFund]).to.deep.equal([allotment, payee, payeeFund]);
          }
        }
        await snapshot.restore();
      }
    }
    expect(opened).to.be.above(20);
  });
});
