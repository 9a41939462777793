// npm run verifier: builds the single-file verifier, dist/verifier.html, the same bytes on every machine.
import { Command } from "commander";
import { buildVerifier, sha256Of, writeVerifier } from "./verifier/build.ts";
import { publish, publishedHash } from "./verifier/published.ts";

const flags = new Command("npm run verifier --")
  .description(
    "Builds dist/verifier.html: one file that verifies proofs, forks and exports, opened from disk or served anywhere.",
  )
  .option("--check", "write nothing; compare with the SHA-256 in docs/PROOFS.md")
  .option("--publish", "write the SHA-256 into docs/PROOFS.md, where the verifier was meant to change")
  .parse()
  .opts<{ check?: boolean; publish?: boolean }>();
const html = await buildVerifier();
const hash = sha256Of(html);
console.log(`${(html.length / 1000).toFixed(1)} KB, SHA-256 ${hash}`);
if (flags.publish === true) publish(hash);
if (flags.check !== true) for (const path of writeVerifier(html)) console.log(path);
const published = publishedHash();
if (published !== hash) {
  console.error(`docs/PROOFS.md says ${published}. If the verifier was meant to change: npm run verifier -- --publish`);
  if (flags.check === true) process.exitCode = 1;
}
