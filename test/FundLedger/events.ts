// Records of the whole suite against the log: see events.tree
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { vaultAbi } from "@mingzhang/sdk/abi/vault";
import { leafHash, readStamp, recordHash } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import { DOOR_DELAY, Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { inclusionPath } from "../support/merkle.ts";
import { cite, fieldsOf, goTo, movementOf, post } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { Kind, Party, acc, commitmentSpec, deployBooks, fundSpec, order } from "./setup.ts";

/** The suite with its roster, after a year in which everything happened at least once. */
async function deployEverything() {
  const books = await deployBooks();
  const { admin, registry, manager, trail, directory, ledger, outsider, others, day } = books;
  const roster = await ethers.deployContract("Roster", [manager, trail, directory]);
  const world = { ...books, writers: [...books.writers, await roster.getAddress()] };
  await trail.announceDoor(roster);
  await networkHelpers.time.increase(DOOR_DELAY);
  await trail.openDoor(roster);
  const [, , , , registrar, holder] = others;
  if (!registrar || !holder) throw new Error("too few signers");
  await roster.appointRegistrar(Party.City, registrar, "Registrar", "登记官", 0, FAR);
  await roster.connect(registrar).enrol(Party.Treasury, "Treasurer", "");
  await roster.connect(registrar).appoint(Party.Treasury, Duty.Treasurer, holder, 2, 0, FAR);
  await roster.connect(registrar).dismiss(Party.Treasury, Duty.Treasurer, holder);
  await manager.setTargetFunctionRole(directory, [directory.interface.getFunction("rename").selector], 1n);
  await directory.connect(registry).rename(Party.Builder, "Builder and Sons", "建设公司");
  await ledger.connect(admin).announceDoor(outsider);
  await ledger.connect(admin).closeDoor(outsider);

  const [received, paid, given, , , , , , , owed] = await post(world, [
    order(Kind.Receipt, acc.taxes, [[acc.general, 100]]),
    order(Kind.Payment, acc.general, [[acc.bridge, 100]]),
    order(Kind.TransferPayment, acc.general, [[acc.grant, 100]]),
    order(Kind.Payment, acc.token, [[acc.tokenWork, 100]]),
    order(Kind.CashTransfer, acc.general, [[acc.special, 100]]),
    order(Kind.Cut, acc.roads, [[acc.budget, 100]]),
    order(Kind.Virement, acc.roads, [[acc.schools, 100]]),
    order(Kind.Release, acc.bridge, [[acc.roadsAllotment, 100]]),
    order(Kind.Withdrawal, acc.roadsAllotment, [[acc.roads, 100]]),
    order(Kind.Payment, acc.token, [[acc.tokenDebt, 100]]),
  ]);
  const records = [received, paid, paid, given, owed].map((moved) => moved?.record ?? 0n);
  await post(
    world,
    [
      order(Kind.Refund, acc.general, [[acc.taxes, 40]]),
      order(Kind.Recovery, acc.bridge, [[acc.general, 40]]),
      order(Kind.Reclassification, acc.bridge, [[acc.school, 40]]),
      order(Kind.Recovery, acc.grant, [[acc.general, 40]]),
      order(Kind.Recovery, acc.tokenDebt, [[acc.token, 40]]),
    ],
    await cite(world, ...records),
  );
  await ledger.confirm(day.today, ethers.id("statement"), await cite(world, paid?.record ?? 0n));
  await goTo(day.commitUntil + 1);
  await post(world, [
    order(Kind.Lapse, acc.roads, [[acc.budget, 100]]),
    order(Kind.CarryOver, acc.roads, [[acc.roadsNext, 100]]),
  ]);
  return world;
}

/** Record events of the ledger and what it stands on; those of cases and services are held against the log in their own tests. */
const KINDS_OF_RECORD = [auditTrailAbi, directoryAbi, rosterAbi, fundLedgerAbi, vaultAbi]
  .flatMap((abi) => abi.flatMap((item): string[] => (item.type === "event" ? [item.name] : [])))
  .filter((name, at, all) => name in recordTopics && all.indexOf(name) === at)
  .sort();

describe("Events of the ledger and what it stands on", () => {
  describe("when every kind of record has been written", () => {
    it("each has its number, hashes to its leaf, and all of them to the root; the SDK hashes them alike", async () => {
      const world = await networkHelpers.loadFixture(deployEverything);
      const leaves = await expectLogIntact(world.trail, world.writers);
      const names = new Map(Object.entries(recordTopics).map(([name, topic]): [string, string] => [topic, name]));
      const seen = new Set<string>();
      const kinds = new Set<number>();
      for (const { log, record, stamp, leaf } of leaves) {
        seen.add(names.get(log.topics[0] ?? "") ?? `unknown topic ${log.topics[0] ?? ""}`);
        const moved = movementOf(world, log);
        if (moved !== null) kinds.add(fieldsOf(moved.terms).kind);
        const hashed = recordHash(log.topics as Hex[], log.data as Hex);
        expect(hashed).to.equal(record);
        expect(leafHash(stamp as Hex, hashed)).to.equal(leaf);
        const { writer, blockNumber } = readStamp(stamp as Hex);
        expect([writer, blockNumber]).to.deep.equal([log.address.toLowerCase(), BigInt(log.blockNumber)]);
      }
      expect([...seen].sort()).to.deep.equal(KINDS_OF_RECORD);
      expect([...kinds].sort((a, b) => a - b)).to.deep.equal(Object.values(Kind).slice(1));
      await expectBooksIntact(world);
    });
  });

  describe("when the log is sealed at every size of a day", () => {
    it("each record is proven against each size above it", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { trail } = world;
      const sizes: bigint[] = [];
      for (let i = 0; i < 6; i += 1) {
        await post(world, [order(Kind.Receipt, acc.taxes, [[acc.general, 1]])]);
        sizes.push(await trail.size());
        await trail.seal();
      }
      const hashes = (await expectLogIntact(trail, world.writers)).map(({ leaf }) => leaf);
      for (const size of sizes) {
        for (let i = Number(size) - 10; i < Number(size); i += 1) {
          const path = inclusionPath(i, hashes.slice(0, Number(size)));
          expect(await trail.isSealedAt(hashes[i] ?? "", i, size, path)).to.equal(true);
        }
      }
    });
  });

  describe("when texts are hostile or as long as they may be", () => {
    it("they are recorded byte for byte, and hash all the same", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger } = world;
      const texts = [
        "<script>alert(1)</script>",
        "\u202e\u2066evil\u2069",
        "=cmd|' /C calc'!A0",
        "\0\0",
        "名".repeat(85),
      ];
      for (const length of [1, 31, 32, 33, 63, 64, 65, 255, 256]) texts.push("x".repeat(length));
      for (const text of texts) {
        await ledger.openFunds([{ ...fundSpec(Party.Treasury), name: text, otherName: text }]);
        await ledger.openCommitments([
          { ...commitmentSpec(acc.roadsAllotment, Party.Builder), title: text, otherTitle: text, contractId: "" },
        ]);
      }
      const leaves = await expectLogIntact(world.trail, world.writers);
      const names = leaves
        .map(({ log }) => (log.address === ledger.target ? ledger.interface.parseLog(log) : null))
        .filter((event) => event?.name === "FundOpened")
        .map((event) => String(event?.args.getValue("name")));
      expect(names.slice(-texts.length)).to.deep.equal(texts);
    });
  });
});
