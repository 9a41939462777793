// The Solidity view and the SDK's verifier say the same of the same proofs, good and tampered; and what an anchor adds.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { checkpointDigest } from "@mingzhang/sdk/checkpoint";
import { checkFiles } from "@mingzhang/sdk/check-files";
import { parseFork, verifyFork } from "@mingzhang/sdk/fork";
import { verifyExport } from "@mingzhang/sdk/export";
import type { Hex } from "@mingzhang/sdk/hex";
import { leafOf, type PortableProof, proofText } from "@mingzhang/sdk/proof";
import type { AnchorChoice } from "@mingzhang/sdk/proof-context";
import type { Step, Verdict } from "@mingzhang/sdk/proof-steps";
import { verifyProof } from "@mingzhang/sdk/proof-verify";
import { LogTree } from "@mingzhang/sdk/tree";
import { expect } from "chai";
import type { CheckpointAnchor } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";
import { chainRpc, cosign, lyingRpc, newWorld, proofOf, trusting, type World } from "./setup.ts";

const QUORUM = 2;
const ZERO: Hex = `0x${"0".repeat(64)}`;

async function anchorOf(world: World): Promise<CheckpointAnchor> {
  const { chainId, trail } = world.origin;
  const witnesses = world.witnesses.map(({ address }) => address);
  return ethers.deployContract("CheckpointAnchor", [chainId, trail, witnesses, QUORUM, 0]);
}

/** What the contract says of a proof. */
async function onChain(anchor: CheckpointAnchor, proof: PortableProof) {
  const { record, path, checkpoint, cosignatures } = proof;
  const { stamp } = leafOf(record);
  const given = { topics: record.topics, data: record.data, stamp, index: record.number, path };
  const { included, cosigners, quorum, anchored } = await anchor.checkProof(given, checkpoint, cosignatures);
  return { included, cosigners: Number(cosigners), quorum, anchored };
}

function stepOf({ steps }: Verdict, id: Step["id"]): Step {
  return steps.find((one) => one.id === id) ?? expect.fail(`no step ${id}`);
}

describe("verifier: the Solidity view and the SDK agree", () => {
  let world: World;
  let anchor: CheckpointAnchor;

  before(async () => {
    world = await newWorld(15);
    anchor = await anchorOf(world);
  });

  /** Every way to change a proof that the contract can see. */
  function tampered(proof: PortableProof): [string, PortableProof][] {
    const { record, path, checkpoint, cosignatures } = proof;
    const flip = (hex: Hex): Hex => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}` as Hex;
    const inRecord = (fields: Partial<PortableProof["record"]>) => ({ ...proof, record: { ...record, ...fields } });
    const inCheckpoint = (fields: Partial<Checkpoint>) => ({ ...proof, checkpoint: { ...checkpoint, ...fields } });
    return [
      ["nothing", proof],
      ["data", inRecord({ data: flip(record.data) })],
      ["topic 0", inRecord({ topics: record.topics.with(0, flip(record.topics[0] ?? ZERO)) })],
      ["topic 2", inRecord({ topics: record.topics.slice(0, 2) })],
      ["writer", inRecord({ writer: flip(record.writer) })],
      ["block", inRecord({ block: record.block - 1 })],
      ["time", inRecord({ time: record.time - 1 })],
      ["number", inRecord({ number: record.number - 1 })],
      ["path", { ...proof, path: path.map((hash, i) => (i === 1 ? flip(hash) : hash)) }],
      ["shorter path", { ...proof, path: path.slice(1) }],
      ["longer path", { ...proof, path: [...path, ZERO] }],
      ["root", inCheckpoint({ root: flip(checkpoint.root) })],
      ["size", inCheckpoint({ size: checkpoint.size + 1 })],
      ["greater size", inCheckpoint({ size: 2 * checkpoint.size })],
      ["block of the checkpoint", inCheckpoint({ blockNumber: checkpoint.blockNumber + 1 })],
      ["time of the checkpoint", inCheckpoint({ time: checkpoint.time + 1 })],
      ["one signature", { ...proof, cosignatures: cosignatures.slice(1) }],
      ["no signature", { ...proof, cosignatures: [] }],
      [
        "a wrong signature",
        {
          ...proof,
          cosignatures: cosignatures.map((one, i) => (i === 0 ? { ...one, signature: flip(one.signature) } : one)),
        },
      ],
    ];
  }

  it("on inclusion, on how many signed, and on the quorum", async () => {
    for (const number of [2, 5, 9, 13, 14]) {
      const signers = world.witnesses.slice(0, 1 + (number % 3));
      const proof = await proofOf(world, number, signers);
      for (const [what, one] of tampered(proof)) {
        const said = await onChain(anchor, one);
        const verdict = await verifyProof(one, { witnesses: trusting(world.witnesses, QUORUM) });
        const why = `${what} of ${number}`;
        expect(stepOf(verdict, "path").state === "passed", `included, ${why}`).to.equal(said.included);
        const quorum = stepOf(verdict, "quorum");
        expect(quorum.state === "passed", `quorum, ${why}`).to.equal(said.quorum);
        if (quorum.facts.have !== undefined) expect(quorum.facts.have, `cosigners, ${why}`).to.equal(said.cosigners);
        expect(verdict.level === 4, `level, ${why}`).to.equal(said.included && said.quorum && !verdict.failed);
      }
    }
  });

  it("on the digest, and file by file as by value", async () => {
    const proof = await proofOf(world, 7, world.witnesses);
    expect(await anchor.digestOf(proof.checkpoint)).to.equal(checkpointDigest(world.origin, proof.checkpoint));
    const witnesses = trusting(world.witnesses, QUORUM);
    for (const [what, one] of tampered(proof)) {
      const files = [{ name: "proof.json", blob: new Blob([proofText(one)]) }];
      const [byFile] = await checkFiles(files, { witnesses }, async () => verifyExport);
      const byValue = await verifyProof(one, { witnesses });
      if (byFile?.kind !== "proof") expect.fail(`${what} is no proof`);
      // The age of the checkpoint goes on with the clock.
      const shape = ({ level, failed, steps }: Verdict) => ({
        level,
        failed,
        steps: steps.map(({ id, state, reason }) => [id, state, reason]),
      });
      expect(shape(byFile.verdict), what).to.deep.equal(shape(byValue));
    }
  });
});

describe("verifier: the Solidity view and the SDK agree on forks", () => {
  it("two roots of one size, two leaves of one record, none, and those of an empty log", async () => {
    const world = await newWorld(9);
    const anchor = await anchorOf(world);
    const { checkpoint, origin, tree, witnesses } = world;
    const other = new LogTree();
    for (let i = 0; i < tree.size; i++) other.append(i === 4 ? ZERO : tree.leaf(i));
    const side = async (of: LogTree, size: number, index: number, root = of.root(size)) => {
      const under: Checkpoint = { ...checkpoint, size, root };
      const cosignatures = await cosign(origin, under, witnesses.slice(0, 2));
      return {
        checkpoint: under,
        cosignatures,
        index,
        leaf: of.leaf(index),
        path: of.inclusionPath(index, Math.max(size, index + 1)),
      };
    };
    const cases: [string, Awaited<ReturnType<typeof side>>, Awaited<ReturnType<typeof side>>][] = [
      ["two roots", await side(tree, 9, 1), await side(other, 9, 1)],
      ["two leaves", await side(tree, 9, 4), await side(other, 7, 4)],
      ["the same leaf", await side(tree, 9, 1), await side(other, 7, 1)],
      ["the same side", await side(tree, 9, 1), await side(tree, 9, 1)],
      ["another leaf of another record", await side(tree, 9, 4), await side(other, 7, 3)],
      ["no path", await side(tree, 9, 4), { ...(await side(other, 7, 4)), path: [] }],
      ["two roots of an empty log", await side(tree, 0, 0), await side(other, 0, 0, ZERO)],
      ["an empty log beside another", await side(tree, 0, 0, ZERO), await side(other, 7, 4)],
      ["leaves under an empty log", await side(tree, 0, 0), await side(other, 1, 0)],
    ];
    for (const [what, a, b] of cases) {
      const said = await anchor.checkFork(a, b).then(
        ({ signersA, signersB }) => [signersA, signersB].map(Number),
        (cause: Error) => expect(cause.message, what).to.include("NoFork") && null,
      );
      const verdict = await verifyFork(parseFork({ format: "mingzhang-fork", version: 1, origin, a, b }), {
        witnesses: trusting(witnesses, QUORUM),
      });
      expect(stepOf(verdict, "contradiction").state === "passed", what).to.equal(said !== null);
      const { countA, countB } = stepOf(verdict, "signers").facts;
      if (said !== null) expect([countA, countB], what).to.deep.equal(said);
    }
  });
});

describe("verifier: an anchor on another chain", () => {
  /** The same contract behind a node that says that it is of another chain. */
  const elsewhere = lyingRpc({ eth_chainId: () => "0x7a6a" });

  async function anchoredWorld() {
    const world = await newWorld(10);
    const contract = await anchorOf(world);
    const { checkpoint } = world;
    const signatures = await cosign(world.origin, checkpoint, world.witnesses.slice(0, 2));
    await (await contract.cosign(checkpoint, signatures, [])).wait();
    const address = (await contract.getAddress()).toLowerCase() as Hex;
    const choice: AnchorChoice = { name: "other chain", rpc: elsewhere, contract: address, source: "reader" };
    return { world, contract, choice };
  }

  it("takes a proof to level 4 without a signature in the file, and names the witnesses", async () => {
    const { world, contract, choice } = await anchoredWorld();
    const proof = await proofOf(world, 4);
    expect((await onChain(contract, proof)).anchored).to.equal(true);
    const verdict = await verifyProof(proof, { anchors: [choice] });
    expect(stepOf(verdict, "anchor")).to.include({ state: "passed", reason: "" });
    expect(verdict).to.include({ level: 4, failed: false });
    const signed = await verifyProof(await proofOf(world, 4, world.witnesses), { anchors: [choice] });
    expect(stepOf(signed, "quorum")).to.include({ state: "passed", reason: "anchor" });
    expect(stepOf(signed, "quorum").facts).to.include({ have: 3, quorum: 2, all: 3 });
    const bySite = await verifyProof(await proofOf(world, 4, world.witnesses), {
      anchors: [{ ...choice, source: "site" }],
    });
    expect(stepOf(bySite, "quorum")).to.include({ state: "told", reason: "site" });
    expect(stepOf(bySite, "anchor")).to.include({ state: "told", reason: "" });
    expect(bySite).to.include({ level: 0, failed: false });
  });

  it("on the log's own chain counts signatures, but is no other chain", async () => {
    const { world, choice } = await anchoredWorld();
    const here = { ...choice, rpc: chainRpc };
    const verdict = await verifyProof(await proofOf(world, 4), { anchors: [here] });
    expect(stepOf(verdict, "anchor")).to.include({ state: "not tried", reason: "here" });
    expect(verdict.level).to.equal(0);
    const signed = await verifyProof(await proofOf(world, 4, world.witnesses), { anchors: [here] });
    expect(stepOf(signed, "quorum")).to.include({ state: "told", reason: "here" });
    expect(signed).to.include({ level: 0, failed: false });
  });

  it("holds a later checkpoint that continues the proof's, or an earlier one", async () => {
    const { world, contract, choice } = await anchoredWorld();
    const early = await proofOf(world, 4);
    await world.write(["a", "b", "c"]);
    const grown = await world.again();
    const consistency = async (from: number, to: number) => grown.tree.consistencyPath(from, to);
    const newer = await verifyProof(await proofOf(grown, 4), { anchors: [choice], consistency });
    expect(stepOf(newer, "anchor")).to.include({ state: "not tried", reason: "newer" });
    const pathless = await verifyProof(await proofOf(grown, 4), { anchors: [choice] });
    expect(stepOf(pathless, "anchor")).to.include({ state: "withheld", reason: "" });
    expect(pathless.failed).to.equal(true);

    const signatures = await cosign(grown.origin, grown.checkpoint, grown.witnesses);
    const path = grown.tree.consistencyPath(10, grown.checkpoint.size);
    await (await contract.cosign(grown.checkpoint, signatures, path)).wait();
    // One that was never anchored itself.
    const between = { ...early, checkpoint: { ...early.checkpoint, size: 11, root: grown.tree.root(11) } };
    const moved = { ...between, path: grown.tree.inclusionPath(4, 11) };
    const later = await verifyProof(moved, { anchors: [choice], consistency });
    expect(stepOf(later, "anchor")).to.include({ state: "passed", reason: "later" });
    expect(later.level).to.equal(4);

    const forked = new LogTree();
    for (let i = 0; i < 11; i++) forked.append(i === 6 ? ZERO : grown.tree.leaf(i));
    const fork = {
      ...moved,
      checkpoint: { ...moved.checkpoint, root: forked.root() },
      path: forked.inclusionPath(4, 11),
    };
    const caught = await verifyProof(fork, { anchors: [choice], consistency });
    expect(stepOf(caught, "path").state).to.equal("passed");
    expect(stepOf(caught, "anchor")).to.include({ state: "failed", reason: "fork" });
    expect(caught).to.include({ level: 0, failed: true });
  });

  it("that a file claims and that does not hold it is a failure; so is a proven fork, and another log's anchor", async () => {
    const { world, contract, choice } = await anchoredWorld();
    await world.write(["later"]);
    const grown = await world.again();
    const claim = { chainId: 0x7a6a, contract: choice.contract, transaction: ZERO, block: 1 };
    const claimed = await verifyProof(await proofOf(grown, 4, [], [claim]), { anchors: [choice] });
    expect(stepOf(claimed, "anchor")).to.include({ state: "failed", reason: "claimed" });
    // What the file says about an anchor is not believed, nor asked.
    expect(stepOf(await verifyProof(await proofOf(grown, 4, [], [claim])), "quorum").state).to.equal("not tried");

    const other = await newWorld(6);
    const foreign = await verifyProof(await proofOf(other, 4), { anchors: [choice] });
    expect(stepOf(foreign, "anchor")).to.include({ state: "failed", reason: "origin" });

    const empty = await anchorOf(world);
    const nothing = { ...choice, contract: (await empty.getAddress()).toLowerCase() as Hex };
    expect(stepOf(await verifyProof(await proofOf(world, 4), { anchors: [nothing] }), "anchor").reason).to.equal(
      "nothing",
    );
    const wrong = { ...choice, contract: world.origin.trail };
    expect(stepOf(await verifyProof(await proofOf(world, 4), { anchors: [wrong] }), "anchor").state).to.equal(
      "not tried",
    );
    const nobody: AnchorChoice = { ...choice, contract: `0x${"12".repeat(20)}` };
    expect(stepOf(await verifyProof(await proofOf(world, 4), { anchors: [nobody] }), "anchor").reason).to.equal(
      "malformed",
    );

    const { checkpoint, origin, witnesses } = world;
    const lie = { ...checkpoint, root: ZERO };
    const side = async (one: Checkpoint) => ({ checkpoint: one, cosignatures: await cosign(origin, one, witnesses) });
    const [a, b] = [await side(checkpoint), await side(lie)];
    const fork = parseFork({ format: "mingzhang-fork", version: 1, origin, a, b });
    const onChainSide = (one: typeof fork.a) => ({ ...one, index: 0, leaf: ZERO, path: [] });
    await (await contract.proveFork(onChainSide(fork.a), onChainSide(fork.b))).wait();
    const after = await verifyProof(await proofOf(world, 4), { anchors: [choice] });
    expect(stepOf(after, "anchor")).to.include({ state: "failed", reason: "forks" });
    expect(after.failed).to.equal(true);
  });

  it("that two nodes tell differently is a disagreement; of another chain it is not asked", async () => {
    const { world, choice } = await anchoredWorld();
    const proof = await proofOf(world, 4);
    const standing = ethers.id("standingOf(bytes32)").slice(0, 10);
    const blind = lyingRpc({
      eth_chainId: () => "0x7a6a",
      eth_call: async (honest, [call]) =>
        (call as { data: string }).data.startsWith(standing) ? `0x${"0".repeat(128)}` : honest(),
    });
    const verdict = await verifyProof(proof, { anchors: [choice, { ...choice, name: "blind", rpc: blind }] });
    expect(stepOf(verdict, "agreement")).to.include({ state: "disagreement", reason: "anchor" });
    expect(verdict.failed).to.equal(true);

    const genesis = (await ethers.provider.getBlock(0))?.hash as Hex;
    const on = { chainId: 0x7a6a, genesisHash: genesis };
    expect((await verifyProof(proof, { anchors: [{ ...choice, on }] })).level).to.equal(4);
    const otherId = await verifyProof(proof, { anchors: [{ ...choice, on: { ...on, chainId: 5 } }] });
    expect(stepOf(otherId, "anchor")).to.include({ state: "not tried", reason: "other-chain" });
    const otherChain = await verifyProof(proof, { anchors: [{ ...choice, on: { ...on, genesisHash: ZERO } }] });
    expect(stepOf(otherChain, "anchor")).to.include({ state: "failed", reason: "genesis" });
  });
});
