// The digest of an export's file, by the browser's own code where that can be.
import { sha256 } from "@noble/hashes/sha2.js";
import type { ExportSource } from "./export.ts";

/** Files that browsers hash at one go, beside the rest of the work; longer ones would not fit their memory. */
const WHOLE = 1 << 29;

/** SHA-256 of what is read: the browser's own where there is one for a file that is at hand, else piece by piece. */
export function digestOf(source: ExportSource): {
  update: (chunk: Uint8Array) => void;
  end: () => Promise<Uint8Array>;
} {
  // Pages that came without TLS have no such thing, whatever the types say.
  const subtle = (globalThis as { crypto?: typeof globalThis.crypto }).crypto?.subtle;
  if (subtle === undefined || !(source instanceof Blob) || source.size > WHOLE) {
    const hash = sha256.create();
    return { update: (chunk) => hash.update(chunk), end: () => Promise.resolve(hash.digest()) };
  }
  const whole = source.arrayBuffer().then((bytes) => subtle.digest("SHA-256", bytes));
  // A file that cannot be read is told by the reading itself.
  whole.catch(() => undefined);
  return { update: () => undefined, end: async () => new Uint8Array(await whole) };
}
