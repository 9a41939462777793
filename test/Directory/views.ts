// Directory.partyOf, partyCount, partyByIdentifier and isWithin, see views.tree
import { expect } from "chai";
import { deployRoster } from "../fixtures.ts";
import { networkHelpers } from "../network.ts";

describe("Directory.partyOf, partyCount, partyByIdentifier and isWithin", () => {
  describe("when there is no such party or identifier", () => {
    it("show a party of kind None, and 0", async () => {
      const { directory } = await networkHelpers.loadFixture(deployRoster);
      expect(await directory.partyCount()).to.equal(6n);
      for (const party of [0, 7]) expect((await directory.partyOf(party)).kind).to.equal(0n);
      expect(await directory.partyByIdentifier("GB-COH", "1")).to.equal(0n);
      expect(await directory.partyByIdentifier("", "")).to.equal(0n);
    });
  });

  describe("isWithin", () => {
    it("is true of an agency and itself and of all above it, and of no other pair", async () => {
      const { directory } = await networkHelpers.loadFixture(deployRoster);
      const within = new Set(["1 1", "2 2", "2 1", "3 3", "3 1", "4 4", "4 3", "4 1", "5 5"]);
      for (let agency = 0; agency <= 7; agency += 1) {
        for (let ancestor = 0; ancestor <= 7; ancestor += 1) {
          const pair = `${agency} ${ancestor}`;
          expect(await directory.isWithin(agency, ancestor), pair).to.equal(within.has(pair));
        }
      }
    });
  });
});
