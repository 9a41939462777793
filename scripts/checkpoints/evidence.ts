// Evidence of a fork as a file: mingzhang-fork version 1, which the contract and the verifiers take.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint, Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import { FORK_FORMAT, FORK_VERSION } from "@mingzhang/sdk/fork";
import type { Fork, ForkSide } from "@mingzhang/sdk/fork";
import type { Hex } from "@mingzhang/sdk/hex";
import type { LogTree } from "@mingzhang/sdk/tree";

/** A history as far as it is known: its checkpoint, and its leaves where there are any. */
export interface History {
  checkpoint: Checkpoint;
  cosignatures: readonly Cosignature[];
  tree: LogTree | null;
}

/** How two histories differ. `block` and `shrunk` no contract can prove: the tree is one, and the chain is another. */
export type ForkKind = "roots" | "leaves" | "block" | "shrunk";

const REASONS: Record<ForkKind, string> = {
  roots: "one size has two roots",
  leaves: "one record number has two records",
  block: "the block that was signed is no longer on the chain",
  shrunk: "records that were signed are no longer on the chain",
};

/** Whoever signs stops here: what the chain says now is not what was signed. */
export class ForkFound extends Error {
  override name = "ForkFound";
  readonly kind: ForkKind;
  readonly file: string;

  constructor(kind: ForkKind, file: string, more: string) {
    super(
      `FORK: ${REASONS[kind]}. ${more} Nothing was signed. The evidence is kept in ${file}: ` +
        "show it to the other witnesses and to the public (docs/PROOFS.md).",
    );
    this.kind = kind;
    this.file = file;
  }
}

/**
 * Writes the evidence, once for a pair of checkpoints and as many signatures.
 * @returns what it shows, and its file
 */
export function keepEvidence(folder: string, origin: Origin, a: History, b: History): { kind: ForkKind; file: string } {
  const { kind, index } = differenceOf(a, b);
  // More signatures make another file: evidence is added to, never written over.
  const named = [a, b].map(({ checkpoint: { size, root }, cosignatures }) => {
    return `${size}-${root.slice(2, 10)}-signed-by-${cosignatures.length}`;
  });
  const name = `fork-${named.join("-and-")}.json`;
  const file = join(folder, name);
  if (!existsSync(file)) {
    const sides = { a: sideOf(a, index), b: sideOf(b, index) };
    mkdirSync(folder, { recursive: true });
    const content: Fork = { format: FORK_FORMAT, version: FORK_VERSION, origin: lower(origin), ...sides };
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flag: "wx" });
  }
  return { kind, file };
}

function differenceOf(a: History, b: History): { kind: ForkKind; index: number | undefined } {
  const index = a.tree === null || b.tree === null ? undefined : firstDifference(a.tree, b.tree, a, b);
  if (a.checkpoint.size === b.checkpoint.size && a.checkpoint.root !== b.checkpoint.root)
    return { kind: "roots", index };
  if (index !== undefined) return { kind: "leaves", index };
  return { kind: b.checkpoint.size < a.checkpoint.size ? "shrunk" : "block", index };
}

/** By halves: one tree is a prefix of the other up to there. */
function firstDifference(first: LogTree, second: LogTree, a: History, b: History): number | undefined {
  const most = Math.min(a.checkpoint.size, b.checkpoint.size);
  if (first.root(most) === second.root(most)) return undefined;
  let [same, differs] = [0, most];
  while (differs - same > 1) {
    const middle = Math.floor((same + differs) / 2);
    if (first.root(middle) === second.root(middle)) same = middle;
    else differs = middle;
  }
  return differs - 1;
}

function sideOf({ checkpoint, cosignatures, tree }: History, index: number | undefined): ForkSide {
  const side = { checkpoint, cosignatures: [...cosignatures] };
  if (index === undefined || tree === null) return side;
  return { ...side, index, leaf: tree.leaf(index), path: tree.inclusionPath(index, checkpoint.size) };
}

export function lower(origin: Origin): Origin {
  return { chainId: origin.chainId, trail: origin.trail.toLowerCase() as Hex };
}
