import { expect } from "chai";
import { keccak_256 as library } from "@noble/hashes/sha3.js";
import { hexOf } from "@mingzhang/sdk/hex";
import { keccak, keccakText } from "@mingzhang/sdk/keccak";
import { keccak256 as viem } from "viem";
import { random } from "./random.ts";
import * as naive from "./naive.ts";

describe("Keccak-256", () => {
  it("is that of known texts", () => {
    const examples: [string, string][] = [
      ["", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"],
      ["abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"],
      ["Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"],
    ];
    for (const [input, wanted] of examples) expect(keccakText(input)).to.equal(`0x${wanted}`);
    expect(keccakText("a".repeat(1_000_000))).to.equal(
      "0xfadae6b49f129bbb812be8407b7b2894f34aecf6dbd1f9b0f0c7e9853098fc96",
    );
  });

  it("is the libraries' at every length to 1,200 bytes, whatever was hashed before", () => {
    const r = random(92);
    for (let length = 0; length <= 1_200; length++) {
      const bytes = naive.bytes(r.hex(length));
      const wanted = hexOf(library(bytes));
      expect(hexOf(keccak(bytes)), `seed ${r.seed}, ${length} bytes`).to.equal(wanted);
      expect(viem(bytes)).to.equal(wanted);
    }
    for (let i = 0; i < 3_000; i++) {
      const bytes = naive.bytes(r.hex(r.below(700)));
      expect(hexOf(keccak(bytes)), `seed ${r.seed}`).to.equal(hexOf(library(bytes)));
    }
  });

  it("reads a part of a longer list of bytes, does not alter it, and gives a hash of its own each time", () => {
    const whole = new TextEncoder().encode("xabcx");
    const first = keccak(whole.subarray(1, 4));
    keccak(whole);
    expect(new TextDecoder().decode(whole)).to.equal("xabcx");
    expect(hexOf(first)).to.match(/^0x4e03657a/);
  });
});
