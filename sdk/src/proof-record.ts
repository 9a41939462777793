// Levels 1 and 2 of a proof through one node: the event as its receipt holds it, and the block that it is under.
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";
import type { Origin } from "./checkpoint.ts";
import type { ProvenRecord } from "./proof.ts";
import { attempt, type ProofContext } from "./proof-context.ts";
import { type Step, step } from "./proof-steps.ts";
import { eventAt, readHeader, receiptsRoot } from "./receipts.ts";
import { type NamedRpc, orNull, type Rpc } from "./rpc.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader("PROOF_INVALID", "Ask another RPC");

/** Receipts asked for at once where the node gives them one by one. */
const AT_ONCE = 20;
const MOST_TRANSACTIONS = 100_000;

/** A record of a log: a proof has both. */
export interface RecordClaim {
  origin: Origin;
  record: ProvenRecord;
}

export interface RecordFinding {
  steps: Step[];
  /** Whether this node is of the proof's chain, as far as that can be told. */
  sameChain: boolean;
  /** Sender of the transaction, as this node says. */
  sender: Hex | null;
}

/** What one node says about the record. */
export async function recordSteps(
  proof: RecordClaim,
  { name, rpc }: NamedRpc,
  deployment: ProofContext["deployment"],
): Promise<RecordFinding> {
  const facts = { rpc: name };
  const chain = await chainOf(proof.origin, { name, rpc }, deployment);
  if (chain.state !== "passed") {
    const reason = chain.state === "failed" ? "other-chain" : "unreachable";
    const rest = (["event", "header", "receipts"] as const).map((id) =>
      step(id, id === "event" ? 1 : 2, "not tried", reason, facts),
    );
    return { steps: [chain, ...rest], sameChain: false, sender: null };
  }
  const event = await attempt("event", 1, facts, () => eventStep(proof, name, rpc));
  const [header, receipts] = await blockSteps(proof, name, rpc);
  const { sender } = event.facts;
  return {
    steps: [chain, event, header, receipts],
    sameChain: true,
    sender: typeof sender === "string" ? (sender as Hex) : null,
  };
}

/** Whether a node is of the log's chain, and of the deployment that the reader means. */
export function chainOf(
  origin: Origin,
  { name, rpc }: NamedRpc,
  deployment: ProofContext["deployment"],
): Promise<Step> {
  return attempt("chain", 1, { rpc: name }, () => chainStep(origin, name, rpc, deployment));
}

async function chainStep(
  origin: Origin,
  name: string,
  rpc: Rpc,
  deployment: ProofContext["deployment"],
): Promise<Step> {
  const chainId = Number(reader.quantity(await rpc.request({ method: "eth_chainId", params: [] }), "chainId"));
  const facts = { rpc: name, chainId, wanted: origin.chainId };
  if (chainId !== origin.chainId) return step("chain", 1, "failed", "id", facts);
  if (deployment === undefined) return step("chain", 1, "passed", "id-only", facts);
  const { genesisHash, deployBlock, deployBlockHash } = deployment;
  for (const [reason, number, wanted] of [
    ["genesis", 0, genesisHash],
    ["deploy-block", deployBlock, deployBlockHash],
  ] as const) {
    const block = await rpc.request({ method: "eth_getBlockByNumber", params: [`0x${number.toString(16)}`, false] });
    const found = block === null ? "" : readHeader(block).hash;
    if (found !== wanted.toLowerCase())
      return step("chain", 1, "failed", reason, { ...facts, number, found, known: wanted });
  }
  return step("chain", 1, "passed", "", { ...facts, genesis: genesisHash });
}

async function eventStep({ record }: RecordClaim, name: string, rpc: Rpc): Promise<Step> {
  const place = { rpc: name, transaction: record.transaction, logIndex: record.logIndex, block: record.block };
  const answer = await rpc.request({ method: "eth_getTransactionReceipt", params: [record.transaction] });
  if (answer === null) return step("event", 1, "failed", "missing", place);
  const receipt = reader.object(answer, "receipt");
  if (reader.quantity(receipt.status, "status") !== 1n) return step("event", 1, "failed", "reverted", place);
  const logs = reader.list(receipt.logs, "logs", 1_000_000).map((log) => reader.object(log, "log"));
  const log = logs.find(({ logIndex }) => Number(reader.quantity(logIndex, "logIndex")) === record.logIndex);
  if (log === undefined) return step("event", 1, "failed", "missing", place);
  if (log.removed === true) return step("event", 1, "failed", "removed", place);
  const said: Record<string, string> = {
    address: reader.anyHex(log.address, "address", 20),
    topics: reader
      .list(log.topics, "topics", 4)
      .map((topic) => reader.anyHex(topic, "topic", 32))
      .join(" "),
    data: reader.anyHex(log.data, "data"),
    block: String(reader.quantity(log.blockNumber, "blockNumber")),
    blockHash: reader.anyHex(log.blockHash, "blockHash", 32),
    transaction: reader.anyHex(log.transactionHash, "transactionHash", 32),
  };
  const wanted: Record<string, string> = {
    address: record.writer,
    topics: record.topics.join(" "),
    data: record.data,
    block: String(record.block),
    blockHash: record.blockHash,
    transaction: record.transaction,
  };
  const differing = Object.keys(wanted).filter((field) => said[field] !== wanted[field]);
  if (differing.length > 0) return step("event", 1, "failed", "differs", { ...place, fields: differing.join(", ") });
  return step("event", 1, "passed", "", { ...place, sender: reader.anyHex(receipt.from, "from", 20) });
}

/** Header and receipts of the record's block: both hashed here. */
async function blockSteps({ record }: RecordClaim, name: string, rpc: Rpc): Promise<[header: Step, receipts: Step]> {
  const facts = { rpc: name, block: record.block, blockHash: record.blockHash };
  let wantedRoot: Hex | null = null;
  let hashes: readonly unknown[] = [];
  const header = await attempt("header", 2, facts, async () => {
    const block = await rpc.request({ method: "eth_getBlockByHash", params: [record.blockHash, false] });
    if (block === null) return step("header", 2, "failed", "missing", facts);
    const found = readHeader(block);
    if (found.hash !== record.blockHash) return step("header", 2, "failed", "hash", { ...facts, found: found.hash });
    if (found.number !== BigInt(record.block) || found.time !== BigInt(record.time)) {
      return step("header", 2, "failed", "place", { ...facts, number: Number(found.number), time: Number(found.time) });
    }
    wantedRoot = found.receiptsRoot;
    hashes = reader.list(reader.object(block, "block").transactions, "transactions", MOST_TRANSACTIONS);
    return step("header", 2, "passed", "", facts);
  });
  if (wantedRoot === null) return [header, step("receipts", 2, "not tried", "no-header", facts)];
  const root: Hex = wantedRoot;
  const receipts = await attempt("receipts", 2, facts, async () => {
    const found = await fetchReceipts(rpc, record.blockHash, hashes);
    const more = { ...facts, count: found.length };
    if (receiptsRoot(found) !== root) return step("receipts", 2, "failed", "root", more);
    const event = eventAt(found, record.logIndex);
    const isSame =
      event !== null &&
      event.address === record.writer &&
      event.data === record.data &&
      event.topics.join() === record.topics.join();
    if (!isSame) return step("receipts", 2, "failed", "event", { ...more, logIndex: record.logIndex });
    return step("receipts", 2, "passed", "", { ...more, logIndex: record.logIndex });
  });
  return [header, receipts];
}

/** All receipts of a block in the order of its transactions: at once where the node can, else one by one. */
async function fetchReceipts(rpc: Rpc, blockHash: Hex, hashes: readonly unknown[]): Promise<readonly unknown[]> {
  // Not every node knows this method; what is wrong with the node otherwise shows below.
  const whole = await orNull(rpc.request({ method: "eth_getBlockReceipts", params: [blockHash] }));
  if (Array.isArray(whole)) return whole as unknown[];
  const receipts: unknown[] = [];
  for (let at = 0; at < hashes.length; at += AT_ONCE) {
    const some = hashes.slice(at, at + AT_ONCE).map((hash) => reader.anyHex(hash, "transaction", 32));
    const answers = some.map((hash) => rpc.request({ method: "eth_getTransactionReceipt", params: [hash] }));
    receipts.push(...(await Promise.all(answers)));
  }
  if (receipts.includes(null)) {
    throw new MingzhangError("PROOF_INVALID", "receipt", blockHash, "lacks one", "Ask another RPC");
  }
  return receipts;
}
