// Command line of the relay: takes signed acts over HTTP and sends them to the chain.
import { Command, Option } from "commander";
import { connectNode } from "./chain/node.ts";
import { readConfig, readDeployment, VARIABLES } from "./config.ts";
import { KEY_VARIABLE, relayAccount } from "./key.ts";
import { createLog } from "./log.ts";
import { startService } from "./service.ts";
import { RELAY_VERSION } from "./version.ts";

const option = (flags: string, text: string, name: keyof typeof VARIABLES) =>
  new Option(flags, `${text} (${VARIABLES[name]})`);

const program = new Command("relay")
  .description("Sends signed acts on cases to the chain, so that who signs needs no gas.")
  .version(RELAY_VERSION)
  .addOption(option("--rpc <url>", "RPC of the chain's node", "rpcUrl"))
  .addOption(option("--deployment <path>", "deployment record: a path, or the JSON itself", "deployment"))
  .addOption(option("--data-dir <dir>", "folder of the journal", "dataDir"))
  .addOption(option("--documents-dir <dir>", "folder of documents, each named by its SHA-256", "documentsDir"))
  .addOption(option("--documents-mb <MB>", "megabytes of documents that are held at most", "documentsMb"))
  .addOption(option("--waiting-mb <MB>", "megabytes of documents that no record names yet", "waitingMb"))
  .addOption(
    option("--waiting-hours <h>", "time after which a document that no record names is dropped", "waitingHours"),
  )
  .addOption(option("--documents-hour-mb <MB>", "megabytes of documents an hour of one address", "documentsHourMb"))
  .addOption(option("--host <address>", "address to listen on", "host"))
  .addOption(option("--port <number>", "port to listen on", "port"))
  .addOption(option("--poll-ms <ms>", "time between looks at what was sent", "pollMs"))
  .addOption(option("--bump-seconds <s>", "time after which a fee is raised", "bumpSeconds"))
  .addOption(option("--finality-depth <blocks>", "blocks above a transaction until it is final", "finalityDepth"))
  .addOption(option("--per-minute <count>", "acts a minute of one address, and of one signer", "perMinute"))
  .addOption(option("--trusted-proxies <list>", "addresses whose X-Forwarded-For counts", "trustedProxies"))
  .addOption(option("--log-level <level>", "silent, fatal, error, warn, info, debug or trace", "logLevel"))
  .addHelpText(
    "after",
    `\nThe account that pays for gas comes from ${KEY_VARIABLE} (0x and 64 hexadecimal digits) alone; there is no option for it,\n` +
      "because command lines can be read by others. A local chain (31337) has a well-known account for it.",
  )
  .parse();

const { rpc, ...options } = program.opts<Record<string, string>>();

try {
  const config = readConfig({ rpcUrl: rpc, ...options }, process.env);
  const deployment = readDeployment(config.deployment);
  const log = createLog(config.logLevel);
  const account = relayAccount(deployment.chainId, process.env);
  const service = await startService(config, deployment, connectNode(config.rpcUrl, deployment, account), log);
  log.info({ url: service.url, chainId: deployment.chainId, account: account.address }, "the relay listens");
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
