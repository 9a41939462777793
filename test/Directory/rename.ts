// Directory.rename, see rename.tree
import { expect } from "chai";
import { deployDirectory, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

async function oneParty() {
  const base = await deployDirectory();
  const office = base.directory.connect(base.registry);
  await office.register([partySpec(PartyKind.Agency, 0, "City")]);
  return { ...base, office };
}

describe("Directory.rename", () => {
  describe("when the caller is not the registry office", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { directory, outsider } = await networkHelpers.loadFixture(oneParty);
      await expect(directory.connect(outsider).rename(1, "Mine", "")).to.be.revertedWithCustomError(
        directory,
        "AccessManagedUnauthorized",
      );
    });
  });

  describe("when there is no such party", () => {
    it("reverts with PartyUnknown", async () => {
      const { directory, office } = await networkHelpers.loadFixture(oneParty);
      for (const party of [0, 2]) {
        await expect(office.rename(party, "x", ""))
          .to.be.revertedWithCustomError(directory, "PartyUnknown")
          .withArgs(party);
      }
    });
  });

  describe("when a name is out of bounds", () => {
    it("reverts with TextLength", async () => {
      const { directory, office } = await networkHelpers.loadFixture(oneParty);
      await expect(office.rename(1, "", "")).to.be.revertedWithCustomError(directory, "TextLength");
      await expect(office.rename(1, "x".repeat(257), "")).to.be.revertedWithCustomError(directory, "TextLength");
      await expect(office.rename(1, "x", "x".repeat(257))).to.be.revertedWithCustomError(directory, "TextLength");
    });
  });

  describe("else", () => {
    it("keeps the new name's hash and nothing else changes, as a record", async () => {
      const { directory, trail, office } = await networkHelpers.loadFixture(oneParty);
      await expect(office.rename(1, "Greater City", "大市"))
        .to.emit(directory, "PartyRenamed")
        .withArgs(await trail.size(), 1, "Greater City", "大市");
      const { kind, depth, root, nameHash } = await directory.partyOf(1);
      expect([kind, depth, root, nameHash]).to.deep.equal([1n, 1n, 1n, ethers.id("Greater City")]);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });
  });
});
