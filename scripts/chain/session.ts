// One office at work on one deployment: who sends, what is batched, and the audit trail as read so far.
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeRecord } from "@mingzhang/sdk/events";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { citationFor, emptyLog, readRecords } from "@mingzhang/sdk/log";
import type { Citation, RecordLog } from "@mingzhang/sdk/log";
import { encodeFunctionData } from "viem";
import type { Account } from "viem";
import { ChainError } from "./failures.ts";
import { Batcher } from "./forward.ts";
import { connectChain, Sender } from "./sender.ts";
import type { ChainClients } from "./sender.ts";

/** Accounts that an import or a seed acts with. */
export interface Offices {
  /** Holds a treasurer's seat at the treasury: forwards postings. */
  treasurer: Account;
  /** Holds the registry role: registers parties. */
  registry: Account;
}

export class Session {
  readonly clients: ChainClients;
  readonly deployment: Deployment;
  readonly treasurer: Sender;
  readonly registry: Sender;
  readonly batcher: Batcher;
  readonly #log: RecordLog;
  #visited = 0;

  private constructor(clients: ChainClients, deployment: Deployment, treasurer: Sender, registry: Sender) {
    this.clients = clients;
    this.deployment = deployment;
    this.treasurer = treasurer;
    this.registry = registry;
    this.batcher = new Batcher(treasurer, deployment.contracts.treasuryPoster);
    this.#log = emptyLog(deployment.contracts.auditTrail, BigInt(deployment.deployBlock));
  }

  /** @throws ChainError if the RPC serves another chain than the deployment was made on */
  static async open(rpcUrl: string, deployment: Deployment, offices: Offices): Promise<Session> {
    const clients = await connectChain(rpcUrl);
    const block = await clients.publicClient
      .getBlock({ blockNumber: BigInt(deployment.deployBlock) })
      .catch(() => null);
    if (clients.chain.id !== deployment.chainId || block?.hash !== deployment.deployBlockHash) {
      throw new ChainError(`${rpcUrl} does not serve the chain of this deployment (chain ${deployment.chainId}).`);
    }
    const treasurer = new Sender(clients, offices.treasurer);
    const same = offices.registry.address === offices.treasurer.address;
    return new Session(clients, deployment, treasurer, same ? treasurer : new Sender(clients, offices.registry));
  }

  /** Reads what was recorded since the last time and hands it over in order. The root is compared with the chain's. */
  async sync(visit: (event: RecordEvent) => void): Promise<void> {
    await readRecords(this.clients.publicClient, this.#log);
    for (const record of this.#log.records.slice(this.#visited)) {
      const event = decodeRecord(record);
      if (event !== null) visit(event);
    }
    this.#visited = this.#log.records.length;
  }

  /** Seals the audit trail, reads up to there, and returns what builds citations against that size. */
  async seal(visit: (event: RecordEvent) => void): Promise<(record: bigint) => Citation> {
    const data = encodeFunctionData({ abi: auditTrailAbi, functionName: "seal" });
    await this.treasurer.send(this.deployment.contracts.auditTrail, data, "seal");
    await this.sync(visit);
    const size = this.#log.records.length;
    return (record) => citationFor(this.#log, record, size);
  }
}
