// Two chains with a founded suite and its anchors, a log that grows when told to, and witnesses, for the tests of checkpoints.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import type { Deployment } from "@mingzhang/sdk/deployment";
import { checkpointTypedData } from "@mingzhang/sdk/checkpoint";
import type { Checkpoint, Cosignature } from "@mingzhang/sdk/checkpoint";
import { encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { readParameters } from "../../deploy/parameters.ts";
import { deployAnchor } from "../../scripts/chain/deploy-anchor.ts";
import { LOCAL_ANCHOR_CHAIN_ID, LOCAL_OFFICE, localAccount } from "../../scripts/chain/local-accounts.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import { connectChain, connectDeployment, Sender } from "../../scripts/chain/sender.ts";
import type { ChainClients } from "../../scripts/chain/sender.ts";
import { originOf, sendCosign } from "../../scripts/checkpoints/cosign.ts";
import { LogReader } from "../../scripts/checkpoints/log-reader.ts";
import { WitnessState } from "../../scripts/checkpoints/state.ts";
import { Witness } from "../../scripts/checkpoints/witness.ts";
import { ask, scratch } from "./support.ts";

const LOCAL = fileURLToPath(new URL("../../deploy/parameters/local.json", import.meta.url));

export type World = Awaited<ReturnType<typeof startWorld>>;

export async function startWorld() {
  const { default: hre } = await import("hardhat");
  const own = await startOwnChain(readParameters(LOCAL));
  const override = { chainId: LOCAL_ANCHOR_CHAIN_ID };
  const second = await hre.network.createServer({ network: "local", override }, "127.0.0.1", 0);
  const { address, port } = await second.listen();
  const secondUrl = `http://${address}:${port}`;
  const anchor = await deployAnchor({ rpcUrl: secondUrl, origin: own.deployment, originRpcUrl: own.rpcUrl });
  const deployment: Deployment = { ...own.deployment, anchors: [anchor] };
  const folder = scratch();
  const clients = await connectDeployment(own.rpcUrl, deployment);
  const secondClients = await connectChain(secondUrl);
  return {
    rpcUrl: own.rpcUrl,
    secondUrl,
    deployment,
    place: anchor,
    clients,
    secondClients,
    folder: folder.path,
    close: async () => {
      await second.close();
      await own.close();
      folder.remove();
    },
  };
}

/** Registers a party: one record. */
export async function grow({ clients, deployment }: World, name: string): Promise<void> {
  const party = { kind: 2, parent: 0, name, otherName: "", scheme: "", identifier: "" };
  const data = encodeFunctionData({ abi: directoryAbi, functionName: "register", args: [[party]] });
  await new Sender(clients, localAccount(LOCAL_OFFICE.registry)).send(deployment.contracts.directory, data, "register");
}

/** Puts both chains back when called: what was done since never was. */
export async function remember(world: World): Promise<() => Promise<void>> {
  const urls = [world.rpcUrl, world.secondUrl];
  const marks = await Promise.all(urls.map((url) => ask(url, "evm_snapshot")));
  return async () => {
    for (const [i, url] of urls.entries()) await ask(url, "evm_revert", [marks[i]]);
  };
}

/** Puts the log's chain alone back, as whoever rewrites it would. */
export async function rewriting({ rpcUrl }: World): Promise<() => Promise<void>> {
  const mark = await ask(rpcUrl, "evm_snapshot");
  return async () => void (await ask(rpcUrl, "evm_revert", [mark]));
}

/** A witness of a local account, with its state in a folder of its own name. */
export function witnessOf(world: World, number: number, name: string, more: { depth?: number; send?: boolean } = {}) {
  const { clients, deployment } = world;
  const account = localAccount(number);
  const warnings: string[] = [];
  const folder = join(world.folder, name);
  const state = WitnessState.open(folder, originOf(deployment), account.address);
  const witness = new Witness({
    reader: new LogReader(clients, deployment, more.depth ?? 0),
    state,
    account,
    payer: more.send === false ? undefined : { clients, account },
    warn: (line) => warnings.push(line),
  });
  return { witness, state, warnings, folder, address: account.address.toLowerCase() as Hex };
}

export async function readerOf({ clients, deployment }: World): Promise<LogReader> {
  const reader = new LogReader(clients, deployment, 0);
  await reader.read();
  return reader;
}

/** Signatures of a checkpoint by local accounts, whatever it says. */
export async function signedBy(world: World, checkpoint: Checkpoint, ...numbers: number[]): Promise<Cosignature[]> {
  const typed = checkpointTypedData(originOf(world.deployment), checkpoint);
  const signatures = numbers.map(async (number) => {
    const account = localAccount(number);
    return { witness: account.address.toLowerCase() as Hex, signature: await account.signTypedData(typed) };
  });
  return (await Promise.all(signatures)).sort((a, b) => (a.witness < b.witness ? -1 : 1));
}

/** Anchors what the log has now with the signatures of these accounts; returns it. */
export async function anchorNow(world: World, ...numbers: number[]): Promise<Checkpoint> {
  const reader = await readerOf(world);
  const checkpoint = reader.checkpoint();
  if (checkpoint === null) throw new Error("no records");
  const payer = { clients: world.clients, account: localAccount(LOCAL_OFFICE.courier) };
  const signatures = await signedBy(world, checkpoint, ...numbers);
  await sendCosign(payer, world.deployment.contracts.checkpointAnchor, reader.tree, checkpoint, signatures);
  return checkpoint;
}

export async function standing(clients: ChainClients, anchor: Hex, digest: Hex) {
  const at = { address: anchor, abi: checkpointAnchorAbi } as const;
  const { count, anchoredAt } = await clients.publicClient.readContract({
    ...at,
    functionName: "standingOf",
    args: [digest],
  });
  return { count, anchored: anchoredAt !== 0n };
}
