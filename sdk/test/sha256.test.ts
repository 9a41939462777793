import { createHash } from "node:crypto";
import { expect } from "chai";
import { sha256 as library } from "@noble/hashes/sha2.js";
import { hexOf } from "@mingzhang/sdk/hex";
import { sha256 } from "@mingzhang/sdk/sha256";
import { random } from "./random.ts";
import * as naive from "./naive.ts";

const text = (value: string) => new TextEncoder().encode(value);

describe("SHA-256", () => {
  it("is that of FIPS 180-4's examples", () => {
    const examples: [string, string][] = [
      ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
      ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
      [
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      ],
    ];
    for (const [input, wanted] of examples) expect(hexOf(sha256(text(input)))).to.equal(`0x${wanted}`);
    const million = hexOf(sha256(text("a".repeat(1_000_000))));
    expect(million).to.equal("0xcdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  });

  it("is the library's and OpenSSL's at every length to 1,200 bytes, whatever was hashed before", () => {
    const r = random(91);
    for (let length = 0; length <= 1_200; length++) {
      const bytes = naive.bytes(r.hex(length));
      const wanted = `0x${createHash("sha256").update(bytes).digest("hex")}`;
      expect(hexOf(sha256(bytes)), `seed ${r.seed}, ${length} bytes`).to.equal(wanted);
      expect(hexOf(library(bytes))).to.equal(wanted);
    }
    for (let i = 0; i < 3_000; i++) {
      const bytes = naive.bytes(r.hex(r.below(700)));
      expect(hexOf(sha256(bytes)), `seed ${r.seed}`).to.equal(hexOf(library(bytes)));
    }
  });

  it("does not alter its input, and gives a hash of its own each time", () => {
    const input = text("abc");
    const first = sha256(input);
    sha256(text("other"));
    expect(input).to.deep.equal(text("abc"));
    expect(hexOf(first)).to.match(/^0xba7816bf/);
  });
});
