// EligibilityRule.decide: see decide.tree
import { expect } from "chai";
import { ethers } from "../network.ts";
import { matterOf } from "../support/services.ts";
import { encode, grant, revocation } from "../Permits/setup.ts";
import type { PermitOrder } from "../Permits/setup.ts";

const Answer = { Approve: 1n, Reject: 2n } as const;

/** More than the approvals promise a rule would be no use. */
const GAS = 300_000;

/** Leaf of OpenZeppelin's StandardMerkleTree for ["bytes32"]. */
const leafOf = (holder: string) => ethers.keccak256(ethers.keccak256(holder));
const pair = (a: string, b: string) => ethers.keccak256(ethers.concat(a < b ? [a, b] : [b, a]));

/** Root of a tree of sorted pairs, and the proof of each leaf; a leaf without a partner goes up as it is. */
function treeOf(leaves: readonly string[]): { root: string; proofs: string[][] } {
  const proofs: string[][] = leaves.map(() => []);
  let level = leaves.map((hash, index) => ({ hash, below: [index] }));
  while (level.length > 1) {
    const next: typeof level = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]];
      if (left === undefined || right === undefined) {
        next.push(...level.slice(i));
        continue;
      }
      for (const index of left.below) proofs[index]?.push(right.hash);
      for (const index of right.below) proofs[index]?.push(left.hash);
      next.push({ hash: pair(left.hash, right.hash), below: [...left.below, ...right.below] });
    }
    level = next;
  }
  return { root: level[0]?.hash ?? ethers.ZeroHash, proofs };
}

const evidenceOf = (proof: readonly string[]) => ethers.AbiCoder.defaultAbiCoder().encode(["bytes32[]"], [proof]);

function termsHash(order: PermitOrder): string {
  const { permitType, typeName, validFrom, validUntil, term, conditions } = order;
  const types = ["uint8", "string", "uint48", "uint48", "uint32", "string"];
  const terms = [permitType, typeName, validFrom, validUntil, term, conditions];
  return ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(types, terms));
}

const holders = Array.from({ length: 20 }, (_, i) => ethers.id(`holder ${i}`));

/** A rule over the first `count` holders, with each one's evidence. */
async function deployRule(count: number) {
  const eligible = holders.slice(0, count);
  const { root, proofs } = treeOf(eligible.map(leafOf));
  const rule = await ethers.deployContract("EligibilityRule", [root, termsHash(grant())]);
  expect(await rule.root()).to.equal(root);
  expect(await rule.termsHash()).to.equal(termsHash(grant()));
  const ask = (holder: string, evidence: string) =>
    rule.decide(matterOf(), 0, encode(grant({ holder, evidence })), { gasLimit: GAS + 60_000 });
  return { rule, ask, eligible, evidence: proofs.map(evidenceOf) };
}

describe("EligibilityRule.decide", () => {
  it("reverts when the payload is no permit order", async () => {
    const { rule } = await deployRule(3);
    for (const payload of ["0x", "0x1234"]) {
      await expect(rule.decide(matterOf(), 0, payload)).to.be.revertedWithoutReason(ethers);
    }
  });

  it("says Reject, whatever is proven, when it revokes a permit", async () => {
    const { rule, eligible, evidence } = await deployRule(3);
    const order = grant({ holder: eligible[0] ?? "", evidence: evidence[0] ?? "" });
    expect(await rule.decide(matterOf(), 0, encode(order))).to.equal(Answer.Approve);
    for (const given of [{ ...order, revokes: 1 }, revocation(1, { holder: order.holder, evidence: order.evidence })]) {
      expect(await rule.decide(matterOf(), 0, encode(given))).to.equal(Answer.Reject);
    }
  });

  it("says Reject, whatever is proven, when any of its terms is another than the rule grants", async () => {
    const { rule, eligible, evidence } = await deployRule(3);
    const order = grant({ holder: eligible[0] ?? "", evidence: evidence[0] ?? "" });
    const others: Partial<PermitOrder>[] = [
      { permitType: 4 },
      { typeName: `${order.typeName} ` },
      { validFrom: 1 },
      { validUntil: 2 ** 48 - 1 },
      { term: order.term + 1 },
      { term: 0, validUntil: 4_000_000_000 },
      { conditions: "" },
      { conditions: "At any hour" },
      // The same text in the next field.
      { typeName: "", conditions: order.typeName + order.conditions },
    ];
    for (const other of others) {
      const answer = await rule.decide(matterOf(), 0, encode({ ...order, ...other }));
      expect(answer, JSON.stringify(other)).to.equal(Answer.Reject);
    }
  });

  it("reads no document: it is the applicant's own", async () => {
    const { rule, eligible, evidence } = await deployRule(3);
    const order = grant({ holder: eligible[0] ?? "", evidence: evidence[0] ?? "", document: ethers.ZeroHash });
    expect(await rule.decide(matterOf(), 0, encode(order))).to.equal(Answer.Approve);
  });

  it("says Reject when the evidence is no list of hashes", async () => {
    const { ask, eligible, evidence } = await deployRule(2);
    const [holder, good] = [eligible[0] ?? "", evidence[0] ?? ""];
    expect(await ask(holder, good)).to.equal(Answer.Approve);
    const word = (value: number | bigint) => ethers.toBeHex(value, 32);
    const proof = ethers.dataSlice(good, 64);
    for (const evidence of [
      "0x",
      "0x20",
      word(32),
      ethers.dataSlice(good, 0, 95),
      ethers.dataSlice(good, 0, 64),
      ethers.concat([good, word(0)]),
      ethers.concat([good, "0x00"]),
      ethers.concat([word(64), word(1), proof]),
      ethers.concat([word(32), word(2n ** 256n - 1n), proof]),
      ethers.concat([word(2n ** 255n), word(1), proof]),
    ]) {
      expect(await ask(holder, evidence), evidence).to.equal(Answer.Reject);
    }
  });

  it("says Reject when the proof is not the holder's", async () => {
    const { ask, eligible, evidence } = await deployRule(8);
    for (const [i, holder] of eligible.entries()) {
      expect(await ask(holder, evidence[(i + 1) % 8] ?? "")).to.equal(Answer.Reject);
    }
    expect(await ask(holders[9] ?? "", evidence[0] ?? "")).to.equal(Answer.Reject);
    expect(await ask(ethers.ZeroHash, evidence[0] ?? "")).to.equal(Answer.Reject);
    expect(await ask(eligible[0] ?? "", evidenceOf([]))).to.equal(Answer.Reject);
  });

  it("says Approve to the one holder of a tree of one, with an empty proof", async () => {
    const { ask, eligible } = await deployRule(1);
    expect(await ask(eligible[0] ?? "", evidenceOf([]))).to.equal(Answer.Approve);
    expect(await ask(holders[1] ?? "", evidenceOf([]))).to.equal(Answer.Reject);
  });

  it("says Approve, for each holder of trees of any size, when the proof leads from the holder to the root", async () => {
    for (const count of [2, 3, 5, 8, 13, 20]) {
      const { ask, eligible, evidence } = await deployRule(count);
      for (const [i, holder] of eligible.entries()) {
        expect(await ask(holder, evidence[i] ?? "")).to.equal(Answer.Approve);
      }
    }
  });

  it("reads an address as it stands in a word", async () => {
    const holder = ethers.zeroPadValue("0x00000000000000000000000000000000000000aa", 32);
    const rule = await ethers.deployContract("EligibilityRule", [leafOf(holder), termsHash(grant())]);
    const payload = encode(grant({ holder, evidence: evidenceOf([]) }));
    expect(await rule.decide(matterOf(), 0, payload)).to.equal(Answer.Approve);
  });
});
