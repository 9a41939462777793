// Checkpoints of the audit trail: what a witness signs, on which domain, and how they stand in JSON.
import { MingzhangError } from "./errors.ts";
import { bytesOf, type Hex } from "./hex.ts";
import { keccakHex, keccakText } from "./keccak.ts";

/** Which log: the chain it is on, and its AuditTrail (lower case). */
export interface Origin {
  chainId: number;
  trail: Hex;
}

/** ICheckpointAnchor.Checkpoint in JSON: after this block the log had `size` records under `root`. */
export interface Checkpoint {
  size: number;
  root: Hex;
  blockNumber: number;
  blockHash: Hex;
  /** Of the block, seconds since 1970. */
  time: number;
}

export interface Cosignature {
  witness: Hex;
  signature: Hex;
}

/** Where a checkpoint is anchored: a CheckpointAnchor, here or on another chain. */
export interface AnchorRef {
  chainId: number;
  contract: Hex;
  /** Transaction by which the quorum was reached there. */
  transaction: Hex;
  block: number;
}

/** A checkpoint with all that speaks for it. */
export interface SignedCheckpoint {
  checkpoint: Checkpoint;
  cosignatures: Cosignature[];
  anchors: AnchorRef[];
}

/** What speaks best for a record: null where no checkpoint that contains it was signed or anchored. */
export type BestCheckpoint = SignedCheckpoint | null;

export const CHECKPOINT_TYPES = {
  Checkpoint: [
    { name: "size", type: "uint64" },
    { name: "root", type: "bytes32" },
    { name: "blockNumber", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "time", type: "uint64" },
  ],
} as const;

export const WITNESSES_TYPES = {
  Witnesses: [
    { name: "epoch", type: "uint64" },
    { name: "witnesses", type: "address[]" },
    { name: "quorum", type: "uint8" },
  ],
} as const;

/** The domain is the log's own on every chain, so that one signature serves everywhere. */
export function checkpointDomain(origin: Origin) {
  return { name: "Mingzhang", version: "1", chainId: origin.chainId, verifyingContract: origin.trail } as const;
}

/** What a witness signs (eth_signTypedData_v4). */
export function checkpointTypedData(origin: Origin, checkpoint: Checkpoint) {
  const { size, blockNumber, time, ...hashes } = checkpoint;
  return {
    domain: checkpointDomain(origin),
    types: CHECKPOINT_TYPES,
    primaryType: "Checkpoint",
    message: { ...hashes, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) },
  } as const;
}

const DOMAIN_TYPE = keccakText("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
const CHECKPOINT_TYPE = keccakText(
  `Checkpoint(${CHECKPOINT_TYPES.Checkpoint.map(({ type, name }) => `${type} ${name}`).join()})`,
);

/**
 * EIP-712 digest: binds origin, size, root and block together. Written out, since a reader's page carries it; it is tested to be
 * what `hashTypedData` makes of `checkpointTypedData`.
 */
export function checkpointDigest(origin: Origin, checkpoint: Checkpoint): Hex {
  const { name, version, chainId, verifyingContract } = checkpointDomain(origin);
  const domain = hashed([
    DOMAIN_TYPE,
    keccakText(name),
    keccakText(version),
    word(chainId),
    address(verifyingContract),
  ]);
  const { size, root, blockNumber, blockHash, time } = checkpoint;
  const struct = hashed([CHECKPOINT_TYPE, word(size), root, word(blockNumber), blockHash, word(time)]);
  return keccakHex(bytesOf(`0x1901${domain.slice(2)}${struct.slice(2)}`));
}

function hashed(words: readonly Hex[]): Hex {
  return keccakHex(bytesOf(`0x${words.map((one) => one.slice(2)).join("")}`));
}

function word(value: number): Hex {
  return `0x${BigInt(value).toString(16).padStart(64, "0")}`;
}

function address(value: Hex): Hex {
  return `0x${value.slice(2).padStart(64, "0")}`;
}

/** Reads a checkpoint from parsed JSON. Throws PROOF_INVALID naming the field. */
export function parseCheckpoint(json: unknown): Checkpoint {
  if (typeof json !== "object" || json === null) throw invalid("checkpoint", json, "is no object");
  const fields = json as Record<string, unknown>;
  return {
    size: count(fields, "size"),
    root: hash(fields, "root"),
    blockNumber: count(fields, "blockNumber"),
    blockHash: hash(fields, "blockHash"),
    time: count(fields, "time"),
  };
}

function count(fields: Record<string, unknown>, field: string): number {
  const value = fields[field];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0))
    throw invalid(field, value, "is no count");
  return value;
}

function hash(fields: Record<string, unknown>, field: string): Hex {
  const value = fields[field];
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]{64}$/.test(value))
    throw invalid(field, value, "is no 32-byte hash");
  return value.toLowerCase() as Hex;
}

function invalid(field: string, value: unknown, problem: string): MingzhangError {
  return new MingzhangError(
    "PROOF_INVALID",
    field,
    String(value),
    problem,
    "Take the file anew from where it was made",
  );
}
