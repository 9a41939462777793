import { readFileSync } from "node:fs";
import { expect } from "chai";
import { RECORD_TOPICS } from "@mingzhang/sdk/events";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import { leafHash, recordHash, stampOf } from "@mingzhang/sdk/hash";
import { verifyConsistency, verifyInclusion } from "@mingzhang/sdk/verify";
import * as naive from "./naive.ts";

type Hex = `0x${string}`;

interface Vectors {
  version: number;
  records: {
    number: number;
    event: keyof typeof recordTopics;
    writer: Hex;
    blockNumber: number;
    blockTime: number;
    topics: Hex[];
    data: Hex;
    record: Hex;
    stamp: Hex;
    leaf: Hex;
  }[];
  roots: { size: number; root: Hex }[];
  inclusion: { index: number; size: number; path: Hex[] }[];
  consistency: { size1: number; size2: number; path: Hex[] }[];
}

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const vectors = JSON.parse(read("log-vectors.json")) as Vectors;
const leaves = vectors.records.map(({ leaf }) => naive.bytes(leaf));
const rootAt = (size: number): Hex => vectors.roots[size]?.root ?? "0x";

describe("the test vectors of docs/LOG.md", () => {
  it("have the records, stamps and leaves that a plain implementation finds", () => {
    expect(vectors.version).to.equal(1);
    expect(vectors.records).to.have.length(13);
    for (const [number, vector] of vectors.records.entries()) {
      expect(vector.number).to.equal(number);
      expect(vector.topics[0]).to.equal(recordTopics[vector.event]);
      expect(BigInt(vector.topics[1] ?? -1)).to.equal(BigInt(number));
      expect(naive.hex(naive.record(vector.topics, vector.data))).to.equal(vector.record);
      const stamp = naive.stamp(vector.blockNumber, vector.blockTime, vector.writer);
      expect(naive.hex(stamp)).to.equal(vector.stamp);
      expect(naive.hex(naive.leaf(Buffer.concat([stamp, naive.bytes(vector.record)])))).to.equal(vector.leaf);
    }
  });

  it("have its roots and paths", () => {
    for (const [size, vector] of vectors.roots.entries()) {
      expect(vector).to.deep.equal({ size, root: naive.hex(naive.root(leaves.slice(0, size))) });
    }
    for (const { index, size, path } of vectors.inclusion) {
      expect(path).to.deep.equal(naive.inclusion(index, leaves.slice(0, size)).map(naive.hex));
    }
    for (const { size1, size2, path } of vectors.consistency) {
      expect(path).to.deep.equal(naive.consistency(size1, leaves.slice(0, size2)).map(naive.hex));
    }
  });

  it("are what the SDK finds", () => {
    for (const vector of vectors.records) {
      const { blockNumber, blockTime, writer } = vector;
      expect(recordHash(vector.topics, vector.data)).to.equal(vector.record);
      const stamp = stampOf({ blockNumber: BigInt(blockNumber), blockTime: BigInt(blockTime), writer });
      expect(stamp).to.equal(vector.stamp);
      expect(leafHash(stamp, vector.record)).to.equal(vector.leaf);
    }
    for (const { index, size, path } of vectors.inclusion) {
      const leaf = vectors.records[index]?.leaf ?? "0x";
      expect(verifyInclusion(leaf, index, size, rootAt(size), path)).to.equal(true);
    }
    for (const { size1, size2, path } of vectors.consistency) {
      expect(verifyConsistency(size1, rootAt(size1), size2, rootAt(size2), path)).to.equal(true);
    }
  });

  it("are the hashes that the page prints", () => {
    const page = read("LOG.md");
    const text = read("log-vectors.json");
    const printed = page.match(/^[0-9a-f]{64}\b/gm) ?? [];
    expect(printed.length).to.be.above(10);
    for (const hash of printed) {
      const isTopicCount = /^0{63}3$/.test(hash);
      expect(isTopicCount || text.includes(hash), hash).to.equal(true);
    }
  });

  it("come with a page that lists every record event", () => {
    const table = /## Which events are records\n([^]*?)\nNot records/.exec(read("LOG.md"))?.[1] ?? "";
    const listed = table.match(/\b(?:[A-Z][a-z]+){1,2}\b(?=[,\s|])/g) ?? [];
    for (const name of Object.keys(recordTopics)) expect(listed, name).to.include(name);
    expect(RECORD_TOPICS).to.have.length(Object.keys(recordTopics).length);
  });
});
