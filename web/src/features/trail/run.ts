// Computes a trail again in the reader's browser from the ledger's raw events, by a node of the reader's choice.
import type { Deployment } from "@mingzhang/sdk/api";
import type { TrailPage } from "@mingzhang/sdk/api-trails";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { decodeRecord, type RecordEvent } from "@mingzhang/sdk/events";
import { fetchLogs } from "@mingzhang/sdk/logs";
import { TRAIL_EVENTS, trailDifference, TrailIndex, trailMovements, walkTrail } from "@mingzhang/sdk/trails";
import { getBlockNumber } from "viem/actions";
import { onSameChain } from "@/features/check/same-chain";
import { PIECES } from "./state";

/** Bound of the API, which a page's pieces and cuts follow from. */
const VISITS = 5_000;

export type ToldPage = Pick<
  TrailPage,
  | "record"
  | "book"
  | "direction"
  | "part"
  | "depth"
  | "records"
  | "offset"
  | "amount"
  | "start"
  | "followed"
  | "left"
  | "steps"
>;

export type RecomputeFailure = "address" | "unreachable" | "chain" | "gap" | "missing";

export type RecomputeOutcome =
  | { done: true; same: boolean; events: number; steps: number; pieces: number; differs: number | null; ms: number }
  | { done: false; failure: RecomputeFailure; given: string };

/** Never throws. @param onProgress is told how many events have been read */
export async function recompute(
  rpc: string,
  deployment: Deployment,
  page: ToldPage,
  onProgress: (events: number) => void,
): Promise<RecomputeOutcome> {
  const started = performance.now();
  try {
    const client = await onSameChain(rpc, deployment);
    if ("done" in client) return { done: false, failure: client.failure, given: client.given };
    const events: RecordEvent[] = [];
    const query = {
      addresses: [deployment.contracts.fundLedger],
      topics: [TRAIL_EVENTS.map((name) => recordTopics[name])],
      fromBlock: BigInt(deployment.deployBlock),
      toBlock: await getBlockNumber(client),
    };
    for await (const logs of fetchLogs(client, query)) {
      for (const log of logs) {
        const event = decodeRecord(log);
        if (event !== null && event.args.record < BigInt(page.records)) events.push(event);
      }
      onProgress(events.length);
    }
    const trail = walkTrail(TrailIndex.of(page.book, trailMovements(events)), {
      record: BigInt(page.record),
      direction: page.direction,
      part: page.part,
      offset: BigInt(page.offset) + BigInt(page.start),
      amount: BigInt(page.amount) - BigInt(page.start),
      pieces: PIECES,
      visits: VISITS,
      ...(page.depth === null ? {} : { depth: page.depth }),
    });
    const differs = trailDifference(page, trail);
    const ms = Math.round(performance.now() - started);
    const { steps, pieces } = trail;
    return { done: true, same: differs === null, events: events.length, steps: steps.length, pieces, differs, ms };
  } catch (cause) {
    if (cause instanceof MingzhangError) {
      return { done: false, failure: cause.code === "NOT_FOUND" ? "missing" : "gap", given: cause.message };
    }
    // viem: the node was not reached, refused the call, or answered what is no log. Its English text is for the console.
    console.warn(cause);
    return { done: false, failure: "unreachable", given: "" };
  }
}
