import { expect } from "chai";
import { signerOf } from "@mingzhang/sdk/cosigners";
import { type Fork, parseFork, verifyFork, verifyForkFile as verifyForkText } from "@mingzhang/sdk/fork";
import type { Hex } from "@mingzhang/sdk/hex";
import { buildProof, leafOf, parseProof, proofText } from "@mingzhang/sdk/proof";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import { verifyProof, verifyProofFile as verifyProofText } from "@mingzhang/sdk/proof-verify";
import type { Verdict } from "@mingzhang/sdk/proof-steps";
import { EN_FILES as EN } from "@mingzhang/sdk/proof-words/en-files";
import { ZH_FILES as ZH } from "@mingzhang/sdk/proof-words/zh-files";
import { frameWords, hasWords, levelWords, stepWords } from "@mingzhang/sdk/proof-words";
import { verifyConsistency, verifyInclusion } from "@mingzhang/sdk/verify";
import * as naive from "./naive.ts";
import { makeProof, naiveLeaf, origin, recordOf, sign, trusted, witnesses } from "./proofs.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(78);
/** Whatever a check ends in, there are words for it, in both languages. */
function worded(verdict: Verdict): Verdict {
  for (const one of verdict.steps) expect(hasWords(one, EN), `${one.id}.${one.state}.${one.reason}`).to.equal(true);
  return verdict;
}

async function verifyProofFile(...args: Parameters<typeof verifyProofText>): Promise<Verdict> {
  return worded(await verifyProofText(...args));
}

async function verifyForkFile(...args: Parameters<typeof verifyForkText>): Promise<Verdict> {
  return worded(await verifyForkText(...args));
}

const context: ProofContext = { witnesses: trusted };

/** Places of a value's leaves: each a way of keys. */
function places(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [way];
  return Object.entries(value).flatMap(([key, inner]) =>
    places(inner, [...way, Array.isArray(value) ? Number(key) : key]),
  );
}

function at(value: unknown, way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

/** The value with one place changed. */
function put(value: unknown, way: readonly (string | number)[], to: unknown): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((inner: unknown, i) => (i === key ? put(inner, rest, to) : inner));
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: put(fields[key], rest, to) };
}

/** Another value of the same shape. */
function another(value: unknown): unknown {
  if (typeof value === "number")
    return r.below(2) ? value + 1 + r.below(9) : Math.max(0, value - 1 - r.below(3)) + (value === 0 ? 1 : 0);
  if (typeof value !== "string" || value.length < 4) return "0x12";
  const digit = 2 + r.below(value.length - 2);
  const other = ((parseInt(value[digit] ?? "0", 16) + 1 + r.below(15)) % 16).toString(16);
  return value.slice(0, digit) + other + value.slice(digit + 1);
}

/** Where the record and its checkpoint are looked up: pointers that a node settles, and the leaf does not. */
const POINTERS = /^(?:record\.(?:blockHash|transaction|logIndex)|anchors\.)/;

describe("portable proofs", () => {
  it("by the naive reference verify, at any size and number, to the level of their witnesses", async () => {
    for (let i = 0; i < 40; i++) {
      const size = 1 + r.below(70);
      const proof = await makeProof(size, r.below(size));
      expect(leafOf(proof.record).leaf).to.equal(naive.hex(naiveLeaf(proof.record)));
      expect(parseProof(proofText(proof))).to.deep.equal(proof);
      const verdict = await verifyProofFile(proofText(proof), context);
      expect(verdict, `seed ${r.seed}`).to.include({ level: 4, failed: false });
    }
  });

  it("in which any field is another fail, save for pointers that only a node can settle", async () => {
    for (let i = 0; i < 6; i++) {
      const size = 2 + r.below(40);
      const proof = await makeProof(size, r.below(size));
      for (const way of places(proof)) {
        const name = way.join(".");
        const tampered = put(proof, way, another(at(proof, way)));
        const verdict = await verifyProofFile(JSON.stringify(tampered), context);
        const why = `seed ${r.seed}, ${name}: ${JSON.stringify(at(tampered, way))}`;
        if (POINTERS.test(name)) continue;
        expect(verdict.failed, why).to.equal(true);
        expect(verdict.level, why).to.be.below(4);
      }
    }
  });

  it("with a longer, shorter, reordered or foreign path fail", async () => {
    const proof = await makeProof(37, 20);
    const other = await makeProof(37, 20);
    const { path } = proof;
    for (const wrong of [
      path.slice(1),
      path.slice(0, -1),
      [...path, r.hex(32)],
      [r.hex(32), ...path],
      path.toReversed(),
      other.path,
      [],
    ]) {
      const verdict = await verifyProof({ ...proof, path: wrong }, context);
      expect(verdict.steps.find(({ id }) => id === "path")?.state).to.equal("failed");
      expect(verdict.level).to.equal(0);
    }
  });

  it("under a root that fits another size fail: a root does not bind its size, the checkpoint does", async () => {
    // Leaf 4 of 5 has one sibling, the root of the first four; so has leaf 4 of any size from 5 to 8 by index alone.
    const proof = await makeProof(5, 4);
    for (const size of [6, 7, 8, 9, 16]) {
      const lied = { ...proof, checkpoint: { ...proof.checkpoint, size } };
      const verdict = await verifyProof(lied, context);
      expect(verdict.steps.find(({ id }) => id === "signatures")?.reason, String(size)).to.equal("wrong");
      expect(verdict.failed).to.equal(true);
    }
    // The same root does make another path valid at another size: why size and root are compared together.
    const { leaf } = leafOf(proof.record);
    const [sibling] = proof.path;
    expect(verifyInclusion(leaf, 1, 2, proof.checkpoint.root, [sibling ?? "0x"])).to.equal(true);
  });

  it("that are junk are refused with the field's name", async () => {
    const proof = await makeProof(9, 3);
    const bad: [string, unknown][] = [
      ["format", { ...proof, format: "mingzhang-manifest" }],
      ["proof", { ...proof, note: "trust me" }],
      ["proof.path", { ...proof, path: undefined }],
      ["path", { ...proof, path: "0x" }],
      ["path[1]", put(proof, ["path", 1], "0xZZ")],
      ["path", { ...proof, path: Array.from({ length: 65 }, () => r.hex(32)) }],
      ["record.number", put(proof, ["record", "number"], "3")],
      ["record.number", put(proof, ["record", "number"], -1)],
      ["record.number", put(proof, ["record", "number"], 1.5)],
      ["record.number", put(proof, ["record", "number"], 2 ** 53)],
      ["record.block", put(proof, ["record", "block"], 2 ** 48)],
      ["record.data", put(proof, ["record", "data"], "0x123")],
      ["record.writer", put(proof, ["record", "writer"], `0x${"AB".repeat(20)}`)],
      ["origin.chainId", put(proof, ["origin", "chainId"], null)],
      ["origin", put(proof, ["origin"], [])],
      ["checkpoint.time", put(proof, ["checkpoint", "time"], 2 ** 50)],
      ["checkpoint", put(proof, ["checkpoint"], { ...proof.checkpoint, note: 1 })],
      ["cosignatures[1].witness", { ...proof, cosignatures: proof.cosignatures.toReversed() }],
      ["cosignatures[1].witness", { ...proof, cosignatures: [proof.cosignatures[0], proof.cosignatures[0]] }],
      ["anchors[0].block", put(proof, ["anchors", 0, "block"], {})],
    ];
    for (const [field, file] of bad) {
      const error = refusal(() => parseProof(JSON.parse(JSON.stringify(file))), "PROOF_INVALID");
      expect(error.field).to.equal(field);
      const verdict = await verifyProofFile(JSON.stringify(file), context);
      expect(verdict.steps).to.have.length(1);
      expect(verdict.steps[0]).to.include({ id: "form", state: "failed" });
    }
    refusal(() => parseProof({ ...proof, version: 2 }), "PROOF_UNSUPPORTED");
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      "7",
      '"x"',
      "<html>",
      '{"__proto__": {"format": "mingzhang-proof"}}',
      "\u202e",
    ]) {
      expect((await verifyProofFile(text)).failed, text).to.equal(true);
    }
    expect((await verifyProofFile(" ".repeat(1024 * 1024 + 1))).failed).to.equal(true);
  });

  it("at a million records fit into three kilobytes without signatures", async () => {
    const record = { ...recordOf(999_999), topics: [1, 2, 3, 4].map(() => r.hex(32)), data: r.hex(192) };
    const path = Array.from({ length: 20 }, () => r.hex(32));
    const checkpoint = {
      size: 1_000_000,
      root: r.hex(32),
      blockNumber: 99_999_999,
      blockHash: r.hex(32),
      time: 1_795_000_000,
    };
    const proof = buildProof(origin, record, path, { checkpoint, cosignatures: [], anchors: [] });
    expect(proofText(proof).length).to.be.below(3_000);
  });
});

describe("cosigners", () => {
  it("are recovered from the one form of a signature that the contract accepts", async () => {
    const { checkpoint, cosignatures } = await makeProof(3, 1);
    for (const junk of [
      "0x",
      "0x12",
      `0x${"00".repeat(65)}`,
      `0x${"ff".repeat(65)}`,
      `0x${"11".repeat(64)}1b`,
    ] as Hex[]) {
      expect(signerOf(checkpoint.root, junk)).to.equal(null);
    }
    const [first] = cosignatures;
    const short = first?.signature.slice(0, -2) as Hex;
    expect(signerOf(checkpoint.root, `${short}00`)).to.equal(null);
    expect(signerOf(checkpoint.root, short)).to.equal(null);
  });
});

describe("forks", () => {
  async function sideOf(size: number, salt: number, index?: number) {
    const leaves = Array.from({ length: size }, (_, i) => naive.sha256(Buffer.of(i, i < 3 ? 0 : salt)));
    const checkpoint = {
      size,
      root: naive.hex(naive.root(leaves)),
      blockNumber: 9,
      blockHash: r.hex(32),
      time: 1_795_000_000,
    };
    const cosignatures = await sign(checkpoint, salt === 1 ? witnesses.slice(0, 2) : witnesses.slice(1));
    if (index === undefined) return { checkpoint, cosignatures };
    const path = naive.inclusion(index, leaves).map(naive.hex);
    return { checkpoint, cosignatures, index, leaf: naive.hex(leaves[index] ?? Buffer.of()), path };
  }
  const file = (a: object, b: object) => JSON.stringify({ format: "mingzhang-fork", version: 1, origin, a, b });

  it("with two roots of one size are proven, and say who signed what", async () => {
    const verdict = await verifyForkFile(file(await sideOf(7, 1), await sideOf(7, 2)), { witnesses: trusted });
    expect(verdict.failed).to.equal(false);
    expect(verdict.steps.map(({ id, state }) => `${id} ${state}`)).to.deep.equal([
      "form passed",
      "contradiction passed",
      "signers passed",
    ]);
    const both = verdict.steps[2]?.facts.both;
    expect(both).to.equal(witnesses[1]?.address.toLowerCase());
    const unknown = await verifyForkFile(file(await sideOf(7, 1), await sideOf(7, 2)));
    expect(unknown.steps[2]).to.include({ state: "not tried", reason: "no-witnesses" });
  });

  it("with two leaves of one index are proven, at different sizes", async () => {
    const verdict = await verifyForkFile(file(await sideOf(7, 1, 4), await sideOf(9, 2, 4)), { witnesses: trusted });
    expect(verdict.steps[1]).to.include({ state: "passed", reason: "leaves" });
  });

  it("that are none are refused", async () => {
    const [a, b] = [await sideOf(7, 1, 4), await sideOf(9, 2, 4)];
    const cases: [string, object, object][] = [
      ["same", a, a],
      ["none", await sideOf(7, 1), await sideOf(9, 1)],
      ["none", await sideOf(7, 1, 2), await sideOf(9, 2, 2)],
      ["none", a, { ...b, index: 5 }],
      ["path", a, { ...b, path: b.path?.slice(1) }],
      ["path", { ...a, leaf: r.hex(32) }, b],
    ];
    for (const [reason, left, right] of cases) {
      const { steps, failed } = await verifyForkFile(file(left, right), { witnesses: trusted });
      expect(steps[1], reason).to.include({ state: "failed", reason });
      expect(failed).to.equal(true);
    }
    const unsigned = await verifyForkFile(file(await sideOf(7, 1), { ...(await sideOf(7, 2)), cosignatures: [] }), {
      witnesses: trusted,
    });
    expect(unsigned.steps[2]).to.include({ state: "failed", reason: "unsigned" });
    const other = { addresses: [r.hex(20)], quorum: 1 };
    expect((await verifyForkFile(file(await sideOf(7, 1), await sideOf(7, 2)), { witnesses: other })).failed).to.equal(
      true,
    );
  });

  it("in which anything is another fail", async () => {
    for (const [left, right] of [
      [await sideOf(7, 1), await sideOf(7, 2)],
      [await sideOf(7, 1, 4), await sideOf(9, 2, 4)],
    ]) {
      const fork: Fork = parseFork(file(left ?? {}, right ?? {}));
      for (const way of places(fork)) {
        const tampered = put(fork, way, another(at(fork, way)));
        const verdict = await verifyForkFile(JSON.stringify(tampered), { witnesses: trusted });
        const signatures = way.includes("cosignatures");
        // One signature on each side is enough: of two, one may be wrong. It is then not counted.
        const counts = verdict.steps.find(({ id }) => id === "signers")?.facts;
        const caught = verdict.failed || (signatures && Number(counts?.countA) + Number(counts?.countB) === 3);
        expect(caught, `seed ${r.seed}, ${way.join(".")}`).to.equal(true);
      }
    }
    expect((await verifyForkFile("{}")).failed).to.equal(true);
    const verdict = await verifyFork(parseFork(file(await sideOf(7, 1), await sideOf(7, 2))));
    expect(verdict.level).to.equal(0);
  });
});

describe("consistency paths", () => {
  it("in which any hash, size or root is another fail", () => {
    const leaves = Array.from({ length: 60 }, () => naive.bytes(r.hex(32)));
    const root = (size: number) => naive.hex(naive.root(leaves.slice(0, size)));
    for (let i = 0; i < 400; i++) {
      const to = 2 + r.below(59);
      const from = 1 + r.below(to - 1);
      const path = naive.consistency(from, leaves.slice(0, to)).map(naive.hex);
      const why = `seed ${r.seed}, ${from} to ${to}`;
      expect(verifyConsistency(from, root(from), to, root(to), path), why).to.equal(true);
      const k = r.below(path.length);
      expect(verifyConsistency(from, root(from), to, root(to), path.with(k, r.hex(32))), why).to.equal(false);
      expect(verifyConsistency(from, r.hex(32), to, root(to), path), why).to.equal(false);
      expect(verifyConsistency(from, root(from), to, r.hex(32), path), why).to.equal(false);
      expect(verifyConsistency(from, root(from), to, root(to), path.slice(1)), why).to.equal(false);
      expect(verifyConsistency(from, root(from), to, root(to), [...path, r.hex(32)]), why).to.equal(false);
    }
  });
});

describe("words of steps", () => {
  it("fill in the facts, make hostile ones visible, and say the level", () => {
    const facts = { first: "http://a\u202e<script>", second: "b", about: "x".repeat(5_000) };
    const found = { id: "agreement", level: 1, state: "disagreement", reason: "", facts } as const;
    for (const locale of ["en", "zh"] as const) {
      const language = { en: EN, zh: ZH }[locale];
      const { title, detail, state } = stepWords(found, language);
      expect(title).to.not.equal("agreement");
      expect(detail).to.include("http://a[U+202E]<script>");
      expect(detail.length).to.be.below(900);
      expect(detail).to.not.match(/\{\w+\}|undefined/);
      expect(state).to.not.equal("");
      for (const level of [0, 1, 2, 3, 4] as const) {
        const { title: name, plain } = levelWords(level, language);
        expect(name).to.include(String(level));
        expect(plain).to.match(locale === "en" ? /^Shown: .+\. Not shown: .+\.$/ : /^已证明：.+。未证明：.+。$/);
      }
      expect(frameWords("nothing", language)).to.not.equal("");
    }
    const size = { id: "path", level: 3, state: "passed", reason: "", facts: { number: 7, size: 1_000_000 } } as const;
    expect(stepWords(size, EN).detail).to.include("7 of 1,000,000");
    const few = { count: 1, logIndex: 0 };
    const one = { id: "receipts", level: 2, state: "passed", reason: "", facts: few } as const;
    expect(stepWords(one, EN).detail).to.not.include("1 receipts");
  });
});
