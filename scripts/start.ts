// npm start: everything on this machine, with a demonstration year or with published spending.
import { existsSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { profileNames } from "./import/profile.ts";
import { demonstrationContent, importedContent } from "./stack/content.ts";
import { ChildFailed } from "./stack/child.ts";
import { printingProgress } from "./stack/progress.ts";
import { DEFAULT_PORTS, startStack } from "./stack/stack.ts";
import type { Stack } from "./stack/stack.ts";

interface Flags {
  movements?: number;
  seed?: number;
  import?: string[];
  profile?: string;
  web: boolean;
  port: number;
  apiPort: number;
  relayPort: number;
  chainPort: number;
  anchorPort: number;
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

function readFlags(): Flags {
  const port = wholeNumber(0, 65_535);
  const environmentPort = (name: string, fallback: number) => {
    const text = process.env[name];
    return text === undefined || text === "" ? fallback : port(text);
  };
  const command = new Command("npm start --")
    .description(
      "Starts a local chain, the suite, the indexer, the relay and the explorer, with a demonstration year in it.",
    )
    .option("--movements <n>", "about how many movements the demonstration year has", wholeNumber(0, 1_000_000))
    .option("--seed <n>", "another demonstration year with the same rules", wholeNumber(0, 2 ** 32 - 1))
    .option("--import <files...>", "published spending instead of the demonstration: files or folders")
    .option("--profile <name>", `the publisher's mapping for --import: ${profileNames().join(", ")}, or a .json file`)
    .option("--no-web", "without the explorer")
    .option("--port <n>", "the explorer's port", port, environmentPort("MINGZHANG_WEB_PORT", DEFAULT_PORTS.web))
    .option("--api-port <n>", "the indexer's port", port, environmentPort("MINGZHANG_API_PORT", DEFAULT_PORTS.api))
    .option("--relay-port <n>", "the relay's port", port, environmentPort("MINGZHANG_RELAY_PORT", DEFAULT_PORTS.relay))
    .option("--chain-port <n>", "the chain's port", port, environmentPort("MINGZHANG_CHAIN_PORT", DEFAULT_PORTS.chain))
    .option(
      "--anchor-port <n>",
      "the second chain's port, on which checkpoints are anchored",
      port,
      environmentPort("MINGZHANG_ANCHOR_PORT", DEFAULT_PORTS.anchor),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  npm start\n  npm start -- --movements 20000 --port 4000\n" +
        "  npm start -- --import spending/*.csv --profile uk-spend-25k",
    )
    .parse();
  const flags = command.opts<Flags>();
  if (flags.import !== undefined && flags.profile === undefined) command.error("--import wants --profile as well.");
  if (flags.import === undefined && flags.profile !== undefined) command.error("--profile goes with --import.");
  for (const file of flags.import ?? []) {
    if (!existsSync(file)) command.error(`--import ${file}: there is no such file or folder.`);
  }
  return flags;
}
/** What runs where, and what is worth a first look. */
function describe(stack: Stack, imported: boolean): string {
  const { webUrl, apiUrl, relayUrl, rpcUrl, dataDir } = stack;
  const rows: [string, string][] = [
    ["Explorer", webUrl === undefined ? "not started (--no-web)" : `${webUrl}/en  ·  ${webUrl}/zh`],
    ["API", `${apiUrl}/openapi.json`],
    ["Relay", `${relayUrl}/ready`],
    ["Chain", `${rpcUrl}  (chain ${stack.deployment.chainId}, accounts known to everybody)`],
    ["Second chain", `${stack.anchorRpcUrl}  (checkpoints of the first, cosigned by three witnesses)`],
    ["Data and logs", dataDir],
  ];
  const lines = rows.map(([what, where]) => `  ${what.padEnd(14)} ${where}`);
  const tries =
    webUrl === undefined
      ? [`curl '${apiUrl}/v1/movements?limit=3'`]
      : [
          imported ? `${webUrl}/en/movements  published payments, newest first` : `${webUrl}/en  the year at a glance`,
          `${webUrl}/en/movements?kind=payment  open one, and let your browser check it against the chain`,
          `${apiUrl}/docs  the same by HTTP`,
        ];
  const what = imported ? "Published spending" : "A demonstration: an invented city, no real money";
  return `\n${what}.\n\n${lines.join("\n")}\n\nWhat to try first:\n${tries.map((line) => `  ${line}`).join("\n")}\n\nCtrl-C stops everything.`;
}

async function main(): Promise<void> {
  const flags = readFlags();
  const started = Date.now();
  const abort = new AbortController();
  let ending = false;
  const content =
    flags.import === undefined || flags.profile === undefined
      ? demonstrationContent({ movements: flags.movements, seed: flags.seed })
      : importedContent(flags.import, flags.profile);
  const starting = startStack({
    content,
    web: flags.web,
    ports: {
      chain: flags.chainPort,
      anchor: flags.anchorPort,
      api: flags.apiPort,
      relay: flags.relayPort,
      web: flags.port,
    },
    progress: printingProgress(),
    signal: abort.signal,
    onFailure: (message) => {
      console.error(`\n${message}\nEverything else was stopped.`);
      void end(1);
    },
  });

  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    abort.abort();
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit(code);
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      console.log("\nStopping …");
      void end(0);
    });
  }

  // npm may be killed without a chance to tell us; whoever started us through npm means the stack to end with it.
  if (process.env["npm_lifecycle_event"] === "start") {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) void end(0);
    }, 1_000).unref();
  }

  try {
    const stack = await starting;
    console.log(
      `${describe(stack, flags.import !== undefined)} Started in ${Math.round((Date.now() - started) / 1000)} s.`,
    );
  } catch (error) {
    if (ending) return;
    console.error(error instanceof ChildFailed ? `\n${error.message}` : error);
    process.exit(1);
  }
}

await main();
