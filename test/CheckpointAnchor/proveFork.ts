// CheckpointAnchor.checkFork and proveFork, see proveFork.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import {
  anchorAt,
  ANCHORED,
  checkpointAt,
  cosigned,
  deployAnchor,
  deployAnchored,
  digestOf,
  includedAt,
  leaves,
  otherLeaves,
  rotate,
} from "./setup.ts";
import type { Checkpoint, Cosignature, Setup, Witness } from "./setup.ts";

const { loadFixture } = networkHelpers;

interface Side {
  checkpoint: Checkpoint;
  cosignatures: Cosignature[];
  index: number;
  leaf: string;
  path: string[];
}

/** A checkpoint that shows nothing but itself. */
async function bare(checkpoint: Checkpoint, ...by: readonly Witness[]): Promise<Side> {
  return { checkpoint, cosignatures: await cosigned(checkpoint, ...by), index: 0, leaf: ethers.ZeroHash, path: [] };
}

/** A checkpoint with a leaf under it. */
async function with_(index: number, size: number, history: readonly string[], ...by: Witness[]): Promise<Side> {
  const side = await bare(checkpointAt(size, history), ...by);
  return { ...side, index, leaf: history[index] ?? "none", path: includedAt(index, size, history) };
}

function refuse(setup: Setup, a: Side, b: Side, error: string) {
  const { anchor } = setup;
  return Promise.all([
    expect(anchor.checkFork(a, b)).to.be.revertedWithCustomError(anchor, error),
    expect(anchor.checkFork(b, a)).to.be.revertedWithCustomError(anchor, error),
    expect(anchor.proveFork.staticCall(a, b)).to.be.revertedWithCustomError(anchor, error),
  ]);
}

/** Both digests, the smaller first, with their counts. */
function ordered(a: [string, number], b: [string, number]): [string, string, number, number] {
  return BigInt(a[0]) < BigInt(b[0]) ? [a[0], b[0], a[1], b[1]] : [b[0], a[0], b[1], a[1]];
}

describe("CheckpointAnchor.checkFork and proveFork", () => {
  describe("when the two sides do not contradict each other", () => {
    it("one checkpoint, or two of one size and root: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one, anchor } = setup;
      const a = await bare(checkpointAt(13), one);
      const b = await bare({ ...checkpointAt(13), blockNumber: 9 }, one);
      await refuse(setup, a, a, "NoFork");
      await refuse(setup, a, b, "NoFork");
      await expect(anchor.proveFork(a, b))
        .to.be.revertedWithCustomError(anchor, "NoFork")
        .withArgs(digestOf(a.checkpoint), digestOf(b.checkpoint));
    });

    it("two sizes of one history: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      await refuse(setup, await bare(checkpointAt(13), setup.one), await bare(checkpointAt(8), setup.one), "NoFork");
      const a = await with_(7, 13, leaves, setup.one);
      await refuse(setup, a, await with_(7, 8, leaves, setup.one), "NoFork");
    });

    it("one leaf under both, or two at two indices: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      // Before the histories part.
      await refuse(setup, await with_(4, 13, leaves, one), await with_(4, 9, otherLeaves, one), "NoFork");
      await refuse(setup, await with_(6, 13, leaves, one), await with_(5, 9, otherLeaves, one), "NoFork");
    });

    it("a leaf that is not under its checkpoint, or a wrong path: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      const a = await with_(6, 13, leaves, one);
      const b = await with_(6, 9, otherLeaves, one);
      for (const wrong of [
        { ...b, leaf: ethers.id("made up") },
        { ...b, path: b.path.slice(1) },
        { ...b, path: [...b.path, b.leaf] },
        { ...b, index: 7 },
        { ...b, index: 22 },
      ]) {
        await refuse(setup, a, wrong, "NoFork");
      }
    });

    it("a side of size 0: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      const empty = await bare(checkpointAt(0), one);
      await refuse(setup, empty, await bare({ ...checkpointAt(0), root: ethers.id("x") }, one), "NoFork");
      await refuse(setup, empty, await bare(checkpointAt(9), one), "NoFork");
    });
  });

  describe("when a side lacks a witness's signature", () => {
    it("none at all: reverts with NoFork", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      await refuse(setup, await bare(checkpointAt(9), one), await bare(checkpointAt(9, otherLeaves)), "NoFork");
    });

    it("of somebody who never was a witness: reverts with NotAWitness", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one, four } = setup;
      const b = await bare(checkpointAt(9, otherLeaves), four);
      await refuse(setup, await bare(checkpointAt(9), one), b, "NotAWitness");
    });

    it("of something else: reverts with CosignatureInvalid", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      const a = await bare(checkpointAt(9), one);
      const b = { ...a, checkpoint: checkpointAt(9, otherLeaves) };
      await refuse(setup, a, b, "CosignatureInvalid");
    });

    it("twice, or out of order: reverts with WitnessesNotAscending", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one, two } = setup;
      const a = await bare(checkpointAt(9), one);
      const b = await bare(checkpointAt(9, otherLeaves), one, two);
      const [first] = b.cosignatures;
      if (first === undefined) throw new Error("no signature");
      await refuse(setup, a, { ...b, cosignatures: [first, first] }, "WitnessesNotAscending");
      await refuse(setup, a, { ...b, cosignatures: [...b.cosignatures].reverse() }, "WitnessesNotAscending");
    });
  });

  describe("when one size has two roots, each signed", () => {
    it("counts who signed each side, keeps the pair, and emits ForkProven, the smaller digest first", async () => {
      const { anchor, one, two, three, contract, four } = await loadFixture(deployAnchor);
      const a = await bare(checkpointAt(9), one, two, contract);
      const b = await bare(checkpointAt(9, otherLeaves), two, three);
      expect(await anchor.checkFork(a, b)).to.deep.equal([3n, 2n]);
      expect(await anchor.checkFork(b, a)).to.deep.equal([2n, 3n]);
      const wanted = ordered([digestOf(a.checkpoint), 3], [digestOf(b.checkpoint), 2]);
      await expect(anchor.connect(four.key).proveFork(a, b))
        .to.emit(anchor, "ForkProven")
        .withArgs(...wanted);
      expect(await anchor.forks()).to.equal(1n);
    });
  });

  describe("when one index has two leaves, each under a signed checkpoint of its own size", () => {
    it("is a fork", async () => {
      const { anchor, one, two } = await loadFixture(deployAnchor);
      for (const index of [5, 8]) {
        const a = await with_(index, 21, leaves, one);
        const b = await with_(index, 9, otherLeaves, two);
        expect(await anchor.checkFork(a, b)).to.deep.equal([1n, 1n]);
      }
      await anchor.proveFork(await with_(5, 21, leaves, one), await with_(5, 9, otherLeaves, two));
      expect(await anchor.forks()).to.equal(1n);
    });
  });

  describe("when a minority signed the other history", () => {
    it("is a fork, and the counts say so; the anchored history stays", async () => {
      const setup = await loadFixture(deployAnchored);
      const { anchor, one, two, three } = setup;
      await anchorAt(setup, 13);
      const before = await anchor.latest();
      const a = await bare(checkpointAt(ANCHORED), one, two, three);
      const b = await bare(checkpointAt(ANCHORED, otherLeaves), three);
      expect(await anchor.checkFork(a, b)).to.deep.equal([3n, 1n]);
      await anchor.proveFork(a, b);
      expect(await anchor.latest()).to.deep.equal(before);
      expect((await anchor.standingOf(digestOf(b.checkpoint))).count).to.equal(0n);
    });
  });

  describe("when a former witness signed", () => {
    it("counts: leaving does not undo a signature", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four } = setup;
      await rotate(setup, [two, three, four], 2);
      const a = await bare(checkpointAt(9), two, three, four);
      const b = await bare(checkpointAt(9, otherLeaves), one);
      expect(await anchor.checkFork(a, b)).to.deep.equal([3n, 1n]);
    });
  });

  describe("when a contract's signature is no longer its contract's word", () => {
    it("counts where it was recorded, and reverts with CosignatureInvalid where it was not", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, contract, wallet, one } = setup;
      const a = await bare(checkpointAt(9), contract);
      const b = await bare(checkpointAt(9, otherLeaves), one);
      await anchor.cosign(a.checkpoint, a.cosignatures, []);
      await wallet.setReverting(true);
      expect(await anchor.checkFork(a, b)).to.deep.equal([1n, 1n]);
      const unrecorded = await bare(checkpointAt(10, leaves), contract);
      const other = await bare(checkpointAt(10, otherLeaves), one);
      await refuse(setup, unrecorded, other, "CosignatureInvalid");
    });
  });

  describe("when a pair was proven before", () => {
    it("with as many signatures, or the sides exchanged, reverts with NothingNew; with more it is emitted again", async () => {
      const { anchor, one, two, three } = await loadFixture(deployAnchor);
      const [first, second] = [checkpointAt(9), checkpointAt(9, otherLeaves)];
      const narrow = [await bare(first, one), await bare(second, two)] as const;
      await anchor.proveFork(...narrow);
      const [a, b] = narrow;
      for (const pair of [narrow, [b, a] as const, [await bare(first, three), b] as const]) {
        await expect(anchor.proveFork(...pair)).to.be.revertedWithCustomError(anchor, "NothingNew");
      }
      const wide = [await bare(second, one, two), await bare(first, one, two, three)] as const;
      await expect(anchor.proveFork(...wide))
        .to.emit(anchor, "ForkProven")
        .withArgs(...ordered([digestOf(second), 2], [digestOf(first), 3]));
      expect(await anchor.forks()).to.equal(1n);
      await expect(anchor.proveFork(...narrow)).to.be.revertedWithCustomError(anchor, "NothingNew");
    });

    it("with as many, but for the first time a quorum on both sides, is emitted again and counted by forksWithQuorum, once", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, five } = setup;
      await rotate(setup, [two, three, four, five], 3);
      const [first, second] = [checkpointAt(9), checkpointAt(9, otherLeaves)];
      await anchor.proveFork(await bare(first, one, two, three, four, five), await bare(second, one));
      expect([await anchor.forks(), await anchor.forksWithQuorum()]).to.deep.equal([1n, 0n]);
      const quorums = [await bare(first, two, three, four), await bare(second, one, two, three)] as const;
      await expect(anchor.proveFork(...quorums))
        .to.emit(anchor, "ForkProven")
        .withArgs(...ordered([digestOf(first), 3], [digestOf(second), 3]));
      expect([await anchor.forks(), await anchor.forksWithQuorum()]).to.deep.equal([1n, 1n]);
      await expect(anchor.proveFork(...quorums)).to.be.revertedWithCustomError(anchor, "NothingNew");
      await anchor.proveFork(await bare(first, two, three, four, five), await bare(second, one, two, three));
      expect(await anchor.forksWithQuorum()).to.equal(1n);
    });

    it("another pair is counted", async () => {
      const { anchor, one, two } = await loadFixture(deployAnchor);
      for (const size of [9, 10]) {
        await anchor.proveFork(await bare(checkpointAt(size), one), await bare(checkpointAt(size, otherLeaves), two));
      }
      expect(await anchor.forks()).to.equal(2n);
    });
  });
});
