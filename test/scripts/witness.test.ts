// npm run witness: signatures that meet, what is kept on the disk, and each way in which a chain can be another one than was signed.
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { checkpointDigest } from "@mingzhang/sdk/checkpoint";
import { parseFork, verifyForkFile } from "@mingzhang/sdk/fork";
import type { ForkSide } from "@mingzhang/sdk/fork";
import { expect } from "chai";
import { encodeFunctionData, zeroHash } from "viem";
import type { Hex } from "viem";
import { LOCAL_OFFICE } from "../../scripts/chain/local-accounts.ts";
import { originOf, readLatest, sendCall, sendCosign } from "../../scripts/checkpoints/cosign.ts";
import { ForkFound } from "../../scripts/checkpoints/evidence.ts";
import { signContinuing } from "../../scripts/checkpoints/witness.ts";
import type { Witness } from "../../scripts/checkpoints/witness.ts";
import { localAccount } from "../../scripts/chain/local-accounts.ts";
import {
  anchorNow,
  grow,
  readerOf,
  remember,
  rewriting,
  signedBy,
  standing,
  startWorld,
  witnessOf,
} from "./checkpoint-world.ts";
import type { World } from "./checkpoint-world.ts";

const { witnessA, witnessB, witnessC } = LOCAL_OFFICE;

const fileOf = (path: string) => parseFork(readFileSync(path, "utf8"));

function never(): never {
  throw new Error("no records");
}

/** What a reader's verifier says of a file: the state of each step. */
async function verdictOf(path: string): Promise<string[]> {
  const { steps } = await verifyForkFile(readFileSync(path, "utf8"));
  return steps.map(({ id, state, reason }) => `${id} ${state}${reason === "" ? "" : ` (${reason})`}`);
}

/** As ICheckpointAnchor.Side has it. */
function argsOf({ checkpoint, cosignatures, index = 0, leaf = zeroHash, path = [] }: ForkSide) {
  const { size, blockNumber, time, ...hashes } = checkpoint;
  const words = { ...hashes, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) };
  return { checkpoint: words, cosignatures, index: BigInt(index), leaf, path };
}

async function forkOf(witness: Witness): Promise<ForkFound> {
  try {
    await witness.round();
  } catch (error) {
    if (error instanceof ForkFound) return error;
    throw error;
  }
  throw new Error("no fork was found");
}

describe("scripts/witness", function () {
  this.timeout(120_000);
  let world: World;
  let back: () => Promise<void>;
  let run = 0;
  const name = (who: string) => `${who}-${run}`;
  const anchorAddress = () => world.deployment.contracts.checkpointAnchor;
  const checkFork = (a: ForkSide, b: ForkSide) =>
    world.clients.publicClient.readContract({
      address: anchorAddress(),
      abi: checkpointAnchorAbi,
      functionName: "checkFork",
      args: [argsOf(a), argsOf(b)],
    });

  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  beforeEach(async () => {
    run += 1;
    back = await remember(world);
  });
  afterEach(() => back());

  describe("signatures of several witnesses", () => {
    it("meet on one checkpoint, though each looks at another time, and the last comer signs too", async () => {
      const [a, b, c] = [witnessA, witnessB, witnessC].map((number) => witnessOf(world, number, name(`w${number}`)));
      if (!a || !b || !c) throw new Error("three witnesses");
      const first = await a.witness.round();
      expect(first.kind).to.equal("signed");
      const checkpoint = first.signed?.checkpoint;
      if (checkpoint === undefined) throw new Error("nothing was signed");
      await grow(world, "Somebody");
      expect((await a.witness.round()).kind, "waits for the others").to.equal("idle");
      expect((await b.witness.round()).signed?.checkpoint).to.deep.equal(checkpoint);
      const digest = checkpointDigest(originOf(world.deployment), checkpoint);
      expect(await standing(world.clients, anchorAddress(), digest)).to.deep.equal({ count: 2, anchored: true });
      expect((await c.witness.round()).signed?.checkpoint).to.deep.equal(checkpoint);
      expect((await standing(world.clients, anchorAddress(), digest)).count).to.equal(3);
      // Now the next one, by whoever comes first.
      const second = await c.witness.round();
      expect(second.signed?.checkpoint.size).to.equal(checkpoint.size + 1);
      expect((await a.witness.round()).signed?.checkpoint).to.deep.equal(second.signed?.checkpoint);
      expect((await readLatest(world.clients, anchorAddress())).size).to.equal(checkpoint.size + 1);
      await b.witness.round();
      for (const { witness } of [a, b, c]) expect((await witness.round()).kind).to.equal("idle");
      // What others signed is kept beside the own signature.
      expect(a.state.signed?.cosignatures.map(({ witness }) => witness)).to.have.length(3);
    });

    it("wait until a block is final", async () => {
      const deep = witnessOf(world, witnessA, name("deep"), { depth: 100_000 });
      expect(await deep.witness.round()).to.deep.equal({ kind: "waiting", text: "Nothing is final yet." });
      const before = (await readerOf(world)).tree.size;
      await grow(world, "Fresh");
      const one = witnessOf(world, witnessA, name("one"), { depth: 1 });
      expect((await one.witness.round()).signed?.checkpoint.size).to.equal(before);
    });

    it("are not made for what somebody else made up, and the lie is kept", async () => {
      const honest = witnessOf(world, witnessA, name("honest"));
      const reader = await readerOf(world);
      const truth = reader.checkpoint();
      if (truth === null) throw new Error("no records");
      const payer = { clients: world.clients, account: localAccount(LOCAL_OFFICE.courier) };
      const lie = { ...truth, root: reader.tree.leaf(0) };
      const wrongBlock = { ...truth, blockHash: reader.tree.leaf(1) };
      const wrongTime = { ...truth, time: truth.time + 1 };
      const wrongSize = { ...truth, blockNumber: truth.blockNumber - 1 };
      for (const made of [lie, wrongBlock, wrongTime, wrongSize]) {
        await sendCosign(payer, anchorAddress(), reader.tree, made, await signedBy(world, made, witnessB));
      }
      expect((await honest.witness.round()).signed?.checkpoint).to.deep.equal(truth);
      expect(honest.warnings).to.have.length(1);
      const [file] = readdirSync(honest.folder).filter((one) => one.startsWith("fork-"));
      const { a, b } = fileOf(join(honest.folder, file ?? ""));
      expect([a.checkpoint, b.checkpoint]).to.deep.equal([truth, lie]);
      expect(await checkFork(a, b)).to.deep.equal([1n, 1n]);
      await honest.witness.round();
      expect(honest.warnings, "said once").to.have.length(1);
    });

    it("are printed and not sent where there is no payer", async () => {
      const { witness } = witnessOf(world, witnessA, name("silent"), { send: false });
      expect((await witness.round()).signed?.cosignature.witness).to.equal(
        localAccount(witnessA).address.toLowerCase(),
      );
      expect((await readLatest(world.clients, anchorAddress())).size).to.equal(0);
    });

    it("are refused to somebody who is no witness", async () => {
      const { witness, state } = witnessOf(world, 20, name("nobody"));
      const message = await witness.round().then(
        () => "signed",
        (error: unknown) => String(error),
      );
      expect(message).to.contain("is no witness of this log");
      expect(state.signed).to.equal(null);
    });
  });

  describe("what is kept on the disk", () => {
    it("is there before the signature leaves: after a crash the same is sent", async () => {
      const crashed = witnessOf(world, witnessA, name("crash"));
      const reader = await readerOf(world);
      const checkpoint = reader.checkpoint();
      if (checkpoint === null) throw new Error("no records");
      const origin = originOf(world.deployment);
      await signContinuing(crashed.state, origin, localAccount(witnessA), reader.tree, checkpoint);
      const again = witnessOf(world, witnessA, name("crash"));
      expect(again.state.signed?.checkpoint).to.deep.equal(checkpoint);
      expect(again.state.tree.root()).to.equal(checkpoint.root);
      const { signed } = await again.witness.round();
      expect(signed?.cosignature).to.deep.equal(again.state.signed?.cosignatures[0]);
      expect((await standing(world.clients, anchorAddress(), checkpointDigest(origin, checkpoint))).count).to.equal(1);
    });

    it("that was lost is begun anew from what the anchor shows, and signs no other history", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What happened");
      const first = witnessOf(world, witnessA, name("lost"));
      await first.witness.round();
      const lied = await signedBy(world, (await readerOf(world)).checkpoint() ?? never(), witnessA);
      rmSync(first.folder, { recursive: true });
      const again = witnessOf(world, witnessA, name("lost"));
      expect((await again.witness.round()).kind).to.equal("idle");
      expect(again.state.signed?.checkpoint).to.deep.equal(first.state.signed?.checkpoint);

      // The other history, in which somebody has brought this witness's own signature.
      const signed = first.state.signed?.checkpoint ?? never();
      await rewrite();
      for (const what of ["What is said", "And more"]) await grow(world, what);
      const { size, blockNumber, time, ...hashes } = signed;
      const words = { ...hashes, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) };
      const data = encodeFunctionData({ abi: checkpointAnchorAbi, functionName: "cosign", args: [words, lied, []] });
      const payer = { clients: world.clients, account: localAccount(LOCAL_OFFICE.courier) };
      await sendCall(payer, anchorAddress(), data, "cosign");
      rmSync(first.folder, { recursive: true, force: true });
      const anew = witnessOf(world, witnessA, name("lost"));
      expect((await forkOf(anew.witness)).kind).to.equal("roots");
      expect(anew.state.signed, "nothing was signed").to.equal(null);
    });

    it("keeps others' signatures where it signs the same size once more, in another block", async () => {
      const { state } = witnessOf(world, witnessA, name("twice"));
      const reader = await readerOf(world);
      const checkpoint = reader.checkpoint() ?? never();
      const cosignatures = await signedBy(world, checkpoint, witnessA, witnessB);
      state.keep({ checkpoint, cosignatures }, reader.tree);
      const later = { ...checkpoint, blockNumber: checkpoint.blockNumber + 1 };
      state.keep({ checkpoint: later, cosignatures: await signedBy(world, later, witnessA) }, reader.tree);
      expect(state.signed).to.deep.equal({ checkpoint, cosignatures });
    });

    it("is refused for another key or another log, and where it is damaged", async () => {
      const { witness, folder } = witnessOf(world, witnessA, name("kept"));
      await witness.round();
      expect(() => witnessOf(world, witnessB, name("kept"))).to.throw("Give another --state");
      const auditTrail: Hex = `0x${"12".repeat(20)}`;
      const other = { ...world.deployment, contracts: { ...world.deployment.contracts, auditTrail } };
      expect(() => witnessOf({ ...world, deployment: other }, witnessA, name("kept"))).to.throw("is about the log");
      truncateSync(join(folder, "leaves.bin"), 32);
      expect(() => witnessOf(world, witnessA, name("kept"))).to.throw(/leaves\.bin is damaged: it has no \d+ leaves/u);
      writeFileSync(join(folder, "leaves.bin"), Buffer.alloc(32 * 500));
      expect(() => witnessOf(world, witnessA, name("kept"))).to.throw("do not make the signed root");
      writeFileSync(join(folder, "state.json"), "{");
      expect(() => witnessOf(world, witnessA, name("kept"))).to.throw("state.json is damaged");
      rmSync(join(folder, "state.json"));
      expect(() => witnessOf(world, witnessA, name("kept"))).to.throw("state.json is damaged: it is gone");
    });
  });

  describe("a chain that is not what was signed", () => {
    it("with other records: refuses, and the evidence becomes a proof when somebody signs the other history", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What happened");
      await grow(world, "And then");
      const before = witnessOf(world, witnessA, name("a"));
      await before.witness.round();
      const signed = before.state.signed?.checkpoint;
      await rewrite();
      for (const what of ["What is said", "To have", "Happened"]) await grow(world, what);
      const found = await forkOf(before.witness);
      expect([found.kind, existsSync(found.file)]).to.deep.equal(["leaves", true]);
      const file = fileOf(found.file);
      expect([file.format, file.version]).to.deep.equal(["mingzhang-fork", 1]);
      expect(file.a.checkpoint).to.deep.equal(signed);
      expect(file.b.cosignatures).to.deep.equal([]);
      expect(file.a.index).to.equal((signed?.size ?? 0) - 2);
      expect(before.state.signed?.checkpoint, "nothing was signed").to.deep.equal(signed);

      // Started anew it refuses again. Two who never saw the first history sign the second.
      expect((await forkOf(witnessOf(world, witnessA, name("a")).witness)).file).to.equal(found.file);
      await anchorNow(world, witnessB, witnessC);
      const restarted = witnessOf(world, witnessA, name("a"));
      const { file: path } = await forkOf(restarted.witness);
      const sides = fileOf(path);
      expect(await checkFork(sides.a, sides.b)).to.deep.equal([1n, 2n]);
      expect(await verdictOf(path)).to.include("contradiction passed (leaves)");
      expect(await verdictOf(found.file), "signed on one side alone").to.include("signers failed (unsigned)");
    });

    it("with as many other records: two roots for one size", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What happened");
      const { witness } = witnessOf(world, witnessA, name("a"));
      await witness.round();
      await rewrite();
      await grow(world, "What is said");
      const { kind, file } = await forkOf(witness);
      expect(kind).to.equal("roots");
      expect(await verdictOf(file)).to.include("contradiction passed (roots)");
    });

    it("with fewer records, at a later block", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What happened");
      const { witness } = witnessOf(world, witnessA, name("a"));
      await witness.round();
      await rewrite();
      await world.clients.publicClient.request<{ Method: string; Parameters: unknown; ReturnType: unknown }>({
        method: "hardhat_mine",
        params: ["0x10"],
      });
      expect((await forkOf(witness)).kind).to.equal("shrunk");
    });

    it("of which the node has not seen the signed block: it waits", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What happened");
      const { witness } = witnessOf(world, witnessA, name("a"));
      await witness.round();
      await rewrite();
      expect((await witness.round()).text).to.match(/was signed, and this node is at \d+: it is behind/u);
    });

    it("though it agrees with what was signed, if it is not what is anchored", async () => {
      const rewrite = await rewriting(world);
      await grow(world, "What is said");
      const anchored = await anchorNow(world, witnessB, witnessC);
      const lied = await signedBy(world, anchored, witnessB, witnessC);
      await rewrite();
      await grow(world, "What happened");
      const reader = await readerOf(world);
      const payer = { clients: world.clients, account: localAccount(LOCAL_OFFICE.courier) };
      await sendCosign(payer, anchorAddress(), reader.tree, anchored, lied);
      const { witness } = witnessOf(world, witnessA, name("a"));
      const { kind, file } = await forkOf(witness);
      expect(kind).to.equal("roots");
      const { a, b } = fileOf(file);
      expect(await checkFork(a, b)).to.deep.equal([1n, 2n]);
    });
  });
});
