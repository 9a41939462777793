// AuditTrail.seal, see seal.tree
import { expect } from "chai";
import { deployFoundedTrail, deployTrail } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { sha256 } from "../support/merkle.ts";

describe("AuditTrail.seal", () => {
  describe("when the size has not been sealed", () => {
    it("keeps the root under the size, whoever calls, and emits Sealed, which is not a record", async () => {
      const { trail, outsider } = await networkHelpers.loadFixture(deployFoundedTrail);
      const root = await trail.root();
      await expect(trail.connect(outsider).seal()).to.emit(trail, "Sealed").withArgs(1, root);
      expect(await trail.sealedRoot(1)).to.equal(root);
      expect(await trail.size()).to.equal(1n);
      expect(await trail.root()).to.equal(root);
    });

    it("returns size and root", async () => {
      const { trail } = await networkHelpers.loadFixture(deployFoundedTrail);
      expect(await trail.seal.staticCall()).to.deep.equal([1n, await trail.root()]);
    });
  });

  describe("when the size has been sealed", () => {
    it("returns the same and emits nothing", async () => {
      const { trail } = await networkHelpers.loadFixture(deployFoundedTrail);
      await trail.seal();
      expect(await trail.seal.staticCall()).to.deep.equal([1n, await trail.root()]);
      await expect(trail.seal()).not.to.emit(trail, "Sealed");
    });
  });

  describe("when the log is empty", () => {
    it("seals SHA-256 of nothing under 0", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      await expect(trail.seal()).to.emit(trail, "Sealed").withArgs(0, sha256());
      expect(await trail.sealedRoot(0)).to.equal(sha256());
    });
  });

  describe("when the log has grown since", () => {
    it("keeps both roots", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(deployFoundedTrail);
      const before = await trail.root();
      await trail.seal();
      await writer.note(1, "0x");
      await trail.seal();
      expect(await trail.sealedRoot(1)).to.equal(before);
      expect(await trail.sealedRoot(2)).to.equal(await trail.root());
    });
  });
});
