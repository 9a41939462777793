// Journal, fake chain, queue and a clock that the test moves.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { pino } from "pino";
import { ChainUnavailable } from "../../src/chain/chain.ts";
import { suiteOf } from "../../src/chain/suite.ts";
import { admit, type Admitted, type Parts } from "../../src/queue/admit.ts";
import type { Job } from "../../src/queue/job.ts";
import { Sender } from "../../src/queue/sender.ts";
import { Store } from "../../src/queue/store.ts";
import { read } from "./acts.ts";
import { APPROVALS, FakeChain, PROCEDURES } from "./fake-chain.ts";

export const DEPLOYMENT = {
  chainId: 31_337,
  genesisHash: `0x${"00".repeat(32)}`,
  deployBlock: 0,
  deployBlockHash: `0x${"00".repeat(32)}`,
  deployedAt: "2026-01-01T00:00:00Z",
  demo: true,
} as const;

/** A deployment of which the relay needs two contracts alone. */
export function deploymentOf() {
  const none = "0x0000000000000000000000000000000000000000" as const;
  return {
    ...DEPLOYMENT,
    contracts: {
      accessManager: none,
      auditTrail: none,
      directory: none,
      roster: none,
      fundLedger: none,
      vault: none,
      procedures: PROCEDURES,
      serviceApprovals: APPROVALS,
      ledgerOrders: none,
      ledgerOpenings: none,
      standingOrders: none,
      bankFacts: none,
      permits: none,
      seats: none,
      checkpointAnchor: none,
    },
    anchors: [],
  };
}

export class Bench {
  readonly chain = new FakeChain();
  readonly folder = mkdtempSync(join(tmpdir(), "mingzhang-relay-"));
  time = Date.UTC(2026, 10, 23);
  parts: Parts;
  sender: Sender;

  constructor() {
    [this.parts, this.sender] = this.#open();
  }

  #open(): [Parts, Sender] {
    const parts: Parts = {
      store: new Store(join(this.folder, "acts.jsonl")),
      chain: this.chain,
      suite: suiteOf(this.chain, deploymentOf()),
      now: () => this.time,
    };
    return [parts, new Sender(parts, { bumpSeconds: 60, finalityDepth: 4 }, pino({ level: "silent" }))];
  }

  /** As after a crash: what is not on the disk is gone. */
  restart(): void {
    this.parts.store.close();
    [this.parts, this.sender] = this.#open();
  }

  async admit(...acts: RelayAct[]): Promise<Admitted[]> {
    return admit(this.parts, acts.map(read));
  }

  /** Admits one act that must be taken. */
  async take(act: RelayAct): Promise<Job> {
    const [one] = await this.admit(act);
    if (one === undefined || "reason" in one) throw new Error(`refused: ${one?.reason.text}`);
    return one.job;
  }

  /** Looks once; a node that is down is no failure of the test. */
  async tick(times = 1): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      try {
        await this.sender.tick();
      } catch (error) {
        if (!(error instanceof ChainUnavailable)) throw error;
      }
    }
  }

  job(id: string): Job {
    const job = this.parts.store.find(id as `0x${string}`);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  }

  close(): void {
    this.parts.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
