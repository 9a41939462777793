// AuditTrail.size, root, frontier and sealedRoot, see views.tree
import { expect } from "chai";
import { deployFoundedTrail, deployTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { leafHash, rootOf, sha256 } from "../support/merkle.ts";

describe("AuditTrail.size, root, frontier and sealedRoot", () => {
  describe("when the log is empty", () => {
    it("have nothing to show", async () => {
      const { trail } = await networkHelpers.loadFixture(deployTrail);
      expect(await trail.size()).to.equal(0n);
      expect(await trail.root()).to.equal(sha256());
      expect(await trail.frontier()).to.deep.equal(Array.from({ length: 64 }, () => ethers.ZeroHash));
      expect(await trail.trail()).to.equal(trail.target);
    });
  });

  describe("when records stand in it", () => {
    it("root is the RFC 9162 root over 64-byte entries: stamp and record", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(deployFoundedTrail);
      await writer.noteAll(["0x01", "0x02"]);
      const leaves = await expectLogIntact(trail, [await writer.getAddress()]);
      const entries = leaves.map(({ stamp, record }) => ethers.concat([stamp, record]));
      expect(entries.map(ethers.dataLength)).to.deep.equal([64, 64, 64]);
      expect(await trail.root()).to.equal(rootOf(entries.map((entry) => leafHash(entry))));
      expect(await trail.size()).to.equal(3n);
    });
  });

  describe("when a size was not sealed", () => {
    it("sealedRoot reverts with NotSealed", async () => {
      const { trail } = await networkHelpers.loadFixture(deployFoundedTrail);
      for (const size of [0n, 1n, 2n ** 64n - 1n]) {
        await expect(trail.sealedRoot(size)).to.be.revertedWithCustomError(trail, "NotSealed").withArgs(size);
      }
    });
  });
});
