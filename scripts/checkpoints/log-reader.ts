// Reads the whole log from raw logs, further at each look, and anew where the chain has become another one.
import type { Deployment } from "@mingzhang/sdk/api";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { emptyLog, readRecords } from "@mingzhang/sdk/log";
import type { LogRecord, RecordLog } from "@mingzhang/sdk/log";
import type { LogTree } from "@mingzhang/sdk/tree";
import type { Hex } from "viem";
import type { ChainClients } from "../chain/sender.ts";

export class LogReader {
  readonly clients: ChainClients;
  readonly deployment: Deployment;
  /** Blocks below the head that count as final. */
  readonly #depth: bigint;
  #log: RecordLog;

  constructor(clients: ChainClients, deployment: Deployment, finalityDepth: number) {
    this.clients = clients;
    this.deployment = deployment;
    this.#depth = BigInt(finalityDepth);
    this.#log = this.#empty();
  }

  get tree(): LogTree {
    return this.#log.tree;
  }

  get records(): readonly LogRecord[] {
    return this.#log.records;
  }

  /**
   * Reads up to the last final block; size and root are compared with the AuditTrail's own there.
   * @returns that block, or null while there is none
   * @throws MingzhangError if the logs do not make the root that the chain says, also when read anew
   */
  async read(): Promise<bigint | null> {
    const head = await this.clients.publicClient.getBlockNumber();
    const last = head - this.#depth;
    if (last < BigInt(this.deployment.deployBlock)) return null;
    if (!(await this.#stands())) this.#log = this.#empty();
    try {
      await this.#readTo(last);
    } catch (error) {
      if (!(error instanceof MingzhangError) || this.#log.records.length === 0) throw error;
      // A chain that was rewritten below what counted as final: what it says now has to be seen whole.
      this.#log = this.#empty();
      await this.#readTo(last);
    }
    return last;
  }

  /** The checkpoint of what has been read: at the block of its last record, so that all who see it name the same one. */
  checkpoint(size: number = this.tree.size): Checkpoint | null {
    const last = this.#log.records[size - 1];
    if (last === undefined) return null;
    const { blockNumber, blockHash, blockTime } = last;
    return {
      size,
      root: this.tree.root(size),
      blockNumber: Number(blockNumber),
      blockHash,
      time: Number(blockTime),
    };
  }

  /** Whether after this block the log had `size` records. */
  isSizeAt(size: number, blockNumber: number): boolean {
    const [last, next] = [this.#log.records[size - 1], this.#log.records[size]];
    const began = last !== undefined && last.blockNumber <= BigInt(blockNumber);
    return (
      began && (next === undefined ? BigInt(blockNumber) < this.#log.nextBlock : next.blockNumber > BigInt(blockNumber))
    );
  }

  async blockHashOf(blockNumber: number): Promise<Hex | null> {
    const block = await this.clients.publicClient.getBlock({ blockNumber: BigInt(blockNumber) }).catch(notThere);
    return block === null ? null : block.hash;
  }

  async #readTo(last: bigint): Promise<void> {
    const from = this.#log.records.length;
    await readRecords(this.clients.publicClient, this.#log, last);
    // The leaf has it. A million records would otherwise be a gigabyte here.
    for (const record of this.#log.records.slice(from)) record.data = "0x";
  }

  /** Whether the block of the last record that was read is still the chain's. */
  async #stands(): Promise<boolean> {
    const last = this.#log.records.at(-1);
    return last === undefined || (await this.blockHashOf(Number(last.blockNumber))) === last.blockHash;
  }

  #empty(): RecordLog {
    return emptyLog(this.deployment.contracts.auditTrail, BigInt(this.deployment.deployBlock));
  }
}

/** A node that lacks the block says so; one that does not answer is another matter. */
function notThere(error: unknown): null {
  if (error instanceof Error && error.name === "BlockNotFoundError") return null;
  throw error;
}
