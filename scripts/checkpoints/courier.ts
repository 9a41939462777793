// Brings checkpoints that have their quorum on the log's chain to anchors on other chains, and what their witnesses agreed on.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { AnchorPlace } from "@mingzhang/sdk/deployment";
import type { Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import type { Account } from "viem";
import { ChainError, TransactionFailed } from "../chain/failures.ts";
import type { ChainClients } from "../chain/sender.ts";
import { AnchorEvents, ascendingSignatures } from "./anchor-events.ts";
import type { Act, Gathered } from "./anchor-events.ts";
import { originOf, readLatest, sendCall, sendCosign } from "./cosign.ts";
import type { Payer } from "./cosign.ts";
import { ForkFound, keepEvidence } from "./evidence.ts";
import type { LogReader } from "./log-reader.ts";

/** Checkpoints whose place on the other chain is looked at again each time: a reorganisation there may have undone them. */
const LOOKED_AT_AGAIN = 3;

/** What the other anchor says of a fork whose signers it does not know, or not any more. */
const UNKNOWN_HERE: ReadonlySet<string> = new Set(["NotAWitness", "CosignatureInvalid", "NoFork"]);

export interface CourierOptions {
  reader: LogReader;
  /** Events of the anchor on the log's own chain, shared by all couriers. */
  events: AnchorEvents;
  place: AnchorPlace;
  clients: ChainClients;
  /** Pays for the gas there. */
  account: Account;
  /** Where evidence is kept. */
  folder: string;
  say: (line: string) => void;
}

/** Brings to one anchor what is not there yet; any number of rounds, each of which may break off anywhere. */
export class Courier {
  readonly place: AnchorPlace;
  readonly #reader: LogReader;
  readonly #events: AnchorEvents;
  readonly #there: AnchorEvents;
  readonly #payer: Payer;
  readonly #origin: Origin;
  readonly #folder: string;
  readonly #say: (line: string) => void;
  /** Acts that cannot be repeated from their transaction alone, said once. */
  readonly #said = new Set<string>();

  private constructor({ reader, events, place, clients, account, folder, say }: CourierOptions) {
    this.place = place;
    this.#reader = reader;
    this.#events = events;
    this.#there = new AnchorEvents(clients, place.contract, place.deployBlock);
    this.#payer = { clients, account };
    this.#origin = originOf(reader.deployment);
    this.#folder = folder;
    this.#say = say;
  }

  /** @throws ChainError if the RPC serves another chain, or the anchor there is of another log */
  static async open(options: CourierOptions): Promise<Courier> {
    const { clients, place, reader } = options;
    const genesis = await clients.publicClient.getBlock({ blockNumber: 0n });
    if (clients.chain.id !== place.chainId || genesis.hash !== place.genesisHash) {
      throw new ChainError(
        `${clients.rpcUrl} does not serve chain ${place.chainId}, where the anchor ${place.contract} is.`,
      );
    }
    const [chainId, trail] = await clients.publicClient.readContract({
      address: place.contract,
      abi: checkpointAnchorAbi,
      functionName: "origin",
    });
    const origin = originOf(reader.deployment);
    if (chainId !== BigInt(origin.chainId) || trail.toLowerCase() !== origin.trail) {
      throw new ChainError(`The anchor ${place.contract} on chain ${place.chainId} is about another log, ${trail}.`);
    }
    return new Courier(options);
  }

  /**
   * Brings what is missing. Reader and events are to be read by the caller before.
   * @returns how many checkpoints could not be brought yet
   * @throws ForkFound if what is anchored here is not what this node says; TransactionFailed, viem's errors
   */
  async round(): Promise<number> {
    await this.#there.read();
    // What was signed under the witnesses of before is brought before they are replaced there.
    let waiting = await this.#bringAll();
    while (await this.#changeWitnesses()) waiting = await this.#bringAll();
    for (const act of this.#acts("ForkProven")) if (!this.#said.has(act.transaction)) await this.#repeat(act);
    return waiting;
  }

  async #bringAll(): Promise<number> {
    const { tree } = this.#reader;
    const anchored = [...this.#events.checkpoints.values()]
      .filter((one) => one.anchored)
      .sort((a, b) => a.checkpoint.size - b.checkpoint.size);
    let waiting = 0;
    for (const [i, one] of anchored.entries()) {
      const there = this.#there.checkpoints.get(one.digest);
      const all =
        there?.anchored === true && [...one.signatures.keys()].every((witness) => there.signatures.has(witness));
      if (all && i < anchored.length - LOOKED_AT_AGAIN) continue;
      const { size, root } = one.checkpoint;
      if (size <= tree.size && tree.root(size) !== root) this.#refuse(one);
      if (size > tree.size || !(await this.#bring(one))) waiting += 1;
    }
    return waiting;
  }

  /** @returns false if it has to wait */
  async #bring({ digest, checkpoint, signatures }: Gathered): Promise<boolean> {
    const anchor = { address: this.place.contract, abi: checkpointAnchorAbi } as const;
    const { publicClient } = this.#payer.clients;
    const { anchoredAt } = await publicClient.readContract({ ...anchor, functionName: "standingOf", args: [digest] });
    const missing: Cosignature[] = [];
    let count = 0;
    for (const cosignature of ascendingSignatures(signatures)) {
      const { witness } = cosignature;
      const [held, present] = await Promise.all([
        publicClient.readContract({ ...anchor, functionName: "hasSigned", args: [digest, witness] }),
        publicClient.readContract({ ...anchor, functionName: "isWitness", args: [witness] }),
      ]);
      if (!held && present) missing.push(cosignature);
      if (present) count += 1;
    }
    if (missing.length === 0 && anchoredAt !== 0n) return true;
    const quorum = await publicClient.readContract({ ...anchor, functionName: "quorum" });
    if (anchoredAt === 0n && count < quorum) return false;
    const latest = await readLatest(this.#payer.clients, this.place.contract);
    const { tree } = this.#reader;
    // Another node is ahead of this one; the next round will do.
    if (latest.size > tree.size) return false;
    if (latest.size > 0 && tree.root(latest.size) !== latest.root) this.#refuseThere(latest);
    const sent = await sendCosign(this.#payer, this.place.contract, tree, checkpoint, missing);
    if (sent) {
      const more = missing.length === 1 ? "1 more signature" : `${missing.length} more signatures`;
      const what = anchoredAt === 0n ? "anchored" : `brought ${more} of`;
      this.#say(`Chain ${this.place.chainId}: ${what} ${checkpoint.size} records under ${checkpoint.root}.`);
    }
    return sent || anchoredAt !== 0n;
  }

  /** On the log's chain something is anchored that is not this log. */
  #refuse({ checkpoint, signatures }: Gathered): never {
    this.#found(checkpoint, ascendingSignatures(signatures), "Anchored on the log's chain");
  }

  /** On the other chain something is anchored that is not this log: the log's chain was rewritten, or this node lies. */
  #refuseThere(latest: Gathered["checkpoint"]): never {
    const held = [...this.#there.checkpoints.values()].find(
      ({ anchored, checkpoint }) => anchored && checkpoint.size === latest.size && checkpoint.root === latest.root,
    );
    const signatures = held === undefined ? [] : ascendingSignatures(held.signatures);
    this.#found(held?.checkpoint ?? latest, signatures, `Anchored on chain ${this.place.chainId}`);
  }

  #found(checkpoint: Gathered["checkpoint"], cosignatures: Cosignature[], where: string): never {
    const own = this.#reader.checkpoint(checkpoint.size);
    if (own === null) throw new Error(`No record ${checkpoint.size - 1}.`);
    // What witnesses signed of the history that this node shows, at that size.
    const held = [...this.#events.checkpoints.values()].find(
      (one) => one.checkpoint.size === own.size && one.checkpoint.root === own.root,
    );
    const { kind, file } = keepEvidence(
      this.#folder,
      this.#origin,
      { checkpoint, cosignatures, tree: null },
      {
        checkpoint: held?.checkpoint ?? own,
        cosignatures: held === undefined ? [] : ascendingSignatures(held.signatures),
        tree: null,
      },
    );
    throw new ForkFound(
      kind,
      file,
      `${where}: ${checkpoint.size} records under ${checkpoint.root}. Here: ${own.root}.`,
    );
  }

  #acts(name: Act["name"]): Act[] {
    return [...this.#events.acts.values()].filter((act) => act.name === name);
  }

  /** Repeats the next change of witnesses that was made on the log's chain. @returns whether there was one */
  async #changeWitnesses(): Promise<boolean> {
    const changes = this.#acts("WitnessesChanged");
    if (changes.length === 0) return false;
    const epoch = await this.#payer.clients.publicClient.readContract({
      address: this.place.contract,
      abi: checkpointAnchorAbi,
      functionName: "epoch",
    });
    const next = changes.find((act) => act.epoch === epoch + 1n);
    return next !== undefined && (await this.#repeat(next));
  }

  /** What is proven or agreed there serves everywhere: the same call is made here. @returns whether it was */
  async #repeat({ name, transaction }: Act): Promise<boolean> {
    const { clients, address } = this.#events;
    const { to, input } = await clients.publicClient.getTransaction({ hash: transaction });
    const isFirst = !this.#said.has(transaction);
    this.#said.add(transaction);
    if (to?.toLowerCase() !== address.toLowerCase()) {
      // A contract made the call: its arguments are not the transaction's.
      if (isFirst) this.#say(`Chain ${this.place.chainId}: repeat ${name} of ${transaction} by hand.`);
      return false;
    }
    try {
      await sendCall(this.#payer, this.place.contract, input, name);
      this.#say(`Chain ${this.place.chainId}: ${name} was repeated.`);
      return true;
    } catch (error) {
      // A fork that is proven here too.
      if (name === "ForkProven" && error instanceof Error && "reason" in error && error.reason === "NothingNew")
        return true;
      if (name === "ForkProven" && error instanceof TransactionFailed && UNKNOWN_HERE.has(error.reason)) {
        // One such fork does not keep the next from being brought.
        if (isFirst)
          this.#say(`Chain ${this.place.chainId}: the fork of ${transaction} is refused here. ${error.message}`);
        return false;
      }
      this.#said.delete(transaction);
      throw error;
    }
  }
}
