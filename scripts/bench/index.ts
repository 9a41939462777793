// `npm run bench -- index`: how fast the indexer takes in 100,000 movements, beside a bare loop over the same blocks.
import { type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import { recordWriters } from "@mingzhang/sdk/deployment";
import { createPublicClient, http } from "viem";
import { caughtUp, end, lineWith, peakMB, spawnNode } from "./indexer-process.ts";
import { buildTown, RECORDS, type Town } from "./index-town.ts";

const SINGLES = 100;
/** Logs that an answer may bring, about; the indexer aims at as many. */
const RANGE_LOGS = 4_000;

export interface IndexBench {
  metrics: Record<string, number>;
}

export interface IndexBenchOptions {
  movements?: number;
  say?: (line: string) => void;
}

/**
 * Posts the movements on a local chain of its own, then measures a bare viem loop and the indexer one after the other.
 * The indexer runs in a process of its own with its default settings, into an empty PGlite folder.
 */
export async function benchIndex(options: IndexBenchOptions = {}): Promise<IndexBench> {
  const { movements = 100_000, say = (line) => console.error(line) } = options;
  const chain = spawnNode(["scripts/stack/chain.ts", "--host", "127.0.0.1", "--port", "0"]);
  const dataDir = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  let indexer: ChildProcess | null = null;
  try {
    const rpcUrl = await lineWith(chain, (line) => /http:\/\/\S+/.exec(line)?.[0]);
    say("deploying the suite …");
    const town = await buildTown(rpcUrl);
    say(`posting ${movements} payments …`);
    const posting = performance.now();
    await town.pay(movements);
    say(`posted in ${seconds(posting)} s`);

    const bare = await bareLoop(rpcUrl, town);
    say(`bare loop: ${bare.logs} logs in ${bare.seconds.toFixed(1)} s, ${Math.round(bare.logs / bare.seconds)}/s`);

    const inline = JSON.stringify(town.deployment);
    const store = ["--data-dir", dataDir, "--port", "0"];
    indexer = spawnNode(["indexer/src/main.ts", "--rpc", rpcUrl, "--deployment", inline, ...store], {
      DATABASE_URL: "",
    });
    const { url, records, ms } = await caughtUp(indexer);
    const rate = records / (ms / 1000);
    say(`indexer: ${records} records in ${(ms / 1000).toFixed(1)} s, ${Math.round(rate)}/s`);

    const delays = await visibility(rpcUrl, url, town);
    const peak = peakMB(indexer);
    say(`peak ${peak} MB; visible after ${delays.p50} ms (p50), ${delays.p95} ms (p95)`);
    return {
      metrics: {
        "rate.perSecond": Math.round(rate),
        "rate.barePerSecond": Math.round(bare.logs / bare.seconds),
        "rate.ratioToBare": Math.round((rate / (bare.logs / bare.seconds)) * 1000) / 1000,
        "memory.peakMB": peak,
        "visible.p50ms": delays.p50,
        "visible.p95ms": delays.p95,
      },
    };
  } finally {
    if (indexer !== null) await end(indexer);
    await end(chain);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** viem as its documentation has it: getLogs with the events, which decodes; ranges adapt to what an answer may bring. */
async function bareLoop(rpcUrl: string, town: Town): Promise<{ logs: number; seconds: number }> {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0, timeout: 60_000 }) });
  const address = recordWriters(town.deployment);
  const started = performance.now();
  const head = await client.getBlockNumber();
  let from = BigInt(town.deployment.deployBlock);
  let span = 16n;
  let logs = 0;
  while (from <= head) {
    const to = from + span - 1n < head ? from + span - 1n : head;
    try {
      const found = await client.getLogs({ address, events: recordEventsAbi, fromBlock: from, toBlock: to });
      logs += found.length;
      const fitting = found.length === 0 ? span * 2n : (span * BigInt(RANGE_LOGS)) / BigInt(found.length);
      from = to + 1n;
      span = fitting < 1n ? 1n : fitting > span * 2n ? span * 2n : fitting;
    } catch (error) {
      if (span === 1n) throw error;
      span /= 2n;
    }
  }
  return { logs, seconds: (performance.now() - started) / 1000 };
}

/** Milliseconds from a mined payment to its page in the API. */
async function visibility(rpcUrl: string, url: string, town: Town): Promise<{ p50: number; p95: number }> {
  const delays: number[] = [];
  let records = await recordCount(url);
  for (let at = 0; at < SINGLES; at += 1) {
    // Falls anywhere between two looks of the indexer, as in life.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    await town.pay(1);
    const mined = performance.now();
    const movement = records + RECORDS.beforeMovement;
    while (!(await fetch(`${url}/v1/movements/${movement}`)).ok) await new Promise((resolve) => setTimeout(resolve, 2));
    delays.push(performance.now() - mined);
    records += RECORDS.ofCase;
  }
  delays.sort((a, b) => a - b);
  const at = (share: number) => Math.round(delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

async function recordCount(url: string): Promise<number> {
  const status = (await (await fetch(`${url}/v1/status`)).json()) as { records: number };
  return status.records;
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
