// Procedures.announce, see announce.tree; what a version must be like: announce.terms.ts and announce.steps.ts
import { expect } from "chai";
import { DOOR_DELAY, nextTime } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { Standing, openOffice, pack, termsOf, told } from "./setup.ts";

describe("Procedures.announce", () => {
  describe("when the caller has not the procedures role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { procedures, admin, outsider, fit } = await openOffice();
      for (const caller of [admin, outsider]) {
        await expect(procedures.connect(caller).announce(fit("payment")))
          .to.be.revertedWithCustomError(procedures, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("when the version holds together", () => {
    it("is announced under the next number, as a record with the whole text, and stored", async () => {
      const { procedures, office, trail, writers, fit, ruled, freeAddress, rule, steps } = await openOffice();
      const now = await nextTime();
      const plain = fit("payment");
      await expect(office.announce(plain))
        .to.emit(procedures, "ProcedureAnnounced")
        .withArgs(await trail.size(), 1, now + DOOR_DELAY, told(plain), [ethers.ZeroHash, ethers.ZeroHash]);

      const given = fit("permit", { steps: [...steps, ruled(2, { fromAmount: 7n, limit: 9, lateness: 2 })] });
      given.terms = { ...given.terms, handler: freeAddress, currency: "0x455552", scope: 2 ** 32 - 1 };
      const code = ethers.keccak256(await ethers.provider.getCode(rule));
      const later = await nextTime();
      await expect(office.announce({ ...given, otherName: "摊位许可", document: ethers.id("law") }))
        .to.emit(procedures, "ProcedureAnnounced")
        .withArgs(
          ...[await trail.size(), 2, later + DOOR_DELAY],
          told({ ...given, otherName: "摊位许可", document: ethers.id("law") }),
          [ethers.ZeroHash, ethers.ZeroHash, code],
        );

      expect(await procedures.procedureCount()).to.equal(2n);
      expect(await procedures.standingOf(2)).to.equal(Standing.Announced);
      expect(await procedures.publishableFrom(2)).to.equal(BigInt(later + DOOR_DELAY));
      expect(await procedures.termsOf(2)).to.deep.equal([termsOf(given), given.steps.map((step, i) => pack(i, step))]);
      expect(await procedures.ruleOf(2, 2)).to.deep.equal([await rule.getAddress(), code]);
      expect(await procedures.currentOf(1, "permit")).to.equal(0n);
      await expectLogIntact(trail, writers);
    });

    it("may name a handler whose door is not open yet: cases wait for it", async () => {
      const { office, procedures, fit, guarded } = await openOffice();
      await procedures.closeDoor(guarded);
      await office.announce(fit("payment"));
    });
  });
});
