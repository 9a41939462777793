// npm run witness: cosigns checkpoints of the log, after it has seen that each continues the last one that it signed.
import { join, resolve } from "node:path";
import { Command } from "commander";
import { readDeployment } from "./chain/deployment.ts";
import { ChainError, inWords } from "./chain/failures.ts";
import { LOCAL_OFFICE } from "./chain/local-accounts.ts";
import { connectDeployment } from "./chain/sender.ts";
import { originOf } from "./checkpoints/cosign.ts";
import { LogReader } from "./checkpoints/log-reader.ts";
import { endingSignal, EXIT, loop, stamped } from "./checkpoints/loop.ts";
import { accountFrom, countFrom, finalityDepthOf, wholeNumber } from "./checkpoints/settings.ts";
import { WitnessState } from "./checkpoints/state.ts";
import { Witness } from "./checkpoints/witness.ts";
import { dropGuard, tryGuard } from "./stack/guard.ts";

interface Flags {
  rpc: string;
  deployment?: string;
  state?: string;
  key: string;
  payerKey: string;
  account: number;
  once?: boolean;
  period: number;
  finalityDepth?: number;
  send: boolean;
}

const flags = new Command("npm run witness --")
  .description(
    "Reads the whole log from an RPC of your own, holds it against the last checkpoint that you signed, and cosigns the next " +
      "one. What it signed is kept in --state; if the chain shows another history it refuses, and keeps the evidence there.",
  )
  .option("--rpc <url>", "RPC of the log's chain", process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545")
  .option("--deployment <file>", "deployment.json, or its JSON (or MINGZHANG_DEPLOYMENT)")
  .option("--state <folder>", "what was signed so far, and evidence (or MINGZHANG_WITNESS_DIR)")
  .option("--key <variable>", "environment variable that holds the witness's key", "MINGZHANG_WITNESS_KEY")
  .option(
    "--payer-key <variable>",
    "variable with the key that pays for gas; the witness's own if it is not set",
    "MINGZHANG_PAYER_KEY",
  )
  .option(
    "--account <number>",
    "on a local chain without a key: its well-known account",
    wholeNumber(0),
    LOCAL_OFFICE.witnessA,
  )
  .option("--once", "one look, then end")
  .option("--period <seconds>", "time between two looks", wholeNumber(1), 60)
  .option(
    "--finality-depth <blocks>",
    "blocks below the head that count as final (or MINGZHANG_FINALITY_DEPTH)",
    wholeNumber(0),
  )
  .option("--no-send", "print the signature instead of sending it: anyone may send it (CheckpointAnchor.cosign)")
  .addHelpText(
    "after",
    "\nEnds with 0 when stopped, or with --once when all there is is signed; 1 when it could not look or send (--once);\n" +
      "3 when it found a fork. Say so in public, and do not start it anew before that is explained.\n" +
      "\nExamples:\n  npm run witness -- --rpc https://my-node.example --deployment my-city/deployment.json --state my-witness\n" +
      "  npm run witness -- --deployment .data/demo/deployment.json --state /tmp/witness --account 10 --once",
  )
  .parse()
  .opts<Flags>();

const say = stamped((line) => void process.stdout.write(`${line}\n`));
const warn = stamped((line) => void process.stderr.write(`${line}\n`));

try {
  process.exitCode = await main();
} catch (error) {
  const words = inWords(error);
  if (words === undefined) throw error;
  process.stderr.write(`${words}\n`);
  process.exitCode = EXIT.failed;
}

async function main(): Promise<number> {
  const source = flags.deployment ?? process.env["MINGZHANG_DEPLOYMENT"];
  const folder = flags.state ?? process.env["MINGZHANG_WITNESS_DIR"];
  if (source === undefined || source === "") throw new ChainError("Give --deployment or set MINGZHANG_DEPLOYMENT.");
  if (folder === undefined || folder === "") throw new ChainError("Give --state or set MINGZHANG_WITNESS_DIR.");
  const deployment = readDeployment(source);
  const { chainId } = deployment;
  const account = accountFrom(process.env, { variable: flags.key, local: flags.account, chainId });
  const payer =
    (process.env[flags.payerKey] ?? "") === ""
      ? account
      : accountFrom(process.env, { variable: flags.payerKey, local: flags.account, chainId });
  const path = resolve(folder);
  const guard = join(path, "running.pid");
  if (!tryGuard(guard))
    throw new ChainError(`Another witness runs with ${path}: two would sign two checkpoints at once.`);
  try {
    const clients = await connectDeployment(flags.rpc, deployment);
    const depth = finalityDepthOf(chainId, flags.finalityDepth ?? countFrom(process.env, "MINGZHANG_FINALITY_DEPTH"));
    const witness = new Witness({
      reader: new LogReader(clients, deployment, depth),
      state: WitnessState.open(path, originOf(deployment), account.address),
      account,
      payer: flags.send ? { clients, account: payer } : undefined,
      warn,
    });
    say(`Witness ${account.address} of the log ${deployment.contracts.auditTrail} on chain ${chainId}.`);
    const round = async (): Promise<string> => {
      const { text, signed } = await witness.round();
      if (signed !== undefined && !flags.send) {
        const { checkpoint, cosignature } = signed;
        process.stdout.write(
          `${JSON.stringify({ origin: originOf(deployment), checkpoint, cosignatures: [cosignature] })}\n`,
        );
      }
      return text;
    };
    const { once = false, period } = flags;
    return await loop(round, { once, period, signal: endingSignal(), say, warn });
  } finally {
    dropGuard(guard);
  }
}
