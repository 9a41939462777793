// AuditTrail.checkInclusion, see checkInclusion.tree
import { expect } from "chai";
import { deployTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { flips } from "../support/flips.ts";
import { inclusionPath, leafHash, rootOf, sha256 } from "../support/merkle.ts";
import { entries, inclusions, roots } from "../support/vectors.ts";

const leaves = Array.from({ length: 70 }, (_, index) => leafHash(ethers.id(`entry ${index}`)));

/** A proof with every kind of step: siblings left and right, and a level without one. */
const SIZE = 13;
const INDEX = 10;
const tree = leaves.slice(0, SIZE);
const leaf = tree[INDEX] ?? "";
const root = rootOf(tree);
const path = inclusionPath(INDEX, tree);

describe("AuditTrail.checkInclusion", () => {
  describe("when the path is the one of RFC 9162", () => {
    it("is true for every index of every size from 1 to 70", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      for (let size = 1; size <= leaves.length; size += 1) {
        const prefix = leaves.slice(0, size);
        const prefixRoot = rootOf(prefix);
        for (const [index, each] of prefix.entries()) {
          const found = await trail.checkInclusion(each, index, size, prefixRoot, inclusionPath(index, prefix));
          expect(found, `${index} of ${size}`).to.equal(true);
        }
      }
    });

    it("is true for the published vectors", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      for (const vector of inclusions) {
        const entry = entries[vector.index] ?? "none";
        const vectorRoot = roots[vector.size - 1] ?? "none";
        expect(
          await trail.checkInclusion(leafHash(entry), vector.index, vector.size, vectorRoot, vector.path),
          `${vector.index} of ${vector.size}`,
        ).to.equal(true);
      }
    });
  });

  describe("when the index is not below the size", () => {
    it("is false, for size 0 too", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkInclusion(leaf, SIZE, SIZE, root, path)).to.equal(false);
      expect(await trail.checkInclusion(leaf, 2n ** 64n - 1n, SIZE, root, path)).to.equal(false);
      expect(await trail.checkInclusion(leaf, 0, 0, leaf, [])).to.equal(false);
      expect(await trail.checkInclusion(sha256(), 0, 0, sha256(), [])).to.equal(false);
    });
  });

  describe("when a bit of the leaf, the root or the path is flipped, or the leaf stands elsewhere", () => {
    it("is false", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, path)).to.equal(true);
      for (const flipped of flips(leaf)) {
        expect(await trail.checkInclusion(flipped, INDEX, SIZE, root, path)).to.equal(false);
      }
      for (const flipped of flips(root)) {
        expect(await trail.checkInclusion(leaf, INDEX, SIZE, flipped, path)).to.equal(false);
      }
      for (const [step, node] of path.entries()) {
        for (const flipped of flips(node)) {
          expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, path.with(step, flipped))).to.equal(false);
        }
      }
      for (let index = 0; index < SIZE; index += 1) {
        expect(await trail.checkInclusion(leaf, index, SIZE, root, path)).to.equal(index === INDEX);
      }
    });
  });

  describe("when the path is a node too long or too short", () => {
    it("is false", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, path.slice(0, -1))).to.equal(false);
      expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, path.slice(1))).to.equal(false);
      expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, [...path, root])).to.equal(false);
      expect(await trail.checkInclusion(leaf, INDEX, SIZE, root, [])).to.equal(false);
      expect(await trail.checkInclusion(root, 0, 1, root, [leaf])).to.equal(false);
    });
  });

  describe("when a node is offered as a leaf", () => {
    it("is true only at the level's own size: an RFC root does not bind its size", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      const four = leaves.slice(0, 4);
      const [left, right] = [rootOf(four.slice(0, 2)), rootOf(four.slice(2))];
      // A lie about the size alone passes here. That is why isSealedAt takes the root from the size.
      expect(await trail.checkInclusion(left, 0, 2, rootOf(four), [right])).to.equal(true);
      expect(await trail.checkInclusion(left, 0, 4, rootOf(four), [right])).to.equal(false);
    });
  });

  describe("when the size is as large as a log can be", () => {
    it("follows 64 levels", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      const long = Array.from({ length: 64 }, (_, level) => ethers.id(`level ${level}`));
      const first = long.reduce((hash, sibling) => sha256("0x01", hash, sibling), leaf);
      expect(await trail.checkInclusion(leaf, 0, 2n ** 64n - 1n, first, long)).to.equal(true);
      expect(await trail.checkInclusion(leaf, 0, 2n ** 64n - 1n, first, [...long, leaf])).to.equal(false);
    });
  });
});
