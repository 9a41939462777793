// Permits.describe: see describe.tree
import { expect } from "chai";
import { Party } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { EVERYTHING, expectDescribed } from "../support/handlers.ts";
import { deployServices, matterOf } from "../support/services.ts";
import { DAY, HOLDER, deployGranted, encode, execute, grant, revocation, scopeOf } from "./setup.ts";
import type { PermitOrder } from "./setup.ts";

const GRANT =
  "PermitGrant(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint48 validFrom,uint48 validUntil,string conditions,bytes32 document,bytes evidence)";
const GRANT_FOR =
  "PermitGrantFor(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint32 term,string conditions,bytes32 document,bytes evidence)";
const REVOCATION = "PermitRevocation(uint32 agency,uint64 permit,bytes32 holder,string reason,bytes32 document)";

type World = Awaited<ReturnType<typeof deployServices>>;

/** Holds that a payload is refused for one of its fields, when described and when carried out. */
async function unfit(world: World, order: PermitOrder, field: string): Promise<void> {
  for (const call of [world.permits.describe(matterOf(), encode(order)), execute(world, order)]) {
    await expect(call).to.be.revertedWithCustomError(world.permits, "PermitUnfit").withArgs(field);
  }
}

describe("Permits.describe", () => {
  it("says that permits move neither money nor authority", async () => {
    const { permits, approvals, trail } = await networkHelpers.loadFixture(deployServices);
    expect(await permits.movesAuthority()).to.equal(false);
    expect(await permits.approvals()).to.equal(approvals.address);
    expect(await permits.trail()).to.equal(trail.target);
  });

  describe("when the payload is no permit order", () => {
    it("reverts", async () => {
      const { permits } = await networkHelpers.loadFixture(deployServices);
      for (const payload of ["0x", "0x12", encode(grant()).slice(0, -64)]) {
        await expect(permits.describe(matterOf(), payload)).to.be.revertedWithoutReason(ethers);
      }
    });
  });

  describe("when the type is above 29", () => {
    it("reverts with PermitUnfit", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      for (const permitType of [30, 31, 255]) await unfit(world, grant({ permitType }), "permitType");
    });
  });

  describe("when the procedure's scope lacks the type, or the act", () => {
    it("reverts with OutOfScope", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      const { permits } = world;
      for (const [order, lacks] of [
        [grant(), 3],
        [grant(), 30],
        [grant({ permitType: 0 }), 0],
        [grant({ permitType: 29 }), 29],
        [revocation(1), 3],
        [revocation(1), 31],
      ] as const) {
        const scope = EVERYTHING - scopeOf(lacks);
        for (const call of [permits.describe(matterOf({ scope }), encode(order)), execute(world, order, { scope })]) {
          await expect(call).to.be.revertedWithCustomError(permits, "OutOfScope").withArgs(lacks, scope);
        }
      }
      await permits.describe(matterOf({ scope: scopeOf(3, 30) }), encode(grant()));
      await permits.describe(matterOf({ scope: scopeOf(3, 31) }), encode(revocation(1)));
    });
  });

  describe("when it grants", () => {
    it("reverts with PermitUnfit when a text, the holder or the evidence is out of bounds", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      await unfit(world, grant({ typeName: "" }), "typeName");
      await unfit(world, grant({ typeName: "x".repeat(65) }), "typeName");
      await unfit(world, grant({ conditions: "x".repeat(513) }), "conditions");
      await unfit(world, grant({ holder: ethers.ZeroHash }), "holder");
      await unfit(world, grant({ evidence: `0x${"00".repeat(4097)}` }), "evidence");
      const widest = { typeName: "x".repeat(64), conditions: "x".repeat(512), evidence: `0x${"00".repeat(4096)}` };
      await world.permits.describe(matterOf(), encode(grant(widest)));
      await world.permits.describe(matterOf(), encode(grant({ typeName: "x", conditions: "" })));
    });

    it("reverts with PermitUnfit when the time is given twice, or not at all, or ends before it begins", async () => {
      const world = await networkHelpers.loadFixture(deployServices);
      await unfit(world, grant({ validUntil: 5_000_000_000 }), "validUntil");
      await unfit(world, grant({ validFrom: 1 }), "validFrom");
      await unfit(world, grant({ term: 0 }), "validUntil");
      await unfit(world, grant({ term: 0, validFrom: 5_000_000_000, validUntil: 5_000_000_000 }), "validUntil");
      await unfit(world, grant({ term: 0, validFrom: 5_000_000_001, validUntil: 5_000_000_000 }), "validUntil");
    });

    it("describes a PermitGrantFor when it has a term", async () => {
      const { permits } = await networkHelpers.loadFixture(deployServices);
      for (const order of [grant(), grant({ term: 1, evidence: "0x1234", conditions: "", permitType: 29 })]) {
        const { permitType, typeName, ...fields } = order;
        const described = await permits.describe(matterOf(), encode(order));
        const values = { ...fields, agency: Party.Bureau, typeNumber: permitType, permitType: typeName };
        expectDescribed(described, GRANT_FOR, values);
      }
    });

    it("describes a PermitGrant when it has an end, whatever the clock says", async () => {
      const { permits } = await networkHelpers.loadFixture(deployServices);
      for (const order of [
        grant({ term: 0, validUntil: 1 }),
        grant({ term: 0, validFrom: 10 * DAY, validUntil: 5_000_000_000, evidence: "0xff" }),
      ]) {
        const { permitType, typeName, ...fields } = order;
        const described = await permits.describe(matterOf(), encode(order));
        const values = { ...fields, agency: Party.Bureau, typeNumber: permitType, permitType: typeName };
        expectDescribed(described, GRANT, values);
      }
    });
  });

  describe("when it revokes", () => {
    it("reverts with PermitUnknown when there is no such permit", async () => {
      const { permits } = await networkHelpers.loadFixture(deployGranted);
      const call = permits.describe(matterOf(), encode(revocation(2)));
      await expect(call).to.be.revertedWithCustomError(permits, "PermitUnknown").withArgs(2);
    });

    it("reverts with PermitOfOther when another agency granted it", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      for (const agency of [Party.Office, Party.City, Party.OtherCity]) {
        const payload = encode(revocation(1));
        for (const call of [
          world.permits.describe(matterOf({ agency }), payload),
          execute(world, revocation(1), { agency }),
        ]) {
          await expect(call)
            .to.be.revertedWithCustomError(world.permits, "PermitOfOther")
            .withArgs(1, Party.Bureau, agency);
        }
      }
    });

    it("reverts with HolderDiffers when the holder is another", async () => {
      const { permits } = await networkHelpers.loadFixture(deployGranted);
      for (const holder of [ethers.ZeroHash, ethers.id("somebody else")]) {
        const call = permits.describe(matterOf(), encode(revocation(1, { holder })));
        await expect(call).to.be.revertedWithCustomError(permits, "HolderDiffers").withArgs(1, holder, HOLDER);
      }
    });

    it("reverts with PermitUnfit when the type is another, or a field is filled that the form does not show", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      await unfit(world, revocation(1, { permitType: 4 }), "permitType");
      await unfit(world, revocation(1, { typeName: "x" }), "typeName");
      await unfit(world, revocation(1, { validFrom: 1 }), "validFrom");
      await unfit(world, revocation(1, { validUntil: 1 }), "validUntil");
      await unfit(world, revocation(1, { term: 1 }), "term");
      await unfit(world, revocation(1, { evidence: "0x00" }), "evidence");
      await unfit(world, revocation(1, { conditions: "x".repeat(513) }), "conditions");
    });

    it("describes a PermitRevocation, also of a permit that is revoked already", async () => {
      const world = await networkHelpers.loadFixture(deployGranted);
      const { conditions, ...order } = revocation(1);
      const values = { ...order, agency: Party.Bureau, permit: 1, reason: conditions };
      const payload = encode({ ...order, conditions });
      expectDescribed(await world.permits.describe(matterOf(), payload), REVOCATION, values);
      await execute(world, { ...order, conditions });
      expectDescribed(await world.permits.describe(matterOf(), payload), REVOCATION, values);
    });
  });
});
