// Gas of every kind of movement against the committed snapshot, and against the limits that were promised.
// After a change on purpose: MINGZHANG_GAS_SNAPSHOT=write npx hardhat test mocha test/gas/snapshot.ts
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import hre from "hardhat";
import { measureSuite } from "../../scripts/bench/gas.ts";
import { TRANSACTION_LIMIT } from "../../scripts/bench/gas/meter.ts";

const FILE = fileURLToPath(new URL("snapshot.json", import.meta.url));

/** Code that coverage has instrumented costs more than the code that is deployed: then there is nothing to compare. */
const INSTRUMENTED = hre.globalOptions.coverage;

describe("gas", function () {
  this.timeout(600_000);
  let metrics: Record<string, number> = {};
  const metric = (key: string): number => {
    const found = metrics[key];
    if (found === undefined) throw new Error(`${key} was not measured`);
    return found;
  };

  before(async () => {
    metrics = await measureSuite();
    if (process.env["MINGZHANG_GAS_SNAPSHOT"] === "write" && !INSTRUMENTED) {
      writeFileSync(FILE, `${JSON.stringify(metrics, null, 2)}\n`);
    }
  });

  it("is what the snapshot says, to the last unit", () => {
    const snapshot = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, number>;
    expect(Object.keys(metrics)).to.deep.equal(Object.keys(snapshot));
    if (!INSTRUMENTED) expect(metrics).to.deep.equal(snapshot);
  });

  it("of one payment in a batch of 100, each on a commitment paid from before, is at most 12,000", () => {
    expect(metric("payment.batch100.known")).to.be.at.most(INSTRUMENTED ? 24_000 : 12_000);
  });

  it("of a single payment, mean of 64 in a row, is at most 75,000", () => {
    expect(metric("payment.single.mean64")).to.be.at.most(INSTRUMENTED ? 150_000 : 75_000);
  });

  it("of a payroll of 100 payments through a three-step case is at most 19,000 each, all transactions counted", () => {
    for (const key of ["case.payroll100.threeSteps.each", "case.payroll100.threeSteps.relayed.each"]) {
      expect(metric(key), key).to.be.at.most(INSTRUMENTED ? 38_000 : 19_000);
    }
  });

  it("of a payment that two officials decide is at most 320,000, all transactions counted", () => {
    for (const key of ["case.payment.twoPerson.total", "case.payment.twoPerson.together"]) {
      expect(metric(key), key).to.be.at.most(INSTRUMENTED ? 640_000 : 320_000);
    }
  });

  it("of 300 payments fits one transaction", () => {
    expect(metric("payment.batch300.transaction")).to.be.at.most(TRANSACTION_LIMIT);
  });
});
