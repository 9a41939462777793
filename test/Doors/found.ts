// Doors.found, see found.tree
import { expect } from "chai";
import { deployDoors } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("Doors.found", () => {
  describe("when the caller is not the configuring role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await expect(doors.connect(outsider).found([outsider]))
        .to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized")
        .withArgs(outsider.address);
    });
  });

  describe("when it was called before, even with no doors", () => {
    it("reverts with AlreadyFounded", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await doors.found([]);
      await expect(doors.found([outsider])).to.be.revertedWithCustomError(doors, "AlreadyFounded");
    });
  });

  describe("when a door was announced before", () => {
    it("reverts with AlreadyFounded", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await doors.announceDoor(outsider);
      await doors.closeDoor(outsider);
      await expect(doors.found([outsider])).to.be.revertedWithCustomError(doors, "AlreadyFounded");
    });
  });

  describe("when a door is zero or named twice", () => {
    it("reverts with DoorNotNew and opens none", async () => {
      const { doors, outsider, admin } = await networkHelpers.loadFixture(deployDoors);
      await expect(doors.found([outsider, ethers.ZeroAddress]))
        .to.be.revertedWithCustomError(doors, "DoorNotNew")
        .withArgs(ethers.ZeroAddress);
      await expect(doors.found([outsider, admin, outsider]))
        .to.be.revertedWithCustomError(doors, "DoorNotNew")
        .withArgs(outsider.address);
      expect(await doors.isOpen(outsider)).to.equal(false);
    });
  });

  describe("else", () => {
    it("opens the doors at once, each a record", async () => {
      const { trail, doors, outsider, admin } = await networkHelpers.loadFixture(deployDoors);
      const first = await trail.size();
      await expect(doors.found([outsider, admin]))
        .to.emit(doors, "DoorOpened")
        .withArgs(first, outsider.address)
        .and.to.emit(doors, "DoorOpened")
        .withArgs(first + 1n, admin.address);
      expect(await doors.isOpen(outsider)).to.equal(true);
      expect(await doors.isOpen(admin)).to.equal(true);
      await expectLogIntact(trail, [await doors.getAddress()]);
    });
  });
});
