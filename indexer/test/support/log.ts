// Rebuilds the log's tree from raw logs with the SDK, for comparison with the tiles.
import type { Deployment } from "@mingzhang/sdk/api";
import { recordWriters } from "@mingzhang/sdk/deployment";
import { RECORD_TOPICS } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { appendLogs, emptyLog, type RecordLog } from "@mingzhang/sdk/log";
import { fetchLogs, withTimes } from "@mingzhang/sdk/logs";
import type { ChainClient } from "./chain.ts";

/** Every record of the chain. The stand-in suite has no log of its own: roots are not compared. */
export async function chainLog(client: ChainClient, deployment: Deployment): Promise<RecordLog> {
  const fromBlock = BigInt(deployment.deployBlock);
  const log = emptyLog(deployment.contracts.auditTrail.toLowerCase() as Hex, fromBlock);
  const query = { addresses: recordWriters(deployment), topics: [[...RECORD_TOPICS]], fromBlock };
  for await (const logs of fetchLogs(client, { ...query, toBlock: await client.getBlockNumber({ cacheTime: 0 }) })) {
    appendLogs(log, logs, await withTimes(client, logs));
  }
  return log;
}
