// Command line of the indexer: follows the chain and serves the API.
import { Command, Option } from "commander";
import { pino } from "pino";
import { readConfig, VARIABLES } from "./config.ts";
import { startService } from "./service.ts";
import { INDEXER_VERSION } from "./version.ts";

const option = (flags: string, text: string, name: keyof typeof VARIABLES) =>
  new Option(flags, `${text} (${VARIABLES[name]})`);

const program = new Command("indexer")
  .description("Follows the chain into a store and serves it as an HTTP API.")
  .version(INDEXER_VERSION)
  .addOption(option("--rpc <url>", "RPC of the chain's node, http or ws", "rpcUrl"))
  .addOption(option("--deployment <path>", "deployment record: a path, or the JSON itself", "deployment"))
  .addOption(option("--data-dir <dir>", "folder of the built-in store", "dataDir"))
  .addOption(option("--database-url <url>", "PostgreSQL instead of the built-in store", "databaseUrl"))
  .addOption(option("--host <address>", "address to listen on", "host"))
  .addOption(option("--port <number>", "port to listen on", "port"))
  .addOption(option("--api-only", "serve what another process indexes; needs PostgreSQL", "apiOnly"))
  .addOption(option("--finality-depth <blocks>", "blocks below the head that count as final", "finalityDepth"))
  .addOption(option("--poll-ms <ms>", "time between looks at the chain's head", "pollMs"))
  .addOption(option("--range-logs <count>", "logs that one range should bring, about", "rangeLogs"))
  .addOption(option("--public-rpc-url <url>", "RPC that readers' browsers are offered", "publicRpcUrl"))
  .addOption(option("--documents-dir <dir>", "folder of documents, each named by its SHA-256", "documentsDir"))
  .addOption(option("--log-level <level>", "silent, fatal, error, warn, info, debug or trace", "logLevel"))
  .parse();

const { rpc, ...options } = program.opts<Record<string, string | boolean>>();

try {
  const config = readConfig({ rpcUrl: rpc, ...options }, process.env);
  const log = pino({ level: config.logLevel, name: "indexer" });
  const service = await startService(config, log);
  log.info({ url: service.url, store: service.store.engine, rpc: config.rpcUrl }, "the API listens");
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
} catch (error) {
  // What goes wrong at the start is the operator's to set right: one sentence, no trace.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
