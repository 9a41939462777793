// What becomes of doors when their authority changes or is given up, see authority.tree
import { expect } from "chai";
import { deployDoors, DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";

describe("Doors.doorDelay and setAuthority", () => {
  it("doorDelay is what the contract was created with", async () => {
    const { doors } = await networkHelpers.loadFixture(deployDoors);
    expect(await doors.doorDelay()).to.equal(BigInt(DOOR_DELAY));
  });

  describe("when the admin moves the contract to another manager", () => {
    it("the old manager's admin is refused, and the delay and the doors stay as they are", async () => {
      const { manager, doors, admin, outsider, registry } = await networkHelpers.loadFixture(deployDoors);
      await doors.found([registry]);
      const successor = await ethers.deployContract("AccessManager", [outsider.address]);
      await manager.updateAuthority(doors, successor);

      await expect(doors.announceDoor(admin)).to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized");
      await expect(doors.connect(outsider).found([outsider])).to.be.revertedWithCustomError(doors, "AlreadyFounded");
      expect(await doors.isOpen(registry)).to.equal(true);
      expect(await doors.doorDelay()).to.equal(BigInt(DOOR_DELAY));
      await doors.connect(outsider).closeDoor(registry);
    });
  });

  describe("when the last admin renounces", () => {
    it("nobody can announce or close; an announcement already made can still be opened", async () => {
      const { manager, doors, admin, outsider, registry } = await networkHelpers.loadFixture(deployDoors);
      await doors.announceDoor(outsider);
      await manager.renounceRole(0, admin);

      await expect(doors.announceDoor(registry)).to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized");
      await expect(doors.closeDoor(outsider)).to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized");
      await networkHelpers.time.increase(DOOR_DELAY);
      await doors.connect(registry).openDoor(outsider);
      expect(await doors.isOpen(outsider)).to.equal(true);
    });
  });
});
