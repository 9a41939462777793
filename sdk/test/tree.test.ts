import { expect } from "chai";
import { EMPTY_ROOT } from "@mingzhang/sdk/hash";
import { LogTree } from "@mingzhang/sdk/tree";
import { verifyConsistency, verifyInclusion } from "@mingzhang/sdk/verify";
import * as naive from "./naive.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

type Hex = `0x${string}`;
const MOST = 130;

/** Roots that implementations of Certificate Transparency test against, for the first 1 to 8 of their inputs. */
const CT_INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const CT_ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the tree of the audit trail", () => {
  const r = random(8);
  const leaves = Array.from({ length: MOST }, () => naive.bytes(r.hex(32)));
  const tree = new LogTree();
  for (const leaf of leaves) tree.append(naive.hex(leaf));
  const roots = Array.from({ length: MOST + 1 }, (_, size) => naive.hex(naive.root(leaves.slice(0, size))));

  it("has the roots that Certificate Transparency's implementations have", () => {
    const ct = new LogTree();
    for (const [i, input] of CT_INPUTS.entries()) {
      ct.append(naive.hex(naive.leaf(Buffer.from(input, "hex"))));
      expect(ct.root()).to.equal(`0x${CT_ROOTS[i]}`);
    }
  });

  it("has the naive root at every size from 0 to 130", () => {
    expect(tree.root(0)).to.equal(EMPTY_ROOT);
    for (const [size, root] of roots.entries()) expect(tree.root(size), String(size)).to.equal(root);
    expect(tree.root()).to.equal(roots[MOST]);
    expect(tree.leaf(7)).to.equal(naive.hex(leaves[7] ?? Buffer.of()));
  });

  it("gives the naive inclusion path for every leaf of every size, and it verifies", () => {
    for (let size = 1; size <= MOST; size++) {
      // Each naive path costs a tree of hashes: all of them for small sizes, every seventh beyond.
      for (let index = size > 40 ? size % 7 : 0; index < size; index += size > 40 ? 7 : 1) {
        const wanted = naive.inclusion(index, leaves.slice(0, size)).map(naive.hex);
        expect(tree.inclusionPath(index, size), `${index} of ${size}`).to.deep.equal(wanted);
      }
      for (let index = 0; index < size; index++) {
        const path = tree.inclusionPath(index, size);
        expect(verifyInclusion(tree.leaf(index), index, size, rootAt(size), path), `${index} of ${size}`).to.equal(
          true,
        );
      }
    }
  });

  it("gives the naive consistency path for every pair of sizes, and it verifies", () => {
    for (let size2 = 1; size2 <= MOST; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const path = tree.consistencyPath(size1, size2);
        if (size2 <= 40 || (size1 + size2) % 11 === 0) {
          const wanted = naive.consistency(size1, leaves.slice(0, size2)).map(naive.hex);
          expect(path, `${size1} to ${size2}`).to.deep.equal(wanted);
        }
        const holds = verifyConsistency(size1, rootAt(size1), size2, rootAt(size2), path);
        expect(holds, `${size1} to ${size2}`).to.equal(true);
      }
    }
  });

  it("rejects every inclusion proof that was tampered with", () => {
    for (let i = 0; i < 3_000; i++) {
      const size = 2 + r.below(MOST - 1);
      const index = r.below(size);
      const proof = { leaf: tree.leaf(index), index, size, root: rootAt(size), path: tree.inclusionPath(index, size) };
      const bad = r.pick([
        { ...proof, leaf: flip(proof.leaf) },
        { ...proof, root: flip(proof.root) },
        { ...proof, index: (index + 1 + r.below(size - 1)) % size },
        { ...proof, index: index + size },
        { ...proof, path: proof.path.slice(1) },
        { ...proof, path: proof.path.slice(0, -1) },
        { ...proof, path: [...proof.path, r.hex(32)] },
        { ...proof, path: [r.hex(32), ...proof.path] },
        { ...proof, path: replaced(proof.path) },
        { ...proof, root: rootAt(size - 1) },
        { ...proof, leaf: r.hex(32) },
        { ...proof, leaf: "0x" as const },
        { ...proof, path: ["0x12" as const] },
        { ...proof, size: -1 },
        { ...proof, size: 0 },
        { ...proof, index: 0.5 },
      ]);
      const holds = verifyInclusion(bad.leaf, bad.index, bad.size, bad.root, bad.path);
      expect(holds, `${JSON.stringify(bad)}, seed ${r.seed}`).to.equal(false);
    }
  });

  it("rejects every consistency proof that was tampered with", () => {
    for (let i = 0; i < 3_000; i++) {
      const size2 = 2 + r.below(MOST - 1);
      const size1 = 1 + r.below(size2 - 1);
      const path = tree.consistencyPath(size1, size2);
      const proof = { size1, root1: rootAt(size1), size2, root2: rootAt(size2), path };
      const bad = r.pick([
        { ...proof, root1: flip(proof.root1) },
        { ...proof, root2: flip(proof.root2) },
        { ...proof, root1: proof.root2, root2: proof.root1 },
        { ...proof, size1: size2, size2: size1 },
        { ...proof, size1: 0 },
        { ...proof, path: path.slice(1) },
        { ...proof, path: path.slice(0, -1) },
        { ...proof, path: [...path, r.hex(32)] },
        { ...proof, path: [r.hex(32), ...path] },
        { ...proof, path: replaced(path) },
        { ...proof, path: [] },
        { ...proof, size1: size2, root1: proof.root1 },
      ]);
      const holds = verifyConsistency(bad.size1, bad.root1, bad.size2, bad.root2, bad.path);
      expect(holds, `${JSON.stringify(bad)}, seed ${r.seed}`).to.equal(false);
    }
  });

  it("verifies at indices that no number can hold", () => {
    // The last leaf of a tree of 2^63 + 1 leaves hangs directly under the root.
    const [left, leaf] = [r.hex(32), r.hex(32)];
    const root = naive.hex(naive.sha256(Buffer.of(1), naive.bytes(left), naive.bytes(leaf)));
    expect(verifyInclusion(leaf, 1n << 63n, (1n << 63n) + 1n, root, [left])).to.equal(true);
    expect(verifyInclusion(leaf, (1n << 63n) - 1n, (1n << 63n) + 1n, root, [left])).to.equal(false);
    expect(verifyInclusion(leaf, 2 ** 53, 2 ** 60, root, [left]), "not exact").to.equal(false);
    expect(verifyInclusion(leaf, 1n << 64n, (1n << 64n) + 1n, root, [left]), "above uint64").to.equal(false);
  });

  it("forgets leaves and goes on as if they had never been", () => {
    const other = new LogTree();
    for (let i = 0; i < 40; i++) {
      const keep = r.below(other.size + 1);
      other.truncate(keep);
      while (other.size < MOST && r.below(12) !== 0) other.append(leaves[other.size] ?? Buffer.of());
      expect(other.root(), `seed ${r.seed}`).to.equal(rootAt(other.size));
    }
  });

  it("refuses sizes and indices beyond it", () => {
    for (const size of [-1, MOST + 1, 0.5, NaN]) {
      refusal(() => tree.root(size), "LOG_INVALID");
      refusal(() => tree.inclusionPath(0, size), "LOG_INVALID");
      refusal(() => new LogTree().truncate(size === 0.5 ? 1 : size), "LOG_INVALID");
    }
    refusal(() => tree.inclusionPath(5, 5), "LOG_INVALID");
    refusal(() => tree.inclusionPath(0, 0), "LOG_INVALID");
    refusal(() => tree.leaf(MOST), "LOG_INVALID");
    for (const size of [0, 6, 1.5]) refusal(() => tree.consistencyPath(size, 5), "LOG_INVALID");
    for (const leaf of ["0x", "0x00", `0x${"zz".repeat(32)}`] as Hex[]) refusal(() => tree.append(leaf), "LOG_INVALID");
    expect(tree.size).to.equal(MOST);
  });

  function rootAt(size: number): Hex {
    return roots[size] ?? "0x";
  }

  function flip(hash: Hex): Hex {
    const at = 2 + r.below(64);
    const digit = (parseInt(hash[at] ?? "0", 16) ^ (1 + r.below(15))).toString(16);
    return `0x${hash.slice(2, at)}${digit}${hash.slice(at + 1)}`;
  }

  function replaced(path: Hex[]): Hex[] {
    const at = r.below(path.length);
    return path.map((step, i) => (i === at ? flip(step) : step));
  }
});
