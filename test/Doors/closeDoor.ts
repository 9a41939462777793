// Doors.closeDoor, see closeDoor.tree
import { expect } from "chai";
import { deployDoors, deployFoundedTrail } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("Doors.closeDoor", () => {
  describe("when the caller is not the configuring role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await expect(doors.connect(outsider).closeDoor(outsider))
        .to.be.revertedWithCustomError(doors, "AccessManagedUnauthorized")
        .withArgs(outsider.address);
    });
  });

  describe("when the door is neither open nor announced", () => {
    it("reverts with DoorUnknown", async () => {
      const { doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await expect(doors.closeDoor(outsider))
        .to.be.revertedWithCustomError(doors, "DoorUnknown")
        .withArgs(outsider.address);
    });
  });

  describe("when the door is open", () => {
    it("closes it at once, as a record; it can then be announced again, not founded", async () => {
      const { trail, doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await doors.found([outsider]);
      await expect(doors.closeDoor(outsider))
        .to.emit(doors, "DoorClosed")
        .withArgs(await trail.size(), outsider.address);
      expect(await doors.isOpen(outsider)).to.equal(false);
      await expect(doors.found([outsider])).to.be.revertedWithCustomError(doors, "AlreadyFounded");
      await doors.announceDoor(outsider);
      await expectLogIntact(trail, [await doors.getAddress()]);
    });
  });

  describe("when the door is announced", () => {
    it("cancels the announcement, as a record", async () => {
      const { trail, doors, outsider } = await networkHelpers.loadFixture(deployDoors);
      await doors.announceDoor(outsider);
      const opensAt = await doors.opensAt(outsider);
      await expect(doors.closeDoor(outsider)).to.emit(doors, "DoorClosed");
      await networkHelpers.time.increaseTo(opensAt);
      await expect(doors.openDoor(outsider)).to.be.revertedWithCustomError(doors, "DoorUnknown");
      await expectLogIntact(trail, [await doors.getAddress()]);
    });
  });

  describe("when the door is a writer of the log", () => {
    it("the writer is refused from the next call on", async () => {
      const { trail, writer } = await networkHelpers.loadFixture(deployFoundedTrail);
      await trail.closeDoor(writer);
      await expect(writer.note(1, "0x")).to.be.revertedWithCustomError(trail, "NotAWriter").withArgs(writer.target);
    });
  });
});
