// The proofs prove something: each way of breaking the arithmetic is found.
import { expect } from "chai";
import { holds, prove, PROOFS } from "../../scripts/prove.ts";
import type { Edit, Proof } from "../../scripts/prove.ts";

const proofOf = (contract: string): Proof => {
  const proof = PROOFS.find((each) => each.contract === contract);
  if (proof === undefined) throw new Error(`no proof ${contract}`);
  return proof;
};

/** Replaces one expression of one file, which must be there exactly once. */
function breaking(file: string, from: string, to: string): Edit {
  return (path, text) => {
    if (!path.endsWith(file)) return text;
    if (text.split(from).length !== 2) throw new Error(`${file} does not contain ${from} once`);
    return text.replace(from, to);
  };
}

describe("npm run prove", function () {
  // Minutes of z3 on a slow machine.
  this.timeout(600_000);

  it("proves that no account gives more than it got", () => {
    expect(holds(prove(proofOf("AccountProof")))).to.equal(true);
  });

  it("refutes a ledger that forgets what left before", () => {
    const broken = breaking("Totals.sol", "left + amount <= entered", "amount <= entered");
    const outcome = prove(proofOf("AccountProof"), broken);
    expect(outcome.proven).to.equal(0);
    expect(outcome.complaints.join("\n")).to.contain("Assertion violation happens here");
  });

  it("refutes a ledger that is off by one", () => {
    const broken = breaking("Totals.sol", "left + amount <= entered", "left + amount <= uint256(entered) + 1");
    expect(prove(proofOf("AccountProof"), broken).proven).to.equal(0);
  });

  it("does not pass where a recovery spends the commitment instead of restoring it", () => {
    // Only some of the functions, so that z3 is quick; the whole goes through in `npm run prove`.
    const small: Edit = (path, text) =>
      path.endsWith("LineProof.sol")
        ? text.replace(/ {4}function (?:take|withdraw|release|pay\w*|reclassify\w+)\([\s\S]*?\n {4}\}\n/gu, "")
        : text;
    const broken = breaking("Edges.sol", "kind == IFundLedger.Kind.Recovery || kind", "kind");
    expect(holds(prove(proofOf("LineProof"), small))).to.equal(true);
    expect(holds(prove(proofOf("LineProof"), (path, text) => broken(path, small(path, text))))).to.equal(false);
  });

  it("does not pass if an assertion is gone", () => {
    const gone = breaking("AccountProof.sol", "assert(_undone <= _cited);", "");
    expect(holds(prove(proofOf("AccountProof"), gone))).to.equal(false);
  });

  it("does not pass without its solver", () => {
    const outcome = prove(proofOf("AccountProof"), undefined, "eld");
    expect(holds(outcome)).to.equal(false);
    expect(outcome.complaints).not.to.deep.equal([]);
  });
});
