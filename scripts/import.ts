// npm run import: loads published spending onto a chain, or onto one started for the run, and adds everything up.
import { resolve } from "node:path";
import { Command } from "commander";
import { decimalText } from "@mingzhang/sdk/money";
import { readDeployment } from "./chain/deployment.ts";
import { inWords } from "./chain/failures.ts";
import { LOCAL_CHAIN_ID } from "./chain/local-accounts.ts";
import { officesFrom } from "./chain/offices.ts";
import { startBar } from "./import/bar.ts";
import { ImportError } from "./import/errors.ts";
import { loadProfile, profileNames } from "./import/profile.ts";
import type { Profile } from "./import/profile.ts";
import { importFiles } from "./import/run.ts";
import type { ImportOptions, ImportResult } from "./import/run.ts";
import { parametersFor } from "./import/suite-parameters.ts";

interface Flags {
  profile: string;
  rpc?: string;
  deployment?: string;
  dataDir: string;
  documents?: string;
  dryRun?: boolean;
  json?: boolean;
}

const program = new Command("npm run import --")
  .description(
    "Loads published spending: parties, lines, commitments and payments on the ledger, credit notes as recoveries. " +
      "Without --rpc it starts a chain for the run. Importing the same file twice adds nothing; stopped, it goes on " +
      "where it was. What cannot be posted honestly goes to an exceptions report.",
  )
  .argument("<files...>", "files, or folders of files, of one publisher")
  .requiredOption(
    "--profile <name>",
    `the publisher's mapping: ${profileNames().join(", ")}, or the path of a .json file`,
  )
  .option(
    "--rpc <url>",
    "chain to post to; its accounts are MINGZHANG_MAKER_KEY, MINGZHANG_TREASURER_KEY and MINGZHANG_REGISTRY_KEY, or a local chain's known ones",
  )
  .option("--deployment <path>", "deployment.json of that chain (or MINGZHANG_DEPLOYMENT)")
  .option(
    "--data-dir <path>",
    "for the exceptions report and the salt key",
    process.env["MINGZHANG_DATA_DIR"] ?? ".data",
  )
  .option(
    "--documents <path>",
    "for copies of the files (or MINGZHANG_DOCUMENTS_DIR; default: documents in the data folder)",
  )
  .option("--dry-run", "read, map and add up and write the exceptions report, but post nothing and store no document")
  .option("--json", "print one JSON object as the last line of stdout")
  .addHelpText(
    "after",
    "\nExamples:\n  npm run import -- spend-2025-03.json --profile hm-treasury --dry-run\n" +
      "  npm run import -- csv/ --profile uk-spend-25k --rpc http://127.0.0.1:8545 --deployment .data/local/deployment.json",
  );

try {
  program.parse();
  process.exitCode = await run(program.args, program.opts<Flags>());
} catch (error) {
  const words = error instanceof ImportError ? error.message : inWords(error);
  if (words === undefined) throw error;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
// Hardhat keeps handles open after a chain of its own was closed.
process.exit();

async function run(paths: readonly string[], flags: Flags): Promise<number> {
  const profile = loadProfile(flags.profile);
  const bar = startBar();
  const say = (line: string): void => {
    (flags.json === true ? process.stderr : process.stdout).write(`${line}\n`);
  };
  const chain = await chainFor(flags, profile, say);
  const options: ImportOptions = {
    paths,
    profile,
    chain,
    dryRun: flags.dryRun === true,
    dataDir: resolve(flags.dataDir),
    documentsDir: resolve(flags.documents ?? process.env["MINGZHANG_DOCUMENTS_DIR"] ?? `${flags.dataDir}/documents`),
    onProgress: bar.progress,
  };
  const started = performance.now();
  let result: ImportResult;
  try {
    result = await importFiles(options);
  } finally {
    bar.stop();
    await chain?.close();
  }
  describe(result, profile, flags.dryRun === true, (performance.now() - started) / 1000, say);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(result.summary)}\n`);
  return result.reconciled && result.anyPayments ? 0 : 1;
}

async function chainFor(flags: Flags, profile: Profile, say: (line: string) => void) {
  if (flags.rpc === undefined) {
    if (flags.dryRun === true) return undefined;
    say("No --rpc given: starting a chain for this run, which ends with it.");
    // Hardhat is loaded only by those who need it: it takes a while.
    const { startOwnChain } = await import("./chain/own-chain.ts");
    const own = await startOwnChain(parametersFor(profile));
    return { ...own, offices: officesFrom({}, LOCAL_CHAIN_ID) };
  }
  const source = flags.deployment ?? process.env["MINGZHANG_DEPLOYMENT"];
  if (source === undefined) throw new ImportError("With --rpc, give --deployment or set MINGZHANG_DEPLOYMENT.");
  const deployment = readDeployment(source);
  return {
    rpcUrl: flags.rpc,
    deployment,
    offices: officesFrom(process.env, deployment.chainId),
    close: async () => undefined,
  };
}

function describe(
  result: ImportResult,
  profile: Profile,
  dryRun: boolean,
  seconds: number,
  say: (line: string) => void,
) {
  const text = (amount: bigint): string => decimalText(amount, profile.amount.exponent);
  const { summary } = result;
  for (const note of result.notes) say(`Note: ${note}`);
  for (const { file, read, posted, excepted, repeated, controls, mismatches } of result.files) {
    const repeats = repeated > 0 ? `, ${repeated} repeat another row (split bills, posted)` : "";
    const checked = controls.length > 0 ? `, agrees with the source's own totals (${controls.length})` : "";
    say(
      `${file}: ${read.rows} rows, ${text(read.amount)} = ${posted.rows} posted, ${text(posted.amount)}` +
        ` + ${excepted.rows} exceptions, ${text(excepted.amount)}${checked}${repeats}`,
    );
    for (const mismatch of mismatches) say(`  MISMATCH: ${mismatch}`);
  }
  const verb = dryRun ? "would be posted (dry run: nothing was)" : "posted";
  say(
    `${summary.files} files, ${summary.rows} rows, ${summary.currency} ${summary.amountRead}: ` +
      `${summary.posted} ${verb}, ${summary.currency} ${summary.amountPosted} ` +
      `(${result.added} ${dryRun ? "of them new" : "in this run"}, ${result.standing} stood already); ` +
      `${summary.exceptions} exceptions, ${summary.currency} ${summary.amountExcepted}. ${seconds.toFixed(1)} s.`,
  );
  say(`Exceptions report: ${result.report.csv} and .json`);
  say(
    result.reconciled
      ? "Reconciled: everything adds up to the minor unit."
      : "NOT RECONCILED: see the mismatches above.",
  );
}
