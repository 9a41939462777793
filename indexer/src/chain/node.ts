// Asks the chain's node: headers and raw logs, without viem's formatting, which costs more than the rest together.
import { createClient, http, numberToHex, webSocket } from "viem";
import { readContract } from "viem/actions";
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { RECORD_TOPICS } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";

/** Header fields that the journal keeps. */
export interface Header {
  number: number;
  hash: Hex;
  parentHash: Hex;
  /** Seconds since 1970. */
  time: number;
}

/** A log as the node answers it. */
export interface NodeLog {
  address: Hex;
  topics: Hex[];
  data: Hex;
  blockNumber: Hex;
  blockHash: Hex;
  transactionHash: Hex;
  transactionIndex: Hex;
  logIndex: Hex;
}

export interface Node {
  chainId(): Promise<number>;
  /** Null where the chain has no such block. */
  header(block: number | "latest"): Promise<Header | null>;
  /** Logs of record events of the suite, in order. */
  logs(addresses: readonly Hex[], from: number, to: number): Promise<NodeLog[]>;
  sender(transaction: Hex): Promise<Hex | null>;
  /** Size and root of the audit trail after a block, as the contract itself says. */
  logRoot(trail: Hex, block: number): Promise<{ size: number; root: Hex }>;
}

/** @param timeout milliseconds that one answer may take */
export function connectNode(url: string, timeout = 30_000): Node {
  const over = (batch: boolean) =>
    /^wss?:/.test(url)
      ? webSocket(url, { timeout })
      : http(url, { timeout, retryCount: 0, batch: batch && { batchSize: 200 } });
  const small = createClient({ transport: over(true) });
  const large = createClient({ transport: over(false) });
  return {
    chainId: async () => Number(await small.request({ method: "eth_chainId" })),
    header: async (block) => {
      const at = block === "latest" ? block : numberToHex(block);
      const found = await small.request({ method: "eth_getBlockByNumber", params: [at, false] });
      if (found === null || found.hash === null || found.number === null) return null;
      return {
        number: Number(found.number),
        hash: found.hash,
        parentHash: found.parentHash,
        time: Number(found.timestamp),
      };
    },
    logs: async (addresses, from, to) => {
      const logs = await large.request({
        method: "eth_getLogs",
        params: [
          {
            address: [...addresses],
            topics: [[...RECORD_TOPICS]],
            fromBlock: numberToHex(from),
            toBlock: numberToHex(to),
          },
        ],
      });
      return logs.map(mined);
    },
    sender: async (transaction) => {
      const found = await small.request({ method: "eth_getTransactionByHash", params: [transaction] });
      return found?.from ?? null;
    },
    logRoot: async (trail, block) => {
      const at = { address: trail, abi: auditTrailAbi, blockNumber: BigInt(block) } as const;
      const [size, root] = await Promise.all([
        readContract(small, { ...at, functionName: "size" }),
        readContract(small, { ...at, functionName: "root" }),
      ]);
      return { size: Number(size), root };
    },
  };
}

function mined(log: {
  [K in keyof NodeLog]: NodeLog[K] | null;
}): NodeLog {
  const { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, logIndex } = log;
  if (
    address === null ||
    topics === null ||
    data === null ||
    blockNumber === null ||
    blockHash === null ||
    transactionHash === null ||
    transactionIndex === null ||
    logIndex === null
  ) {
    throw new Error("The node answered with a log of a block that is not mined yet.");
  }
  return { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, logIndex };
}
