// AuditTrail.appendRecords, see appendRecords.tree
import { expect } from "chai";
import hre from "hardhat";
import { deployFoundedTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact, recordOf, stampOf } from "../support/log.ts";
import { frontierOf, leafHash, rootOf } from "../support/merkle.ts";
import type { Hash } from "../support/merkle.ts";
import { random, rounds, seed } from "../support/random.ts";

/** Code that coverage has instrumented costs more than the code that is deployed. */
const SLACK = hre.globalOptions.coverage ? 1.5 : 1;

type Setup = Awaited<ReturnType<typeof deployFoundedTrail>>;

/** Leaves that stand in the log already: the opening of the writer's door. */
async function firstLeaves({ trail, writer }: Setup): Promise<Hash[]> {
  return (await expectLogIntact(trail, [await writer.getAddress()])).map((leaf) => leaf.leaf);
}

/** Appends as the writer and returns the leaves that should have come of it. */
async function append({ writer }: Setup, first: number, records: Hash[]): Promise<Hash[]> {
  const receipt = await (await writer.append(first, records)).wait();
  const block = await receipt?.getBlock();
  if (block === undefined) throw new Error("not mined");
  const stamp = stampOf(block, await writer.getAddress());
  return records.map((record) => leafHash(stamp, record));
}

async function expectTree({ trail }: Setup, leaves: Hash[]): Promise<void> {
  expect(await trail.size()).to.equal(BigInt(leaves.length));
  expect(await trail.root(), `root at ${leaves.length}`).to.equal(rootOf(leaves));
  const frontier = await trail.frontier();
  frontierOf(leaves).forEach((hash, level) => {
    expect(frontier[level], `frontier ${level} at ${leaves.length}`).to.equal(hash);
  });
}

describe("AuditTrail.appendRecords", () => {
  describe("when the caller has no open door", () => {
    it("reverts with NotAWriter", async () => {
      const { trail, admin } = await networkHelpers.loadFixture(deployFoundedTrail);
      await expect(trail.appendRecords(1, [ethers.ZeroHash]))
        .to.be.revertedWithCustomError(trail, "NotAWriter")
        .withArgs(admin.address);
    });
  });

  describe("when the records are not numbered from the size", () => {
    it("reverts with NotNext", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(deployFoundedTrail);
      for (const first of [0, 2, 2n ** 64n - 1n]) {
        await expect(writer.append(first, [ethers.ZeroHash]))
          .to.be.revertedWithCustomError(trail, "NotNext")
          .withArgs(first, 1);
      }
    });
  });

  describe("when there are no records", () => {
    it("changes nothing", async () => {
      const setup = await networkHelpers.loadFixture(deployFoundedTrail);
      const leaves = await firstLeaves(setup);
      await append(setup, 1, []);
      await expectTree(setup, leaves);
    });
  });

  describe("when there is one record", () => {
    it("stamps the leaf with version, block number, block time and writer", async () => {
      const setup = await networkHelpers.loadFixture(deployFoundedTrail);
      const [doorOpened] = await firstLeaves(setup);
      const time = (await networkHelpers.time.latest()) + 12_345;
      await networkHelpers.time.setNextBlockTimestamp(time);
      const block = (await ethers.provider.getBlockNumber()) + 1;
      const receipt = await (await setup.writer.note(7, "0xc0ffee")).wait();
      const log = receipt?.logs[0];
      if (log === undefined || doorOpened === undefined) throw new Error("no log");

      const stamp = [
        "0x01",
        block.toString(16).padStart(12, "0"),
        time.toString(16).padStart(10, "0"),
        (await setup.writer.getAddress()).slice(2).toLowerCase(),
      ].join("");
      await expectTree(setup, [doorOpened, leafHash(stamp, recordOf(log))]);
    });

    it("grows the tree by one leaf, from every size", async () => {
      const setup = await networkHelpers.loadFixture(deployFoundedTrail);
      const leaves = await firstLeaves(setup);
      while (leaves.length <= 70) {
        leaves.push(...(await append(setup, leaves.length, [ethers.toBeHex(leaves.length, 32)])));
        await expectTree(setup, leaves);
      }
    });
  });

  describe("when there are many records", () => {
    it("makes the same tree as one by one, however they are split", async () => {
      const setup = await networkHelpers.loadFixture(deployFoundedTrail);
      const { int, hex } = random();
      for (let round = 0; round < rounds(8); round += 1) {
        const start = await networkHelpers.takeSnapshot();
        const leaves = await firstLeaves(setup);
        for (let batch = 0; batch < 8; batch += 1) {
          const count = int(0, int(0, 1) === 0 ? 5 : 70);
          const records = Array.from({ length: count }, () => hex(32));
          leaves.push(...(await append(setup, leaves.length, records)));
          expect(await setup.trail.root(), `seed ${seed}, round ${round}`).to.equal(rootOf(leaves));
        }
        await expectTree(setup, leaves);
        await start.restore();
      }
    });

    it("joins any number to any size", async () => {
      const setup = await networkHelpers.loadFixture(deployFoundedTrail);
      const leaves = await firstLeaves(setup);
      for (let size = 1; size <= 17; size += 1) {
        for (let count = 1; count <= 18; count += 1) {
          const before = await networkHelpers.takeSnapshot();
          const records = Array.from({ length: count }, (_, i) => ethers.id(`${size} ${i}`));
          await expectTree(setup, [...leaves, ...(await append(setup, size, records))]);
          await before.restore();
        }
        leaves.push(...(await append(setup, size, [ethers.id(`${size}`)])));
      }
    });

    it("keeps their order", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(deployFoundedTrail);
      await writer.noteAll(["0x", "0x01", `0x${"ab".repeat(100)}`, "0x02"]);
      await writer.note(4, "0x03");
      const leaves = await expectLogIntact(trail, [await writer.getAddress()]);
      expect(leaves).to.have.length(6);
      expect(leaves.slice(1).map((leaf) => BigInt(leaf.log.topics[2] ?? -1))).to.deep.equal([0n, 1n, 2n, 3n, 4n]);
    });
  });

  describe("when the log records its own doors", () => {
    it("appends them by calling itself", async () => {
      const { trail, writer, outsider } = await networkHelpers.loadFixture(deployFoundedTrail);
      await trail.announceDoor(outsider);
      await writer.note(1, "0x");
      await trail.closeDoor(outsider);
      const leaves = await expectLogIntact(trail, [await writer.getAddress()]);
      expect(leaves.map((leaf) => leaf.log.address === writer.target)).to.deep.equal([false, false, true, false]);
    });
  });

  describe("gas of the log's side", () => {
    /** A log whose frontier has been written at every level that the next appends touch. */
    async function usedTrail() {
      const setup = await deployFoundedTrail();
      const zeros = (length: number) => Array.from({ length }, () => ethers.ZeroHash);
      await setup.writer.append(1, zeros(1022));
      await setup.writer.append(1023, zeros(25));
      return setup;
    }

    it("is at most 19,900 for one record on average, its cold call included", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(usedTrail);
      const used: number[] = [];
      for (let i = 0; i < 16; i += 1) {
        const size = await trail.size();
        used.push(Number(await writer.measureCold.staticCall(size)));
        await writer.measureCold(size);
      }
      expect(mean(used)).to.be.at.most(19_900 * SLACK);
    });

    it("is at most 950 for each record of a batch of 100 on average, and 560 for each further one", async () => {
      const { writer } = await networkHelpers.loadFixture(usedTrail);
      const used: number[] = [];
      for (let i = 0; i < 16; i += 1) {
        used.push(Number(await writer.measure.staticCall(100)) / 100);
        await writer.measure(7);
      }
      expect(mean(used)).to.be.at.most(950 * SLACK);
      const further = (await writer.measure.staticCall(2_100)) - (await writer.measure.staticCall(100));
      expect(Number(further) / 2_000).to.be.at.most(560 * SLACK);
    });
  });
});

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
