// Receipts and headers of a block, encoded anew: what hashes to a block's hash, and what is in its receipts.
import { bytesOf, type Hex } from "./hex.ts";
import { keccakHex } from "./keccak.ts";
import { listRoot } from "./mpt.ts";
import { encodeRlp } from "./rlp.ts";
import { type Fields, Reader } from "./untrusted.ts";

const reader = new Reader("PROOF_INVALID", "Ask another RPC for it");
const newer = new Reader("PROOF_UNSUPPORTED", "Take a newer verifier");

/** What the rest needs of a header whose hash was recomputed. */
export interface Header {
  /** keccak256 of the header's RLP, computed here. */
  hash: Hex;
  number: bigint;
  /** Seconds since 1970. */
  time: bigint;
  parentHash: Hex;
  stateRoot: Hex;
  receiptsRoot: Hex;
  transactionsRoot: Hex;
}

/** An event as a receipt holds it. */
export interface ReceiptEvent {
  address: Hex;
  topics: Hex[];
  data: Hex;
  /** Place of its transaction in the block. */
  transactionIndex: number;
}

/** Header fields in the order of their RLP, up to Prague and Osaka. Those after the nonce came one fork after another. */
const HEADER: readonly (readonly [name: string, bytes: number | "number" | "any"])[] = [
  ["parentHash", 32],
  ["sha3Uncles", 32],
  ["miner", 20],
  ["stateRoot", 32],
  ["transactionsRoot", 32],
  ["receiptsRoot", 32],
  ["logsBloom", 256],
  ["difficulty", "number"],
  ["number", "number"],
  ["gasLimit", "number"],
  ["gasUsed", "number"],
  ["timestamp", "number"],
  ["extraData", "any"],
  ["mixHash", 32],
  ["nonce", 8],
];
const LATER: typeof HEADER = [
  // London
  ["baseFeePerGas", "number"],
  // Shanghai
  ["withdrawalsRoot", 32],
  // Cancun
  ["blobGasUsed", "number"],
  ["excessBlobGas", "number"],
  ["parentBeaconBlockRoot", 32],
  // Prague
  ["requestsHash", 32],
];

/** A header from a block as an RPC gives it; its hash is computed, not read. Throws PROOF_INVALID. */
export function readHeader(block: unknown): Header {
  const fields = reader.object(block, "block");
  const later = LATER.filter(([name]) => fields[name] !== undefined && fields[name] !== null);
  const rlp = [...HEADER, ...later].map(([name, bytes]) => {
    if (bytes === "number") return numberBytes(fields, name);
    return bytesOf(reader.anyHex(fields[name], name, bytes === "any" ? undefined : bytes));
  });
  const hash = (name: string) => reader.anyHex(fields[name], name, 32);
  return {
    hash: keccakHex(encodeRlp(rlp)),
    number: reader.quantity(fields.number, "number"),
    time: reader.quantity(fields.timestamp, "timestamp"),
    parentHash: hash("parentHash"),
    stateRoot: hash("stateRoot"),
    receiptsRoot: hash("receiptsRoot"),
    transactionsRoot: hash("transactionsRoot"),
  };
}

/** Root of a block's receipts, which come in the order of its transactions. Throws PROOF_INVALID, PROOF_UNSUPPORTED. */
export function receiptsRoot(receipts: readonly unknown[]): Hex {
  return listRoot(receipts.map(encodeReceipt));
}

/**
 * A receipt as it stands in the trie: EIP-2718, types 0 to 4. Receipts from before Byzantium have a state root where later
 * ones have a status.
 */
export function encodeReceipt(receipt: unknown): Uint8Array {
  const fields = reader.object(receipt, "receipt");
  const type = fields.type === undefined ? 0n : reader.quantity(fields.type, "type");
  if (type > 4n) throw newer.refuse("type", String(type), "is a kind of receipt that this verifier does not know");
  const outcome =
    fields.status === undefined || fields.status === null
      ? bytesOf(reader.anyHex(fields.root, "root", 32))
      : numberBytes(fields, "status");
  const logs = logsOf(fields).map(({ address, topics, data }) => [
    bytesOf(address),
    topics.map(bytesOf),
    bytesOf(data),
  ]);
  const bloom = bytesOf(reader.anyHex(fields.logsBloom, "logsBloom", 256));
  const rlp = encodeRlp([outcome, numberBytes(fields, "cumulativeGasUsed"), bloom, logs]);
  if (type === 0n) return rlp;
  const typed = new Uint8Array(1 + rlp.length);
  typed[0] = Number(type);
  typed.set(rlp, 1);
  return typed;
}

/** The event at an index within the block, counted over all receipts; null beyond the last. What the RPC numbers is not read. */
export function eventAt(receipts: readonly unknown[], logIndex: number): ReceiptEvent | null {
  let first = 0;
  for (const [transactionIndex, receipt] of receipts.entries()) {
    const logs = logsOf(reader.object(receipt, "receipt"));
    const found = logs[logIndex - first];
    if (found !== undefined) return { ...found, transactionIndex };
    first += logs.length;
  }
  return null;
}

const MOST_LOGS = 1_000_000;

function logsOf(receipt: Fields): Omit<ReceiptEvent, "transactionIndex">[] {
  return reader.list(receipt.logs, "logs", MOST_LOGS).map((log) => {
    const { address, topics, data } = reader.object(log, "log");
    return {
      address: reader.anyHex(address, "address", 20),
      topics: reader.list(topics, "topics", 4).map((topic) => reader.anyHex(topic, "topic", 32)),
      data: reader.anyHex(data, "data"),
    };
  });
}

/** RLP writes numbers without leading zeros, 0 as nothing. */
function numberBytes(fields: Fields, name: string): Uint8Array {
  const value = reader.quantity(fields[name], name);
  if (value === 0n) return new Uint8Array();
  const text = value.toString(16);
  return bytesOf(`0x${text.length % 2 === 0 ? text : `0${text}`}`);
}
