import { expect } from "chai";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { leafHash, readStamp, recordHash, sha256Hex, stampOf } from "@mingzhang/sdk/hash";
import {
  appendLogs,
  citationFor,
  emptyLog,
  readRecords,
  type RecordLog,
  SEALED_TOPIC,
  sealedSizes,
} from "@mingzhang/sdk/log";
import type { Hex } from "@mingzhang/sdk/hex";
import { packTerms } from "@mingzhang/sdk/terms";
import { verifyInclusion } from "@mingzhang/sdk/verify";
import { deployment, FakeChain, timeOf } from "./chain.ts";
import * as naive from "./naive.ts";
import { random } from "./random.ts";
import { refusal, rejection } from "./refusal.ts";

const { auditTrail, directory, fundLedger } = deployment.contracts;
const r = random(10);
const zero = `0x${"0".repeat(64)}` as const;

function movement(n: number) {
  const from = accountNumber("fund", 1);
  const terms = packTerms({ kind: 4, flags: 0, code: 0, valueDate: 20_780, cites: 0n, beyond: 0n });
  const rest = { amount: BigInt(n + 1), fromPosition: BigInt(n), toPosition: 0n, document: zero, detail: r.hex(32) };
  return { from, to: accountNumber("commitment", n + 1), terms, ...rest };
}

/** Doors of the directory and the ledger, then parties and movements in blocks of one to five records. */
function chainOf(records: number): FakeChain {
  const chain = new FakeChain();
  chain.emit(auditTrail, "DoorOpened", { door: directory });
  chain.emit(auditTrail, "DoorOpened", { door: fundLedger }, true);
  for (let i = 2; i < records; i++) {
    const same = r.below(5) !== 0;
    const party = { party: i, kind: 2, parent: 0, name: "教育部\u202e", otherName: "", scheme: "", identifier: "" };
    if (i % 4 === 0) chain.emit(directory, "PartyRegistered", party, same);
    else chain.emit(fundLedger, "Movement", movement(i), same);
  }
  return chain;
}

const read = (chain: FakeChain, log: RecordLog = emptyLog(auditTrail, 1n)) => readRecords(chain.client(), log);

describe("the hashes of the log", () => {
  it("are the naive ones, for any event", () => {
    for (let i = 0; i < 500; i++) {
      const topics = Array.from({ length: r.below(5) }, () => r.hex(32));
      const data = r.hex(r.below(400));
      const writer = r.hex(20);
      const [blockNumber, blockTime] = [r.bits(48), r.bits(40)];
      const record = recordHash(topics, data);
      expect(record, `seed ${r.seed}`).to.equal(naive.hex(naive.record(topics, data)));
      const stamp = stampOf({ blockNumber, blockTime, writer });
      expect(stamp).to.equal(naive.hex(naive.stamp(Number(blockNumber), Number(blockTime), writer)));
      expect(readStamp(stamp)).to.deep.equal({ blockNumber, blockTime, writer });
      const leaf = naive.hex(naive.leaf(Buffer.concat([naive.bytes(stamp), naive.bytes(record)])));
      expect(leafHash(stamp, record)).to.equal(leaf);
    }
    expect(sha256Hex(new Uint8Array())).to.equal(naive.hex(naive.sha256()));
  });

  it("refuse what is malformed", () => {
    const fields = { blockNumber: 1n, blockTime: 1n, writer: auditTrail };
    refusal(() => stampOf({ ...fields, blockNumber: 1n << 48n }), "LOG_INVALID");
    refusal(() => stampOf({ ...fields, blockTime: 1n << 40n }), "LOG_INVALID");
    refusal(() => stampOf({ ...fields, blockNumber: -1n }), "LOG_INVALID");
    refusal(() => stampOf({ ...fields, writer: "0x12" }), "LOG_INVALID");
    refusal(() => readStamp(`0x02${"0".repeat(62)}`), "LOG_INVALID");
    refusal(() => readStamp("0x01"), "LOG_INVALID");
    refusal(() => recordHash(["0x12"], "0x"), "LOG_INVALID");
    refusal(() => recordHash([], "0x123"), "LOG_INVALID");
    refusal(() => recordHash([], "0xzz"), "LOG_INVALID");
    refusal(() => leafHash("0x", zero), "LOG_INVALID");
  });
});

describe("reading the log from a chain", () => {
  it("rebuilds every leaf and the root, and goes on where it stopped", async () => {
    const chain = chainOf(60);
    const log = await read(chain);
    expect(log.records.map((record) => record.leaf)).to.deep.equal(chain.leaves().map(naive.hex));
    expect(log.tree.root()).to.equal(naive.hex(naive.root(chain.leaves())));
    for (let i = 0; i < 9; i++) chain.emit(fundLedger, "Movement", movement(100 + i));
    await read(chain, log);
    expect(log.records).to.have.length(69);
    expect(log.tree.root()).to.equal(naive.hex(naive.root(chain.leaves())));
    expect(log.nextBlock).to.equal(BigInt(chain.head) + 1n);
    await read(chain, log);
    expect(log.records).to.have.length(69);
  });

  it("halves ranges that the RPC refuses", async () => {
    const chain = chainOf(80);
    chain.limit = 25;
    const log = await read(chain);
    expect(log.records).to.have.length(80);
    expect(chain.requests.filter((method) => method === "eth_getLogs").length).to.be.above(6);
  });

  it("gives up where even one block is refused", async () => {
    const chain = chainOf(30);
    chain.limit = 0;
    let failed = false;
    await read(chain).catch(() => (failed = true));
    expect(failed).to.equal(true);
  });

  it("asks for block times where the RPC's logs have none", async () => {
    const chain = chainOf(40);
    chain.withTimestamps = false;
    const log = await read(chain);
    expect(log.tree.root()).to.equal(naive.hex(naive.root(chain.leaves())));
    expect(log.records[3]?.blockTime).to.equal(BigInt(timeOf(chain.logs[3]?.block ?? 0)));
  });

  it("notices a missing, a doubled and an altered record, and keeps what it had", async () => {
    const chain = chainOf(40);
    const log = await read(chain);
    const root = log.tree.root();
    chain.emit(fundLedger, "Movement", movement(200));
    chain.emit(fundLedger, "Movement", movement(201));
    const whole = [...chain.logs];

    chain.logs = whole.filter((_, i) => i !== 40);
    expect((await rejection(read(chain, log), "LOG_INCOMPLETE")).remedy).to.include("Number 40 is missing");
    chain.logs = whole.slice(0, 41).concat(whole.slice(40));
    await rejection(read(chain, log), "LOG_INCOMPLETE");

    chain.logs = whole;
    chain.root = r.hex(32);
    await rejection(read(chain, log), "CHAIN_DIFFERS");
    expect(log.tree.size).to.equal(40);
    expect(log.records).to.have.length(40);
    expect(log.tree.root()).to.equal(root);

    chain.root = null;
    await read(chain, log);
    expect(log.records).to.have.length(42);
  });

  it("finds sealed sizes", async () => {
    const chain = new FakeChain();
    for (const size of [3, 17]) {
      chain.add({
        address: auditTrail,
        topics: [SEALED_TOPIC, `0x${size.toString(16).padStart(64, "0")}`],
        data: zero,
      });
    }
    expect(await sealedSizes(chain.client(), auditTrail, 1n)).to.deep.equal([3n, 17n]);
  });
});

describe("citations", () => {
  it("prove every movement against every size that holds it", async () => {
    const chain = chainOf(40);
    const log = await read(chain);
    for (let index = 0; index < 40; index++) {
      const isMovement = chain.logs[index]?.address === fundLedger;
      for (let size = index + 1; size <= 40; size++) {
        if (!isMovement) {
          refusal(() => citationFor(log, index, size), "NOT_A_MOVEMENT");
          continue;
        }
        const citation = citationFor(log, BigInt(index), BigInt(size));
        const leaf = log.records[index]?.leaf ?? "0x";
        expect(citation.movement.record).to.equal(BigInt(index));
        expect(citation.stamp).to.equal(log.records[index]?.stamp);
        expect(verifyInclusion(leaf, index, citation.size, log.tree.root(size), citation.path)).to.equal(true);
      }
    }
  });

  it("refuse sizes that do not hold the record or were not read", async () => {
    const log = await read(chainOf(10));
    for (const size of [3n, 0n, 11n, -1n]) refusal(() => citationFor(log, 3n, size), "LOG_INVALID");
    refusal(() => citationFor(log, 10, 10), "LOG_INVALID");
    refusal(() => citationFor(log, -1, 10), "LOG_INVALID");
  });
});

describe("speed", () => {
  it("hashes 100,000 records into a tree within a few seconds of processor time", () => {
    const chain = chainOf(3);
    const { address, data, topics } = chain.logs[2] ?? expect.fail("no movement");
    const logs = Array.from({ length: 100_000 }, (_, i) => {
      const record: Hex = `0x${i.toString(16).padStart(64, "0")}`;
      const place = { blockNumber: BigInt(i), blockHash: zero, blockTime: 1n, transactionHash: zero, logIndex: 0 };
      return { ...place, address, data, topics: [...topics.slice(0, 1), record, ...topics.slice(2)] };
    });
    const times = logs.map(() => 1n);
    const log = emptyLog(auditTrail, 0n);
    const started = process.cpuUsage();
    appendLogs(log, logs, times);
    log.tree.root();
    const { user, system } = process.cpuUsage(started);
    // 1.5 s to 2 s; the bound only catches an algorithm gone wrong.
    expect((user + system) / 1e6).to.be.below(15);
    if (process.env.SHOW_SPEED !== undefined) console.log(`      ${((user + system) / 1e6).toFixed(2)} s`);
  });
});
