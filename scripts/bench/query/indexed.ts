// A made-up history of some size in an indexer's store, by the indexer's own way from an RPC.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { caughtUp, end, spawnNode } from "../indexer-process.ts";
import { History } from "./history.ts";
import { MadeUpNode } from "./node.ts";

const SIZES = [10_000, 100_000, 1_000_000];
export const [SMALLEST, LARGEST] = [10_000, 1_000_000];

/** Movements of each run: all sizes, or those that MINGZHANG_BENCH_SIZES names. */
export function sizes(): number[] {
  return process.env.MINGZHANG_BENCH_SIZES?.split(",").map(Number) ?? SIZES;
}

export interface Indexed {
  history: History;
  node: MadeUpNode;
  indexer: ChildProcess;
  /** The API's address. */
  url: string;
  /** Records that were read in a second. */
  perSecond: number;
}

/**
 * Into a PGlite folder of its own, or with DATABASE_URL into that database, which is empty or was filled by a run of the same
 * size: then nothing is read, and the one that is asked has just started. Ended after the work.
 */
export async function withIndexed<T>(
  size: number,
  say: (line: string) => void,
  work: (indexed: Indexed) => Promise<T>,
): Promise<T> {
  say(`making up ${size} movements …`);
  const history = new History(size);
  const node = new MadeUpNode(history);
  await node.listen();
  const dataDir = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  let indexer: ChildProcess | null = null;
  try {
    const from = ["--rpc", node.url, "--deployment", JSON.stringify(node.deployment)];
    indexer = spawnNode(["indexer/src/main.ts", ...from, "--data-dir", dataDir, "--port", "0", "--poll-ms", "60000"]);
    const { url, records, ms } = await caughtUp(indexer);
    const perSecond = Math.round(records / (ms / 1000));
    say(`indexed ${records} records in ${(ms / 1000).toFixed(1)} s, ${perSecond}/s`);
    return await work({ history, node, indexer, url, perSecond });
  } finally {
    if (indexer !== null) await end(indexer);
    node.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export interface Waited {
  /** Milliseconds of each, in the order of asking. */
  times: number[];
  p50: number;
  p95: number;
  /** Bytes of half of the answers, or fewer. */
  bytes: number;
}

/** An answer: milliseconds until it is there whole, and its bytes. */
export interface Answered {
  ms: number;
  bytes: number;
}

/** Throws where it is no answer. */
export async function answerOf(url: string): Promise<Answered> {
  const started = performance.now();
  const answer = await fetch(url);
  const text = await answer.text();
  const ms = performance.now() - started;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return { ms, bytes: Buffer.byteLength(text) };
}

/** Asks one after the other. */
export async function waitedFor(urls: readonly string[]): Promise<Waited> {
  const answers: Answered[] = [];
  for (const url of urls) answers.push(await answerOf(url));
  return waitedIn(answers);
}

export function waitedIn(answers: readonly Answered[]): Waited {
  const times = answers.map(({ ms }) => ms);
  const sizes = answers.map(({ bytes }) => bytes);
  const at = (of: number[], share: number) =>
    of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(share * of.length))] ?? NaN;
  const tenths = (ms: number) => Math.round(ms * 10) / 10;
  return {
    times: times.map(Math.round),
    p50: tenths(at(times, 0.5)),
    p95: tenths(at(times, 0.95)),
    bytes: at(sizes, 0.5),
  };
}
