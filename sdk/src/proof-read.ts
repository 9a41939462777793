// The record at a place of the chain, as one node tells it: where nobody gives a proof.
import type { Hex } from "./hex.ts";
import type { ProvenRecord } from "./proof.ts";
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
