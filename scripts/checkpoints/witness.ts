// One witness: reads the log, holds it against what it signed last, and cosigns the checkpoint that continues it.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { checkpointDigest } from "@mingzhang/sdk/checkpoint";
import type { Checkpoint, Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import type { LogTree } from "@mingzhang/sdk/tree";
import type { Hex, LocalAccount } from "viem";
import { ChainError } from "../chain/failures.ts";
import { AnchorEvents, ascendingSignatures } from "./anchor-events.ts";
import type { Gathered } from "./anchor-events.ts";
import { originOf, readLatest, sendCosign } from "./cosign.ts";
import type { Payer } from "./cosign.ts";
import { ForkFound, keepEvidence } from "./evidence.ts";
import type { LogReader } from "./log-reader.ts";
import type { Signed, WitnessState } from "./state.ts";

export interface Report {
  /** `signed`: a signature was made; `idle`: all there is is signed; `waiting`: the node or the anchor is not there yet. */
  kind: "signed" | "idle" | "waiting";
  text: string;
  /** What was signed, where it was. */
  signed?: { checkpoint: Checkpoint; cosignature: Cosignature };
}

export interface WitnessOptions {
  reader: LogReader;
  state: WitnessState;
  account: LocalAccount;
  /** Sends the signature to the anchor on the log's chain; it is only made where there is none. */
  payer?: Payer | undefined;
  warn: (line: string) => void;
}

export class Witness {
  readonly #reader: LogReader;
  readonly #state: WitnessState;
  readonly #account: LocalAccount;
  readonly #payer: Payer | undefined;
  readonly #warn: (line: string) => void;
  readonly #origin: Origin;
  readonly #address: Hex;
  readonly #events: AnchorEvents;
  readonly #suspected = new Set<Hex>();

  constructor({ reader, state, account, payer, warn }: WitnessOptions) {
    const { clients, deployment } = reader;
    this.#reader = reader;
    this.#state = state;
    this.#account = account;
    this.#payer = payer;
    this.#warn = warn;
    this.#origin = originOf(deployment);
    this.#address = account.address.toLowerCase() as Hex;
    this.#events = new AnchorEvents(clients, deployment.contracts.checkpointAnchor, deployment.deployBlock);
  }

  /**
   * Looks once, and signs what there is to sign.
   * @throws ForkFound if the chain is not what was signed; MingzhangError if its logs do not make its root; viem's errors
   */
  async round(): Promise<Report> {
    const reader = this.#reader;
    const final = await reader.read();
    if (final === null) return { kind: "waiting", text: "Nothing is final yet." };
    await this.#events.read();
    const before = this.#state.signed ?? this.#signedEarlier();
    if (before !== undefined) {
      const behind = await this.#holdAgainstSigned(before, final);
      if (behind !== undefined) return behind;
      if (this.#state.signed === null) this.#state.keep(before, reader.tree);
    }
    await this.#suspect();
    const { tree } = reader;
    const latest = await readLatest(reader.clients, this.#events.address);
    if (latest.size > tree.size) {
      return { kind: "waiting", text: `The anchor holds ${latest.size} records, and ${tree.size} are final here.` };
    }
    if (latest.size > 0 && tree.root(latest.size) !== latest.root) await this.#refuse(latest);
    const signed = this.#state.signed;
    if (signed !== null) {
      const held = this.#events.checkpoints.get(checkpointDigest(this.#origin, signed.checkpoint));
      if (held !== undefined) this.#state.addSignatures(held.signatures);
    }

    const candidate = await this.#candidate(latest.size);
    if (candidate === undefined) {
      return { kind: "idle", text: `${tree.size} records, of which ${latest.size} are anchored; nothing to sign.` };
    }
    if (!(await this.#isWitness())) {
      throw new ChainError(
        `${this.#account.address} is no witness of this log: its anchor, ${this.#events.address}, names them.`,
      );
    }
    const cosignature = await signContinuing(this.#state, this.#origin, this.#account, tree, candidate);
    const text = `Signed ${candidate.size} records under ${candidate.root} (block ${candidate.blockNumber}).`;
    if (this.#payer !== undefined) {
      await sendCosign(this.#payer, this.#events.address, tree, candidate, [cosignature]);
    }
    return { kind: "signed", text, signed: { checkpoint: candidate, cosignature } };
  }

  /** What this witness signed before its folder began, as the anchor shows it: a state that was lost does not sign another history. */
  #signedEarlier(): Signed | undefined {
    const own = [...this.#events.checkpoints.values()]
      .filter(({ signatures }) => signatures.has(this.#address))
      .sort((a, b) => b.checkpoint.size - a.checkpoint.size)[0];
    return own && { checkpoint: own.checkpoint, cosignatures: ascendingSignatures(own.signatures) };
  }

  /** @returns why nothing can be said, if so */
  async #holdAgainstSigned({ checkpoint, cosignatures }: Signed, final: bigint): Promise<Report | undefined> {
    const { tree } = this.#reader;
    if (final < BigInt(checkpoint.blockNumber)) {
      const text = `Block ${checkpoint.blockNumber} was signed, and this node is at ${final}: it is behind.`;
      return { kind: "waiting", text };
    }
    const continues = tree.size >= checkpoint.size && tree.root(checkpoint.size) === checkpoint.root;
    if (continues && (await this.#reader.blockHashOf(checkpoint.blockNumber)) === checkpoint.blockHash)
      return undefined;
    // Without the leaves of what was signed, only two roots of one size show the difference.
    const same = this.#state.signed === null ? this.#reader.checkpoint(checkpoint.size) : null;
    const now = this.#signedByOthers(checkpoint.size) ?? {
      checkpoint: same ?? (await this.#now(final)),
      cosignatures: [],
    };
    const { kind, file } = keepEvidence(
      this.#state.folder,
      this.#origin,
      { checkpoint, cosignatures, tree: this.#state.signed === null ? null : this.#state.tree },
      { ...now, tree },
    );
    const { size, root } = now.checkpoint;
    throw new ForkFound(
      kind,
      file,
      `Signed: ${checkpoint.size} records under ${checkpoint.root}. Now: ${size} under ${root}.`,
    );
  }

  /** What the chain says now, at its last final block where the log is empty. */
  async #now(final: bigint): Promise<Checkpoint> {
    const found = this.#reader.checkpoint();
    if (found !== null) return found;
    const { hash, timestamp } = await this.#reader.clients.publicClient.getBlock({ blockNumber: final });
    return {
      size: 0,
      root: this.#reader.tree.root(),
      blockNumber: Number(final),
      blockHash: hash,
      time: Number(timestamp),
    };
  }

  /** What the chain says now as others signed it, from that size on: with it the fork is proven. */
  #signedByOthers(size: number): { checkpoint: Checkpoint; cosignatures: Cosignature[] } | undefined {
    const { tree } = this.#reader;
    const held = [...this.#events.checkpoints.values()]
      .filter(({ checkpoint }) => checkpoint.size >= size && checkpoint.size <= tree.size)
      .filter(({ checkpoint }) => tree.root(checkpoint.size) === checkpoint.root)
      .sort((a, b) => b.signatures.size - a.signatures.size)[0];
    return held && { checkpoint: held.checkpoint, cosignatures: ascendingSignatures(held.signatures) };
  }

  /** Checkpoints that others signed and that are not of this log: evidence against them, once each. */
  async #suspect(): Promise<void> {
    const { tree } = this.#reader;
    for (const { digest, checkpoint, signatures } of this.#events.checkpoints.values()) {
      const { size, root } = checkpoint;
      if (size === 0 || size > tree.size || tree.root(size) === root || this.#suspected.has(digest)) continue;
      this.#suspected.add(digest);
      const { file } = await this.#evidenceAgainst(checkpoint, signatures);
      const who = [...signatures.keys()].join(", ");
      this.#warn(`${who} signed ${size} records under ${root}, which is not this log's root. Evidence: ${file}`);
    }
  }

  /** What is anchored contradicts what this node says: one of the two is a lie, and nothing is signed. */
  async #refuse(latest: Checkpoint): Promise<never> {
    const held = this.#events.checkpoints.get(checkpointDigest(this.#origin, latest));
    const { kind, file } = await this.#evidenceAgainst(latest, held?.signatures ?? new Map<Hex, Hex>());
    throw new ForkFound(
      kind,
      file,
      `Anchored: ${latest.size} records under ${latest.root}. Here: ${this.#reader.tree.root(latest.size)}.`,
    );
  }

  /** What this witness sees at the same size, signed by it, beside what others signed. */
  async #evidenceAgainst(other: Checkpoint, signatures: ReadonlyMap<Hex, Hex>) {
    const own = this.#reader.checkpoint(other.size);
    if (own === null) throw new Error(`No record ${other.size - 1}.`);
    if (signatures.has(this.#address)) {
      // Its own key has signed the other history: a second signature would be the proof against itself.
      return keepEvidence(
        this.#state.folder,
        this.#origin,
        { ...(this.#signedByOthers(other.size) ?? { checkpoint: own, cosignatures: [] }), tree: null },
        { checkpoint: other, cosignatures: ascendingSignatures(signatures), tree: null },
      );
    }
    const mine = await signContinuing(this.#state, this.#origin, this.#account, this.#reader.tree, own);
    return keepEvidence(
      this.#state.folder,
      this.#origin,
      { checkpoint: own, cosignatures: [mine], tree: null },
      { checkpoint: other, cosignatures: ascendingSignatures(signatures), tree: null },
    );
  }

  /**
   * What to sign next: the largest checkpoint that somebody signed and this witness did not, so that signatures meet; else a
   * new one, once the last is anchored and the log has grown.
   */
  async #candidate(anchored: number): Promise<Checkpoint | undefined> {
    const { tree } = this.#reader;
    const known: Gathered[] = [];
    for (const one of this.#events.checkpoints.values()) {
      if (one.checkpoint.size >= anchored && (await this.#isTrue(one.checkpoint))) known.push(one);
    }
    const largest = known.reduce<Gathered | undefined>(
      (best, one) => (best === undefined || one.checkpoint.size > best.checkpoint.size ? one : best),
      undefined,
    );
    if (largest !== undefined) {
      if (!largest.signatures.has(this.#address)) return largest.checkpoint;
      if (!largest.anchored || largest.checkpoint.size === tree.size) return undefined;
    }
    return tree.size > anchored ? (this.#reader.checkpoint() ?? undefined) : undefined;
  }

  /** Whether a checkpoint is of this log, its block of this chain, and the size the one after that block. */
  async #isTrue({ size, root, blockNumber, blockHash, time }: Checkpoint): Promise<boolean> {
    const reader = this.#reader;
    if (size === 0 || size > reader.tree.size || reader.tree.root(size) !== root) return false;
    if (!reader.isSizeAt(size, blockNumber)) return false;
    const { hash, timestamp } = await reader.clients.publicClient.getBlock({ blockNumber: BigInt(blockNumber) });
    return hash === blockHash && timestamp === BigInt(time);
  }

  async #isWitness(): Promise<boolean> {
    return this.#reader.clients.publicClient.readContract({
      address: this.#events.address,
      abi: checkpointAnchorAbi,
      functionName: "isWitness",
      args: [this.#address],
    });
  }
}

/**
 * Signs a checkpoint of a tree that continues what was signed before; what is signed is on the disk before this returns.
 * @throws Error if it does not: the caller has looked already
 */
export async function signContinuing(
  state: WitnessState,
  origin: Origin,
  account: LocalAccount,
  tree: LogTree,
  checkpoint: Checkpoint,
): Promise<Cosignature> {
  const before = state.signed?.checkpoint;
  if (before !== undefined && (tree.size < before.size || tree.root(before.size) !== before.root)) {
    throw new Error(`The log does not continue the ${before.size} records that were signed.`);
  }
  if (tree.root(checkpoint.size) !== checkpoint.root) throw new Error("The checkpoint is not of this log.");
  if (account.sign === undefined) throw new ChainError(`${account.address} cannot sign digests.`);
  const signature = await account.sign({ hash: checkpointDigest(origin, checkpoint) });
  const cosignature = { witness: account.address.toLowerCase() as Hex, signature };
  state.keep({ checkpoint, cosignatures: [cosignature] }, tree);
  return cosignature;
}
