// Addresses of checkpoints and of the files that a reader takes away.
import type { Hash } from "@mingzhang/sdk/api";

export const checkpointHref = (digest: Hash) => `/checkpoints/${digest}`;

/** Files, without a language. */
export const keepHref = (digest: Hash) => `/export/checkpoint/${digest}`;
export const evidenceHref = (a: Hash, b: Hash) => `/export/fork/${a}/${b}`;

export const keepName = (size: number) => `mingzhang-checkpoint-${size}.json`;
export const evidenceName = (a: Hash, b: Hash) => `mingzhang-fork-${a.slice(2, 10)}-${b.slice(2, 10)}.json`;
