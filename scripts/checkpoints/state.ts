// What a witness has signed, on the disk: written whole before any signature leaves, so that no crash makes it sign two histories.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { checkpointDigest, parseCheckpoint } from "@mingzhang/sdk/checkpoint";
import type { Checkpoint, Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import { bytesOf } from "@mingzhang/sdk/hex";
import type { Hex } from "@mingzhang/sdk/hex";
import { LogTree } from "@mingzhang/sdk/tree";
import { z } from "zod";
import { ChainError } from "../chain/failures.ts";
import { lower } from "./evidence.ts";

export const STATE_FORMAT = "mingzhang-witness";
const STATE_VERSION = 1;
const LEAF = 32;

export interface Signed {
  checkpoint: Checkpoint;
  /** The witness's own, and those of others as far as they were seen. Ascending. */
  cosignatures: Cosignature[];
}

const hex = z.string().regex(/^0x(?:[0-9a-f]{2})*$/u) as z.ZodType<Hex>;
const schema = z.strictObject({
  format: z.literal(STATE_FORMAT),
  version: z.literal(STATE_VERSION),
  origin: z.strictObject({ chainId: z.number().int(), trail: hex }),
  witness: hex,
  signed: z
    .strictObject({
      checkpoint: z.unknown().transform((value) => parseCheckpoint(value)),
      cosignatures: z.array(z.strictObject({ witness: hex, signature: hex })),
    })
    .nullable(),
});

export class WitnessState {
  /** Where evidence is kept too. */
  readonly folder: string;
  readonly #origin: Origin;
  readonly #witness: Hex;
  #signed: Signed | null = null;
  /** Leaves of what was signed. */
  #tree = new LogTree();

  private constructor(folder: string, origin: Origin, witness: Hex) {
    this.folder = folder;
    this.#origin = lower(origin);
    this.#witness = witness.toLowerCase() as Hex;
  }

  /**
   * Opens a folder, or begins in an empty one.
   * @throws ChainError if it is another witness's or another log's, or damaged
   */
  static open(folder: string, origin: Origin, witness: Hex): WitnessState {
    mkdirSync(folder, { recursive: true });
    const state = new WitnessState(folder, origin, witness);
    state.#load();
    return state;
  }

  /** The largest checkpoint that was signed; null before the first. */
  get signed(): Signed | null {
    return this.#signed;
  }

  /** Its leaves. */
  get tree(): LogTree {
    return this.#tree;
  }

  /**
   * Keeps a checkpoint as signed. `tree` continues what was signed before, which the caller has verified.
   * Another one that is not larger than the largest leaves that in its place: both are of one tree.
   */
  keep(signed: Signed, tree: LogTree): void {
    const before = this.#signed?.checkpoint.size ?? 0;
    const { size } = signed.checkpoint;
    if (this.#signed !== null && size <= before) {
      if (
        checkpointDigest(this.#origin, signed.checkpoint) === checkpointDigest(this.#origin, this.#signed.checkpoint)
      ) {
        this.addSignatures(new Map(signed.cosignatures.map(({ witness, signature }) => [witness, signature])));
      }
      return;
    }
    this.#appendLeaves(tree, before, size);
    this.#write(signed);
    for (let at = this.#tree.size; at < size; at += 1) this.#tree.append(tree.leaf(at));
    this.#signed = signed;
  }

  /** Keeps further signatures of the largest checkpoint: on a chain that is rewritten they are lost. */
  addSignatures(signatures: ReadonlyMap<Hex, Hex>): void {
    if (this.#signed === null) return;
    const known = new Map(this.#signed.cosignatures.map(({ witness, signature }) => [witness, signature]));
    const all = new Map([...signatures, ...known]);
    if (all.size === known.size) return;
    const cosignatures = [...all]
      .map(([witness, signature]) => ({ witness, signature }))
      .sort((a, b) => (a.witness < b.witness ? -1 : 1));
    const signed = { ...this.#signed, cosignatures };
    this.#write(signed);
    this.#signed = signed;
  }

  #load(): void {
    const path = this.#path("state.json");
    if (!existsSync(path)) {
      if (existsSync(this.#path("leaves.bin")))
        throw damaged(path, "it is gone, and the leaves of what was signed are there");
      // Before the first leaf: a folder with leaves and without this file has lost it.
      this.#write(null);
      return;
    }
    const found = schema.safeParse(parsed(path));
    if (!found.success) throw damaged(path, z.prettifyError(found.error));
    const { origin, witness, signed } = found.data;
    if (origin.chainId !== this.#origin.chainId || origin.trail !== this.#origin.trail) {
      const problem = `is about the log ${origin.trail} on chain ${origin.chainId}, and this deployment's is`;
      throw new ChainError(
        `${path} ${problem} ${this.#origin.trail} on chain ${this.#origin.chainId}. Give another --state.`,
      );
    }
    if (witness !== this.#witness) {
      throw new ChainError(
        `${path} is the witness ${witness}'s, and the key is ${this.#witness}'s. Give another --state.`,
      );
    }
    if (signed === null) return;
    const { size, root } = signed.checkpoint;
    const leaves = readFileSync(this.#path("leaves.bin"));
    if (leaves.length < size * LEAF) throw damaged(this.#path("leaves.bin"), `it has no ${size} leaves`);
    for (let at = 0; at < size; at += 1) this.#tree.append(leaves.subarray(at * LEAF, (at + 1) * LEAF));
    if (this.#tree.root() !== root) throw damaged(this.#path("leaves.bin"), "its leaves do not make the signed root");
    this.#signed = signed;
  }

  /** Written in place: leaves beyond the signed size do not count until the state names that size. */
  #appendLeaves(tree: LogTree, from: number, to: number): void {
    const bytes = new Uint8Array((to - from) * LEAF);
    for (let at = from; at < to; at += 1) bytes.set(bytesOf(tree.leaf(at)), (at - from) * LEAF);
    const path = this.#path("leaves.bin");
    const file = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
    try {
      writeSync(file, bytes, 0, bytes.length, from * LEAF);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #write(signed: Signed | null): void {
    const content = {
      format: STATE_FORMAT,
      version: STATE_VERSION,
      origin: this.#origin,
      witness: this.#witness,
      signed,
    };
    const draft = this.#path("state.json.tmp");
    const file = openSync(draft, "w", 0o600);
    try {
      writeSync(file, `${JSON.stringify(content, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, this.#path("state.json"));
    const folder = openSync(this.folder, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }

  #path(name: string): string {
    return join(this.folder, name);
  }
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw damaged(path, cause instanceof Error ? cause.message : String(cause));
  }
}

function damaged(path: string, why: string): ChainError {
  return new ChainError(
    `${path} is damaged: ${why}. Restore it from a backup. Without it this witness no longer knows what it signed: ` +
      "let the quorum name another key in its place.",
  );
}
