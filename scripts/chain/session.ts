// Offices at work on one deployment: who signs and sends, and the audit trail as read so far.
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeRecord } from "@mingzhang/sdk/events";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { citationFor, emptyLog, readRecords } from "@mingzhang/sdk/log";
import type { Citation, RecordLog } from "@mingzhang/sdk/log";
import { encodeFunctionData } from "viem";
import type { Account, Hex, LocalAccount } from "viem";
import { BankDesk } from "./bank.ts";
import { CaseDesk } from "./cases.ts";
import { connectDeployment, Sender } from "./sender.ts";
import type { ChainClients } from "./sender.ts";

/** Accounts that an import or a seed acts with. */
export interface Offices {
  /** Holds a treasurer's seat at the treasury: records the bank's facts, decides cases. */
  treasurer: LocalAccount;
  /** Holds a maker's seat at the treasury: submits cases. Pays no gas. */
  maker: LocalAccount;
  /** Holds the registry role: registers parties. */
  registry: Account;
  /** Sends what others signed; the treasurer if left out. */
  relay?: Account;
}

export class Session {
  readonly clients: ChainClients;
  readonly deployment: Deployment;
  readonly treasurer: Sender;
  readonly registry: Sender;
  /** Sends what others signed. */
  readonly relay: Sender;
  readonly bank: BankDesk;
  readonly cases: CaseDesk;
  readonly #log: RecordLog;
  #visited = 0;

  private constructor(clients: ChainClients, deployment: Deployment, offices: Offices) {
    const senders = new Map<Hex, Sender>();
    // One sender for each account, since it counts nonces by itself.
    const senderOf = (account: Account): Sender => {
      const sender = senders.get(account.address) ?? new Sender(clients, account);
      senders.set(account.address, sender);
      return sender;
    };
    this.clients = clients;
    this.deployment = deployment;
    this.treasurer = senderOf(offices.treasurer);
    this.registry = senderOf(offices.registry);
    this.bank = new BankDesk(this.treasurer, deployment.contracts.bankFacts);
    this.relay = senderOf(offices.relay ?? offices.treasurer);
    this.cases = new CaseDesk(deployment, this.relay);
    this.#log = emptyLog(deployment.contracts.auditTrail, BigInt(deployment.deployBlock));
  }

  /** @throws ChainError if the RPC serves another chain than the deployment was made on */
  static async open(rpcUrl: string, deployment: Deployment, offices: Offices): Promise<Session> {
    return new Session(await connectDeployment(rpcUrl, deployment), deployment, offices);
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
