// The four hashes of the audit trail: record, stamp, leaf, node. docs/LOG.md fixes the format.
import { MingzhangError } from "./errors.ts";
import { bytesOf, type Hex, hexOf, writeHex } from "./hex.ts";
import { sha256 } from "./sha256.ts";

/** Version of the stamp, in its top byte. */
export const STAMP_VERSION = 1;

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hex = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Topics that an event of the EVM can have. */
export const MOST_TOPICS = 4;

/** What the log knows about a record when it is appended. */
export interface StampFields {
  blockNumber: bigint;
  /** Seconds since 1970, UTC. */
  blockTime: bigint;
  /** Contract that appended the record. */
  writer: Hex;
}

/** SHA-256 of bytes, as hex: also the digest of a document. */
export function sha256Hex(bytes: Uint8Array): Hex {
  return hexOf(sha256(bytes));
}

/** Record hash: SHA-256(count of topics as a 32-byte word | topics | data) of the raw event. */
export function recordHash(topics: readonly Hex[], data: Hex): Hex {
  return hexOf(recordBytes(topics, data));
}

/** Stamp: version 8 | block number 48 | block time 40 | writer 160 bits, as one big-endian word. */
export function stampOf({ blockNumber, blockTime, writer }: StampFields): Hex {
  if (!/^0x[0-9a-fA-F]{40}$/.test(writer)) {
    throw new MingzhangError("LOG_INVALID", "writer", writer, "is not an address", "Give the contract that wrote it");
  }
  return `0x0${STAMP_VERSION}${bits("block number", blockNumber, 12)}${bits("block time", blockTime, 10)}${writer.slice(2).toLowerCase()}`;
}

/** Takes a stamp apart. Throws LOG_INVALID for another version. */
export function readStamp(stamp: Hex): StampFields {
  if (!/^0x01[0-9a-fA-F]{62}$/.test(stamp)) {
    throw new MingzhangError("LOG_INVALID", "stamp", stamp, "is not a stamp of version 1", "Read it from the log");
  }
  return {
    blockNumber: BigInt(`0x${stamp.slice(4, 16)}`),
    blockTime: BigInt(`0x${stamp.slice(16, 26)}`),
    writer: `0x${stamp.slice(26).toLowerCase()}`,
  };
}

/** Leaf hash: SHA-256(0x00 | stamp | record). */
export function leafHash(stamp: Hex, record: Hex): Hex {
  return hexOf(leafBytes(stamp, bytesOf(record)));
}

/** Node hash: SHA-256(0x01 | left | right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return sha256(input);
}

/** `recordHash` as bytes. */
export function recordBytes(topics: readonly Hex[], data: Hex): Uint8Array {
  return sha256(recordInput(topics, data));
}

/** What a record hash is the SHA-256 of. Throws LOG_INVALID. @param scratch to write into where it is long enough */
export function recordInput(topics: readonly Hex[], data: Hex, scratch?: Uint8Array): Uint8Array {
  // Their number is one byte of what is hashed: 258 would be hashed as 2.
  if (topics.length > MOST_TOPICS) {
    const problem = `topics are more than the ${MOST_TOPICS} of an event`;
    throw new MingzhangError("LOG_INVALID", "topics", topics.length, problem, "Give the raw event");
  }
  const length = 32 + 32 * topics.length + ((data.length - 2) >> 1);
  let input = scratch?.subarray(0, length);
  if (input?.length !== length) input = new Uint8Array(length);
  input.fill(0, 0, 32);
  input[31] = topics.length;
  let at = 32;
  for (const topic of topics) at = writeHex(input, at, topic);
  if (at !== 32 + 32 * topics.length) {
    throw new MingzhangError("LOG_INVALID", "topics", topics.join(), "are not of 32 bytes each", "Give the raw event");
  }
  writeHex(input, at, data);
  return input;
}

/** `leafHash` as bytes. */
export function leafBytes(stamp: Hex, record: Uint8Array): Uint8Array {
  return sha256(leafInput(stamp, record));
}

/** What a leaf is the SHA-256 of. Throws LOG_INVALID. */
export function leafInput(stamp: Hex, record: Uint8Array): Uint8Array {
  if (stamp.length !== 66 || record.length !== 32) {
    throw new MingzhangError("LOG_INVALID", "stamp", stamp, "or its record is not 32 bytes", "Give the log's stamp");
  }
  const input = new Uint8Array(65);
  writeHex(input, 1, stamp);
  input.set(record, 33);
  return input;
}

function bits(field: string, value: bigint, digits: number): string {
  const text = value.toString(16);
  if (value < 0n || text.length > digits) {
    const problem = `does not fit ${4 * digits} bits`;
    throw new MingzhangError("LOG_INVALID", field, value, problem, "Give the block's own number and time");
  }
  return text.padStart(digits, "0");
}
