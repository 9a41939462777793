// Permits.execute: see execute.tree
import { expect } from "chai";
import { nextTime } from "../fixtures.ts";
import { Party } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { deployServices, matterOf } from "../support/services.ts";
import { DAY, HOLDER, Validity, deployGranted, encode, execute, grant, revocation } from "./setup.ts";

describe("Permits.execute", () => {
  describe("when the caller is not the approvals", () => {
    it("reverts with NotApprovals", async () => {
      const { permits, admin, maker } = await networkHelpers.loadFixture(deployServices);
      for (const caller of [admin, maker]) {
        await expect(permits.connect(caller).execute(matterOf(), encode(grant())))
          .to.be.revertedWithCustomError(permits, "NotApprovals")
          .withArgs(caller.address);
      }
    });
  });

  describe("when it grants", () => {
    it("reverts with PermitUnfit when the permit would be expired", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const validUntil = await nextTime();
      await expect(execute(world, grant({ term: 0, validUntil })))
        .to.be.revertedWithCustomError(world.permits, "PermitUnfit")
        .withArgs("validUntil");
      expect(await world.permits.permitCount()).to.equal(0n);
    });

    it("is valid from this second for the term, when it has a term, and is a record", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const { permits, trail, approvals } = world;
      const record = await trail.size();
      const order = grant({ term: 1 });
      const answer = await permits.connect(approvals).execute.staticCall(matterOf(), encode(order));
      expect([...answer]).to.deep.equal([record, 1n]);
      const now = await nextTime();
      await expect(execute(world, order))
        .to.emit(permits, "PermitGranted")
        .withArgs(
          record,
          1,
          ethers.id("case"),
          Party.Bureau,
          3,
          order.typeName,
          HOLDER,
          now,
          now + 1,
          order.conditions,
          order.document,
        );
      expect([...(await permits.permitOf(1))]).to.deep.equal([3n, 3n, false, BigInt(now), BigInt(now + 1), HOLDER]);
      expect(await permits.permitCount()).to.equal(1n);
      const longest = grant({ term: 2 ** 32 - 1, permitType: 29 });
      await execute(world, longest, { agency: Party.City, id: ethers.id("other case") });
      expect((await permits.permitOf(2)).agency).to.equal(1n);
      expect(await permits.permitCount()).to.equal(2n);
      await expectLogIntact(trail, world.writers);
    });

    it("is valid from this second, when it has an end and no beginning", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const now = await nextTime();
      await execute(world, grant({ term: 0, validUntil: now + 1 }));
      const { validFrom, validUntil } = await world.permits.permitOf(1);
      expect([validFrom, validUntil]).to.deep.equal([BigInt(now), BigInt(now + 1)]);
    });

    it("is valid from its beginning, past or to come, when it has an end and a beginning", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      const now = await nextTime();
      await execute(world, grant({ term: 0, validFrom: now - DAY, validUntil: now + DAY }));
      await execute(world, grant({ term: 0, validFrom: now + DAY, validUntil: now + 2 * DAY }));
      for (const [permit, validFrom] of [
        [1, now - DAY],
        [2, now + DAY],
      ] as const) {
        expect((await world.permits.permitOf(permit)).validFrom).to.equal(BigInt(validFrom));
      }
    });

    it("is granted all the same when nobody, or one official, or silence approved it", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      for (const officials of [0, 1]) {
        for (const silent of [false, true]) await execute(world, grant(), { officials, silent });
      }
      expect(await world.permits.permitCount()).to.equal(4n);
    });
  });

  describe("when it revokes", () => {
    it("reverts with PermitRevokedAlready when the permit is revoked", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      await execute(world, revocation(1));
      await expect(execute(world, revocation(1)))
        .to.be.revertedWithCustomError(world.permits, "PermitRevokedAlready")
        .withArgs(1);
    });

    it("revokes that permit alone, also an expired one, and is a record", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      const { permits, trail, approvals } = world;
      await execute(world, grant());
      await networkHelpers.time.increase(31 * DAY);
      expect(await permits.check(1, HOLDER)).to.equal(Validity.Expired);
      const record = await trail.size();
      const order = revocation(1);
      const answer = await permits.connect(approvals).execute.staticCall(matterOf(), encode(order));
      expect([...answer]).to.deep.equal([record, 1n]);
      await expect(execute(world, order))
        .to.emit(permits, "PermitRevoked")
        .withArgs(record, 1, ethers.id("case"), order.conditions, order.document);
      expect((await permits.permitOf(1)).revoked).to.equal(true);
      expect((await permits.permitOf(2)).revoked).to.equal(false);
      await expectLogIntact(trail, world.writers);
    });
  });
});
