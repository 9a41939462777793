// Receipts, headers and storage of a real chain, held against what the SDK computes of them.
import { bytesOf, type Hex } from "@mingzhang/sdk/hex";
import { EMPTY_TRIE } from "@mingzhang/sdk/mpt";
import { eventAt, readHeader, receiptsRoot } from "@mingzhang/sdk/receipts";
import {
  FRONTIER_SLOT,
  logOf,
  logSlots,
  provenStorage,
  SEALED_SLOT,
  sealedSlot,
  SIZE_SLOT,
  sizeOf,
  slotKey,
} from "@mingzhang/sdk/state-proof";
import { expect } from "chai";
import { deployFoundedTrail } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { chainRpc, newWorld } from "./setup.ts";

type Block = { hash: Hex; receiptsRoot: Hex; transactions: Hex[] };

async function blockAt(number: number | "latest"): Promise<Block> {
  const tag = number === "latest" ? number : ethers.toQuantity(number);
  return (await chainRpc.request({ method: "eth_getBlockByNumber", params: [tag, false] })) as Block;
}

async function receiptsOf({ transactions }: Block): Promise<unknown[]> {
  return Promise.all(
    transactions.map((hash) => chainRpc.request({ method: "eth_getTransactionReceipt", params: [hash] })),
  );
}

describe("verifier: a block of the local chain", () => {
  it("has a header that hashes to its hash, from the first block on", async () => {
    const head = await ethers.provider.getBlockNumber();
    for (let number = 0; number <= Math.min(head, 30); number++) {
      const block = await blockAt(number);
      expect(readHeader(block).hash, String(number)).to.equal(block.hash);
    }
  });

  it("has the receipts root that its receipts rebuild, with transactions of types 0, 1, 2 and 4 and a failed one", async () => {
    const { writer, admin } = await deployFoundedTrail();
    const to = await writer.getAddress();
    const data = writer.interface.encodeFunctionData("note", [7, "0x1234"]);
    // A key of its own: what the chain signs for its accounts is all of type 2.
    const sender = ethers.Wallet.createRandom(ethers.provider);
    await (await admin.sendTransaction({ to: sender, value: 10n ** 18n })).wait();
    const authorization = await ethers.Wallet.createRandom(ethers.provider).authorize({ address: to, nonce: 0 });
    const fields = { to, data, gasLimit: 300_000, chainId: authorization.chainId };
    const fees = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n };
    await ethers.provider.send("evm_setAutomine", [false]);
    try {
      await sender.sendTransaction({ ...fields, type: 0, nonce: 0, gasPrice: 10n ** 11n });
      await sender.sendTransaction({ ...fields, type: 1, nonce: 1, gasPrice: 10n ** 11n, accessList: [] });
      await sender.sendTransaction({ ...fields, ...fees, type: 2, nonce: 2 });
      await sender.sendTransaction({ ...fields, ...fees, type: 2, nonce: 3, data: "0xffffffff" });
      await sender.sendTransaction({ ...fields, ...fees, type: 4, nonce: 4, authorizationList: [authorization] });
      await networkHelpers.mine();
    } finally {
      await ethers.provider.send("evm_setAutomine", [true]);
    }
    const block = await blockAt("latest");
    const receipts = await receiptsOf(block);
    const shapes = receipts.map((receipt) => receipt as { type: string; status: string });
    expect(shapes.map(({ type }) => type).sort()).to.deep.equal(["0x0", "0x1", "0x2", "0x2", "0x4"]);
    expect(shapes.filter(({ status }) => status === "0x0")).to.have.length(1);
    expect(receiptsRoot(receipts)).to.equal(block.receiptsRoot);
    expect(eventAt(receipts, 0)?.topics[0]).to.equal(writer.interface.getEvent("Noted").topicHash);
    expect(eventAt(receipts, 1)?.transactionIndex).to.equal(1);
  });

  it("without transactions has the root of an empty trie", async () => {
    await networkHelpers.mine();
    expect((await blockAt("latest")).receiptsRoot).to.equal(EMPTY_TRIE);
    expect(receiptsRoot([])).to.equal(EMPTY_TRIE);
  });
});

describe("verifier: the log in the chain's state", () => {
  it("keeps size, frontier and sealed roots in the slots that the SDK names", async () => {
    const { trail, writer } = await deployFoundedTrail();
    const slot = (number: bigint) => ethers.provider.getStorage(trail, number);
    for (let i = 1; i < 12; i++) {
      const word = BigInt(await slot(SIZE_SLOT));
      expect(sizeOf(new Map([[SIZE_SLOT, word]]))).to.equal(BigInt(i));
      // Above the size stands who appended last: the log itself, about its door, and then the writer.
      expect(word >> 64n).to.equal(BigInt(await (i === 1 ? trail : writer).getAddress()));
      const frontier = await trail.frontier();
      for (let level = 0n; level < 5n; level++) {
        expect(await slot(FRONTIER_SLOT + level), `level ${level} at ${i}`).to.equal(frontier[Number(level)]);
      }
      await trail.seal();
      expect(await slot(sealedSlot(BigInt(i)))).to.equal(await trail.sealedRoot(i));
      await writer.note(i, "0x");
    }
    expect(SEALED_SLOT).to.equal(FRONTIER_SLOT + 64n);
  });

  it("is proven with its size and root at every size, now and at an earlier block", async () => {
    const world = await newWorld(14);
    const trail = await ethers.getContractAt("AuditTrail", world.origin.trail);
    for (const number of [world.records[3]?.block ?? 0, world.records[9]?.block ?? 0, world.checkpoint.blockNumber]) {
      const header = readHeader(await blockAt(number));
      const size = await trail.size({ blockTag: number });
      const slots = logSlots(size);
      const answer = await proof(world.origin.trail, slots, number);
      const storage = provenStorage(header.stateRoot, world.origin.trail, slots, answer);
      const root = await trail.root({ blockTag: number });
      expect(logOf(storage, size)).to.deep.equal({ size, root });
      expect(world.tree.root(Number(size))).to.equal(root);
      expect(logOf(storage, size + 1n)).to.equal(null);
    }
  });

  it("is not proven by an answer in which anything was changed", async () => {
    const { origin, checkpoint } = await newWorld(10);
    const { stateRoot } = readHeader(await blockAt("latest"));
    const slots = logSlots(BigInt(checkpoint.size));
    const answer = (await proof(origin.trail, slots, checkpoint.blockNumber)) as Answer;
    const check = (changed: Answer) => () => provenStorage(stateRoot, origin.trail, slots, changed);
    expect(check(answer)).to.not.throw();
    for (const [i, node] of answer.accountProof.entries()) {
      expect(check({ ...answer, accountProof: answer.accountProof.with(i, flipped(node)) })).to.throw(
        /PROOF|follow|RLP/,
      );
    }
    for (const [i, entry] of answer.storageProof.entries()) {
      for (const [j, node] of entry.proof.entries()) {
        const changed = { ...entry, proof: entry.proof.with(j, flipped(node)) };
        expect(check({ ...answer, storageProof: answer.storageProof.with(i, changed) })).to.throw(/follow|RLP/);
      }
      const shorter = { ...entry, proof: entry.proof.slice(0, -1) };
      expect(check({ ...answer, storageProof: answer.storageProof.with(i, shorter) })).to.throw();
      const longer = { ...entry, proof: [...entry.proof, entry.proof[0] ?? "0x"] };
      expect(check({ ...answer, storageProof: answer.storageProof.with(i, longer) })).to.throw();
    }
    expect(check({ ...answer, storageProof: answer.storageProof.toReversed() })).to.throw();
    expect(check({ ...answer, storageProof: [] })).to.throw();
    expect(() => provenStorage(flipped(stateRoot), origin.trail, slots, answer)).to.throw();
    expect(() => provenStorage(stateRoot, flipped(origin.trail), slots, answer)).to.throw();
    for (const lie of [null, [], "x", { accountProof: [] }, { ...answer, accountProof: [7] }]) {
      expect(() => provenStorage(stateRoot, origin.trail, slots, lie)).to.throw();
    }
  });

  it("shows a slot that was never written to be zero", async () => {
    const { origin } = await newWorld(6);
    const { stateRoot, number } = readHeader(await blockAt("latest"));
    const slots = [FRONTIER_SLOT + 40n, sealedSlot(3n)];
    const answer = await proof(origin.trail, slots, Number(number));
    expect([...provenStorage(stateRoot, origin.trail, slots, answer).values()]).to.deep.equal([0n, 0n]);
  });
});

interface Answer {
  accountProof: Hex[];
  storageProof: { proof: Hex[] }[];
}

function proof(trail: Hex, slots: readonly bigint[], block: number): Promise<unknown> {
  return chainRpc.request({ method: "eth_getProof", params: [trail, slots.map(slotKey), ethers.toQuantity(block)] });
}

/** The same hex with one bit in the middle turned. */
function flipped(hex: Hex): Hex {
  const bytes = bytesOf(hex);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return ethers.hexlify(bytes) as Hex;
}
