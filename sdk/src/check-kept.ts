// A checkpoint that a reader keeps, in the browser or as a file: what later checks are held against.
import type { Checkpoint, Origin } from "./checkpoint.ts";
import { parseOrigin, parseStrictCheckpoint } from "./proof.ts";
import type { KeptCheckpoint } from "./proof-context.ts";
import { Reader } from "./untrusted.ts";

export const CHECKPOINT_FORMAT = "mingzhang-checkpoint";
const reader = new Reader("PROOF_INVALID", "Keep one anew");

/** Reads a kept checkpoint. Throws PROOF_INVALID. */
export function parseKept(json: unknown): KeptCheckpoint {
  const names = ["format", "version", "origin", "checkpoint"];
  const { format, version, origin, checkpoint } = reader.exactly(json, "checkpoint", names);
  if (format !== CHECKPOINT_FORMAT || version !== 1) throw reader.refuse("format", format, "is no kept checkpoint");
  return { origin: parseOrigin(origin), checkpoint: parseStrictCheckpoint(checkpoint, "checkpoint") };
}

/** The text of a kept checkpoint. */
export function keptText(origin: Origin, checkpoint: Checkpoint): string {
  return JSON.stringify({ format: CHECKPOINT_FORMAT, version: 1, origin, checkpoint });
}
