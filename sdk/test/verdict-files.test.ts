// What a verdict may say of signatures, forks and files, and of what goes wrong: no more than is proven.
import { createServer } from "node:http";
import { expect } from "chai";
import { checkFiles } from "@mingzhang/sdk/check-files";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { askedPath } from "@mingzhang/sdk/consistency";
import { verifyExport } from "@mingzhang/sdk/export";
import { parseFork, verifyFork } from "@mingzhang/sdk/fork";
import type { Hex } from "@mingzhang/sdk/hex";
import { parseProof, proofText } from "@mingzhang/sdk/proof";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import type { Step, StepId } from "@mingzhang/sdk/proof-steps";
import { verdictOf, verifyProof } from "@mingzhang/sdk/proof-verify";
import { showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { ZH_FILES } from "@mingzhang/sdk/proof-words/zh-files";
import { LogTree } from "@mingzhang/sdk/tree";
import { agreeing, anchor, honest } from "./liars.ts";
import { makeProof, origin, sign, trusted, witnesses } from "./proofs.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";
import { all, bare, evil, lower, only, show, verify } from "./verdicts.ts";

const r = random(92);

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
    expect(choice.title).to.include("left out").and.not.include("dropped");
    expect(choice.sentence).to.equal("Level 3: each row in the log under a checkpoint");
    const whole = show(verdictOf([rows({ rows: 3 }), passed("root", 3), passed("state", 3), passed("complete", 3)]));
    expect(whole).to.include({ level: 3, sealed: true });
    expect(whole.title).to.include("a whole log");
    const empty = show(verdictOf([rows({ rows: 0 }), passed("root", 3), passed("state", 3), filter]));
    expect(empty).to.include({ level: 0, sealed: false });
    expect(empty.title).to.include("no rows");
  });

  it("in which something does not hold say what, in both languages", () => {
    const failed: Step = { ...passed("root", 3), state: "failed", reason: "differs" };
    expect(show(verdictOf([rows({ rows: 3 }), failed])).sentence).to.include("The rows lead to the checkpoint's root");
    expect(showFileVerdict(verdictOf([failed]), ZH_FILES).sentence).to.include("“各行通向检查点的根”不成立");
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
    const throwing = (cause: Error) => ({
      name: "node",
      rpc: { request: async () => Promise.reject(cause) },
    });
    for (const cause of [new Error("down"), new TypeError("Failed to fetch")]) {
      const verdict = await verify(proof, { rpcs: [throwing(cause)] });
      expect(only(verdict, "chain")).to.include({ state: "not tried", reason: "unreachable" });
    }
    // A fault of ours, while an answer is read.
    const faulty = {
      get status(): string {
        throw new TypeError("a fault");
      },
    };
    const request = async ({ method }: { method: string }) => (method === "eth_chainId" ? "0x7a69" : faulty);
    let surfaced: unknown;
    await verifyProof(proof, { rpcs: [{ name: "node", rpc: { request } }] }).catch(
      (cause: unknown) => (surfaced = cause),
    );
    expect(surfaced).to.be.instanceOf(TypeError);
  });

  it("with a path that a site gives is a refusal: too long, no list, no hashes", async () => {
    const tree = new LogTree();
    for (let i = 0; i < 9; i++) tree.append(r.hex(32));
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
