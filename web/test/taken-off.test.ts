// What is taken off in a list's net sum, and where amounts say no sum.
import { expect } from "chai";
import { takenOff } from "../src/features/movements/figures.ts";

describe("the net of a list", () => {
  it("takes off what went back, of kinds of one step", () => {
    expect(takenOff(["receipt", "refund"])).to.deep.equal(["refund"]);
    expect(takenOff(["payment", "transfer-payment", "recovery"])).to.deep.equal(["recovery"]);
    expect(takenOff(["payment", "transfer-payment"])).to.deep.equal([]);
  });

  it("is none of one kind, of several steps of the same money, or of what has two sides", () => {
    expect(takenOff([])).to.equal(null);
    expect(takenOff(["refund"])).to.equal(null);
    expect(takenOff(["receipt", "recovery"])).to.equal(null);
    expect(takenOff(["payment", "recovery", "reclassification"])).to.equal(null);
    expect(takenOff(["cash-transfer", "transfer-payment"])).to.equal(null);
  });
});
