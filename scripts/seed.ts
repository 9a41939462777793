// npm run seed: puts the demonstration city's fiscal year on a fresh local chain.
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { readDeployment } from "./chain/deployment.ts";
import { startBar } from "./import/bar.ts";
import { seed } from "./seed/seed.ts";

export { seed, SEED_STARTS_AT } from "./seed/seed.ts";
export type { SeedOptions, SeedResult } from "./seed/seed.ts";

interface Flags {
  rpc: string;
  deployment?: string;
  movements: number;
  seed: number;
  documents?: string;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("Give a whole number.");
  return value;
}

async function main(): Promise<void> {
  const flags = new Command("npm run seed --")
    .description(
      "Puts the demonstration city's fiscal year 2026 on a fresh deployment on a local chain, whose clock must stand " +
        "before 2026-01-01 and is moved through the year. The same seed gives the same year.",
    )
    .option("--rpc <url>", "the local chain", process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545")
    .option("--deployment <path>", "its deployment.json (or MINGZHANG_DEPLOYMENT)")
    .option("--movements <n>", "about how many movements; a year's structure needs some 1,400", wholeNumber, 4_000)
    .option("--seed <n>", "which year", wholeNumber, 1)
    .option("--documents <path>", "keep supporting documents here (or MINGZHANG_DOCUMENTS_DIR)")
    .parse()
    .opts<Flags>();
  const source = flags.deployment ?? process.env["MINGZHANG_DEPLOYMENT"];
  if (source === undefined) throw new Error("Give --deployment or set MINGZHANG_DEPLOYMENT.");
  const documents = flags.documents ?? process.env["MINGZHANG_DOCUMENTS_DIR"];
  const bar = startBar();
  const started = performance.now();
  try {
    const result = await seed({
      rpcUrl: flags.rpc,
      deployment: readDeployment(source),
      movements: flags.movements,
      seed: flags.seed,
      documentsDir: documents === undefined ? undefined : resolve(documents),
      onProgress: (done, total) => bar.progress("movements", done, total),
    });
    bar.stop();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${result.movements} movements, ${result.cases} cases with ${result.acts} acts, ${result.confirmations} confirmations, ${result.findings} findings, ${result.documents} documents in ${seconds} s.\n`,
    );
  } catch (error) {
    bar.stop();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
