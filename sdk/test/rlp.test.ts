import { expect } from "chai";
import { fromRlp, hashTypedData, keccak256, recoverAddress, toRlp } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { checkpointDigest, checkpointTypedData } from "@mingzhang/sdk/checkpoint";
import { signerOf } from "@mingzhang/sdk/cosigners";
import { bytesOf, type Hex, hexOf } from "@mingzhang/sdk/hex";
import { keccak, keccakHex, keccakText } from "@mingzhang/sdk/keccak";
import { provenValue } from "@mingzhang/sdk/mpt";
import { decodeRlp, encodeRlp, type Item } from "@mingzhang/sdk/rlp";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(51);

function randomItem(depth: number): Item {
  if (depth === 0 || r.below(3) === 0)
    return bytesOf(r.hex(r.pick([0, 1, 1, 2, 31, 32, 55, 56, 57, 200, 300, 70_000])));
  return Array.from({ length: r.below(6) }, () => randomItem(depth - 1));
}

describe("RLP", () => {
  it("is that of viem, both ways", () => {
    for (let i = 0; i < 300; i++) {
      const item = randomItem(4);
      const bytes = encodeRlp(item);
      expect(hexOf(bytes) === toRlp(item, "hex"), `seed ${r.seed}, ${i}`).to.equal(true);
      expect(decodeRlp(bytes)).to.deep.equal(fromRlp(bytes, "bytes"));
    }
  });

  it("refuses what encoding does not give", () => {
    const bad: Hex[] = [
      "0x",
      "0x8100",
      "0x817f",
      "0x82ff",
      "0xb801ff",
      "0xb80000",
      "0xc1",
      "0xc281",
      "0x0000",
      "0xc0c0",
    ];
    for (const bytes of [...bad, "0xb90001ff", "0xf800", "0xbfffffffffffffffff", "0xffffffffffffffffff"] as Hex[]) {
      refusal(() => decodeRlp(bytesOf(bytes)), "PROOF_INVALID");
    }
    let deep: Item = [];
    for (let i = 0; i < 40; i++) deep = [deep];
    refusal(() => decodeRlp(encodeRlp(deep)), "PROOF_INVALID");
    for (let i = 0; i < 2_000; i++) {
      const bytes = bytesOf(r.hex(1 + r.below(40)));
      let item: Item | null = null;
      try {
        item = decodeRlp(bytes);
      } catch (error) {
        expect((error as Error).name).to.equal("MingzhangError");
      }
      if (item !== null) expect(hexOf(encodeRlp(item))).to.equal(hexOf(bytes));
    }
  });
});

describe("a trie's proof", () => {
  it("shows a value in the one form that building gives: no extension without nibbles, nothing beyond", () => {
    const key = Uint8Array.of(1);
    const value = encodeRlp(Uint8Array.of(7));
    // Hex-prefix: 0x20 is a leaf, 0x00 an extension, of an even count of nibbles.
    const leaf = encodeRlp([Uint8Array.of(0x20, ...keccak(key)), value]);
    const proof = (...nodes: Uint8Array[]) => provenValue(keccakHex(nodes[0] ?? leaf), key, nodes.map(hexOf));
    expect(proof(leaf)).to.deep.equal(value);
    const extension = encodeRlp([Uint8Array.of(0x00), keccak(leaf)]);
    refusal(() => proof(extension, leaf), "PROOF_INVALID");
    refusal(() => proof(leaf, leaf), "PROOF_INVALID");
  });
});

describe("keccak, digests and signers", () => {
  it("are those of viem", async () => {
    for (let i = 0; i < 60; i++) {
      const bytes = r.hex(r.below(400));
      expect(keccakHex(bytesOf(bytes))).to.equal(keccak256(bytes));
      const origin = { chainId: Number(r.bits(50)), trail: r.hex(20) };
      const checkpoint = {
        size: Number(r.bits(53)),
        root: r.hex(32),
        blockNumber: Number(r.bits(48)),
        blockHash: r.hex(32),
        time: Number(r.bits(40)),
      };
      const typed = checkpointTypedData(origin, checkpoint);
      const digest = checkpointDigest(origin, checkpoint);
      expect(digest, `seed ${r.seed}`).to.equal(hashTypedData(typed));
      const account = privateKeyToAccount(generatePrivateKey());
      const signature = await account.signTypedData(typed);
      expect(signerOf(digest, signature)).to.equal(account.address.toLowerCase());
      // Random numbers are sometimes a signature of somebody: then of the same one.
      const made: Hex = `0x${r.hex(32).slice(2)}${r.hex(32).slice(2).replace(/^./, "3")}${r.pick(["1b", "1c"])}`;
      const wanted = await recoverAddress({ hash: digest, signature: made }).catch(() => null);
      expect(signerOf(digest, made), made).to.equal(wanted?.toLowerCase() ?? null);
    }
    expect(keccakText("standingOf(bytes32)").slice(0, 10)).to.have.length(10);
  });
});
