// npm run anchor: brings checkpoints that have their quorum on the log's chain to the anchors on other chains.
import { resolve } from "node:path";
import { parseRpcUrls } from "@mingzhang/sdk/rpc-urls";
import { Command } from "commander";
import { readDeployment } from "./chain/deployment.ts";
import { ChainError, inWords } from "./chain/failures.ts";
import { LOCAL_OFFICE } from "./chain/local-accounts.ts";
import { connectDeployment } from "./chain/sender.ts";
import { openCouriers } from "./checkpoints/couriers.ts";
import { LogReader } from "./checkpoints/log-reader.ts";
import { endingSignal, EXIT, loop, stamped } from "./checkpoints/loop.ts";
import { proveFork } from "./checkpoints/prove.ts";
import { accountFrom, countFrom, finalityDepthOf, wholeNumber } from "./checkpoints/settings.ts";

interface Flags {
  rpc: string;
  deployment?: string;
  anchorRpc: string;
  key: string;
  evidence: string;
  prove?: string;
  once?: boolean;
  period: number;
  finalityDepth?: number;
}

const flags = new Command("npm run anchor --")
  .description(
    "Brings each checkpoint that a quorum of witnesses signed on the log's chain to every anchor that deployment.json names, " +
      "with the path that shows it to continue what is anchored there; changes of witnesses and proven forks too.",
  )
  .option("--rpc <url>", "RPC of the log's chain", process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545")
  .option("--deployment <file>", "deployment.json, or its JSON (or MINGZHANG_DEPLOYMENT)")
  .option(
    "--anchor-rpc <chainId=url,…>",
    "RPCs of the chains with anchors (or MINGZHANG_ANCHOR_RPC_URLS)",
    process.env["MINGZHANG_ANCHOR_RPC_URLS"] ?? "",
  )
  .option(
    "--key <variable>",
    "environment variable with the key that pays for gas there; it needs no office",
    "MINGZHANG_ANCHOR_KEY",
  )
  .option("--evidence <folder>", "where evidence of a fork is kept", ".data/evidence")
  .option(
    "--prove <file>",
    "put the fork that this evidence shows on record, on the log's chain and on the others, then end",
  )
  .option("--once", "one look, then end")
  .option("--period <seconds>", "time between two looks", wholeNumber(1), 60)
  .option(
    "--finality-depth <blocks>",
    "blocks below the head that count as final (or MINGZHANG_FINALITY_DEPTH)",
    wholeNumber(0),
  )
  .addHelpText(
    "after",
    "\nMay be stopped, started again, and run twice: what is anchored already is passed over. A chain that does not answer is\n" +
      "asked again a period later. Ends with 0 when stopped, or with --once when all is anchored; 1 when it could not look or\n" +
      "send (--once); 3 when what is anchored is not the log that --rpc shows.\n" +
      "\nExamples:\n  npm run anchor -- --rpc https://rpc.example --deployment my-city/deployment.json --anchor-rpc 10=https://other.example" +
      "\n  npm run anchor -- --rpc https://rpc.example --deployment my-city/deployment.json --anchor-rpc 10=https://other.example --prove fork.json",
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
  if (source === undefined || source === "") throw new ChainError("Give --deployment or set MINGZHANG_DEPLOYMENT.");
  const deployment = readDeployment(source);
  const urls = parseRpcUrls(flags.anchorRpc);
  for (const { chainId } of deployment.anchors) {
    if (!urls.has(chainId))
      throw new ChainError(`Give --anchor-rpc ${chainId}=url: the record names an anchor on that chain.`);
  }
  if (deployment.anchors.length === 0) {
    throw new ChainError(
      "The deployment record names no anchor on another chain: npm run deploy -- --anchor makes one.",
    );
  }
  const accountOf = (chainId: number) =>
    accountFrom(process.env, { variable: flags.key, local: LOCAL_OFFICE.courier, chainId });
  if (flags.prove !== undefined) {
    await connectDeployment(flags.rpc, deployment);
    const all = new Map([...urls, [deployment.chainId, flags.rpc]]);
    await proveFork({ file: flags.prove, deployment, urls: all, accountOf, say });
    return EXIT.done;
  }
  const depth = finalityDepthOf(
    deployment.chainId,
    flags.finalityDepth ?? countFrom(process.env, "MINGZHANG_FINALITY_DEPTH"),
  );
  const couriers = openCouriers({
    connect: async () => new LogReader(await connectDeployment(flags.rpc, deployment), deployment, depth),
    deployment,
    urls,
    accountOf,
    folder: resolve(flags.evidence),
    say,
  });
  const { once = false, period } = flags;
  return loop(couriers, { once, period, signal: endingSignal(), say, warn });
}
