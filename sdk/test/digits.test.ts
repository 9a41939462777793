// Decimal digits are those of the language itself, at every size.
import { digitsOf } from "@mingzhang/sdk/digits";
import { expect } from "chai";
import { random } from "./random.ts";

describe("digitsOf", () => {
  it("gives what the language gives, around every power of ten and of two", () => {
    for (let exponent = 0n; exponent <= 90n; exponent += 1n) {
      for (const power of [10n ** exponent, 2n ** (3n * exponent)]) {
        for (const value of [power - 1n, power, power + 1n, -power]) {
          expect(digitsOf(value)).to.equal(value.toString());
        }
      }
    }
  });

  it("gives what the language gives, of anything", () => {
    const chance = random(4_711);
    for (let n = 0; n < 5_000; n += 1) {
      const value = chance.bits(1 + chance.below(300)) * (chance.below(2) === 0 ? 1n : -1n);
      expect(digitsOf(value), `seed ${chance.seed}`).to.equal(value.toString());
    }
  });
});
