// A log on the in-process chain with all that a reader holds of it: records, tree, checkpoints, witnesses' signatures.
import type { AnchorRef, Checkpoint, Cosignature, Origin } from "@mingzhang/sdk/checkpoint";
import { checkpointTypedData } from "@mingzhang/sdk/checkpoint";
import type { Hex } from "@mingzhang/sdk/hex";
import { buildProof, type PortableProof, type ProvenRecord } from "@mingzhang/sdk/proof";
import type { Rpc } from "@mingzhang/sdk/rpc";
import { LogTree } from "@mingzhang/sdk/tree";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { deployFoundedTrail } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { type Leaf, leavesOf } from "../support/log.ts";

export interface World {
  rpc: Rpc;
  origin: Origin;
  records: ProvenRecord[];
  leaves: Leaf[];
  tree: LogTree;
  /** The chain's checkpoint after its latest block. */
  checkpoint: Checkpoint;
  /** Ascending by address. */
  witnesses: PrivateKeyAccount[];
  /** Writes more records; all of the above is of the log before. */
  write(texts: readonly string[]): Promise<void>;
  /** The world anew, with what was written since. */
  again(): Promise<World>;
}

/** Asks the in-process chain. */
export const chainRpc: Rpc = {
  request: async ({ method, params }) => (await ethers.provider.send(method, params as unknown[])) as unknown,
};

/** A node that answers some methods otherwise, and passes the rest on. */
export function lyingRpc(lies: Record<string, (honest: () => Promise<unknown>, params: unknown[]) => unknown>): Rpc {
  return {
    request: async (call) => {
      const lie = lies[call.method];
      const honest = () => chainRpc.request(call);
      return lie === undefined ? honest() : lie(honest, (call.params ?? []) as unknown[]);
    },
  };
}

/** A log with its founding record and more: in blocks of one, and in one block of several. */
export async function newWorld(count = 12): Promise<World> {
  const { trail, writer } = await deployFoundedTrail();
  const witnesses = [1, 2, 3]
    .map(() => privateKeyToAccount(generatePrivateKey()))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
  const address = (await trail.getAddress()).toLowerCase() as Hex;
  const write = async (texts: readonly string[]) => {
    await (await writer.noteAll(texts.map((text) => ethers.hexlify(ethers.toUtf8Bytes(text))))).wait();
  };
  for (let i = 1; i < count - 4; i++) await write([`record ${i}`]);
  await write(["four", "in", "one", "block 一块"]);
  const chainId = Number((await ethers.provider.getNetwork()).chainId);
  const origin: Origin = { chainId, trail: address };
  const writers = [address, await writer.getAddress()];
  const again = async (): Promise<World> => {
    const leaves = await leavesOf(writers);
    const tree = new LogTree();
    for (const { leaf } of leaves) tree.append(leaf as Hex);
    const records = await Promise.all(leaves.map(recordOf));
    const block = await ethers.provider.getBlock("latest");
    if (block?.hash == null) throw new Error("no block");
    const checkpoint = {
      size: tree.size,
      root: tree.root(),
      blockNumber: block.number,
      blockHash: block.hash as Hex,
      time: block.timestamp,
    };
    return { rpc: chainRpc, origin, records, leaves, tree, checkpoint, witnesses, write, again };
  };
  return again();
}

async function recordOf({ log }: Leaf, number: number): Promise<ProvenRecord> {
  const block = await log.getBlock();
  return {
    number,
    topics: [...log.topics] as Hex[],
    data: log.data as Hex,
    writer: log.address.toLowerCase() as Hex,
    block: log.blockNumber,
    time: block.timestamp,
    blockHash: log.blockHash as Hex,
    transaction: log.transactionHash as Hex,
    logIndex: log.index,
  };
}

/** Signatures of some of the witnesses, ascending. */
export async function cosign(
  origin: Origin,
  checkpoint: Checkpoint,
  witnesses: readonly PrivateKeyAccount[],
): Promise<Cosignature[]> {
  return Promise.all(
    witnesses.map(async (witness) => ({
      witness: witness.address.toLowerCase() as Hex,
      signature: await witness.signTypedData(checkpointTypedData(origin, checkpoint)),
    })),
  );
}

/** The proof of a record under the world's checkpoint. */
export async function proofOf(
  world: World,
  number: number,
  signers: readonly PrivateKeyAccount[] = [],
  anchors: AnchorRef[] = [],
): Promise<PortableProof> {
  const { origin, records, tree, checkpoint } = world;
  const record = records[number];
  if (record === undefined) throw new Error(`no record ${number}`);
  const cosignatures = await cosign(origin, checkpoint, signers);
  const path = tree.inclusionPath(number, checkpoint.size);
  return buildProof(origin, record, path, { checkpoint, cosignatures, anchors });
}

/** Addresses of witnesses with a quorum, as a reader names them. */
export function trusting(witnesses: readonly PrivateKeyAccount[], quorum: number) {
  return { addresses: witnesses.map(({ address }) => address.toLowerCase() as Hex), quorum };
}
