// The portable proof, version 1: one JSON file that anyone can check alone. docs/PROOFS.md has its fields.
import type { AnchorRef, Checkpoint, Cosignature, Origin, SignedCheckpoint } from "./checkpoint.ts";
import { leafHash, recordHash, stampOf } from "./hash.ts";
import type { Hex } from "./hex.ts";
import type { LogRecord } from "./log.ts";
import { Reader } from "./untrusted.ts";

export const PROOF_FORMAT = "mingzhang-proof";
export const PROOF_VERSION = 1;

/** A raw event and its place. */
export interface ProvenRecord {
  number: number;
  topics: Hex[];
  data: Hex;
  /** Contract that emitted it. */
  writer: Hex;
  block: number;
  /** Of the block, seconds since 1970. */
  time: number;
  blockHash: Hex;
  transaction: Hex;
  /** Within the block. */
  logIndex: number;
}

export interface PortableProof extends SignedCheckpoint {
  format: typeof PROOF_FORMAT;
  version: typeof PROOF_VERSION;
  origin: Origin;
  record: ProvenRecord;
  /** Nearest hash first. */
  path: Hex[];
}

const reader = new Reader("PROOF_INVALID", "Take the file anew from where it was made");
const versions = new Reader("PROOF_UNSUPPORTED", "Take a newer verifier");

/** Longest file that is read, in characters. A record's event is what can be long. */
export const LONGEST_PROOF = 1024 * 1024;
const MOST_STEPS = 64;
/** Present witnesses are at most 32; former ones may have signed too. */
const MOST_COSIGNATURES = 256;
const MOST_ANCHORS = 64;
/** A contract's signature may be long. */
const LONGEST_SIGNATURE = 8 * 1024;
/** End of the year 9999: later times have no date. */
const LATEST = 253_402_300_799;
const UINT48 = 2 ** 48 - 1;

/** Reads a proof from parsed JSON or its text. Throws PROOF_INVALID naming the field, PROOF_UNSUPPORTED for another version. */
export function parseProof(source: unknown): PortableProof {
  const json = typeof source === "string" ? parseJson(source, LONGEST_PROOF) : source;
  const names = ["format", "version", "origin", "record", "path", "checkpoint", "cosignatures", "anchors"];
  const found = reader.object(json, "proof");
  if (found.format !== PROOF_FORMAT) throw reader.refuse("format", found.format, `is not ${PROOF_FORMAT}`);
  if (found.version !== PROOF_VERSION) throw versions.refuse("version", found.version, "is unknown here");
  const fields = reader.exactly(json, "proof", names);
  return {
    format: PROOF_FORMAT,
    version: PROOF_VERSION,
    origin: parseOrigin(fields.origin),
    record: parseRecord(fields.record),
    path: reader.list(fields.path, "path", MOST_STEPS).map((hash, i) => reader.hash(hash, `path[${i}]`)),
    ...parseSigned(fields),
  };
}

/** JSON text of a file, no object of which names a field twice. Throws PROOF_INVALID. */
export function parseJson(text: string, longest: number): unknown {
  if (text.length > longest) throw reader.refuse("file", text.length, `characters are more than ${longest}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw reader.refuse("file", text.slice(0, 40), "is no JSON");
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw reader.refuse("file", twice, "is named twice: readers differ in which one counts");
  return json;
}

/** A key that stands twice in one object of a text that is JSON. */
function repeatedKey(text: string): string | null {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "{") open.push(new Set());
    else if (sign === "}") open.pop();
    if (sign !== '"') continue;
    const from = at++;
    for (; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    let next = at + 1;
    while (/[ \t\r\n]/.test(text[next] ?? "")) next++;
    if (text[next] !== ":") continue;
    const key = JSON.parse(text.slice(from, at + 1)) as string;
    const keys = open.at(-1);
    if (keys?.has(key) === true) return key;
    keys?.add(key);
  }
  return null;
}

export function parseOrigin(value: unknown): Origin {
  const { chainId, trail } = reader.exactly(value, "origin", ["chainId", "trail"]);
  return { chainId: reader.count(chainId, "origin.chainId"), trail: reader.address(trail, "origin.trail") };
}

/** Checkpoint, cosignatures and anchors, as proof and manifest hold them. */
export function parseSigned(fields: Readonly<Record<string, unknown>>): SignedCheckpoint {
  return {
    checkpoint: parseStrictCheckpoint(fields.checkpoint, "checkpoint"),
    cosignatures: parseCosignatures(fields.cosignatures, "cosignatures"),
    anchors: reader.list(fields.anchors, "anchors", MOST_ANCHORS).map((anchor, i) => parseAnchor(anchor, i)),
  };
}

/** A checkpoint with its own fields and no others. */
export function parseStrictCheckpoint(value: unknown, field: string): Checkpoint {
  const names = ["size", "root", "blockNumber", "blockHash", "time"];
  const { size, root, blockNumber, blockHash, time } = reader.exactly(value, field, names);
  return {
    size: reader.count(size, `${field}.size`),
    root: reader.hash(root, `${field}.root`),
    blockNumber: reader.count(blockNumber, `${field}.blockNumber`),
    blockHash: reader.hash(blockHash, `${field}.blockHash`),
    time: reader.count(time, `${field}.time`, LATEST),
  };
}

/** Witnesses ascending, each once. */
export function parseCosignatures(value: unknown, field: string): Cosignature[] {
  let before = "";
  return reader.list(value, field, MOST_COSIGNATURES).map((entry, i) => {
    const at = `${field}[${i}]`;
    const { witness, signature } = reader.exactly(entry, at, ["witness", "signature"]);
    const address = reader.address(witness, `${at}.witness`);
    if (address <= before) throw reader.refuse(`${at}.witness`, address, "does not come after the one before");
    before = address;
    const bytes = reader.hex(signature, `${at}.signature`);
    if (bytes.length > 2 + 2 * LONGEST_SIGNATURE) throw reader.refuse(`${at}.signature`, bytes, "is too long");
    return { witness: address, signature: bytes };
  });
}

function parseAnchor(value: unknown, i: number): AnchorRef {
  const at = `anchors[${i}]`;
  const fields = reader.exactly(value, at, ["chainId", "contract", "transaction", "block"]);
  return {
    chainId: reader.count(fields.chainId, `${at}.chainId`),
    contract: reader.address(fields.contract, `${at}.contract`),
    transaction: reader.hash(fields.transaction, `${at}.transaction`),
    block: reader.count(fields.block, `${at}.block`),
  };
}

function parseRecord(value: unknown): ProvenRecord {
  const names = ["number", "topics", "data", "writer", "block", "time", "blockHash", "transaction", "logIndex"];
  const fields = reader.exactly(value, "record", names);
  return {
    number: reader.count(fields.number, "record.number"),
    topics: reader.list(fields.topics, "record.topics", 4).map((topic, i) => reader.hash(topic, `record.topics[${i}]`)),
    data: reader.hex(fields.data, "record.data"),
    writer: reader.address(fields.writer, "record.writer"),
    block: reader.count(fields.block, "record.block", UINT48),
    time: reader.count(fields.time, "record.time", LATEST),
    blockHash: reader.hash(fields.blockHash, "record.blockHash"),
    transaction: reader.hash(fields.transaction, "record.transaction"),
    logIndex: reader.count(fields.logIndex, "record.logIndex"),
  };
}

/** What a record's leaf is made of; all of it computed. */
export function leafOf({ topics, data, writer, block, time }: ProvenRecord): { record: Hex; stamp: Hex; leaf: Hex } {
  const record = recordHash(topics, data);
  const stamp = stampOf({ blockNumber: BigInt(block), blockTime: BigInt(time), writer });
  return { record, stamp, leaf: leafHash(stamp, record) };
}

/** The record of a log that was read, as a proof holds it. */
export function provenRecord(entry: Omit<LogRecord, "record" | "stamp" | "leaf">, number: number): ProvenRecord {
  return {
    number,
    topics: [...entry.topics],
    data: entry.data,
    writer: entry.address,
    block: Number(entry.blockNumber),
    time: Number(entry.blockTime),
    blockHash: entry.blockHash,
    transaction: entry.transactionHash,
    logIndex: entry.logIndex,
  };
}

/** A proof from its parts; parsed once more, so that what is handed out is what verifiers accept. Throws PROOF_INVALID. */
export function buildProof(
  origin: Origin,
  record: ProvenRecord,
  path: readonly Hex[],
  { checkpoint, cosignatures, anchors }: SignedCheckpoint,
): PortableProof {
  const ordered = cosignatures.toSorted((a, b) => (a.witness < b.witness ? -1 : 1));
  const parts = { origin, record, path, checkpoint, cosignatures: ordered, anchors };
  return parseProof({ format: PROOF_FORMAT, version: PROOF_VERSION, ...parts });
}

/** The file's text. */
export function proofText(proof: PortableProof): string {
  return JSON.stringify(proof);
}
