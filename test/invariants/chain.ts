// The real suite on the in-process chain: sends calls at given times, decodes what came of them, reads many accounts at once.
import { LogTree } from "@mingzhang/sdk/tree";
import { leafHash, recordHash, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { recordName } from "@mingzhang/sdk/events";
import { packTerms } from "@mingzhang/sdk/terms";
import { ethers } from "../network.ts";
import type { CitationPlan, Movement } from "./model-types.ts";
import type { World } from "./world.ts";

export interface ChainLog {
  address: Hex;
  topics: Hex[];
  data: Hex;
}

/** What became of a transaction: its logs, or the name of its error. */
export type Result = { ok: true; logs: ChainLog[] } | { ok: false; error: string };

/** Above what any call of these tests uses, within one transaction's bound of 2^24. */
const GAS = ethers.toQuantity(16_000_000);

export class Chain {
  readonly tree = new LogTree();
  private readonly stamps: Hex[] = [];
  private readonly world: World;
  private readonly ledger: string;
  private readonly interfaces: { parseError(data: string): { name: string } | null }[];
  /** Time of the latest block, in seconds. */
  time: number;

  private constructor(world: World, time: number, ledger: string) {
    this.world = world;
    this.time = time;
    this.ledger = ledger;
    const { ledger: book, trail, vault, bankFacts, directory, roster, token } = world;
    this.interfaces = [book, trail, vault, bankFacts, directory, roster, token].map((each) => each.interface);
  }

  /** Starts with the records that stand in the log already. */
  static async of(world: World): Promise<Chain> {
    const latest = await ethers.provider.getBlock("latest");
    if (latest === null) throw new Error("no block");
    const chain = new Chain(world, latest.timestamp, await world.ledger.getAddress());
    const address = [await world.trail.getAddress(), ...world.writers];
    for (const log of await ethers.provider.getLogs({ address, fromBlock: 0 })) {
      const block = await ethers.provider.getBlock(log.blockNumber);
      if (block === null) throw new Error("no block");
      chain.append({ address: log.address as Hex, topics: [...log.topics] as Hex[], data: log.data as Hex }, block);
    }
    return chain;
  }

  get today(): number {
    return Math.floor(this.time / 86_400);
  }

  /** Sends a transaction in a block of its own, `seconds` after the latest one. */
  async send(from: string, to: string, data: string, seconds: number): Promise<Result> {
    this.time += seconds;
    const { provider } = ethers;
    await provider.send("evm_setNextBlockTimestamp", [this.time]);
    try {
      const hash: unknown = await provider.send("eth_sendTransaction", [{ from, to, data, gas: GAS }]);
      const receipt = (await provider.send("eth_getTransactionReceipt", [hash])) as {
        blockNumber: string;
        logs: ChainLog[];
      };
      const block = { number: Number(receipt.blockNumber), timestamp: this.time };
      for (const log of receipt.logs) this.append(log, block);
      return { ok: true, logs: receipt.logs };
    } catch (error) {
      return { ok: false, error: this.errorName(error) };
    }
  }

  /** Calls views of the ledger, all in one go: the mock of a poster passes any call on. */
  async read<T>(calls: string[], decode: (data: string, index: number) => T): Promise<T[]> {
    const results = await this.world.poster.forward.staticCall(calls);
    return results.map(decode);
  }

  async totals(ids: readonly bigint[]): Promise<{ totalIn: bigint; totalOut: bigint }[]> {
    const face = this.world.ledger.interface;
    const calls = ids.map((id) => face.encodeFunctionData("accountOf", [id]));
    return this.read(calls, (data) => {
      const { totalIn, totalOut } = face.decodeFunctionResult("accountOf", data)[0] as {
        totalIn: bigint;
        totalOut: bigint;
      };
      return { totalIn, totalOut };
    });
  }

  /** A citation as the contract takes it, falsified where the plan says so. */
  citation({ movement, size, tampered }: CitationPlan) {
    const known = Math.min(size, this.tree.size);
    const path = movement.record < known ? this.tree.inclusionPath(movement.record, known) : [];
    const stamp = this.stamps[movement.record] ?? ethers.ZeroHash;
    if (tampered === "path") path[0] = ethers.id("another node") as Hex;
    return {
      size,
      stamp: tampered === "stamp" ? ethers.toBeHex(BigInt(stamp) + (1n << 160n), 32) : stamp,
      movement: { ...postedOf(movement), amount: movement.amount + (tampered === "amount" ? 1n : 0n) },
      path,
    };
  }

  private append(log: ChainLog, block: { number: number; timestamp: number }): void {
    if (recordName(log.topics[0]) === null) return;
    const stamp = stampOf({
      blockNumber: BigInt(block.number),
      blockTime: BigInt(block.timestamp),
      writer: log.address,
    });
    if (BigInt(log.topics[1] ?? -1) !== BigInt(this.tree.size)) throw new Error("record out of order");
    this.stamps.push(stamp);
    this.tree.append(leafHash(stamp, recordHash(log.topics, log.data)));
  }

  private errorName(error: unknown): string {
    const data = findData(error);
    if (data === undefined) throw error;
    for (const each of this.interfaces) {
      const parsed = each.parseError(data);
      if (parsed !== null) return parsed.name;
    }
    return data;
  }
}

/** A movement's event fields, as IFundLedger.Posted. */
export function postedOf(movement: Movement) {
  const { record, from, to, amount, fromPosition, toPosition, document, detail } = movement;
  const { kind, flags, code, valueDate, beyond } = movement;
  const terms = packTerms({ kind, flags, code, valueDate, cites: BigInt(movement.cites), beyond });
  return { record, from, to, terms, amount, fromPosition, toPosition, document, detail };
}

/** Revert data somewhere in the chain of causes. */
export function findData(error: unknown): string | undefined {
  for (let at: unknown = error; typeof at === "object" && at !== null;) {
    const { data, cause, error: inner } = at as { data?: unknown; cause?: unknown; error?: unknown };
    if (typeof data === "string" && data.startsWith("0x")) return data;
    if (typeof data === "object" && data !== null && "data" in data && typeof data.data === "string") return data.data;
    at = cause ?? inner;
  }
  return undefined;
}
