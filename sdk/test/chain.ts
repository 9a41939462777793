// A chain that exists in memory: enough of an RPC for the SDK's reading helpers, able to lie and to refuse.
import {
  createClient,
  custom,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  numberToHex,
  type AbiEvent,
  type AbiParameter,
  type Client,
} from "viem";
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import type { Deployment } from "@mingzhang/sdk/deployment";
import type { RecordArgs, RecordName } from "@mingzhang/sdk/events";
import * as naive from "./naive.ts";

type Hex = `0x${string}`;

const address = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const word = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;

export const deployment: Deployment = {
  chainId: 31337,
  genesisHash: word(0xaa),
  deployBlock: 1,
  deployBlockHash: word(0x1001),
  deployedAt: "2026-11-23T00:00:00Z",
  contracts: {
    accessManager: address(0xa0),
    auditTrail: address(0xa1),
    directory: address(0xa2),
    roster: address(0xa3),
    fundLedger: address(0xa4),
    vault: address(0xa5),
    procedures: address(0xa6),
    serviceApprovals: address(0xa7),
    ledgerOrders: address(0xa8),
    ledgerOpenings: address(0xa9),
    standingOrders: address(0xaa),
    bankFacts: address(0xab),
    permits: address(0xac),
    seats: address(0xad),
    checkpointAnchor: address(0xae),
  },
  anchors: [],
  demo: true,
};

export interface FakeLog {
  address: Hex;
  topics: Hex[];
  data: Hex;
  block: number;
  logIndex: number;
}

export const START = 1_795_000_000;
export const timeOf = (block: number): number => START + 12 * block;
export const blockHash = (block: number): Hex => word(0x1000 + block);
export const txHash = (block: number): Hex => word(0x2000 + block);

/** Logs with what an RPC says about them. Change `logs`, `root`, `size` to make it lie. */
export class FakeChain {
  logs: FakeLog[] = [];
  head = 0;
  requests: string[] = [];
  /** eth_getLogs answers an error above this many logs. */
  limit = Infinity;
  withTimestamps = true;
  /** What the RPC says of the logs and of their transactions. */
  removed = false;
  status: Hex = "0x1";
  sender: Hex = address(0xe0);
  root: Hex | null = null;

  /** Emits a record event under the next number; several in one block if `sameBlock`. */
  emit<N extends RecordName>(from: Hex, name: N, args: Omit<RecordArgs<N>, "record">, sameBlock = false): number {
    const number = this.logs.filter((log) => log.topics[1] !== undefined && log.data !== "0x00").length;
    const event = recordEventsAbi.find((item) => item.name === name) as AbiEvent;
    const values: Record<string, unknown> = { ...args, record: BigInt(number) };
    const plain = event.inputs.filter((input) => !input.indexed);
    const topics = encodeEventTopics({ abi: [event], eventName: event.name, args: values }) as Hex[];
    const data = encodeAbiParameters(
      plain as AbiParameter[],
      plain.map((input) => values[input.name ?? ""]),
    );
    this.add({ address: from, topics, data }, sameBlock);
    return number;
  }

  add(log: Pick<FakeLog, "address" | "topics" | "data">, sameBlock = false): void {
    if (!sameBlock || this.head === 0) this.head++;
    const logIndex = this.logs.filter((other) => other.block === this.head).length;
    this.logs.push({ ...log, block: this.head, logIndex });
  }

  /** Leaf hashes of all logs emitted, the naive way. */
  leaves(): Buffer[] {
    return this.logs.map((log) => {
      const stamp = naive.stamp(log.block, timeOf(log.block), log.address);
      return naive.leaf(Buffer.concat([stamp, naive.record(log.topics, log.data)]));
    });
  }

  client(): Client {
    const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
      this.requests.push(method);
      return this.answer(method, (params ?? []) as unknown[]);
    };
    return createClient({ transport: custom({ request }, { retryCount: 0 }) });
  }

  private answer(method: string, params: unknown[]): unknown {
    const [first] = params;
    if (method === "eth_blockNumber") return numberToHex(this.head);
    if (method === "eth_getLogs") return this.getLogs(first as Filter);
    if (method === "eth_getBlockByNumber") return blockOf(Number(first));
    if (method === "eth_getBlockByHash") return blockOf(Number(BigInt(first as Hex)) - 0x1000);
    if (method === "eth_getTransactionReceipt") return this.receipt(first as Hex);
    if (method === "eth_call") return this.call((first as { data: Hex }).data);
    throw new Error(`the fake chain does not know ${method}`);
  }

  private getLogs({ address: addresses, topics, fromBlock, toBlock }: Filter): unknown[] {
    const found = this.logs.filter(
      (log) =>
        addresses.map((one) => one.toLowerCase()).includes(log.address) &&
        log.block >= Number(fromBlock) &&
        log.block <= Number(toBlock) &&
        topics.every((topic, i) => topic === null || [topic].flat().includes(log.topics[i] ?? "0x")),
    );
    if (found.length > this.limit) throw Object.assign(new Error("query returned more than allowed"), { code: -32005 });
    return found.map((log) => this.rpcLog(log));
  }

  private receipt(hash: Hex): unknown {
    const logs = this.logs.filter((log) => txHash(log.block) === hash);
    return logs.length === 0
      ? null
      : { status: this.status, from: this.sender, logs: logs.map((log) => this.rpcLog(log)) };
  }

  private call(data: Hex): Hex {
    const { functionName } = decodeFunctionData({ abi: auditTrailAbi, data });
    if (functionName === "size") {
      return encodeFunctionResult({ abi: auditTrailAbi, functionName, result: BigInt(this.logs.length) });
    }
    if (functionName !== "root") throw new Error(`the fake log does not know ${functionName}`);
    const result = this.root ?? naive.hex(naive.root(this.leaves()));
    return encodeFunctionResult({ abi: auditTrailAbi, functionName, result });
  }

  private rpcLog(log: FakeLog): unknown {
    return {
      address: log.address,
      topics: log.topics,
      data: log.data,
      blockNumber: numberToHex(log.block),
      blockHash: blockHash(log.block),
      transactionHash: txHash(log.block),
      transactionIndex: "0x0",
      logIndex: numberToHex(log.logIndex),
      removed: this.removed,
      ...(this.withTimestamps ? { blockTimestamp: numberToHex(timeOf(log.block)) } : {}),
    };
  }
}

interface Filter {
  address: Hex[];
  topics: (Hex | Hex[] | null)[];
  fromBlock: Hex;
  toBlock: Hex;
}

function blockOf(number: number): unknown {
  return {
    number: numberToHex(number),
    hash: blockHash(number),
    timestamp: numberToHex(timeOf(number)),
    transactions: [],
  };
}
