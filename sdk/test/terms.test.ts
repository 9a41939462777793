import { expect } from "chai";
import { isAdvance, isImported, packTerms, type Terms, unpackTerms } from "@mingzhang/sdk/terms";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const zero: Terms = { kind: 0, flags: 0, code: 0, valueDate: 0, cites: 0n, beyond: 0n };

describe("terms", () => {
  it("lays the fields out as Terms.sol says", () => {
    const terms = { kind: 0x11, flags: 0x22, code: 0x33445566, valueDate: 0x778899, cites: 0xaan, beyond: 0xbbn };
    expect(packTerms(terms)).to.equal(0xbb_00000000000000aa_778899_33445566_22_11n);
  });

  it("unpacks what it packs, for any fields", () => {
    const r = random(2);
    for (let i = 0; i < 5_000; i++) {
      const terms: Terms = {
        kind: Number(r.bits(8)),
        flags: Number(r.bits(8)),
        code: Number(r.bits(32)),
        valueDate: Number(r.bits(24)),
        cites: r.bits(64),
        beyond: r.bits(104),
      };
      expect(unpackTerms(packTerms(terms)), `seed ${r.seed}`).to.deep.equal(terms);
    }
  });

  it("packs what it unpacks, for any word below 2^240", () => {
    const r = random(3);
    for (let i = 0; i < 5_000; i++) {
      const word = r.bits(240);
      expect(packTerms(unpackTerms(word)), `seed ${r.seed}`).to.equal(word);
    }
  });

  it("refuses what does not fit", () => {
    refusal(() => unpackTerms(1n << 240n), "TERMS_INVALID");
    refusal(() => unpackTerms(-1n), "TERMS_INVALID");
    const wide: Partial<Terms>[] = [{ kind: 256 }, { flags: -1 }, { code: 2 ** 32 }, { valueDate: 2 ** 24 }];
    for (const field of [...wide, { cites: 1n << 64n }, { beyond: 1n << 104n }]) {
      const error = refusal(() => packTerms({ ...zero, ...field }), "TERMS_INVALID");
      expect(error.field).to.equal(Object.keys(field)[0]);
    }
  });

  it("reads the flags", () => {
    expect([0, 1, 2, 3].map((flags) => isAdvance({ ...zero, flags }))).to.deep.equal([false, true, false, true]);
    expect([0, 1, 2, 3].map((flags) => isImported({ ...zero, flags }))).to.deep.equal([false, false, true, true]);
  });
});
