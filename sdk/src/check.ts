// Reads a movement's event again through an RPC of the reader's choice, and compares it with what the API tells.
import type { Client } from "viem";
import { getBlock } from "viem/actions";
import type { Deployment } from "./api.ts";
import { type CheckedMovement, compareMovement, type MovementCheck } from "./compare.ts";
import { asMovement, readMovement, readReceipt, readRecordIn } from "./read.ts";

export * from "./compare.ts";

/** How the event is found: at the place the API names, or by the record's number alone. */
export type Lookup = "place" | "number";

/**
 * Reads a movement's event again and compares it field by field. Found where the API says it stands, or, with `number`,
 * by its record number, which does not rely on the API's word (and asks the RPC for more). What it shows: the API and
 * this RPC say the same. It does not show that the RPC is honest, nor that nothing was left out; see docs/LOG.md.
 * Throws NOT_FOUND and NOT_A_MOVEMENT where the chain has no such movement, TRANSACTION_REVERTED and LOG_REMOVED where
 * the RPC shows an event that does not count; errors of viem where the RPC fails.
 */
export async function checkMovement(
  client: Client,
  deployment: Deployment,
  movement: CheckedMovement,
  lookup: Lookup = "place",
): Promise<MovementCheck> {
  const { transaction, logIndex } = movement.chain;
  const found =
    lookup === "number"
      ? await readMovement(client, deployment, movement.record)
      : asMovement(await readRecordIn(client, deployment, transaction, logIndex));
  // By hash: the block that has this log, not the one that happens to have its number now.
  const [block, receipt] = await Promise.all([
    getBlock(client, { blockHash: found.log.blockHash }),
    readReceipt(client, found.log.transactionHash),
  ]);
  return compareMovement(movement, found.movement, found.log, block.timestamp, receipt.from);
}
