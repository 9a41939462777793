// The rules of CheckpointAnchor a second time, written from the interface: what is held, what is anchored, who may say what.
import { rootOf } from "../../support/merkle.ts";
import { FIRST, HISTORIES } from "./world.ts";

export interface ModelCheckpoint {
  size: number;
  /** Index of the history that its root is of, or -1 for a root of none. */
  history: number;
  root: string;
  digest: string;
}

export class Model {
  witnesses: readonly string[] = FIRST.witnesses;
  quorum = FIRST.quorum;
  epoch = 0;
  /** Everybody who ever was one. */
  readonly ever = new Set<string>(FIRST.witnesses);
  readonly signed = new Map<string, Set<string>>();
  /** In the order in which they were anchored. */
  readonly anchored: ModelCheckpoint[] = [];
  latest: ModelCheckpoint | undefined;
  /** Signatures by which each pair was proven. */
  readonly forks = new Map<string, number>();
  /** Pairs that had a quorum on each side when they were proven. */
  readonly wideForks = new Set<string>();

  signersOf(digest: string): Set<string> {
    const known = this.signed.get(digest) ?? new Set();
    this.signed.set(digest, known);
    return known;
  }

  isAnchored({ digest }: ModelCheckpoint): boolean {
    return this.anchored.some((one) => one.digest === digest);
  }

  /** Whether two checkpoints are of one history: by leaves alone, no path. */
  isOne(a: ModelCheckpoint, b: ModelCheckpoint): boolean {
    if (a.size === b.size) return a.root === b.root;
    const [least, most] = a.size < b.size ? [a, b] : [b, a];
    const leaves = HISTORIES[most.history];
    return leaves !== undefined && rootOf(leaves.slice(0, least.size)) === least.root;
  }

  /** Present witnesses who signed. */
  presentSigners(digest: string): number {
    return [...this.signersOf(digest)].filter((signer) => this.witnesses.includes(signer)).length;
  }

  cosign(checkpoint: ModelCheckpoint, signers: readonly string[]): "anchor" | "cosign" | "nothing" {
    const held = this.signersOf(checkpoint.digest);
    const fresh = signers.filter((signer) => !held.has(signer));
    const after = this.presentSigners(checkpoint.digest) + fresh.length;
    const reaches = !this.isAnchored(checkpoint) && after >= this.quorum;
    if (fresh.length === 0 && !reaches) return "nothing";
    for (const signer of fresh) held.add(signer);
    if (!reaches) return "cosign";
    this.anchored.push(checkpoint);
    if (this.latest === undefined || checkpoint.size > this.latest.size) this.latest = checkpoint;
    return "anchor";
  }

  change(witnesses: readonly string[], quorum: number): void {
    this.witnesses = witnesses;
    this.quorum = quorum;
    this.epoch += 1;
    for (const witness of witnesses) this.ever.add(witness);
  }
}
