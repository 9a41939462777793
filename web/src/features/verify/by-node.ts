// A record as the reader's node tells it, where the site gives no proof: levels 1 and 2.
import type { ChainRecord, Deployment } from "@mingzhang/sdk/api";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { ProvenRecord } from "@mingzhang/sdk/proof";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import { readProvenRecord, verifyRecord } from "@mingzhang/sdk/proof-read";
import type { Step } from "@mingzhang/sdk/proof-steps";

/** Null where there is no node, or it has no such record. */
export async function verifyByNode(
  { transaction, logIndex }: Pick<ChainRecord["chain"], "transaction" | "logIndex">,
  { chainId, contracts }: Deployment,
  context: ProofContext,
): Promise<{ record: ProvenRecord; steps: Step[] } | null> {
  const [first] = context.rpcs ?? [];
  const record = first === undefined ? null : await readOrNull(first.rpc, transaction, logIndex);
  if (record === null) return null;
  const origin = { chainId, trail: contracts.auditTrail };
  return { record, steps: (await verifyRecord({ origin, record }, context)).steps };
}

/** A node that fails, or gives junk, says nothing; the outcome says that there is none. */
async function readOrNull(...place: Parameters<typeof readProvenRecord>): Promise<ProvenRecord | null> {
  try {
    return await readProvenRecord(...place);
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}
