// What the chain itself says to a witness: who may sign, what was signed and anchored, size and root of the log at a block.
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Deployment } from "@mingzhang/sdk/api";
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "@mingzhang/sdk/checkpoint";
import { BaseError, decodeErrorResult, isAddressEqual, parseAbiItem, type Client, type Hex } from "viem";
import { getBlock, getLogs, readContract } from "viem/actions";

const COSIGNED = parseAbiItem(
  "event Cosigned(uint64 indexed size, bytes32 indexed digest, address indexed witness, bytes32 root, uint64 blockNumber, bytes32 blockHash, uint64 time, bytes signature)",
);

/** A checkpoint with the signatures that the chain holds. */
export interface Gathered {
  digest: Hex;
  checkpoint: Checkpoint;
  cosignatures: Cosignature[];
}

export interface AnchorView {
  witnesses: readonly Hex[];
  quorum: number;
  /** The largest anchored one; null while there is none. */
  latest: Checkpoint | null;
  gathered: Gathered[];
}

export function originOf({ chainId, contracts }: Deployment): Origin {
  return { chainId, trail: contracts.auditTrail };
}

export async function readAnchorView(client: Client, deployment: Deployment): Promise<AnchorView> {
  const call = { address: deployment.contracts.checkpointAnchor, abi: checkpointAnchorAbi } as const;
  const [witnesses, quorum, latest, logs] = await Promise.all([
    readContract(client, { ...call, functionName: "witnesses" }),
    readContract(client, { ...call, functionName: "quorum" }),
    readContract(client, { ...call, functionName: "latest" }),
    getLogs(client, {
      address: call.address,
      event: COSIGNED,
      fromBlock: BigInt(deployment.deployBlock),
      strict: true,
    }),
  ]);
  const origin = originOf(deployment);
  const gathered = new Map<Hex, Gathered>();
  for (const { args } of logs) {
    const checkpoint = narrow(args);
    // The digest is computed, not taken: what is not of this log's fields is nobody's signature.
    const digest = checkpointDigest(origin, checkpoint);
    const entry = gathered.get(digest) ?? { digest, checkpoint, cosignatures: [] };
    entry.cosignatures.push({ witness: args.witness, signature: args.signature });
    gathered.set(digest, entry);
  }
  return {
    witnesses,
    quorum,
    latest: latest.size === 0n ? null : narrow(latest),
    gathered: [...gathered.values()],
  };
}

export const hasSigned = ({ cosignatures }: Gathered, witness: Hex) =>
  cosignatures.some((each) => isAddressEqual(each.witness, witness));

/**
 * Whether the anchor refused a signature only because it holds the very same log, anchored meanwhile by others: a path
 * between the two would be empty. Another root for that size is a fork, and not this.
 */
export function isAnchoredAlready(revert: Hex): boolean {
  try {
    const { errorName, args } = decodeErrorResult({ abi: checkpointAnchorAbi, data: revert });
    if (errorName !== "Inconsistent") return false;
    const [size, root, anchoredSize, anchoredRoot] = args;
    return size === anchoredSize && root === anchoredRoot;
  } catch (cause) {
    // Another contract's error.
    if (cause instanceof BaseError) return false;
    throw cause;
  }
}

interface Wide {
  size: bigint;
  root: Hex;
  blockNumber: bigint;
  blockHash: Hex;
  time: bigint;
}

function narrow({ size, root, blockNumber, blockHash, time }: Wide): Checkpoint {
  return { size: Number(size), root, blockNumber: Number(blockNumber), blockHash, time: Number(time) };
}

/** The checkpoint that the chain itself makes of one of its blocks. */
export async function checkpointAt(client: Client, deployment: Deployment, block: number): Promise<Checkpoint> {
  const blockNumber = BigInt(block);
  const call = { address: deployment.contracts.auditTrail, abi: auditTrailAbi, blockNumber } as const;
  const [{ hash, timestamp }, size, root] = await Promise.all([
    getBlock(client, { blockNumber }),
    readContract(client, { ...call, functionName: "size" }),
    readContract(client, { ...call, functionName: "root" }),
  ]);
  return { size: Number(size), root, blockNumber: block, blockHash: hash, time: Number(timestamp) };
}

export function isSame(one: Checkpoint, other: Checkpoint): boolean {
  return (
    one.size === other.size &&
    one.root.toLowerCase() === other.root.toLowerCase() &&
    one.blockNumber === other.blockNumber &&
    one.blockHash.toLowerCase() === other.blockHash.toLowerCase() &&
    one.time === other.time
  );
}
