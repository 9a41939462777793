// A node whose chain is a made-up history: answers over HTTP what an indexer asks, and nothing else.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContractName, Deployment } from "@mingzhang/sdk/api";
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import { addressOf } from "./emitted.ts";
import type { History } from "./history.ts";

const CHAIN_ID = 31_399;
export const RECORDS_PER_BLOCK = 250;

const hex = (value: number): Hex => `0x${value.toString(16)}`;
const hashOf = (kind: number, number: number): Hex =>
  `0x${kind.toString(16).padStart(2, "0")}${number.toString(16).padStart(62, "0")}`;

interface Call {
  id: number;
  method: string;
  params: unknown[];
}

export class MadeUpNode {
  readonly deployment: Deployment;
  readonly #history: History;
  readonly #server: Server;
  /** Number of the last block that it tells of. */
  head: number;
  url = "";

  constructor(history: History) {
    this.#history = history;
    // Block 0 is empty, block 1 the deployment's.
    this.head = 1 + Math.ceil(history.records / RECORDS_PER_BLOCK);
    this.deployment = {
      chainId: CHAIN_ID,
      genesisHash: hashOf(1, 0),
      deployBlock: 1,
      deployBlockHash: hashOf(1, 1),
      deployedAt: "2024-01-01T00:00:00Z",
      contracts: Object.fromEntries(CONTRACT_NAMES.map((name) => [name, addressOf(name)])) as Record<ContractName, Hex>,
      anchors: [],
      demo: true,
    };
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const asked = JSON.parse(Buffer.concat(parts).toString("utf8")) as Call | Call[];
        const answer = Array.isArray(asked)
          ? `[${asked.map((call) => this.#answer(call)).join(",")}]`
          : this.#answer(asked);
        response.writeHead(200, { "content-type": "application/json" }).end(answer);
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer({ id, method, params }: Call): string {
    const body = (() => {
      switch (method) {
        case "eth_chainId":
          return `"result":"${hex(CHAIN_ID)}"`;
        case "eth_getBlockByNumber":
          return `"result":${this.#block(String(params[0]))}`;
        case "eth_getLogs": {
          const { address, fromBlock, toBlock } = params[0] as { address: Hex[] | Hex; fromBlock: Hex; toBlock: Hex };
          return `"result":[${this.#logs(new Set([address].flat()), Number(fromBlock), Number(toBlock)).join(",")}]`;
        }
        case "eth_getTransactionByHash":
          return '"result":null';
        default:
          return `"error":{"code":-32601,"message":"This chain is made up and does not know ${method}."}`;
      }
    })();
    return `{"jsonrpc":"2.0","id":${id},${body}}`;
  }

  #timeOf(block: number): number {
    // A second a block, so that time never goes back within a day.
    return this.#history.dayOf(Math.max(0, (block - 2) * RECORDS_PER_BLOCK)) * 86_400 + (block % 80_000);
  }

  #block(at: string): string {
    const number = at === "latest" ? this.head : Number(at);
    if (number > this.head) return "null";
    const parentHash = number === 0 ? hashOf(0, 0) : hashOf(1, number - 1);
    const timestamp = hex(this.#timeOf(number));
    return JSON.stringify({ number: hex(number), hash: hashOf(1, number), parentHash, timestamp });
  }

  /** The anchors' contract, which is asked for by itself, has none. */
  #logs(of: ReadonlySet<Hex>, from: number, to: number): string[] {
    const logs: string[] = [];
    if (of.size === 1 && of.has(this.deployment.contracts.checkpointAnchor)) return logs;
    const end = Math.min(this.#history.records, (to - 1) * RECORDS_PER_BLOCK);
    for (let record = Math.max(0, (from - 2) * RECORDS_PER_BLOCK); record < end; record += 1) {
      const block = 2 + Math.floor(record / RECORDS_PER_BLOCK);
      const { writer, topics, data } = this.#history.at(record);
      if (block > this.head || !of.has(addressOf(writer))) continue;
      const place = { blockNumber: hex(block), blockHash: hashOf(1, block), transactionHash: hashOf(2, block) };
      const index = { transactionIndex: "0x0", logIndex: hex(record % RECORDS_PER_BLOCK) };
      logs.push(JSON.stringify({ address: addressOf(writer), topics, data, ...place, ...index }));
    }
    return logs;
  }
}
