// Deploys and founds the suite on the chain behind an RPC, checks the result and writes deployment.json.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { createPublicClient, getAddress, http } from "viem";
import type { PublicClient } from "viem";
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/api";
import suite from "../deploy/modules/Suite.ts";
import { moduleParameters, ParametersError, readParameters } from "../deploy/parameters.ts";
import type { SuiteParameters } from "../deploy/parameters.ts";
import { checkSuite } from "./stack/check-suite.ts";
import { fromRoot } from "./stack/paths.ts";

/** Hardhat's local chains, whose accounts the node itself unlocks. */
const LOCAL_CHAIN_ID = 31_337;

export interface DeployOptions {
  rpcUrl: string;
  parameters: SuiteParameters;
  /** Where deployment.json goes; nowhere if absent. */
  out?: string;
  /** Name of the journal below deploy/deployments, by which a broken deployment is taken up again. */
  journal?: string;
  /** Shows Ignition's own progress. */
  verbose?: boolean;
}

/** The suite cannot be deployed, in words. */
export class DeployError extends Error {
  override name = "DeployError";
}

/**
 * Deploys the suite.
 * @throws DeployError if the chain cannot be reached, or the deployed suite is not what it should be
 */
export async function deploySuite(options: DeployOptions): Promise<Deployment> {
  const client = createPublicClient({ transport: http(options.rpcUrl, { timeout: 60_000 }) });
  const chainId = await client.getChainId().catch((error: unknown) => {
    throw new DeployError(`No chain answers at ${options.rpcUrl}. Start one, or give another --rpc.`, { cause: error });
  });

  // Hardhat reads its configuration when it is imported, so nobody pays for it who only wants --help.
  const { default: hre } = await import("hardhat");
  const connection = await hre.network.create({
    network: "target",
    override: { url: options.rpcUrl, ...(chainId === LOCAL_CHAIN_ID ? { accounts: "remote" } : {}) },
  });
  try {
    const [deployer] = (await connection.provider.request({ method: "eth_accounts" })) as string[];
    if (deployer === undefined) throw new DeployError("No deployer: set MINGZHANG_DEPLOYER_KEY (see .env.example).");
    refuseOffices(options.parameters, deployer);

    // A local chain forgets everything when it stops, so its journal would only mislead the next deployment.
    const local = chainId === LOCAL_CHAIN_ID;
    const journal = options.journal ?? (local ? `local-${process.pid}-${Date.now()}` : `chain-${chainId}`);
    const journalPath = join(hre.config.paths.ignition, "deployments", journal);
    try {
      const deployed = await connection.ignition.deploy(suite, {
        parameters: { Suite: moduleParameters(options.parameters) },
        deploymentId: journal,
        displayUi: options.verbose ?? false,
        config: local ? { requiredConfirmations: 1, blockPollingInterval: 50 } : {},
      });
      const addresses = await Promise.all(
        CONTRACT_NAMES.map(async (name) => [name, getAddress(await deployed[name].getAddress())] as const),
      );
      const contracts = Object.fromEntries(addresses) as Deployment["contracts"];
      const faults = await checkSuite(client, contracts, options.parameters, getAddress(deployer));
      if (faults.length > 0)
        throw new DeployError(`The deployed suite is not as it should be:\n  ${faults.join("\n  ")}`);

      const deployment = await describe(client, chainId, firstBlock(journalPath), contracts, options.parameters.demo);
      if (options.out !== undefined) writeDeployment(options.out, deployment);
      return deployment;
    } finally {
      if (local) rmSync(journalPath, { recursive: true, force: true });
    }
  } finally {
    await connection.close();
  }
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

/** First block of a deployment, from Ignition's journal: right also after a deployment was taken up again. */
function firstBlock(journalPath: string): bigint {
  const file = readdirSync(journalPath).find((name) => name === "journal.jsonl");
  if (file === undefined) throw new DeployError(`${journalPath} holds no journal.`);
  const blocks: number[] = [];
  for (const line of readFileSync(join(journalPath, file), "utf8").split("\n")) {
    if (line === "") continue;
    const entry = JSON.parse(line) as { type: string; receipt?: { blockNumber: number } };
    if (entry.type === "TRANSACTION_CONFIRM" && entry.receipt) blocks.push(entry.receipt.blockNumber);
  }
  return BigInt(Math.min(...blocks));
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
    demo,
  };
}

function writeDeployment(path: string, deployment: Deployment): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(deployment, null, 2)}\n`);
}

async function main(): Promise<void> {
  const command = new Command("npm run deploy --")
    .description(
      "Deploys and founds the suite. The deployer's key is MINGZHANG_DEPLOYER_KEY (environment or Hardhat keystore); a local chain needs none.",
    )
    .option("--rpc <url>", "RPC of the chain", process.env["MINGZHANG_RPC_URL"] ?? "http://127.0.0.1:8545")
    .option("--parameters <file>", "who gets which office, and the waits", "deploy/parameters/local.json")
    .option("--out <file>", "where to write the addresses", ".data/deployed/deployment.json")
    .option("--journal <name>", "journal below deploy/deployments, to take up a broken deployment")
    .parse();
  const options = command.opts<{ rpc: string; parameters: string; out: string; journal?: string }>();
  try {
    const parameters = readParameters(options.parameters);
    const { default: hre } = await import("hardhat");
    await hre.tasks.getTask("build").run({ quiet: true });
    console.log(`Deploying to ${options.rpc} …`);
    const out = fromRoot(options.out);
    const deployment = await deploySuite({
      rpcUrl: options.rpc,
      parameters,
      out,
      verbose: process.stdout.isTTY,
      journal: options.journal,
    });
    for (const [name, address] of Object.entries(deployment.contracts)) console.log(`  ${name.padEnd(15)} ${address}`);
    console.log(`Founded in block ${deployment.deployBlock}; the deployer has no power left. Written: ${out}`);
  } catch (error) {
    if (!(error instanceof DeployError || error instanceof ParametersError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
