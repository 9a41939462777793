// What pages and documents share stands in both as it is written once; deployed code is compared byte by byte.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { bytesOf, type Hex, hexOf } from "@mingzhang/sdk/hex";
import { learnFiles } from "../../scripts/learn.ts";
import { artifactOf, compareCode } from "../../scripts/sources/code.ts";

describe("what is written once", () => {
  it("stands in the glossary of the documents and in the examples of the pages", async () => {
    for (const [path, text] of Object.entries(await learnFiles())) {
      expect(readFileSync(path, "utf8"), `${path}: npm run learn`).to.equal(text);
    }
  });

  it("has every term in both languages, once", () => {
    const path = new URL("../../web/messages/glossary.json", import.meta.url);
    type Both = Record<"en" | "zh", string>;
    const sections = JSON.parse(readFileSync(path, "utf8")) as { terms: { id: string; word: Both; meaning: Both }[] }[];
    const terms = sections.flatMap((section) => section.terms);
    expect(new Set(terms.map((term) => term.id)).size).to.equal(terms.length);
    for (const { id, word, meaning } of terms) {
      for (const text of [word.en, word.zh, meaning.en, meaning.zh]) expect(text.trim(), id).to.not.equal("");
      expect(/\p{Script=Han}/u.test(meaning.zh), id).to.equal(true);
    }
  });
});

describe("code of contracts against their sources", () => {
  const artifact = artifactOf("contracts/ledger/FundLedger.sol", "FundLedger");
  const library = "ab".repeat(20);
  const deployed = bytesOf(artifact.deployedBytecode.replace(/__\$[0-9a-f]{34}\$__/g, library) as Hex);
  const immutables = Object.values(artifact.immutableReferences).flat();
  for (const { start, length } of immutables) deployed.fill(0xcd, start, start + length);

  it("leaves immutables and libraries free, and names the libraries", () => {
    expect(immutables.length).to.be.greaterThan(0);
    const { same, at, libraries } = compareCode(artifact, hexOf(deployed));
    expect([same, at]).to.deep.equal([true, null]);
    expect(Object.values(libraries)).to.deep.equal([`0x${library}`]);
  });

  it("finds one byte that differs, and code that is longer, shorter or missing", () => {
    const changed = deployed.slice();
    const place = 100;
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(compareCode(artifact, hexOf(changed))).to.include({ same: false, at: place });
    expect(compareCode(artifact, hexOf(deployed.slice(0, -1))).at).to.equal(deployed.length - 1);
    expect(compareCode(artifact, `${hexOf(deployed)}00`).at).to.equal(deployed.length);
    expect(compareCode(artifact, "0x").same).to.equal(false);
  });
});
