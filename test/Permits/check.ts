// Permits.check: see check.tree
import { expect } from "chai";
import { nextTime } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { deployServices } from "../support/services.ts";
import { DAY, HOLDER, Validity, deployGranted, execute, grant, revocation } from "./setup.ts";

/** Permit 1 begins and ends on known seconds to come. */
async function deployTimed() {
  const world = await deployServices();
  const from = (await nextTime()) + DAY;
  await execute(world, grant({ term: 0, validFrom: from, validUntil: from + DAY }));
  return { ...world, from };
}

describe("Permits.check", () => {
  it("says Unknown, and permitOf has nothing, when there is no such permit", async () => {
    const { permits } = await networkHelpers.loadFixture(deployGranted);
    for (const permit of [0n, 2n, 2n ** 64n - 1n]) {
      for (const holder of [HOLDER, ethers.ZeroHash]) {
        expect(await permits.check(permit, holder)).to.equal(Validity.Unknown);
      }
      expect([...(await permits.permitOf(permit))]).to.deep.equal([0n, 0n, false, 0n, 0n, ethers.ZeroHash]);
    }
  });

  it("says OtherHolder, revoked or not, when the holder is another", async () => {
    const world = await networkHelpers.loadFixture(deployGranted);
    const others = [ethers.ZeroHash, ethers.id("somebody else")];
    for (const other of others) expect(await world.permits.check(1, other)).to.equal(Validity.OtherHolder);
    await execute(world, revocation(1));
    for (const other of others) expect(await world.permits.check(1, other)).to.equal(Validity.OtherHolder);
  });

  it("says Revoked, before its beginning and after its end too, when it is revoked", async () => {
    const world = await networkHelpers.loadFixture(deployTimed);
    await execute(world, revocation(1));
    expect(await world.permits.check(1, HOLDER)).to.equal(Validity.Revoked);
    await networkHelpers.time.increaseTo(world.from + 2 * DAY);
    expect(await world.permits.check(1, HOLDER)).to.equal(Validity.Revoked);
  });

  it("says NotYet, Valid and Expired to the second", async () => {
    const { permits, from } = await networkHelpers.loadFixture(deployTimed);
    for (const [time, validity] of [
      [from - 1, Validity.NotYet],
      [from, Validity.Valid],
      [from + DAY - 1, Validity.Valid],
      [from + DAY, Validity.Expired],
    ] as const) {
      await networkHelpers.time.increaseTo(time);
      expect(await permits.check(1, HOLDER)).to.equal(validity);
    }
  });
});
