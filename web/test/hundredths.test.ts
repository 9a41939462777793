// Shares of a hundred add up to the hundred, whatever the parts.
import { expect } from "chai";
import { hundredths } from "../src/features/my-tax/hundredths.ts";

describe("shares of a hundred", () => {
  it("add up exactly, and go to whom rounding took most from", () => {
    expect(hundredths([1n, 1n, 1n])).to.deep.equal([3334, 3333, 3333]);
    expect(hundredths([2n, 1n])).to.deep.equal([6667, 3333]);
    expect(hundredths([10n ** 30n, 1n])).to.deep.equal([10_000, 0]);
    expect(hundredths([0n])).to.deep.equal([0]);
    expect(hundredths([])).to.deep.equal([]);
    for (let seed = 1n; seed < 200n; seed += 1n) {
      const parts = Array.from({ length: Number(seed % 11n) + 1 }, (_, at) => (seed * 7919n ** BigInt(at)) % 10_007n);
      const sum = hundredths(parts).reduce((all, share) => all + share, 0);
      expect(sum, parts.join()).to.equal(parts.every((part) => part === 0n) ? 0 : 10_000);
    }
  });
});
