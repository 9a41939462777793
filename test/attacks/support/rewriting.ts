// What validators and witnesses who lie can do to the running chains: write history anew, and sign a history that never was.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { type Checkpoint, checkpointTypedData, type Cosignature } from "@mingzhang/sdk/checkpoint";
import { leafHash, recordHash, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { buildProof, type PortableProof, provenRecord } from "@mingzhang/sdk/proof";
import { LogTree } from "@mingzhang/sdk/tree";
import { encodeFunctionData } from "viem";
import { localAccount, LOCAL_OFFICE } from "../../../scripts/chain/local-accounts.ts";
import { connectChain, connectDeployment, Sender } from "../../../scripts/chain/sender.ts";
import { originOf, sendCosign } from "../../../scripts/checkpoints/cosign.ts";
import { LogReader } from "../../../scripts/checkpoints/log-reader.ts";
import type { Stack } from "../../../scripts/stack/stack.ts";

export async function readerOf({ rpcUrl, deployment }: Stack): Promise<LogReader> {
  const reader = new LogReader(await connectDeployment(rpcUrl, deployment), deployment, 0);
  await reader.read();
  return reader;
}

/** Registers a party by its name: one record, which the registrar may write. */
export async function register({ rpcUrl, deployment }: Stack, name: string): Promise<void> {
  const party = { kind: 2, parent: 0, name, otherName: "", scheme: "", identifier: "" };
  const data = encodeFunctionData({ abi: directoryAbi, functionName: "register", args: [[party]] });
  const sender = new Sender(await connectDeployment(rpcUrl, deployment), localAccount(LOCAL_OFFICE.registry));
  await sender.send(deployment.contracts.directory, data, "register");
}

/** What the log is now. */
export function headOf(reader: LogReader): Checkpoint {
  const head = reader.checkpoint();
  if (head === null) throw new Error("The log is empty.");
  return head;
}

export async function signedBy(
  stack: Stack,
  checkpoint: Checkpoint,
  numbers: readonly number[],
): Promise<Cosignature[]> {
  const typed = checkpointTypedData(originOf(stack.deployment), checkpoint);
  const signatures = numbers.map(async (number) => {
    const account = localAccount(number);
    return { witness: account.address.toLowerCase() as Hex, signature: await account.signTypedData(typed) };
  });
  return (await Promise.all(signatures)).sort((a, b) => (a.witness < b.witness ? -1 : 1));
}

/** The witnesses' word for the log as it is, on the second chain. */
export async function anchorElsewhere(stack: Stack, reader: LogReader, numbers: readonly number[]): Promise<void> {
  const [place] = stack.deployment.anchors;
  if (place === undefined) throw new Error("The deployment names no anchor.");
  const payer = { clients: await connectChain(stack.anchorRpcUrl), account: localAccount(LOCAL_OFFICE.courier) };
  const checkpoint = headOf(reader);
  await sendCosign(payer, place.contract, reader.tree, checkpoint, await signedBy(stack, checkpoint, numbers));
}

/**
 * A history of the same size in which one record says something else: whole in itself, so that every path leads to its root.
 * @returns the proof of that record in it, signed by these witnesses
 */
export async function forkedProof(
  stack: Stack,
  reader: LogReader,
  honest: Checkpoint,
  number: number,
  data: Hex,
  numbers: readonly number[],
): Promise<PortableProof> {
  const tree = new LogTree();
  const records = reader.records.slice(0, honest.size);
  const [found] = records.slice(number);
  if (found === undefined) throw new Error(`There is no record ${number}.`);
  const changed = { ...found, data };
  for (const [at, record] of records.entries()) {
    const { blockNumber, blockTime, address: writer, topics } = changed;
    const stamp = stampOf({ blockNumber, blockTime, writer });
    tree.append(at === number ? leafHash(stamp, recordHash(topics, data)) : record.leaf);
  }
  const checkpoint = { ...honest, root: tree.root() };
  const cosignatures = await signedBy(stack, checkpoint, numbers);
  const signed = { checkpoint, cosignatures, anchors: [] };
  const origin = originOf(stack.deployment);
  return buildProof(origin, provenRecord(changed, number), tree.inclusionPath(number), signed);
}

/** Evidence of two roots for one size, as a file. */
export function writeFork(
  stack: Stack,
  honest: Checkpoint,
  signed: readonly Cosignature[],
  fork: PortableProof,
): string {
  const file = join(stack.dataDir, "fork.json");
  const a = { checkpoint: honest, cosignatures: signed };
  const b = { checkpoint: fork.checkpoint, cosignatures: fork.cosignatures };
  const content = { format: "mingzhang-fork", version: 1, origin: originOf(stack.deployment), a, b };
  writeFileSync(file, JSON.stringify(content));
  return file;
}
