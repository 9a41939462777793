// What one CheckpointAnchor has been told: checkpoints with their signatures, what was anchored, and calls to be repeated elsewhere.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Checkpoint, Cosignature } from "@mingzhang/sdk/checkpoint";
import { fetchLogs } from "@mingzhang/sdk/logs";
import { decodeEventLog, encodeEventTopics } from "viem";
import type { Hex } from "viem";
import type { ChainClients } from "../chain/sender.ts";

/** A signed checkpoint as an anchor's events tell it. */
export interface Gathered {
  digest: Hex;
  checkpoint: Checkpoint;
  /** Lower-case address of the witness -> signature. */
  signatures: Map<Hex, Hex>;
  anchored: boolean;
}

/** A change of witnesses or a proven fork, and the transaction that it was made by. */
export interface Act {
  name: "WitnessesChanged" | "ForkProven";
  /** Of the change; 0 for a fork. */
  epoch: bigint;
  transaction: Hex;
}

/** Blocks that are read again at each look: what a reorganisation put elsewhere is met there. */
const OVERLAP = 64n;

const TOPICS = (["Cosigned", "Anchored", "WitnessesChanged", "ForkProven"] as const).flatMap((eventName) =>
  encodeEventTopics({ abi: checkpointAnchorAbi, eventName }).slice(0, 1),
) as Hex[];

export class AnchorEvents {
  readonly clients: ChainClients;
  readonly address: Hex;
  readonly checkpoints = new Map<Hex, Gathered>();
  /** By transaction and name. */
  readonly acts = new Map<string, Act>();
  readonly #firstBlock: bigint;
  #nextBlock: bigint;

  constructor(clients: ChainClients, address: Hex, deployBlock: number) {
    this.clients = clients;
    this.address = address;
    this.#firstBlock = BigInt(deployBlock);
    this.#nextBlock = this.#firstBlock;
  }

  /** Reads on. What it learns is a claim: whoever acts on it checks signatures and roots, or leaves it to the contract. */
  async read(): Promise<void> {
    const last = await this.clients.publicClient.getBlockNumber();
    const again = this.#nextBlock > this.#firstBlock + OVERLAP ? this.#nextBlock - OVERLAP : this.#firstBlock;
    // A chain that has fewer blocks than were read is another one, or was taken back.
    const fromBlock = last < again ? this.#firstBlock : again;
    const query = { addresses: [this.address], topics: [TOPICS], fromBlock, toBlock: last };
    for await (const logs of fetchLogs(this.clients.publicClient, query)) {
      for (const { topics, data, transactionHash } of logs) {
        const [signature, ...rest] = topics;
        if (signature === undefined) continue;
        this.#note(decodeEventLog({ abi: checkpointAnchorAbi, topics: [signature, ...rest], data }), transactionHash);
      }
    }
    this.#nextBlock = last + 1n;
  }

  #note(event: ReturnType<typeof decodeEventLog<typeof checkpointAnchorAbi>>, transaction: Hex): void {
    switch (event.eventName) {
      case "Cosigned": {
        const { digest, witness, signature, ...fields } = event.args;
        const known = this.checkpoints.get(digest) ?? {
          digest,
          checkpoint: {
            size: Number(fields.size),
            root: fields.root,
            blockNumber: Number(fields.blockNumber),
            blockHash: fields.blockHash,
            time: Number(fields.time),
          },
          signatures: new Map<Hex, Hex>(),
          anchored: false,
        };
        known.signatures.set(witness.toLowerCase() as Hex, signature);
        this.checkpoints.set(digest, known);
        return;
      }
      case "Anchored": {
        const known = this.checkpoints.get(event.args.digest);
        if (known !== undefined) known.anchored = true;
        return;
      }
      case "WitnessesChanged":
        // The first ones came with the contract.
        if (event.args.epoch > 0n) this.#act({ name: event.eventName, epoch: event.args.epoch, transaction });
        return;
      case "ForkProven":
        this.#act({ name: event.eventName, epoch: 0n, transaction });
        return;
    }
  }

  #act(act: Act): void {
    this.acts.set(`${act.transaction} ${act.name}`, act);
  }
}

/** Signatures in the order that the contract wants. */
export function ascendingSignatures(signatures: ReadonlyMap<Hex, Hex>): Cosignature[] {
  return [...signatures]
    .map(([witness, signature]) => ({ witness, signature }))
    .sort((a, b) => (a.witness < b.witness ? -1 : 1));
}
