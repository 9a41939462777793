// CheckpointAnchor.checkProof and digestOf, see checkProof.tree
import { expect } from "chai";
import { checkpointDigest } from "@mingzhang/sdk/checkpoint";
import { deployFoundedTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { flips } from "../support/flips.ts";
import { leavesOf, recordOf } from "../support/log.ts";
import { inclusionPath, leafHash, rootOf } from "../support/merkle.ts";
import { ANCHORED, anchorAt, checkpointAt, cosigned, deployAnchor, digestOf, ORIGIN, rotate } from "./setup.ts";
import type { Checkpoint, Witness } from "./setup.ts";

const { loadFixture } = networkHelpers;
const NOT = [false, 0n, false, false] as const;

/** A real log of nine records beside the anchor. */
async function deployLog() {
  const setup = await deployAnchor();
  const { trail, writer } = await deployFoundedTrail();
  for (let note = 1; note < 9; note += 1) await writer.note(note, "0x1234");
  const records = await leavesOf([await trail.getAddress(), await writer.getAddress()]);
  const hashes = records.map(({ leaf }) => leaf);
  const proofs = records.map(({ log, stamp }, index) => ({
    topics: [...log.topics],
    data: log.data,
    stamp,
    index,
    path: inclusionPath(index, hashes),
  }));
  const checkpoint: Checkpoint = { ...checkpointAt(1), size: records.length, root: await trail.root() };
  return { ...setup, proofs, checkpoint, hashes };
}

describe("CheckpointAnchor.digestOf", () => {
  it("is the EIP-712 digest of an independent library, and the SDK's", async () => {
    const { anchor } = await loadFixture(deployAnchor);
    const top = { ...checkpointAt(21), size: Number.MAX_SAFE_INTEGER, time: Number.MAX_SAFE_INTEGER };
    for (const checkpoint of [checkpointAt(0), checkpointAt(1), checkpointAt(21), top]) {
      const digest = await anchor.digestOf(checkpoint);
      expect(digest).to.equal(digestOf(checkpoint));
      const { root, blockHash } = checkpoint;
      const hashes = { root: root as `0x${string}`, blockHash: blockHash as `0x${string}` };
      expect(digest).to.equal(checkpointDigest(ORIGIN, { ...checkpoint, ...hashes }));
    }
  });
});

describe("CheckpointAnchor.checkProof", () => {
  describe("when record, path and checkpoint are the log's", () => {
    it("the record is included, for every record of a real log", async () => {
      const { anchor, proofs, checkpoint } = await loadFixture(deployLog);
      expect(proofs).to.have.length(9);
      for (const proof of proofs) {
        expect(await anchor.checkProof(proof, checkpoint, [])).to.deep.equal([true, 0n, false, false]);
      }
    });
  });

  describe("when anything of them is another", () => {
    it("a bit of a topic, the data, the stamp, the root or the path flipped: it is not included", async () => {
      const { anchor, proofs, checkpoint } = await loadFixture(deployLog);
      const proof = proofs[6];
      if (proof === undefined) throw new Error("no record 6");
      const refuse = async (other: typeof proof, under = checkpoint) =>
        expect(await anchor.checkProof(other, under, [])).to.deep.equal(NOT);
      for (const [i, topic] of proof.topics.entries()) {
        for (const flipped of flips(topic)) await refuse({ ...proof, topics: proof.topics.with(i, flipped) });
      }
      for (const flipped of flips(proof.data).slice(0, 64)) await refuse({ ...proof, data: flipped });
      for (const flipped of flips(proof.stamp)) await refuse({ ...proof, stamp: flipped });
      for (const flipped of flips(checkpoint.root)) await refuse(proof, { ...checkpoint, root: flipped });
      for (const [i, step] of proof.path.entries()) {
        for (const flipped of flips(step)) await refuse({ ...proof, path: proof.path.with(i, flipped) });
      }
      await refuse({ ...proof, data: `${proof.data}00` });
      await refuse({ ...proof, topics: proof.topics.slice(0, -1) });
      await refuse({ ...proof, topics: [...proof.topics, ethers.ZeroHash] });
    });

    it("another index: it is not included", async () => {
      const { anchor, proofs, checkpoint } = await loadFixture(deployLog);
      for (const proof of proofs) {
        for (let index = 0; index < 12; index += 1) {
          if (index === proof.index) continue;
          expect(await anchor.checkProof({ ...proof, index }, checkpoint, [])).to.deep.equal(NOT);
        }
      }
    });

    it("another size with the right root: nobody signed it, and it is not anchored", async () => {
      const { proofs, checkpoint, ...setup } = await loadFixture(deployLog);
      const { anchor, one, two, three } = setup;
      const by = await cosigned(checkpoint, one, two, three);
      await anchor.cosign(checkpoint, by, []);
      const fooled = new Set<number>();
      for (let size = 0; size < 20; size += 1) {
        for (const proof of proofs) {
          const answer = await anchor.checkProof(proof, { ...checkpoint, size }, by);
          if (size === 9) expect(answer).to.deep.equal([true, 3n, true, true]);
          else expect(answer.slice(1), `size ${size}`).to.deep.equal([0n, false, false]);
          if (answer.included) fooled.add(size);
        }
      }
      // Why the digest binds the size: some paths hold under the same root at other sizes.
      expect(fooled.size).to.be.greaterThan(1);
    });

    it("a path too long or too short: it is not included", async () => {
      const { anchor, proofs, checkpoint } = await loadFixture(deployLog);
      for (const proof of proofs) {
        for (const path of [proof.path.slice(1), proof.path.slice(0, -1), [...proof.path, checkpoint.root], []]) {
          expect(await anchor.checkProof({ ...proof, path }, checkpoint, [])).to.deep.equal(NOT);
        }
      }
    });

    it("an event without a record number, or with another one: it is not included", async () => {
      const { anchor } = await loadFixture(deployAnchor);
      const stamp = ethers.id("stamp");
      for (const topics of [[], [ethers.id("topic")], [ethers.id("topic"), ethers.toBeHex(1, 32)]]) {
        const leaf = leafHash(stamp, recordOf({ topics, data: "0x" }));
        const checkpoint = { ...checkpointAt(1), root: rootOf([leaf]) };
        const proof = { topics, data: "0x", stamp, index: 0, path: [] };
        expect(await anchor.checkProof(proof, checkpoint, [])).to.deep.equal(NOT);
      }
    });
  });

  describe("when signatures are given", () => {
    it("counts those of present witnesses over this checkpoint, and compares them with the quorum", async () => {
      const { anchor, proofs, checkpoint, one, two, three } = await loadFixture(deployLog);
      const proof = proofs[0];
      if (proof === undefined) throw new Error("no record");
      const answer = async (...by: Witness[]) =>
        anchor.checkProof(proof, checkpoint, await cosigned(checkpoint, ...by));
      expect(await answer(one)).to.deep.equal([true, 1n, false, false]);
      expect(await answer(one, two)).to.deep.equal([true, 2n, false, false]);
      expect(await answer(one, two, three)).to.deep.equal([true, 3n, true, false]);
      // The signatures are the checkpoint's, whatever becomes of the record.
      const wrong = { ...proof, index: 1 };
      const by = await cosigned(checkpoint, one, two, three);
      expect(await anchor.checkProof(wrong, checkpoint, by)).to.deep.equal([false, 3n, true, false]);
    });

    it("does not count strangers, former witnesses, and what was signed for other checkpoints", async () => {
      const setup = await loadFixture(deployLog);
      const { anchor, proofs, checkpoint, one, two, three, four, contract } = setup;
      const proof = proofs[0];
      if (proof === undefined) throw new Error("no record");
      const all = await cosigned(checkpoint, one, two, three, four);
      expect((await anchor.checkProof(proof, checkpoint, all)).cosigners).to.equal(3n);
      const other = await cosigned({ ...checkpoint, size: 8 }, one, two);
      expect((await anchor.checkProof(proof, checkpoint, other)).cosigners).to.equal(0n);
      await rotate(setup, [two, four, contract], 2);
      expect(await anchor.checkProof(proof, checkpoint, all)).to.deep.equal([true, 2n, true, false]);
    });

    it("counts a contract while it says so, or where it was recorded", async () => {
      const { anchor, proofs, checkpoint, contract, wallet } = await loadFixture(deployLog);
      const proof = proofs[0];
      if (proof === undefined) throw new Error("no record");
      const by = await cosigned(checkpoint, contract);
      const counted = async () => (await anchor.checkProof(proof, checkpoint, by)).cosigners;
      expect(await counted()).to.equal(1n);
      await wallet.setReverting(true);
      expect(await counted()).to.equal(0n);
      await wallet.setReverting(false);
      await anchor.cosign(checkpoint, by, []);
      await wallet.setReverting(true);
      expect(await counted()).to.equal(1n);
    });

    it("out of order, or twice: reverts with WitnessesNotAscending", async () => {
      const { anchor, proofs, checkpoint, one, two } = await loadFixture(deployLog);
      const proof = proofs[0];
      const by = await cosigned(checkpoint, one, two);
      const [first] = by;
      if (proof === undefined || first === undefined) throw new Error("nothing");
      for (const wrong of [[...by].reverse(), [first, first]]) {
        await expect(anchor.checkProof(proof, checkpoint, wrong)).to.be.revertedWithCustomError(
          anchor,
          "WitnessesNotAscending",
        );
      }
    });
  });

  describe("when the checkpoint is anchored", () => {
    it("says so, and not of another one of the same root", async () => {
      const { proofs, checkpoint, ...setup } = await loadFixture(deployLog);
      const { anchor, one, two, three } = setup;
      const proof = proofs[3];
      if (proof === undefined) throw new Error("no record");
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two, three), []);
      expect(await anchor.checkProof(proof, checkpoint, [])).to.deep.equal([true, 0n, false, true]);
      const twin = { ...checkpoint, blockNumber: 1 };
      expect(await anchor.checkProof(proof, twin, [])).to.deep.equal([true, 0n, false, false]);
    });

    it("says so of the anchor's own history too", async () => {
      const setup = await loadFixture(deployAnchor);
      const checkpoint = await anchorAt(setup, ANCHORED);
      const nothing = { topics: [], data: "0x", stamp: ethers.ZeroHash, index: 0, path: [] };
      expect(await setup.anchor.checkProof(nothing, checkpoint, [])).to.deep.equal([false, 0n, false, true]);
    });
  });
});
