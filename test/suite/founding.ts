// The whole suite as it is deployed: every record of the founding stands in the log.
import { expect } from "chai";
import { deploySuite } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";

describe("The suite, founded", () => {
  it("has written one leaf for each record event, whoever wrote it", async () => {
    const { trail, writers } = await networkHelpers.loadFixture(deploySuite);
    const leaves = await expectLogIntact(trail, writers);
    // 4 writers and 3 posters let in, 8 parties, 2 officials, 2 seats
    expect(leaves).to.have.length(19);
  });

  it("fits the size that Ethereum allows a contract", async () => {
    const { trail, directory, roster, ledger, vault, bankFacts } = await networkHelpers.loadFixture(deploySuite);
    for (const contract of [trail, directory, roster, ledger, vault, bankFacts]) {
      const code = await ethers.provider.getCode(contract);
      expect(ethers.dataLength(code)).to.be.at.most(24_576);
    }
  });
});
