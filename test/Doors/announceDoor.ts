// Doors.announceDoor, see announceDoor.tree
import { expect } from "chai";
import { deployDoors, DOOR_DELAY, nextTime } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("Doors.announceDoor", () => {
  describe("when the caller is not the configuring role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await expect(doors.connect(outsider).announceDoor(outsider))
        .to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized")
        .withArgs(outsider.address);
    });
  });

  describe("when the door is zero, announced or open", () => {
    it("reverts with DoorNotNew", async () => {
      const { doors, outsider, admin } = await networkHelpers.loadFixture(deployDoors);
      await doors.found([admin]);
      await doors.announceDoor(outsider);
      for (const door of [ethers.ZeroAddress, admin.address, outsider.address]) {
        await expect(doors.announceDoor(door)).to.be.revertedWithCustomError(doors, "DoorNotNew").withArgs(door);
      }
    });
  });

  describe("else", () => {
    it("says when the door may be opened, as a record, and opens nothing", async () => {
      const { trail, doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      const opensAt = (await nextTime()) + DOOR_DELAY;
      await expect(doors.announceDoor(outsider))
        .to.emit(doors, "DoorAnnounced")
        .withArgs(await trail.size(), outsider.address, opensAt);
      expect(await doors.opensAt(outsider)).to.equal(BigInt(opensAt));
      expect(await doors.isOpen(outsider)).to.equal(false);
      await expectLogIntact(trail, [await doors.getAddress()]);
    });
  });

  describe("when the role has an execution delay", () => {
    it("wants the operation scheduled first", async () => {
      const { manager, doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      const role = 7n;
      const delay = 3_600;
      await manager.grantRole(role, outsider, delay);
      await manager.setTargetFunctionRole(doors, [doors.interface.getFunction("announceDoor").selector], role);
      const call = doors.interface.encodeFunctionData("announceDoor", [outsider.address]);

      await expect(doors.connect(outsider).announceDoor(outsider)).to.be.revertedWithCustomError(
        manager,
        "AccessManagerNotScheduled",
      );
      await manager.connect(outsider).schedule(doors, call, 0);
      await networkHelpers.time.increase(delay);
      await doors.connect(outsider).announceDoor(outsider);
      expect(await doors.opensAt(outsider)).not.to.equal(0n);
    });
  });
});
