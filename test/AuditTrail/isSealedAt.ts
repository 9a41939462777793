// AuditTrail.isSealedAt, see isSealedAt.tree
import { expect } from "chai";
import { deployFoundedTrail } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { flips } from "../support/flips.ts";
import { expectLogIntact } from "../support/log.ts";
import { inclusionPath, leafHash } from "../support/merkle.ts";

/** Eleven records, sealed; then one more, not sealed. */
async function sealedTrail() {
  const base = await deployFoundedTrail();
  await base.writer.noteAll(Array.from({ length: 10 }, (_, i) => `0x${i.toString(16).padStart(2, "0")}`));
  await base.trail.seal();
  const sealed = await expectLogIntact(base.trail, [await base.writer.getAddress()]);
  await base.writer.note(0, "0x");
  return { ...base, sealed, leaves: sealed.map((each) => each.leaf) };
}

describe("AuditTrail.isSealedAt", () => {
  describe("when the size was not sealed", () => {
    it("reverts with NotSealed", async () => {
      const { trail, leaves } = await networkHelpers.loadFixture(sealedTrail);
      await expect(trail.isSealedAt(leaves[0] ?? "", 0, 12, [])).to.be.revertedWithCustomError(trail, "NotSealed");
    });
  });

  describe("when the leaf stands at the index of the sealed tree", () => {
    it("is true, for each record of the log", async () => {
      const { trail, leaves } = await networkHelpers.loadFixture(sealedTrail);
      for (const [index, leaf] of leaves.entries()) {
        expect(await trail.isSealedAt(leaf, index, 11, inclusionPath(index, leaves))).to.equal(true);
      }
    });
  });

  describe("when a bit of the stamp, the record, the index or the path is flipped", () => {
    it("is false", async () => {
      const { trail, sealed, leaves } = await networkHelpers.loadFixture(sealedTrail);
      const index = 6;
      const { stamp, record, leaf } = sealed[index] ?? { stamp: "", record: "", leaf: "" };
      const path = inclusionPath(index, leaves);
      for (const flipped of flips(stamp)) {
        expect(await trail.isSealedAt(leafHash(flipped, record), index, 11, path)).to.equal(false);
      }
      for (const flipped of flips(record)) {
        expect(await trail.isSealedAt(leafHash(stamp, flipped), index, 11, path)).to.equal(false);
      }
      for (const flipped of flips(`0x${index.toString(16).padStart(16, "0")}`)) {
        expect(await trail.isSealedAt(leaf, BigInt(flipped), 11, path)).to.equal(false);
      }
      for (const flipped of flips(path[0] ?? "")) {
        expect(await trail.isSealedAt(leaf, index, 11, path.with(0, flipped))).to.equal(false);
      }
    });
  });
});
