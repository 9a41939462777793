// Doors.openDoor, see openDoor.tree
import { expect } from "chai";
import { deployDoors } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

async function announced() {
  const base = await deployDoors();
  await base.doors.found([base.admin]);
  await base.doors.announceDoor(base.outsider);
  return { ...base, opensAt: await base.doors.opensAt(base.outsider) };
}

describe("Doors.openDoor", () => {
  describe("when the door is not announced, or is open already", () => {
    it("reverts with DoorUnknown", async () => {
      const { doors, admin, registry } = await networkHelpers.loadFixture(announced);
      for (const door of [admin.address, registry.address]) {
        await expect(doors.openDoor(door)).to.be.revertedWithCustomError(doors, "DoorUnknown").withArgs(door);
      }
    });
  });

  describe("when the delay has not passed", () => {
    it("reverts with DoorTooEarly, to the second", async () => {
      const { doors, outsider, opensAt } = await networkHelpers.loadFixture(announced);
      await networkHelpers.time.setNextBlockTimestamp(opensAt - 1n);
      await expect(doors.openDoor(outsider))
        .to.be.revertedWithCustomError(doors, "DoorTooEarly")
        .withArgs(outsider.address, opensAt, opensAt - 1n);
    });
  });

  describe("when the delay has passed", () => {
    it("opens the door, whoever calls, as a record", async () => {
      const { trail, doors, outsider, opensAt } = await networkHelpers.loadFixture(announced);
      await networkHelpers.time.setNextBlockTimestamp(opensAt);
      await expect(doors.connect(outsider).openDoor(outsider))
        .to.emit(doors, "DoorOpened")
        .withArgs(await trail.size(), outsider.address);
      expect(await doors.isOpen(outsider)).to.equal(true);
      expect(await doors.opensAt(outsider)).to.equal(0n);
      await expectLogIntact(trail, [await doors.getAddress()]);
    });
  });
});
