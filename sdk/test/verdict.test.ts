// What a verdict may say: no more than is proven, whatever site, nodes and files tell.
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import { keptOf, keptText, parseKept } from "@mingzhang/sdk/check-kept";
import { checkFiles } from "@mingzhang/sdk/check-files";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { verifyExport } from "@mingzhang/sdk/export";
import { parseFork, verifyFork } from "@mingzhang/sdk/fork";
import type { Hex } from "@mingzhang/sdk/hex";
import { parseProof, type PortableProof, proofText } from "@mingzhang/sdk/proof";
import type { KeptCheckpoint, ProofContext } from "@mingzhang/sdk/proof-context";
import type { Step, StepId, Verdict } from "@mingzhang/sdk/proof-steps";
import { verdictOf, verifyProof } from "@mingzhang/sdk/proof-verify";
import { hasWords, type ShownVerdict } from "@mingzhang/sdk/proof-words";
import { showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { EN_FILES } from "@mingzhang/sdk/proof-words/en-files";
import { ZH_FILES } from "@mingzhang/sdk/proof-words/zh-files";
import { LogTree } from "@mingzhang/sdk/tree";
import { agreeing, anchor, CONTRACT, honest, OTHER_CHAIN } from "./liars.ts";
import { makeProof, origin, sign, trusted, witnesses } from "./proofs.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(91);
const DAY = 86_400;
const lower = (address: string) => address.toLowerCase() as Hex;
/** A key of the operator's own. */
const evil = privateKeyToAccount(`0x${"42".repeat(32)}`);

/** Whatever a check ends in, there are words for it, in both languages. */
async function verify(proof: PortableProof, context: ProofContext): Promise<Verdict> {
  const verdict = await verifyProof(proof, context);
  for (const one of verdict.steps) {
    const why = `${one.id}.${one.state}.${one.reason}`;
    expect(hasWords(one, EN_FILES) && hasWords(one, ZH_FILES), why).to.equal(true);
  }
  return verdict;
}

function all({ steps }: Verdict, id: StepId): Step[] {
  return steps.filter((one) => one.id === id);
}

function only(verdict: Verdict, id: StepId): Step {
  const [first, second] = all(verdict, id);
  if (first === undefined || second !== undefined) return expect.fail(`not one step ${id}`);
  return first;
}

const show = (verdict: Verdict): ShownVerdict => showFileVerdict(verdict, EN_FILES);

/** Proof that nothing but its path speaks for. */
async function bare(size = 9, number = 2): Promise<PortableProof> {
  return { ...(await makeProof(size, number)), cosignatures: [], anchors: [] };
}

describe("verdicts: a kept checkpoint", () => {
  const other = (checkpoint: Checkpoint): KeptCheckpoint => ({
    origin,
    checkpoint: { ...checkpoint, size: 5, root: `0x${"66".repeat(32)}` },
  });

  it("whose path is refused, is not found or is junk is never passed over", async () => {
    const proof = await makeProof(9, 2);
    const refusals: ProofContext["consistency"][] = [
      async () => Promise.reject(new Error("404")),
      async () => Promise.reject(new TypeError("Failed to fetch")),
      undefined,
    ];
    for (const consistency of refusals) {
      const context = { kept: [other(proof.checkpoint)], witnesses: trusted, ...(consistency && { consistency }) };
      const verdict = await verify(proof, context);
      expect(only(verdict, "kept")).to.include({ state: "withheld", level: 3 });
      expect(verdict.failed).to.equal(true);
      // Whatever the witnesses signed: it may be another history than the one that was kept.
      expect(verdict.level).to.equal(0);
      const shown = show(verdict);
      expect(shown.sealed).to.equal(false);
      expect(shown.sentence).to.include("what a fork looks like").and.include("ask elsewhere");
    }
    const junk = { kept: [other(proof.checkpoint)], consistency: async () => [`0x${"11".repeat(32)}` as const] };
    expect(only(await verify(proof, junk), "kept")).to.include({ state: "failed", reason: "fork" });
  });

  it("of the same records after another block passes, and says that the block is another", async () => {
    const proof = await bare();
    const checkpoint = { ...proof.checkpoint, blockHash: r.hex(32) };
    const verdict = await verify(proof, { kept: [{ origin, checkpoint }] });
    expect(only(verdict, "kept")).to.include({ state: "passed", reason: "other-block" });
    expect(only(verdict, "kept").facts).to.include({
      block: proof.checkpoint.blockHash,
      keptBlock: checkpoint.blockHash,
    });
    expect(only(await verify(proof, { kept: [{ origin, checkpoint: proof.checkpoint }] }), "kept").reason).to.equal("");
  });

  it("is one of several: each has to be continued, and they are held against one another", async () => {
    const proof = await bare();
    const good = { origin, checkpoint: proof.checkpoint };
    const bad = { origin, checkpoint: { ...proof.checkpoint, root: r.hex(32) } };
    const file = (name: string, text: string) => ({ name, blob: new Blob([text]) });
    for (const order of [
      [good, bad],
      [bad, good],
    ]) {
      const files = [...order.map((one, i) => file(`k${i}.json`, keptText(one))), file("proof.json", proofText(proof))];
      const results = await checkFiles(files, {}, async () => verifyExport);
      expect(results.map(({ kind }) => kind)).to.deep.equal(["checkpoint", "checkpoint", "proof"]);
      for (const one of results) {
        expect("verdict" in one && one.verdict?.failed, one.name).to.equal(true);
      }
    }
    const [alone] = await checkFiles([file("k.json", keptText(good))], {}, async () => verifyExport);
    expect(alone).to.deep.include({ kind: "checkpoint", verdict: null });
  });

  it("holds witnesses and anchors from version 2 on; version 1 is still read", async () => {
    const { checkpoint } = await makeProof(4, 1);
    const old = { format: "mingzhang-checkpoint", version: 1, origin, checkpoint };
    expect(parseKept(old)).to.deep.equal({ origin, checkpoint });
    const place = { chainId: OTHER_CHAIN, contract: CONTRACT, genesisHash: r.hex(32) };
    const kept = {
      origin,
      checkpoint,
      witnesses: { addresses: trusted.addresses.map(lower), quorum: 2 },
      anchors: [place],
    };
    const text = keptText(kept);
    expect(parseKept(JSON.parse(text))).to.deep.equal(kept);
    expect(parseKept(JSON.parse(keptText({ origin, checkpoint })))).to.deep.equal({ origin, checkpoint, anchors: [] });
    const put = (fields: object) => ({ ...(JSON.parse(text) as object), ...fields });
    for (const bad of [
      { witnesses: { addresses: kept.witnesses.addresses, quorum: 0 } },
      { witnesses: { addresses: kept.witnesses.addresses, quorum: 4 } },
      { witnesses: { addresses: ["0x12"], quorum: 1 } },
      { anchors: [{ ...place, genesisHash: "0x" }] },
      { note: 1 },
    ]) {
      refusal(() => parseKept(put(bad)), "PROOF_INVALID");
    }
    refusal(() => parseKept(put({ version: 3 })), "PROOF_UNSUPPORTED");
  });
});

describe("verdicts: signatures", () => {
  it("that are junk are no witness's, whatever a node says of contracts", async () => {
    const proof = await makeProof(7, 3);
    const junk = {
      ...proof,
      anchors: [],
      cosignatures: proof.cosignatures.map((one) => ({ ...one, signature: "0x00" as const })),
    };
    for (const rpcs of [
      [{ name: "liar", rpc: agreeing }],
      [
        { name: "honest", rpc: honest },
        { name: "liar", rpc: agreeing },
      ],
    ]) {
      const verdict = await verify(junk, { witnesses: trusted, rpcs });
      expect(verdict.level).to.equal(0);
      expect(all(verdict, "contracts")).to.have.length(3);
      expect(all(verdict, "contracts")[0]).to.include({ state: "told" });
      expect(all(verdict, "contracts")[0]?.facts).to.include({ rpc: "liar" });
      expect(only(verdict, "quorum").state).to.not.equal("passed");
      expect(only(verdict, "signatures").state).to.not.equal("passed");
    }
    expect(only(await verify(junk, { witnesses: trusted }), "signatures")).to.include({
      state: "failed",
      reason: "wrong",
    });
  });

  it("do not frame an honest witness in a fork", async () => {
    const { checkpoint: a } = await makeProof(7, 3);
    const b = { ...a, root: r.hex(32) };
    const [victim] = witnesses;
    if (victim === undefined) return;
    const cosignatures = [{ witness: lower(victim.address), signature: "0xdead" }];
    const fork = parseFork({
      format: "mingzhang-fork",
      version: 1,
      origin,
      a: { checkpoint: a, cosignatures: await sign(a, [victim]) },
      b: { checkpoint: b, cosignatures },
    });
    const verdict = await verifyFork(fork, { witnesses: trusted, rpcs: [{ name: "liar", rpc: agreeing }] });
    expect(only(verdict, "signers")).to.include({ state: "failed", reason: "unsigned" });
    expect(only(verdict, "contracts").state).to.equal("told");
    expect(show(verdict)).to.include({ fork: "none", sealed: false });
  });

  it("of a contract count where an anchor that the reader named on another chain has recorded them, and nowhere else", async () => {
    const proof = await makeProof(7, 3);
    const contract: Hex = `0x${"0f".repeat(20)}`;
    const [first] = proof.cosignatures;
    if (first === undefined) return;
    const addresses = [contract, first.witness].sort();
    const cosignatures = [{ witness: contract, signature: "0x1234" as const }, first].sort((a, b) =>
      a.witness < b.witness ? -1 : 1,
    );
    const signed = { ...proof, anchors: [], cosignatures };
    const told = { witnesses: addresses, quorum: 2, recorded: [contract] };
    const witnessesOf = { witnesses: { addresses, quorum: 2 } };
    const byAnchor = await verify(signed, { ...witnessesOf, anchors: [anchor(told)] });
    expect(byAnchor).to.include({ level: 4, failed: false });
    const lies: ProofContext[] = [
      { anchors: [anchor(told, "site")] },
      { anchors: [anchor({ ...told, chainId: origin.chainId })] },
      { anchors: [anchor({ ...told, recorded: [] })] },
    ];
    for (const lie of lies) {
      const verdict = await verify(signed, { ...witnessesOf, ...lie });
      expect(verdict.level).to.equal(0);
      expect(only(verdict, "signatures")).to.include({ state: "failed", reason: "wrong" });
    }
    const saidOnly = await verify(signed, { ...witnessesOf, rpcs: [{ name: "node", rpc: agreeing }] });
    expect(only(saidOnly, "quorum")).to.include({ state: "told", reason: "contracts" });
    expect(saidOnly.level).to.equal(0);
  });
});

describe("verdicts: level 4", () => {
  /** A proof that the operator's own key signed. */
  async function selfSigned(): Promise<PortableProof> {
    const proof = await makeProof(7, 3);
    const cosignatures = await sign(proof.checkpoint, [evil]);
    return { ...proof, anchors: [], cosignatures };
  }
  const made = { witnesses: [lower(evil.address)], quorum: 1 };

  it("is not reached on the word of the log's own chain, nor of the site", async () => {
    const proof = await selfSigned();
    const kept = [{ origin, checkpoint: proof.checkpoint }];
    const words: [string, ProofContext][] = [
      ["here", { anchors: [anchor({ ...made, chainId: origin.chainId })] }],
      ["here", { anchors: [anchor({ ...made, chainId: origin.chainId }, "site")] }],
      ["site", { anchors: [anchor(made, "site")] }],
    ];
    for (const [reason, context] of words) {
      const verdict = await verify(proof, { ...context, kept });
      expect(only(verdict, "quorum"), reason).to.include({ state: "told", reason });
      expect(verdict, reason).to.include({ level: 3, failed: false });
      const shown = show(verdict);
      expect(shown.title).to.include("Level 3");
      expect(shown.sentence).to.include("word of the site or of the log’s own chain");
      expect(shown.levels.find(({ level }) => level === 4)?.state).to.equal("told");
    }
    const anchored = await verify(await bare(), { anchors: [anchor({ ...made, anchoredAt: 1_795_000_000 }, "site")] });
    expect(only(anchored, "anchor")).to.include({ state: "told", reason: "" });
    expect(anchored.level).to.equal(0);
  });

  it("is reached by an anchor that the reader named, by witnesses whom the reader named, and by those whom the reader kept", async () => {
    const proof = await makeProof(7, 3);
    const named = { witnesses: trusted.addresses, quorum: 2 };
    const bySite = await verify(proof, { anchors: [anchor(named, "site")] });
    expect(bySite.level).to.equal(0);
    for (const context of [
      { anchors: [anchor(named)] },
      { anchors: [anchor(named, "kept")] },
      { witnesses: trusted },
    ]) {
      expect(await verify({ ...proof, anchors: [] }, context)).to.include({ level: 4, failed: false });
    }
    // What was only told today is kept, and from then on somebody else cannot be put in their place.
    const kept = keptOf(proof, bySite.steps);
    expect(kept.witnesses).to.deep.equal({ addresses: trusted.addresses.map(lower), quorum: 2 });
    const held = await verify({ ...proof, anchors: [] }, { kept: [kept] });
    expect(only(held, "quorum")).to.include({ state: "passed", reason: "kept" });
    expect(held).to.include({ level: 4, failed: false });
    const cosignatures = await sign(proof.checkpoint, [evil]);
    const replaced = await verify(
      { ...proof, anchors: [], cosignatures },
      { kept: [kept], anchors: [anchor(made, "site")] },
    );
    expect(only(replaced, "quorum")).to.include({ state: "failed", reason: "kept" });
    expect(replaced).to.include({ level: 3, failed: true });
  });

  it("is lost where two nodes tell one anchor differently: witnesses, quorum, epoch, forks or what is anchored", async () => {
    const proof = await selfSigned();
    const truth = { witnesses: trusted.addresses, quorum: 2 };
    const verdict = await verify(proof, {
      anchors: [anchor(made, "reader", "liar"), anchor(truth, "reader", "honest")],
    });
    expect(only(verdict, "agreement")).to.include({ state: "disagreement", reason: "anchor" });
    expect(only(verdict, "quorum")).to.include({ state: "not tried", reason: "doubted" });
    expect(verdict).to.include({ level: 0, failed: true });
    const same = await verify(proof, { anchors: [anchor(made, "reader", "a"), anchor(made, "reader", "b")] });
    expect(only(same, "agreement").state).to.equal("passed");
    expect(same.level).to.equal(4);
    for (const other of [
      { ...made, quorum: 2 },
      { ...made, latest: proof.checkpoint },
      { ...made, forks: 1, quorumForks: 0 },
      { ...made, anchoredAt: 7 },
    ]) {
      const told = await verify(proof, { anchors: [anchor(made, "reader", "a"), anchor(other, "reader", "b")] });
      expect(only(told, "agreement").state, JSON.stringify(other)).to.equal("disagreement");
    }
  });

  it("is withheld where an anchor holds another size and nobody gives the path", async () => {
    const proof = { ...(await makeProof(9, 2)), anchors: [] };
    const latest = { ...proof.checkpoint, size: 12, root: r.hex(32) };
    const anchors = [anchor({ witnesses: trusted.addresses, quorum: 2, latest })];
    const verdict = await verify(proof, { anchors, kept: [{ origin, checkpoint: proof.checkpoint }] });
    expect(only(verdict, "anchor").state).to.equal("withheld");
    expect(verdict).to.include({ level: 3, failed: true });
    expect(show(verdict).sealed).to.equal(false);
  });

  it("is not taken away by a fork that one former witness can make alone, which is named; a quorum's is a failure", async () => {
    const proof = { ...(await makeProof(9, 2)), anchors: [] };
    const told = { witnesses: trusted.addresses, quorum: 2, anchoredAt: 1_795_000_500, forks: 1 };
    const alarm = await verify(proof, { anchors: [anchor({ ...told, quorumForks: 0 })] });
    expect(only(alarm, "alarm")).to.include({ state: "told" });
    expect(alarm).to.include({ level: 4, failed: false });
    // Where the contract does not say how many signed, the worst is assumed.
    for (const quorumForks of [1, null]) {
      const verdict = await verify(proof, { anchors: [anchor({ ...told, quorumForks })] });
      expect(only(verdict, "anchor")).to.include({ state: "failed", reason: "forks" });
      expect(verdict).to.include({ level: 3, failed: true });
    }
  });
});

describe("verdicts: the age of a checkpoint", () => {
  const now = 1_900_000_000;
  const limit = { now, maxAge: DAY };

  it("is not what the file says of itself", async () => {
    const proof = await bare();
    const stale = proof.checkpoint;
    const forged = { ...proof, checkpoint: { ...stale, time: now - 60, blockNumber: 999_999, blockHash: r.hex(32) } };
    const keptOnly = await verify(forged, { ...limit, kept: [{ origin, checkpoint: stale }] });
    expect(only(keptOnly, "fresh")).to.include({ state: "not tried", reason: "unbound" });
    // The anchor holds the same records: its own time counts, not the one beside them.
    const told = { witnesses: trusted.addresses, quorum: 2, latest: stale };
    const later = await verify(forged, { ...limit, anchors: [anchor(told)] });
    expect(only(later, "anchor")).to.include({ state: "passed", reason: "later" });
    expect(only(later, "fresh")).to.include({ state: "failed", reason: "stale" });
    expect(later.level).to.be.below(4);
    // Without a limit, the time is not shown as a fact either.
    expect(only(await verify(forged, { now }), "fresh").reason).to.equal("unbound");
  });

  it("is that of signatures by a quorum, or of an anchor that holds this very one; one to come is none", async () => {
    const signed = async (time: number) => {
      const proof = await bare();
      const checkpoint = { ...proof.checkpoint, time };
      return { ...proof, checkpoint, cosignatures: await sign(checkpoint) };
    };
    const context = { ...limit, witnesses: trusted };
    expect(await verify(await signed(now - 60), context)).to.include({ level: 4, failed: false });
    expect(only(await verify(await signed(now - 2 * DAY), context), "fresh").reason).to.equal("stale");
    const future = await verify(await signed(now + DAY), context);
    expect(only(future, "fresh")).to.include({ state: "failed", reason: "future" });
    expect(future.level).to.be.below(4);
    const told = { witnesses: trusted.addresses, quorum: 2, anchoredAt: now };
    const anchored = await verify(
      { ...(await signed(now - 60)), cosignatures: [] },
      { ...limit, anchors: [anchor(told)] },
    );
    expect(only(anchored, "fresh").state).to.equal("passed");
    // By signatures of whom the site names it is not bound.
    const site = await verify(await signed(now - 60), {
      ...limit,
      anchors: [anchor({ ...told, anchoredAt: 0 }, "site")],
    });
    expect(only(site, "fresh").reason).to.equal("unbound");
  });
});

describe("verdicts: forks in words", () => {
  async function forkOf(signers: typeof witnesses, size?: number) {
    const { checkpoint } = await makeProof(7, 3);
    const a = { ...checkpoint, ...(size === undefined ? {} : { size }) };
    const b = { ...a, root: r.hex(32) };
    const side = async (one: Checkpoint) => ({ checkpoint: one, cosignatures: await sign(one, signers) });
    return parseFork({ format: "mingzhang-fork", version: 1, origin, a: await side(a), b: await side(b) });
  }

  it("are proven by witnesses whom the reader trusts or kept, and open by anybody else's signatures", async () => {
    const fork = await forkOf(witnesses);
    const proven = show(await verifyFork(fork, { witnesses: trusted }));
    expect(proven).to.include({ fork: "proven", sealed: false });
    expect(proven.title).to.include("A fork of the log is proven");
    const kept = [{ origin, checkpoint: fork.a.checkpoint, witnesses: trusted }];
    expect(show(await verifyFork(fork, { kept })).fork).to.equal("proven");
    const made = await verifyFork(await forkOf([evil]));
    expect(made.failed).to.equal(false);
    expect(show(made)).to.include({ fork: "open", sealed: false });
    expect(show(made).title).to.include("whether witnesses signed them is not shown");
    const against = show(await verifyFork(await forkOf([evil]), { witnesses: trusted }));
    expect(against.fork).to.equal("none");
    expect(showFileVerdict(await verifyFork(fork, { witnesses: trusted }), ZH_FILES).title).to.include("分叉已得证");
  });

  it("of an empty log are none, as the contract has it", async () => {
    const verdict = await verifyFork(await forkOf(witnesses, 0), { witnesses: trusted });
    expect(only(verdict, "contradiction")).to.include({ state: "failed", reason: "empty" });
  });
});

describe("verdicts: files", () => {
  const rows = (facts: Step["facts"]): Step => ({ id: "rows", level: 0, state: "passed", reason: "", facts });
  const passed = (id: StepId, level: Step["level"]): Step => ({ id, level, state: "passed", reason: "", facts: {} });
  const filter: Step = { id: "complete", level: 3, state: "not tried", reason: "filter", facts: {} };

  it("that are a choice have words of their own, and no seal; those without rows show nothing", () => {
    const choice = show(verdictOf([rows({ rows: 3 }), passed("root", 3), passed("state", 3), filter]));
    expect(choice).to.include({ level: 3, failed: false, sealed: false });
    expect(choice.title).to.include("each row");
    expect(choice.sentence).to.include("left out").and.not.include("dropped");
    expect(choice.levels.find(({ level }) => level === 3)?.rulesOut).to.not.include("dropped");
    const whole = show(verdictOf([rows({ rows: 3 }), passed("root", 3), passed("state", 3), passed("complete", 3)]));
    expect(whole).to.include({ level: 3, sealed: true });
    const empty = show(verdictOf([rows({ rows: 0 }), passed("root", 3), passed("state", 3), filter]));
    expect(empty).to.include({ level: 0, sealed: false });
    expect(empty.sentence).to.include("no rows");
  });

  it("whose JSON names a field twice, or a count of minus nothing, are refused", async () => {
    const text = proofText({ ...(await makeProof(7, 0)), anchors: [] });
    const twice = text.replace('"number":0', '"number":1,"num\\u0062er":0');
    expect(twice).to.not.equal(text);
    expect(refusal(() => parseProof(twice), "PROOF_INVALID").value).to.include("number");
    const [file] = await checkFiles([{ name: "p", blob: new Blob([twice]) }], {}, async () => verifyExport);
    expect(file).to.deep.include({ kind: "proof", proof: null });
    expect(refusal(() => parseProof(text.replace('"number":0', '"number":-0')), "PROOF_INVALID").field).to.equal(
      "record.number",
    );
    // The same name in two objects, and in texts, is none of that.
    expect(parseProof(` ${text}`)).to.deep.equal(parseProof(text));
    expect(parseProof(JSON.stringify(JSON.parse(text), null, "\t")).path).to.deep.equal(parseProof(text).path);
  });
});

describe("verdicts: what goes wrong", () => {
  it("with a node is a step; with the program it is no step, and surfaces", async () => {
    const proof = await bare();
    const throwing = (cause: unknown) => ({
      name: "node",
      rpc: { request: async () => Promise.reject(cause as Error) },
    });
    for (const cause of [new Error("down"), new TypeError("Failed to fetch"), { code: -32_000 }]) {
      const verdict = await verify(proof, { rpcs: [throwing(cause)] });
      expect(only(verdict, "chain"), String(cause)).to.include({ state: "not tried", reason: "unreachable" });
    }
    // A fault of ours: the list of records has a hole.
    const holed = { ...proof, record: { ...proof.record, topics: undefined } };
    let surfaced: unknown;
    await verifyProof(holed as unknown as PortableProof, {}).catch((cause: unknown) => (surfaced = cause));
    expect(surfaced).to.be.instanceOf(TypeError);
  });

  it("with a path that a site gives is a refusal: too long, no list, no hashes", async () => {
    const tree = new LogTree();
    for (let i = 0; i < 9; i++) tree.append(r.hex(32));
    const { askedPath } = await import("@mingzhang/sdk/consistency");
    const { createServer } = await import("node:http");
    const answers: [status: number, body: string][] = [
      [404, "{}"],
      [200, "<html>"],
      [200, JSON.stringify({ path: "0x" })],
      [200, JSON.stringify({ path: ["0x12"] })],
      [200, JSON.stringify({ path: Array.from({ length: 129 }, () => r.hex(32)) })],
      [200, JSON.stringify({ path: [r.hex(32)], more: "x".repeat(70_000) })],
    ];
    let answer = answers[0];
    const server = createServer((_, response) => response.writeHead(answer?.[0] ?? 500).end(answer?.[1]));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    try {
      for (answer of answers) {
        let code: unknown;
        await askedPath(url, 3, 9).catch((cause: unknown) => (code = (cause as { code?: unknown }).code));
        expect(code, answer[1].slice(0, 40)).to.equal("RPC_FAILED");
      }
      answer = [200, JSON.stringify({ path: tree.consistencyPath(3, 9) })];
      expect(await askedPath(`${url}/`, 3, 9)).to.deep.equal(tree.consistencyPath(3, 9));
    } finally {
      server.close();
    }
  });
});
