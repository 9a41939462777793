// Numbers of any size come out digit by digit, and are read back as they were.
import { decimalText, MAX_AMOUNT } from "@mingzhang/sdk/money";
import { exactJson, exactNumber, type ExactValue } from "@mingzhang/sdk/standards/exact-json";
import { expect } from "chai";
import { random } from "../random.ts";

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;
const sources = (text: string) =>
  parseWithSource(text, (_key, value, { source }) => (typeof value === "number" ? source : value));

describe("exact JSON", () => {
  it("writes every amount with every digit, and as a JSON number", () => {
    const r = random(71);
    for (let i = 0; i < 500; i += 1) {
      const amount = r.bits(104) * (r.below(2) === 0 ? 1n : -1n);
      const text = decimalText(amount, r.below(7));
      expect(sources(exactJson({ amount: exactNumber(text) })), `seed ${r.seed}`).to.deep.equal({ amount: text });
    }
    expect(exactJson(exactNumber(decimalText(MAX_AMOUNT, 2)))).to.equal("202824096036516704239472512860.15");
  });

  it("writes what JSON.stringify would, for everything else", () => {
    const value: ExactValue = { a: [1, 'x\u2028"\\', null, true, { b: undefined, "c\n": "桥" }], d: {}, e: [] };
    expect(exactJson(value)).to.equal(JSON.stringify(value));
    expect(exactJson("\ud800x")).to.equal('"\ufffdx"');
  });

  it("refuses numbers that are none, or that may have lost digits", () => {
    for (const text of ["", "1.", ".5", "01", "1e3", "NaN", "1,000", "--1", " 1"]) {
      expect(() => exactNumber(text), text).to.throw(RangeError);
    }
    for (const number of [0.1, NaN, Infinity, 2 ** 60]) expect(() => exactJson([number])).to.throw(RangeError);
  });
});
