// The SHA-256 of the single-file verifier as docs/PROOFS.md publishes it.
import { readFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";

export function publishedHash(): string {
  const found = /SHA-256 of `verifier\.html`:\s*`(0x[0-9a-f]{64})`/.exec(
    readFileSync(fromRoot("docs/PROOFS.md"), "utf8"),
  );
  if (found?.[1] === undefined) throw new Error("docs/PROOFS.md does not say the SHA-256 of `verifier.html`");
  return found[1];
}
