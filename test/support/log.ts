// Rebuilds the log's leaves from raw events, as any outsider can, and holds the contract's tree against them.
import { expect } from "chai";
import type { Log } from "ethers";
import type { AuditTrail } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";
import { leafHash, rootOf, sha256 } from "./merkle.ts";
import type { Hash } from "./merkle.ts";

/** Events that are not records. */
const NOT_RECORDS = new Set(
  ["Sealed(uint64,bytes32)", "PushFailed(uint32,address,uint256)", "AuthorityUpdated(address)"].map(ethers.id),
);

/** One record with its leaf. */
export interface Leaf {
  log: Log;
  record: Hash;
  stamp: Hash;
  leaf: Hash;
}

/** SHA-256(count of topics as a word | topics | data). */
export function recordOf(log: Pick<Log, "topics" | "data">): Hash {
  return sha256(ethers.toBeHex(log.topics.length, 32), ...log.topics, log.data);
}

/** version 8 | block number 48 | block time 40 | writer 160. */
export function stampOf(block: { number: number; timestamp: number }, writer: string): Hash {
  const word = (1n << 248n) | (BigInt(block.number) << 200n) | (BigInt(block.timestamp) << 160n) | BigInt(writer);
  return ethers.toBeHex(word, 32);
}

/** Every record of the given writers, in the order of the log. Fails unless they are numbered without a gap. */
export async function leavesOf(writers: readonly string[]): Promise<Leaf[]> {
  const logs = await ethers.provider.getLogs({ address: [...writers], fromBlock: 0 });
  const leaves: Leaf[] = [];
  for (const log of logs) {
    if (NOT_RECORDS.has(log.topics[0] ?? "")) continue;
    expect(BigInt(log.topics[1] ?? -1), "record number").to.equal(BigInt(leaves.length));
    const block = await ethers.provider.getBlock(log.blockNumber);
    if (block === null) throw new Error(`no block ${log.blockNumber}`);
    const record = recordOf(log);
    const stamp = stampOf(block, log.address);
    leaves.push({ log, record, stamp, leaf: leafHash(stamp, record) });
  }
  return leaves;
}

/** Holds the log's size and root against the events of its writers (its own are always among them). */
export async function expectLogIntact(trail: AuditTrail, writers: readonly string[]): Promise<Leaf[]> {
  const leaves = await leavesOf([await trail.getAddress(), ...writers]);
  expect(await trail.size()).to.equal(BigInt(leaves.length));
  expect(await trail.root()).to.equal(rootOf(leaves.map((leaf) => leaf.leaf)));
  return leaves;
}
