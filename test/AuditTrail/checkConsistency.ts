// AuditTrail.checkConsistency, see checkConsistency.tree
import { expect } from "chai";
import { deployTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { flips } from "../support/flips.ts";
import { consistencyPath, leafHash, rootOf, sha256 } from "../support/merkle.ts";
import { consistencies, roots } from "../support/vectors.ts";

const leaves = Array.from({ length: 70 }, (_, index) => leafHash(ethers.id(`entry ${index}`)));
const rootAt = Array.from({ length: 71 }, (_, size) => rootOf(leaves.slice(0, size)));
const root = (size: number): string => rootAt[size] ?? "none";

const SIZE1 = 6;
const SIZE2 = 13;
const path = consistencyPath(SIZE1, leaves.slice(0, SIZE2));

describe("AuditTrail.checkConsistency", () => {
  describe("when the path is the one of RFC 9162", () => {
    it("is true for every pair of sizes from 1 to 70", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      for (let size2 = 1; size2 <= leaves.length; size2 += 1) {
        const tree = leaves.slice(0, size2);
        for (let size1 = 1; size1 <= size2; size1 += 1) {
          const proof = consistencyPath(size1, tree);
          const found = await trail.checkConsistency(size1, root(size1), size2, root(size2), proof);
          expect(found, `${size1} in ${size2}`).to.equal(true);
        }
      }
    });

    it("is true for the published vectors", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      for (const { size1, size2, path: proof } of consistencies) {
        const [root1, root2] = [roots[size1 - 1] ?? "none", roots[size2 - 1] ?? "none"];
        expect(await trail.checkConsistency(size1, root1, size2, root2, proof), `${size1}, ${size2}`).to.equal(true);
      }
    });
  });

  describe("when the sizes are equal", () => {
    it("is true for equal roots and an empty path", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkConsistency(SIZE1, root(SIZE1), SIZE1, root(SIZE1), [])).to.equal(true);
    });

    it("is false otherwise", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkConsistency(SIZE1, root(SIZE1), SIZE1, root(7), [])).to.equal(false);
      expect(await trail.checkConsistency(SIZE1, root(SIZE1), SIZE1, root(SIZE1), [root(1)])).to.equal(false);
    });
  });

  describe("when the first size is 0", () => {
    it("is false, since nothing follows from no leaves", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkConsistency(0, sha256(), 0, sha256(), [])).to.equal(false);
      expect(await trail.checkConsistency(0, sha256(), SIZE2, root(SIZE2), [])).to.equal(false);
      expect(await trail.checkConsistency(0, sha256(), SIZE2, root(SIZE2), path)).to.equal(false);
    });
  });

  describe("when the first size is above the second", () => {
    it("is false", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.checkConsistency(SIZE2, root(SIZE2), SIZE1, root(SIZE1), path)).to.equal(false);
    });
  });

  describe("when a bit of a root or of the path is flipped, or a size is another", () => {
    it("is false", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      const check = (root1: string, root2: string, proof: string[]) =>
        trail.checkConsistency(SIZE1, root1, SIZE2, root2, proof);
      for (const flipped of flips(root(SIZE1))) expect(await check(flipped, root(SIZE2), path)).to.equal(false);
      for (const flipped of flips(root(SIZE2))) expect(await check(root(SIZE1), flipped, path)).to.equal(false);
      for (const [step, node] of path.entries()) {
        for (const flipped of flips(node)) {
          expect(await check(root(SIZE1), root(SIZE2), path.with(step, flipped))).to.equal(false);
        }
      }
      for (let size1 = 1; size1 <= SIZE2; size1 += 1) {
        const found = await trail.checkConsistency(size1, root(SIZE1), SIZE2, root(SIZE2), path);
        expect(found, `${size1}`).to.equal(size1 === SIZE1);
      }
    });
  });

  describe("when the path is empty, or a node too long or too short", () => {
    it("is false", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      for (const proof of [[], path.slice(1), path.slice(0, -1), [...path, root(1)]]) {
        expect(await trail.checkConsistency(SIZE1, root(SIZE1), SIZE2, root(SIZE2), proof)).to.equal(false);
      }
      expect(await trail.checkConsistency(4, root(4), SIZE2, root(4), [])).to.equal(false);
    });
  });
});
