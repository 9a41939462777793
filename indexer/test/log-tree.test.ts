// The tiles hold the audit trail's tree: every root and path is the SDK's own, whatever batches, reorgs and kills did.
import type { Problem } from "@mingzhang/sdk/api";
import type { ConsistencyPath, InclusionPath, LogHead, PortableProof } from "@mingzhang/sdk/api-log";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { bytesOf } from "@mingzhang/sdk/hex";
import { leafOf, parseProof } from "@mingzhang/sdk/proof";
import { LogTree } from "@mingzhang/sdk/tree";
import { verifyConsistency, verifyInclusion } from "@mingzhang/sdk/verify";
import { siblingRanges } from "@mingzhang/sdk/tree-paths";
import { expect } from "chai";
import { consistencyAt, inclusionAt, rangeHashes, rootAt } from "../src/read/log-tree.ts";
import { readConfig } from "../src/config.ts";
import { sql } from "../src/store/drizzle.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { truncateTiles, writeTiles } from "../src/store/tiles.ts";
import { randomOf } from "./support/city.ts";
import { chainLog } from "./support/log.ts";
import { onBothEngines } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

const SEED = Number(process.env.MINGZHANG_TEST_SEED ?? 20261128);
const leaf = (text: string) => bytesOf(sha256Hex(new TextEncoder().encode(text)));

onBothEngines("tiles of the log's tree", (engine) => {
  let store: Store;
  const random = randomOf(SEED);
  before(async () => {
    console.log(`      seed ${SEED}`);
    const config = readConfig({ deployment: "{}", ...(await engine.fresh()) });
    store = await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl });
  });
  after(() => store.close());

  /** Some sizes and leaves, and the edges of tiles among them. */
  async function compare(tree: LogTree): Promise<void> {
    const { size } = tree;
    expect(await rootAt(store, size)).to.equal(tree.root());
    if (size === 0) return;
    const edges = [1, 31, 32, 33, 1023, 1024, 1025, size - 1, size].filter((each) => each >= 1 && each <= size);
    const some = () => (random(3) === 0 ? (edges[random(edges.length)] ?? size) : 1 + random(size));
    for (let round = 0; round < 25; round += 1) {
      const [a, b] = [some(), some()];
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const index = random(to);
      const inclusion = { root: tree.root(to), leaf: tree.leaf(index), path: tree.inclusionPath(index, to) };
      expect(await inclusionAt(store, index, to), `${index} of ${to}`).to.deep.equal(inclusion);
      const consistency = { fromRoot: tree.root(from), toRoot: tree.root(to), path: tree.consistencyPath(from, to) };
      expect(await consistencyAt(store, from, to), `${from} to ${to}`).to.deep.equal(consistency);
    }
  }

  it("is the SDK's tree after any batches and cuts", async () => {
    const tree = new LogTree();
    for (let round = 0, made = 0; round < 60; round += 1) {
      const kind = random(4);
      if (kind === 0 && tree.size > 0) {
        const size = random(tree.size + 1);
        const kept = random(2) === 0 ? size : tree.size - (size % 40);
        const to = Math.max(0, kept);
        tree.truncate(to);
        await store.write((db) => truncateTiles(db, to));
      } else {
        const leaves = Array.from({ length: 1 + random(kind === 1 ? 3 : 700) }, () => leaf(`leaf ${(made += 1)}`));
        await store.write((db) => writeTiles(db, tree.size, leaves));
        for (const each of leaves) tree.append(each);
      }
      if (round % 6 === 0) await compare(tree);
    }
    await compare(tree);
    const numbers = Array.from({ length: tree.size }, (_, at) => at).filter(() => random(9) === 0);
    const hashes = await rangeHashes(store, siblingRanges(numbers, tree.size));
    expect(hashes.length).to.be.greaterThan(numbers.length);
  });

  it("refuses to go on from another size than it has, and leaves what it had", async () => {
    const [before] = await store.rows<{ rows: string }>(sql`select json_agg(t)::text as rows from log_tiles t`);
    let said = "";
    try {
      await store.write((db) => writeTiles(db, 1_000_003, [leaf("x")]));
    } catch (error) {
      said = String(error);
    }
    expect(said).to.contain("The store was changed by another hand");
    const [after] = await store.rows<{ rows: string }>(sql`select json_agg(t)::text as rows from log_tiles t`);
    expect(after).to.deep.equal(before);
  });
});

onServedCity("API of the log", (served) => {
  it("has the chain's own tree, and proves any record and any earlier size", async () => {
    const log = await chainLog(served.chain.client, served.suite.deployment);
    const head = await served.get<LogHead>("/v1/log");
    expect([head.size, head.root]).to.deep.equal([log.tree.size, log.tree.root()]);
    // The stand-in suite's log says nothing of itself, which is said and not taken for agreement.
    expect(head.check.result).to.equal("unanswered");
    for (let number = 0; number < head.size; number += 37) {
      const size = Math.min(head.size, number + 1 + (number % 91));
      const found = await served.get<InclusionPath>(`/v1/log/inclusion?number=${number}&size=${size}`);
      expect(found.leaf).to.equal(log.records[number]?.leaf);
      expect(found.root).to.equal(log.tree.root(size));
      expect(verifyInclusion(found.leaf, number, size, found.root, found.path)).to.equal(true);
      const way = await served.get<ConsistencyPath>(`/v1/log/consistency?from=${size}`);
      expect(verifyConsistency(size, way.fromRoot, way.to, way.toRoot, way.path)).to.equal(true);
      expect([way.fromRoot, way.to, way.toRoot]).to.deep.equal([log.tree.root(size), head.size, head.root]);
    }
  });

  it("gives portable proofs that a verifier accepts", async () => {
    const head = await served.get<LogHead>("/v1/log");
    for (const number of [0, 1, 17, head.size - 1]) {
      const proof = parseProof(await served.get<PortableProof>(`/v1/records/${number}/proof`));
      const { size, root, blockHash } = proof.checkpoint;
      expect([size, root, blockHash]).to.deep.equal([head.size, head.root, head.block.hash]);
      const { leaf: computed } = leafOf(proof.record);
      expect(verifyInclusion(computed, number, size, root, proof.path)).to.equal(true);
      expect(BigInt(proof.record.topics[1] ?? -1)).to.equal(BigInt(number));
    }
  });

  it("says what to do where there is no such record or size", async () => {
    const head = await served.get<LogHead>("/v1/log");
    const wrong: [string, number, string][] = [
      [`/v1/records/${head.size}/proof`, 404, "numbered from 0"],
      [`/v1/log/inclusion?number=${head.size}`, 400, `Give a record below ${head.size}`],
      [`/v1/log/inclusion?number=0&size=${head.size + 1}`, 400, `The log has ${head.size} records`],
      ["/v1/log/inclusion?size=1", 400, "number"],
      ["/v1/log/consistency?from=0", 400, "Give a size of the log from 1"],
      [`/v1/log/consistency?from=9&to=8`, 400, "Give a size from 1 to 8"],
      ["/v1/log/consistency?from=1&too=2", 400, "too"],
    ];
    for (const [path, status, detail] of wrong) {
      const answer = await served.fetch(path);
      const problem = (await answer.json()) as Problem;
      expect([answer.status, answer.headers.get("content-type")], path).to.deep.equal([
        status,
        "application/problem+json",
      ]);
      expect(problem.detail, path).to.contain(detail);
    }
  });
});
