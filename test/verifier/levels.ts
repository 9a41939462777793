// Levels of a portable proof on a real chain: what reaches them, and what each lie of a node or a file takes away.
import type { Hex } from "@mingzhang/sdk/hex";
import type { PortableProof } from "@mingzhang/sdk/proof";
import type { KeptCheckpoint, ProofContext } from "@mingzhang/sdk/proof-context";
import type { Step, StepId, Verdict } from "@mingzhang/sdk/proof-steps";
import { verifyProof as verify } from "@mingzhang/sdk/proof-verify";
import { hasWords } from "@mingzhang/sdk/proof-words";
import { EN_FILES as EN } from "@mingzhang/sdk/proof-words/en-files";
import { httpRpc, type Rpc } from "@mingzhang/sdk/rpc";
import { LogTree } from "@mingzhang/sdk/tree";
import { expect } from "chai";
import { ethers } from "../network.ts";
import { chainRpc, cosign, lyingRpc, newWorld, proofOf, trusting, type World } from "./setup.ts";

type Json = Record<string, unknown>;
const mine = { name: "mine", rpc: chainRpc };
const ZERO: Hex = `0x${"0".repeat(64)}`;

async function deploymentOf(world: World): Promise<NonNullable<ProofContext["deployment"]>> {
  const [genesis, deployed] = await Promise.all([0, 2].map((number) => ethers.provider.getBlock(number)));
  const contracts = { auditTrail: world.origin.trail } as NonNullable<ProofContext["deployment"]>["contracts"];
  return {
    chainId: world.origin.chainId,
    genesisHash: (genesis?.hash ?? ZERO) as Hex,
    deployBlock: 2,
    deployBlockHash: (deployed?.hash ?? ZERO) as Hex,
    contracts,
  };
}

/** Whatever a check ends in, there are words for it. */
async function verifyProof(proof: PortableProof, context: ProofContext = {}): Promise<Verdict> {
  const verdict = await verify(proof, context);
  for (const one of verdict.steps) expect(hasWords(one, EN), `${one.id}.${one.state}.${one.reason}`).to.equal(true);
  return verdict;
}

function found(verdict: Verdict, id: StepId): Step[] {
  return verdict.steps.filter((one) => one.id === id);
}

function states(verdict: Verdict): string[] {
  return verdict.steps.map(({ id, state, reason }) => `${id} ${state}${reason === "" ? "" : ` (${reason})`}`);
}

/** Fails unless exactly this step failed, for this reason, and the level is below the step's. */
function expectCaught(verdict: Verdict, id: StepId, reason: string): void {
  const one = found(verdict, id).find(({ state }) => state === "failed" || state === "disagreement");
  expect(one?.reason, states(verdict).join("; ")).to.equal(reason);
  expect(verdict.failed).to.equal(true);
  if (one !== undefined && one.level > 0) expect(verdict.level).to.be.below(one.level);
}

describe("verifier: levels", () => {
  let world: World;
  let proof: PortableProof;
  let deployment: NonNullable<ProofContext["deployment"]>;
  const consistency = async (from: number, to: number) => world.tree.consistencyPath(from, to);
  const kept = (size: number): KeptCheckpoint => ({
    origin: world.origin,
    checkpoint: { ...world.checkpoint, size, root: world.tree.root(size) },
  });

  before(async () => {
    world = await newWorld(14);
    proof = await proofOf(world, 5, world.witnesses.slice(0, 2));
    deployment = await deploymentOf(world);
  });

  it("0: a file alone agrees with itself, and shows no more", async () => {
    const verdict = await verifyProof(await proofOf(world, 5));
    expect(verdict).to.include({ level: 0, failed: false });
    expect(found(verdict, "path")[0]?.state).to.equal("passed");
    expect(verdict.steps.filter(({ state }) => state === "passed").map(({ id }) => id)).to.deep.equal(["form", "path"]);
  });

  it("3: a node alone gives event, block and the log in its state", async () => {
    for (const number of [0, 1, 9, 13]) {
      const verdict = await verifyProof(await proofOf(world, number), { rpcs: [mine], deployment });
      expect(
        verdict.steps.some(({ state }) => state === "failed"),
        states(verdict).join("; "),
      ).to.equal(false);
      expect(verdict.level).to.equal(3);
    }
  });

  it("2: a node that cannot prove state gives the block", async () => {
    const rpc = lyingRpc({ eth_getProof: () => Promise.reject(new Error("method not found")) });
    const verdict = await verifyProof(await proofOf(world, 5), { rpcs: [{ name: "old", rpc }], deployment });
    expect(verdict).to.include({ level: 2, failed: false });
    expect(found(verdict, "state")[0]).to.include({ state: "not tried", reason: "no-state" });
  });

  it("3: a node that forgot the state of old blocks proves the present log, which continues the checkpoint", async () => {
    const old = await proofOf(world, 5);
    await world.write(["later", "and later"]);
    const grown = await world.again();
    const rpc = lyingRpc({
      eth_getProof: (honest, [, , block]) =>
        Number(block) === old.checkpoint.blockNumber ? Promise.reject(new Error("pruned")) : honest(),
    });
    const rpcs = [{ name: "pruned", rpc }];
    const path = async (from: number, to: number) => grown.tree.consistencyPath(from, to);
    const verdict = await verifyProof(old, { rpcs, deployment, consistency: path });
    expect(found(verdict, "state")[0]).to.include({ state: "passed", reason: "head" });
    expect(verdict.level).to.equal(3);
    const without = await verifyProof(old, { rpcs, deployment });
    expect(found(without, "state")[0]).to.include({ state: "not tried", reason: "no-path" });
    const lied = await verifyProof(old, { rpcs, deployment, consistency: async () => [ZERO] });
    expectCaught(lied, "state", "head");

    const trail = await ethers.getContractAt("AuditTrail", world.origin.trail);
    await (await trail.seal()).wait();
    const sealedProof = await proofOf(grown, 5);
    await world.write(["after the seal"]);
    const sealed = lyingRpc({
      eth_getProof: (honest, [, , block]) =>
        Number(block) === grown.checkpoint.blockNumber ? Promise.reject(new Error("pruned")) : honest(),
    });
    const bySeal = await verifyProof(sealedProof, { rpcs: [{ name: "pruned", rpc: sealed }], deployment });
    expect(found(bySeal, "state")[0]).to.include({ state: "passed", reason: "sealed" });
  });

  it("3: a kept checkpoint alone, older or newer than the proof's", async () => {
    for (const size of [6, 10, 14]) {
      const verdict = await verifyProof(await proofOf(world, 5), { kept: [kept(size)], consistency });
      expect(found(verdict, "kept")[0]?.state, String(size)).to.equal("passed");
      expect(verdict, String(size)).to.include({ level: 3, failed: false });
    }
    // Kept before the record was there: nothing before it was touched, but it does not hold the record.
    const early = await verifyProof(await proofOf(world, 5), { kept: [kept(3)], consistency });
    expect(found(early, "kept")[0]).to.include({ state: "passed", reason: "record-later" });
    expect(early).to.include({ level: 0, failed: false });
    const pathless = await verifyProof(await proofOf(world, 5), { kept: [kept(9)] });
    expect(found(pathless, "kept")[0]).to.include({ state: "withheld", reason: "" });
    expect(pathless).to.include({ level: 0, failed: true });
  });

  it("4: a quorum of the witnesses that the reader trusts", async () => {
    const alone = await verifyProof(proof, { witnesses: trusting(world.witnesses, 2) });
    expect(alone).to.include({ level: 4, failed: false });
    const all = await verifyProof(proof, {
      rpcs: [mine, { name: "other", rpc: chainRpc }],
      deployment,
      kept: [kept(8)],
      consistency,
      witnesses: trusting(world.witnesses, 2),
      maxAge: 86_400 * 365,
      now: proof.checkpoint.time + 60,
    });
    expect(all, states(all).join("; ")).to.include({ level: 4, failed: false });
    expect(all.steps.filter(({ state }) => state === "not tried")).to.deep.equal([]);
    expect(found(all, "agreement")[0]?.state).to.equal("passed");
    expect(all.steps.map(({ level }) => level)).to.deep.equal(
      all.steps.map(({ level }) => level).sort((a, b) => a - b),
    );
  });

  it("a missing cosignature, and one of a stranger, are not a quorum", async () => {
    const witnesses = trusting(world.witnesses, 2);
    const one = await verifyProof(await proofOf(world, 5, world.witnesses.slice(0, 1)), { witnesses, rpcs: [mine] });
    expectCaught(one, "quorum", "missing");
    expect(one.level).to.equal(3);
    expect(found(one, "quorum")[0]?.facts).to.include({ have: 1, quorum: 2 });
    const none = await verifyProof(await proofOf(world, 5), { witnesses, rpcs: [mine] });
    expect(found(none, "quorum")[0]).to.include({ state: "not tried", reason: "unsigned" });
    expect(none.level).to.equal(3);
    const strangers = await verifyProof(proof, { witnesses: trusting(world.witnesses.slice(2), 1), rpcs: [mine] });
    expectCaught(strangers, "quorum", "missing");
    const unknown = await verifyProof(proof, { rpcs: [mine] });
    expect(found(unknown, "quorum")[0]).to.include({ state: "not tried", reason: "no-witnesses" });
    expect(unknown).to.include({ level: 3, failed: false });
  });

  it("a signature of another checkpoint, or under another's name, is wrong", async () => {
    const witnesses = trusting(world.witnesses, 2);
    const other = await cosign(world.origin, { ...world.checkpoint, size: 13 }, world.witnesses.slice(0, 2));
    expectCaught(await verifyProof({ ...proof, cosignatures: other }, { witnesses }), "signatures", "wrong");
    const [first, second] = proof.cosignatures;
    if (first === undefined || second === undefined) throw new Error("not signed");
    const swapped = [
      { ...first, signature: second.signature },
      { ...second, signature: first.signature },
    ];
    expectCaught(await verifyProof({ ...proof, cosignatures: swapped }, { witnesses }), "signatures", "wrong");
    // The other s of the same signature: CheckpointAnchor refuses it too.
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = order - BigInt(`0x${first.signature.slice(66, 130)}`);
    const v = first.signature.endsWith("1b") ? "1c" : "1b";
    const high: Hex = `0x${first.signature.slice(2, 66)}${s.toString(16).padStart(64, "0")}${v}`;
    const malleable = [{ ...first, signature: high }, second];
    expectCaught(await verifyProof({ ...proof, cosignatures: malleable }, { witnesses }), "signatures", "wrong");
  });

  it("a stale checkpoint is its own finding", async () => {
    const now = proof.checkpoint.time + 86_400 * 40;
    const verdict = await verifyProof(proof, {
      witnesses: trusting(world.witnesses, 2),
      rpcs: [mine],
      maxAge: 86_400 * 30,
      now,
    });
    expectCaught(verdict, "fresh", "stale");
    expect(found(verdict, "fresh")[0]?.facts).to.include({ days: 40, limit: 30 });
    expect(verdict.level).to.equal(3);
  });

  it("a kept checkpoint of another history, or of another log, is a failure of level 3", async () => {
    const forked = new LogTree();
    for (let i = 0; i < 8; i++) forked.append(i === 2 ? ZERO : world.tree.leaf(i));
    const other = { origin: world.origin, checkpoint: { ...world.checkpoint, size: 8, root: forked.root() } };
    const witnesses = trusting(world.witnesses, 2);
    const verdict = await verifyProof(proof, { rpcs: [mine], kept: [other], consistency, witnesses });
    expectCaught(verdict, "kept", "fork");
    expect(verdict.level).to.equal(2);
    const same = { ...kept(14), checkpoint: { ...world.checkpoint, root: ZERO } };
    expectCaught(await verifyProof(proof, { kept: [same], consistency }), "kept", "fork");
    const foreign = { ...kept(8), origin: { ...world.origin, chainId: 1 } };
    expectCaught(await verifyProof(proof, { kept: [foreign], consistency }), "kept", "origin");
  });
});

describe("verifier: lies of a node", () => {
  let world: World;
  let proof: PortableProof;
  let deployment: NonNullable<ProofContext["deployment"]>;

  before(async () => {
    world = await newWorld(12);
    proof = await proofOf(world, 9, world.witnesses);
    deployment = await deploymentOf(world);
  });

  const ask = (rpc: Rpc, more: ProofContext = {}) =>
    verifyProof(proof, { rpcs: [{ name: "liar", rpc }], deployment, ...more });
  const changed = (fields: Json) => async (honest: () => Promise<unknown>) => ({
    ...((await honest()) as Json),
    ...fields,
  });

  it("another chain, by its id, and by its first blocks where the id is the same", async () => {
    expectCaught(await ask(lyingRpc({ eth_chainId: () => "0x1" })), "chain", "id");
    const otherGenesis = lyingRpc({
      eth_getBlockByNumber: async (honest, [number]) =>
        number === "0x0" ? changed({ extraData: "0x12" })(honest) : honest(),
    });
    const verdict = await ask(otherGenesis);
    expectCaught(verdict, "chain", "genesis");
    expect(found(verdict, "event")[0]).to.include({ state: "not tried", reason: "other-chain" });
    const otherDeployment = { ...deployment, deployBlockHash: ZERO };
    expectCaught(await ask(chainRpc, { deployment: otherDeployment }), "chain", "deploy-block");
    const otherLog = {
      ...deployment,
      contracts: { ...deployment.contracts, auditTrail: `0x${"12".repeat(20)}` as const },
    };
    expectCaught(await ask(chainRpc, { deployment: otherLog }), "origin", "");
  });

  it("a receipt that is missing, failed, removed or altered", async () => {
    const receipt = (fields: Json) => lyingRpc({ eth_getTransactionReceipt: changed(fields) });
    expectCaught(await ask(lyingRpc({ eth_getTransactionReceipt: () => null })), "event", "missing");
    expectCaught(await ask(receipt({ status: "0x0" })), "event", "reverted");
    expectCaught(await ask(receipt({ logs: [] })), "event", "missing");
    const logs = (fields: Json) =>
      lyingRpc({
        eth_getTransactionReceipt: async (honest) => {
          const answer = (await honest()) as { logs: Json[] };
          return { ...answer, logs: answer.logs.map((log) => ({ ...log, ...fields })) };
        },
      });
    expectCaught(await ask(logs({ removed: true })), "event", "removed");
    for (const fields of [
      { data: "0x12" },
      { address: `0x${"12".repeat(20)}` },
      { blockHash: ZERO },
      { blockNumber: "0x1" },
    ]) {
      expectCaught(await ask(logs(fields)), "event", "differs");
    }
    expectCaught(await ask(logs({ data: 7 })), "event", "malformed");
  });

  it("one receipt of the block, even where it serves the proof's own story", async () => {
    // The proof says something else than the chain, and the node agrees with the proof: level 1 cannot see it.
    const data: Hex = `${proof.record.data.slice(0, -2)}77` as Hex;
    const forged = { ...proof, record: { ...proof.record, data } };
    const rpc = lyingRpc({
      eth_getTransactionReceipt: async (honest) => {
        const answer = (await honest()) as { logs: Json[] };
        const logs = answer.logs.map((log) =>
          Number(log.logIndex) === proof.record.logIndex ? { ...log, data } : log,
        );
        return { ...answer, logs };
      },
      eth_getBlockReceipts: () => Promise.reject(new Error("unknown method")),
    });
    const verdict = await verifyProof(forged, { rpcs: [{ name: "liar", rpc }], deployment });
    expect(found(verdict, "event")[0]?.state).to.equal("passed");
    expectCaught(verdict, "receipts", "root");
    expectCaught(verdict, "path", "root");
    expect(verdict.level).to.equal(1);
  });

  it("a header that was made up", async () => {
    const block = (fields: Json) => lyingRpc({ eth_getBlockByHash: changed(fields) });
    expectCaught(await ask(block({ receiptsRoot: ZERO })), "header", "hash");
    expectCaught(await ask(block({ stateRoot: ZERO })), "state", "block");
    expectCaught(await ask(block({ hash: ZERO, timestamp: "0x1" })), "header", "hash");
    expectCaught(await ask(lyingRpc({ eth_getBlockByHash: () => null })), "header", "missing");
    expectCaught(await ask(lyingRpc({ eth_getBlockByHash: () => ({}) })), "header", "malformed");
  });

  it("a state that was made up", async () => {
    const state = (fields: Json) => lyingRpc({ eth_getProof: changed(fields) });
    expectCaught(await ask(state({ accountProof: [] })), "state", "malformed");
    expectCaught(await ask(state({ storageProof: [] })), "state", "malformed");
    const made = { ...proof, checkpoint: { ...proof.checkpoint, size: 13 } };
    expectCaught(await verifyProof(made, { rpcs: [{ name: "mine", rpc: chainRpc }] }), "state", "size");
    const root = { ...proof, checkpoint: { ...proof.checkpoint, root: ZERO } };
    expectCaught(await verifyProof(root, { rpcs: [{ name: "mine", rpc: chainRpc }] }), "state", "root");
  });

  it("two nodes that say different things are a disagreement, whichever comes first", async () => {
    const liar = { name: "liar", rpc: lyingRpc({ eth_getTransactionReceipt: () => null }) };
    for (const rpcs of [
      [mine, liar],
      [liar, mine],
    ]) {
      const verdict = await verifyProof(proof, { rpcs, deployment });
      const [agreement] = found(verdict, "agreement");
      expect(agreement?.state).to.equal("disagreement");
      expect(agreement?.facts.about).to.include("event");
      expect(verdict).to.include({ level: 0, failed: true });
    }
  });

  it("a node that does not answer is not tried, and not good", async () => {
    const dead = { name: "dead", rpc: httpRpc("http://127.0.0.1:9/", 500) };
    const verdict = await verifyProof(proof, { rpcs: [dead], deployment });
    expect(verdict).to.include({ level: 0, failed: false });
    expect(found(verdict, "chain")[0]).to.include({ state: "not tried", reason: "unreachable" });
    expect(found(verdict, "state")[0]?.state).to.equal("not tried");
    const both = await verifyProof(proof, { rpcs: [dead, mine], deployment });
    expect(found(both, "agreement")).to.deep.equal([]);
    expect(both.failed).to.equal(false);
  });

  it("a file that points to another place than the record's is caught by any node", async () => {
    const { record } = proof;
    const other = world.records[3];
    if (other === undefined) throw new Error("no record");
    for (const [fields, step] of [
      [{ transaction: other.transaction }, "event"],
      [{ transaction: ZERO }, "event"],
      [{ logIndex: record.logIndex + 1 }, "event"],
      [{ logIndex: 0 }, "event"],
      [{ blockHash: other.blockHash }, "header"],
      [{ blockHash: ZERO }, "header"],
    ] as const) {
      const lied = { ...proof, record: { ...record, ...fields } };
      const verdict = await verifyProof(lied, { rpcs: [mine] });
      expect(found(verdict, step)[0]?.state, JSON.stringify(fields)).to.equal("failed");
      expect(verdict).to.include({ level: 0, failed: true });
    }
  });

  it("junk is never thrown", async () => {
    for (const junk of [null, undefined, 7, "x", [], {}, { result: 1 }, "0x", `0x${"f".repeat(70)}`]) {
      const verdict = await ask({ request: async () => junk });
      expect(verdict.level, JSON.stringify(junk)).to.equal(0);
      expect(verdict.steps.filter(({ state, level }) => state === "passed" && level > 0 && level < 3)).to.deep.equal(
        [],
      );
    }
  });
});
