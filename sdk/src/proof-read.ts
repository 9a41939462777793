// The record at a place of the chain, as nodes tell it, checked to level 2: where nobody gives a proof.
import type { Hex } from "./hex.ts";
import type { ProvenRecord } from "./proof.ts";
import { guarded, type ProofContext } from "./proof-context.ts";
import { type RecordClaim, recordSteps } from "./proof-record.ts";
import { step, type Verdict } from "./proof-steps.ts";
import { agreement, originStep, verdictOf, withoutNodes } from "./proof-verify.ts";
import { readHeader } from "./receipts.ts";
import type { Rpc } from "./rpc.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader("PROOF_INVALID", "Ask another RPC");

/**
 * The record that a transaction wrote at a log index, as a node tells it. Null where it has none there.
 * Throws PROOF_INVALID where the answer is none; errors of the node pass through.
 */
export async function readProvenRecord(rpc: Rpc, transaction: Hex, logIndex: number): Promise<ProvenRecord | null> {
  const answer = await rpc.request({ method: "eth_getTransactionReceipt", params: [transaction] });
  if (answer === null) return null;
  const logs = reader.list(reader.object(answer, "receipt").logs, "logs", 1_000_000);
  const log = logs
    .map((one) => reader.object(one, "log"))
    .find((one) => Number(reader.quantity(one.logIndex, "logIndex")) === logIndex);
  if (log === undefined) return null;
  const blockHash = reader.anyHex(log.blockHash, "blockHash", 32);
  const header = readHeader(await rpc.request({ method: "eth_getBlockByHash", params: [blockHash, false] }));
  const topics = reader.list(log.topics, "topics", 4).map((topic) => reader.anyHex(topic, "topic", 32));
  const [, number] = topics;
  if (number === undefined) return null;
  return {
    number: reader.count(Number(BigInt(number)), "record number"),
    topics,
    data: reader.anyHex(log.data, "data"),
    writer: reader.anyHex(log.address, "address", 20),
    block: Number(header.number),
    time: Number(header.time),
    blockHash,
    transaction,
    logIndex,
  };
}

/**
 * Checks a record without a path, where nobody gives one: levels 1 and 2 alone. The rest is said to be not tried.
 */
export async function verifyRecord(claim: RecordClaim, given: ProofContext): Promise<Verdict> {
  const { rpcs = [], deployment } = guarded(given);
  const records = await Promise.all(rpcs.map((rpc) => recordSteps(claim, rpc, deployment)));
  const nodes = records.length === 0 ? withoutNodes() : records.flatMap((found) => found.steps);
  const names = rpcs.map(({ name }) => name);
  const steps = [...originStep(claim, deployment), ...nodes, ...agreement(names, records, [])];
  return verdictOf([...steps.toSorted((a, b) => a.level - b.level), step("path", 3, "not tried", "no-proof")]);
}
