import { expect } from "chai";
import { step } from "@mingzhang/sdk/proof-steps";
import { isOffered, restsOnSite } from "../src/features/verify/own-word.ts";

const SITE = "https://node.example";
const sites = new Set([SITE]);
const ofSite = [
  step("event", 1, "passed", "", { rpc: SITE }),
  step("header", 2, "passed", "", { rpc: SITE }),
  step("path", 3, "passed"),
  step("state", 3, "passed", "", { rpc: SITE }),
];

describe("whose word a verdict is", () => {
  it("is the site's where its nodes alone were asked, whatever was brought beside", () => {
    expect(restsOnSite(ofSite, sites)).to.equal(true);
    const brought = [
      step("kept", 3, "passed", "record-later"),
      step("kept", 3, "not tried", "empty"),
      step("quorum", 4, "not tried", "unsigned"),
      step("quorum", 4, "told", "site"),
      step("anchor", 4, "told"),
      step("signatures", 4, "passed"),
    ];
    for (const one of brought) expect(restsOnSite([...ofSite, one], sites), JSON.stringify(one)).to.equal(true);
  });

  it("is more where something that the reader brought held", () => {
    const held = [
      step("kept", 3, "passed"),
      step("quorum", 4, "passed", "reader"),
      step("anchor", 4, "passed"),
      step("event", 1, "passed", "", { rpc: "https://mine.example" }),
      step("state", 3, "passed", "", { rpc: "https://mine.example" }),
    ];
    for (const one of held) expect(restsOnSite([...ofSite, one], sites), JSON.stringify(one)).to.equal(false);
    expect(restsOnSite([step("event", 1, "failed", "", { rpc: "https://mine.example" })], sites)).to.equal(true);
  });

  it("knows the site's node however its address is written", () => {
    for (const url of [SITE, `${SITE}/`, "HTTPS://NODE.example", "https://node.example:443/"]) {
      expect(isOffered(url, [null, SITE]), url).to.equal(true);
    }
    for (const url of ["https://node.example/other", "https://node.example.org", "not an address"]) {
      expect(isOffered(url, [SITE, null]), url).to.equal(false);
    }
  });
});
