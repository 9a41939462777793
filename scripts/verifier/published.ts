// The SHA-256 of the single-file verifier as docs/PROOFS.md publishes it.
import { readFileSync, writeFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";

const DOC = fromRoot("docs/PROOFS.md");
const LINE = /(SHA-256 of `verifier\.html`:\s*`)(0x[0-9a-f]{64})(`)/;

export function publishedHash(): string {
  const found = LINE.exec(readFileSync(DOC, "utf8"))?.[2];
  if (found === undefined) throw new Error("docs/PROOFS.md does not say the SHA-256 of `verifier.html`");
  return found;
}

/** Writes another one in its place. */
export function publish(hash: string): void {
  writeFileSync(DOC, readFileSync(DOC, "utf8").replace(LINE, `$1${hash}$3`));
}
