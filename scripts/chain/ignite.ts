// Runs a deployment module on the chain behind an RPC, and says where its contracts are and in which block they began.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { IgnitionModule, IgnitionModuleResult } from "@nomicfoundation/ignition-core";
import { createPublicClient, getAddress, http } from "viem";
import type { Address, PublicClient } from "viem";
import { isLocalChain } from "./local-accounts.ts";

/** Something cannot be deployed, in words. */
export class DeployError extends Error {
  override name = "DeployError";
}

export interface Ignition {
  /** Reads the chain. */
  client: PublicClient;
  chainId: number;
  /** Who deploys; checked before anything is sent. */
  deployer: Address;
}

export interface IgniteOptions {
  rpcUrl: string;
  /** Name of the journal below deploy/deployments, by which a broken deployment is taken up again. */
  journal: (chainId: number) => string;
  /** Shows Ignition's own progress. */
  verbose?: boolean | undefined;
}

export interface Ignited {
  addresses: Record<string, Address>;
  /** First block of the deployment: right also after it was taken up again. */
  deployBlock: bigint;
}

type Module = IgnitionModule<string, string, IgnitionModuleResult<string>>;

/**
 * Deploys a module.
 * @param parametersOf asked once the chain is known, and to refuse what must not be deployed there
 * @throws DeployError if the chain cannot be reached or nobody can deploy
 */
export async function ignite(
  module: Module,
  options: IgniteOptions,
  parametersOf: (
    ignition: Ignition,
  ) =>
    Promise<Record<string, string | number | bigint | string[]>> | Record<string, string | number | bigint | string[]>,
): Promise<Ignition & Ignited> {
  const client = createPublicClient({ transport: http(options.rpcUrl, { timeout: 60_000 }) });
  const chainId = await client.getChainId().catch((error: unknown) => {
    throw new DeployError(`No chain answers at ${options.rpcUrl}. Start one, or give another --rpc.`, { cause: error });
  });
  const local = isLocalChain(chainId);

  // Hardhat reads its configuration when it is imported, so nobody pays for it who only wants --help.
  const { default: hre } = await import("hardhat");
  const connection = await hre.network.create({
    network: "target",
    override: { url: options.rpcUrl, ...(local ? { accounts: "remote" } : {}) },
  });
  try {
    const [account] = (await connection.provider.request({ method: "eth_accounts" })) as string[];
    if (account === undefined) throw new DeployError("No deployer: set MINGZHANG_DEPLOYER_KEY (see .env.example).");
    const ignition = { client, chainId, deployer: getAddress(account) };
    const parameters = await parametersOf(ignition);

    // A local chain forgets everything when it stops, so its journal would only mislead the next deployment.
    const journal = local ? `local-${process.pid}-${Date.now()}` : options.journal(chainId);
    const journalPath = join(hre.config.paths.ignition, "deployments", journal);
    try {
      const deployed = await connection.ignition.deploy(module, {
        parameters: { [module.id]: parameters },
        deploymentId: journal,
        displayUi: options.verbose ?? false,
        config: local ? { requiredConfirmations: 1, blockPollingInterval: 50 } : {},
      });
      const addresses: Record<string, Address> = {};
      for (const [name, contract] of Object.entries(deployed))
        addresses[name] = getAddress(await contract.getAddress());
      return { ...ignition, addresses, deployBlock: firstBlock(journalPath) };
    } finally {
      if (local) rmSync(journalPath, { recursive: true, force: true });
    }
  } finally {
    await connection.close();
  }
}

/** From Ignition's journal. */
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
