// `npm run bench -- query`: how long the API takes to answer over 10,000, 100,000 and 1,000,000 movements.
import { type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { caughtUp, end, peakMB, processorMs, spawnNode } from "./indexer-process.ts";
import { History } from "./query/history.ts";
import { MadeUpNode } from "./query/node.ts";
import { questions } from "./query/questions.ts";

/** Questions to each endpoint. */
const EACH = 30;
/** Others of each go before all that is measured, so that neither engine is still being compiled. */
const WARM = 6;
const SIZES = [10_000, 100_000, 1_000_000];

export interface QueryBenchOptions {
  say?: (line: string) => void;
}

/** Milliseconds; `cpu` is the indexer's own processor time for an answer, which other work on the machine hardly changes. */
type Figures = Map<string, { p50: number; p95: number; cpu: number }>;

/**
 * Indexes a made-up history of each size, by the indexer's own way from an RPC, and asks it. Into PGlite folders of its
 * own, or with DATABASE_URL into that database, which must be empty (then name one size by MINGZHANG_BENCH_SIZES).
 */
export async function benchQuery(options: QueryBenchOptions = {}): Promise<{ metrics: Record<string, number> }> {
  const { say = (line) => console.error(line) } = options;
  const metrics: Record<string, number> = {};
  const named = process.env.MINGZHANG_BENCH_SIZES;
  const sizes = named === undefined ? SIZES : named.split(",").map(Number);
  const by = new Map<number, Figures>();
  for (const size of sizes) {
    const { figures, peak, perSecond } = await measure(size, say);
    by.set(size, figures);
    for (const [name, { p50, p95, cpu }] of figures) {
      metrics[`query.${name}.${size}.cpuMs`] = cpu;
      metrics[`query.${name}.${size}.p50ms`] = p50;
      metrics[`query.${name}.${size}.p95ms`] = p95;
    }
    metrics[`index.${size}.perSecond`] = perSecond;
    metrics["memory.indexerMB"] = Math.max(metrics["memory.indexerMB"] ?? 0, peak);
  }
  const [small, large] = [by.get(SIZES[0] ?? 0), by.get(SIZES[2] ?? 0)];
  if (large !== undefined) {
    metrics["query.worst.p95ms.1000000"] = Math.max(...[...large.values()].map(({ p95 }) => p95));
    if (small !== undefined) {
      const ratios = [...large].map(([name, { p95 }]) => p95 / (small.get(name)?.p95 ?? p95));
      metrics["query.worst.ratio1Mto10k"] = Math.round(Math.max(...ratios) * 100) / 100;
    }
  }
  return { metrics };
}

async function measure(size: number, say: (line: string) => void) {
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
    const figures: Figures = new Map();
    const asked = questions(history, EACH + WARM);
    for (const { paths } of asked) for (const path of paths.slice(0, WARM)) await timeOf(url + path);
    for (const { name, paths } of asked) {
      const times: number[] = [];
      const before = processorMs(indexer);
      for (const path of paths.slice(WARM)) times.push(await timeOf(url + path));
      const cpu = Math.round(((processorMs(indexer) - before) / times.length) * 10) / 10;
      const sorted = times.sort((a, b) => a - b);
      const at = (share: number) =>
        Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
      figures.set(name, { p50: at(0.5), p95: at(0.95), cpu });
      say(`${name.padEnd(22)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, processor ${cpu} ms`);
    }
    const peak = peakMB(indexer);
    say(`peak ${peak} MB`);
    return { figures, peak, perSecond };
  } finally {
    if (indexer !== null) await end(indexer);
    node.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Milliseconds until the whole answer is there. Throws where it is no answer. */
async function timeOf(url: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(url);
  const text = await answer.text();
  const taken = performance.now() - started;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return taken;
}
