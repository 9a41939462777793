// Reads what one CheckpointAnchor holds, from its events, as rows of the store.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Hex } from "@mingzhang/sdk/hex";
import { fetchLogs, type PlacedLog, withTimes } from "@mingzhang/sdk/logs";
import { type Client, decodeEventLog, encodeEventTopics } from "viem";
import { getBlock, getTransaction } from "viem/actions";

interface Placed {
  chainId: number;
  block: number;
  logIndex: number;
  at: number;
  transaction: Hex;
}

export interface AnchorRows {
  cosignatures: (Placed & {
    digest: Hex;
    witness: Hex;
    size: number;
    root: Hex;
    blockNumber: number;
    blockHash: Hex;
    time: number;
    signature: Hex;
  })[];
  anchorings: (Placed & { digest: Hex; size: number })[];
  witnessSets: (Placed & { epoch: number; quorum: number; witnesses: Hex })[];
  forks: (Placed & { digestA: Hex; digestB: Hex; signersA: number; signersB: number; input: Hex })[];
}

export const noRows = (): AnchorRows => ({ cosignatures: [], anchorings: [], witnessSets: [], forks: [] });

const EVENTS = ["Cosigned", "Anchored", "ForkProven", "WitnessesChanged"] as const;
const TOPICS = EVENTS.flatMap((eventName) => encodeEventTopics({ abi: checkpointAnchorAbi, eventName }).slice(0, 1));

export interface Head {
  number: number;
  hash: Hex;
  time: number;
}

export async function headOf(client: Client, block: number | "latest"): Promise<Head> {
  const at = block === "latest" ? { blockTag: "latest" as const } : { blockNumber: BigInt(block) };
  const { number, hash, timestamp } = await getBlock(client, at);
  if (number === null || hash === null) throw new Error("The node answered with a block that is not mined.");
  return { number: Number(number), hash, time: Number(timestamp) };
}

/** All events of a range of blocks, both ends included. Throws where the node does not answer or an event does not decode. */
export async function readAnchor(client: Client, place: Place, from: number, to: number): Promise<AnchorRows> {
  const rows = noRows();
  const query = {
    addresses: [place.contract],
    topics: [TOPICS as Hex[]],
    fromBlock: BigInt(from),
    toBlock: BigInt(to),
  };
  for await (const logs of fetchLogs(client, query)) {
    const times = await withTimes(client, logs);
    for (const [i, log] of logs.entries()) await addLog(client, rows, place.chainId, log, Number(times[i] ?? 0n));
  }
  return rows;
}

export interface Place {
  chainId: number;
  contract: Hex;
}

async function addLog(client: Client, rows: AnchorRows, chainId: number, log: PlacedLog, at: number): Promise<void> {
  const placed: Placed = {
    chainId,
    block: Number(log.blockNumber),
    logIndex: log.logIndex,
    at,
    transaction: log.transactionHash,
  };
  const [signature, ...topics] = log.topics;
  if (signature === undefined) return;
  const event = decodeEventLog({
    abi: checkpointAnchorAbi,
    topics: [signature, ...topics],
    data: log.data,
    strict: true,
  });
  switch (event.eventName) {
    case "Cosigned": {
      const { size, digest, witness, root, blockNumber, blockHash, time, signature } = event.args;
      const counts = { size: Number(size), blockNumber: Number(blockNumber), time: Number(time) };
      rows.cosignatures.push({ ...placed, ...counts, digest, witness: lower(witness), root, blockHash, signature });
      return;
    }
    case "Anchored":
      rows.anchorings.push({ ...placed, digest: event.args.digest, size: Number(event.args.size) });
      return;
    case "WitnessesChanged": {
      const { epoch, quorum, witnesses } = event.args;
      const joined: Hex = `0x${witnesses.map((witness) => lower(witness).slice(2)).join("")}`;
      rows.witnessSets.push({ ...placed, epoch: Number(epoch), quorum, witnesses: joined });
      return;
    }
    case "ForkProven": {
      const { digestA, digestB, signersA, signersB } = event.args;
      // The event says that a fork was proven; what proves it stands in the call.
      const { input } = await getTransaction(client, { hash: log.transactionHash });
      const signers = { signersA: Number(signersA), signersB: Number(signersB) };
      rows.forks.push({ ...placed, digestA, digestB, ...signers, input });
    }
  }
}

const lower = (address: Hex): Hex => address.toLowerCase() as Hex;
