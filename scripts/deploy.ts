// Deploys and founds the suite on the chain behind an RPC, or an anchor of its log on another one, and writes deployment.json.
import { Command } from "commander";
import { getAddress } from "viem";
import type { PublicClient } from "viem";
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/api";
import suite from "../deploy/modules/Suite.ts";
import { moduleParameters, ParametersError, readParameters } from "../deploy/parameters.ts";
import type { SuiteParameters } from "../deploy/parameters.ts";
import { deployAnchor } from "./chain/deploy-anchor.ts";
import { readDeployment, writeDeployment } from "./chain/deployment.ts";
import { inWords } from "./chain/failures.ts";
import { DeployError, ignite } from "./chain/ignite.ts";
import { checkSuite } from "./stack/check-suite.ts";
import { fromRoot } from "./stack/paths.ts";

export { DeployError } from "./chain/ignite.ts";

export interface DeployOptions {
  rpcUrl: string;
  parameters: SuiteParameters;
  /** Where deployment.json goes; nowhere if absent. */
  out?: string | undefined;
  /** Name of the journal below deploy/deployments, by which a broken deployment is taken up again. */
  journal?: string | undefined;
  /** Shows Ignition's own progress. */
  verbose?: boolean | undefined;
}

/**
 * Deploys the suite.
 * @throws DeployError if the chain cannot be reached, or the deployed suite is not what it should be
 */
export async function deploySuite(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, parameters, verbose } = options;
  const journal = (chainId: number) => options.journal ?? `chain-${chainId}`;
  const { client, chainId, deployer, addresses, deployBlock } = await ignite(
    suite,
    { rpcUrl, verbose, journal },
    (ignition) => {
      refuseOffices(parameters, ignition.deployer);
      return moduleParameters(parameters, ignition.chainId);
    },
  );
  const contracts = Object.fromEntries(
    CONTRACT_NAMES.map((name) => [name, getAddress(addresses[name] ?? "")]),
  ) as Deployment["contracts"];
  const faults = await checkSuite(client, contracts, parameters, deployer);
  if (faults.length > 0) throw new DeployError(`The deployed suite is not as it should be:\n  ${faults.join("\n  ")}`);

  const deployment = await describe(client, chainId, deployBlock, contracts, parameters.demo);
  if (options.out !== undefined) writeDeployment(options.out, deployment);
  return deployment;
}

/** An office held by the deployer would keep the deployer's power alive. */
function refuseOffices(parameters: SuiteParameters, deployer: string): void {
  const holders = { ...parameters, registrar: parameters.registrar.holder };
  for (const office of ["admin", "config", "registryOffice", "proceduresOffice", "registrar"] as const) {
    if (holders[office].toLowerCase() === deployer.toLowerCase()) {
      throw new DeployError(
        `${office} = ${deployer}: this is the deployer, who ends with no power. Name the address of the office itself.`,
      );
    }
  }
}

async function describe(
  client: PublicClient,
  chainId: number,
  blockNumber: bigint,
  contracts: Deployment["contracts"],
  demo: boolean,
): Promise<Deployment> {
  const [genesis, block] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlock({ blockNumber })]);
  return {
    chainId,
    genesisHash: genesis.hash,
    deployBlock: Number(blockNumber),
    deployBlockHash: block.hash,
    deployedAt: new Date(Number(block.timestamp) * 1000).toISOString(),
    contracts,
    anchors: [],
    demo,
  };
}

interface Flags {
  rpc: string;
  parameters: string;
  out?: string;
  journal?: string;
  anchor?: boolean;
  origin?: string;
  originRpc: string;
}

async function main(): Promise<void> {
  const command = new Command("npm run deploy --")
    .description(
      "Deploys and founds the suite; with --anchor, an anchor of its log on another chain. The deployer's key is " +
        "MINGZHANG_DEPLOYER_KEY (environment or Hardhat keystore); a local chain needs none.",
    )
    .option("--rpc <url>", "RPC of the chain", process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545")
    .option("--parameters <file>", "who gets which office, and the waits", "deploy/parameters/local.json")
    .option("--out <file>", "where to write the addresses; with --anchor, --origin itself if left out")
    .option("--journal <name>", "journal below deploy/deployments, to take up a broken deployment")
    .option("--anchor", "a CheckpointAnchor alone, on another chain than the log's")
    .option("--origin <file>", "with --anchor: deployment.json of the log")
    .option(
      "--origin-rpc <url>",
      "with --anchor: RPC of the log's chain, whose witnesses of now the anchor gets",
      process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  npm run deploy -- --rpc https://rpc.example --parameters my-city.json --out my-city/deployment.json\n" +
        "  npm run deploy -- --anchor --rpc https://other-chain.example --origin my-city/deployment.json --origin-rpc https://rpc.example",
    )
    .parse();
  const flags = command.opts<Flags>();
  if (flags.anchor === true && flags.origin === undefined) command.error("--anchor wants --origin, a deployment.json.");
  if (flags.anchor !== true && flags.origin !== undefined) command.error("--origin goes with --anchor.");
  try {
    if (flags.origin === undefined) await deploySuiteOf(flags);
    else await deployAnchorOf(flags, flags.origin);
  } catch (error) {
    const words = error instanceof DeployError || error instanceof ParametersError ? error.message : inWords(error);
    if (words === undefined) throw error;
    console.error(words);
    process.exitCode = 1;
  }
}

async function compile(): Promise<void> {
  const { default: hre } = await import("hardhat");
  await hre.tasks.getTask("build").run({ quiet: true });
}

async function deploySuiteOf(flags: Flags): Promise<void> {
  const parameters = readParameters(flags.parameters);
  await compile();
  console.log(`Deploying to ${flags.rpc} …`);
  const out = fromRoot(flags.out ?? ".data/deployed/deployment.json");
  const deployment = await deploySuite({
    rpcUrl: flags.rpc,
    parameters,
    out,
    verbose: process.stdout.isTTY,
    journal: flags.journal,
  });
  for (const [name, address] of Object.entries(deployment.contracts)) console.log(`  ${name.padEnd(16)} ${address}`);
  console.log(`Founded in block ${deployment.deployBlock}; the deployer has no power left. Written: ${out}`);
}

async function deployAnchorOf(flags: Flags, path: string): Promise<void> {
  const origin = readDeployment(path);
  await compile();
  console.log(`Deploying an anchor of the log of chain ${origin.chainId} to ${flags.rpc} …`);
  const anchor = await deployAnchor({
    rpcUrl: flags.rpc,
    origin,
    originRpcUrl: flags.originRpc,
    verbose: process.stdout.isTTY,
  });
  const out = fromRoot(flags.out ?? path);
  writeDeployment(out, { ...origin, anchors: [...origin.anchors, anchor] });
  console.log(
    `  checkpointAnchor ${anchor.contract} on chain ${anchor.chainId}, block ${anchor.deployBlock}. Written: ${out}`,
  );
}

if (import.meta.main) await main();
