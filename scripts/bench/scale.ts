// `npm run bench -- scale`: how long the explorer's heaviest pages take over 10,000, 100,000 and 1,000,000 movements.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../seed/random.ts";
import { answers, Child, installed, logPath } from "../stack/child.ts";
import { buildExplorer } from "../stack/explorer.ts";
import { fromRoot } from "../stack/paths.ts";
import { HOST, reservePort } from "../stack/ports.ts";
import { peakMB } from "./indexer-process.ts";
import type { History } from "./query/history.ts";
import { type Indexed, LARGEST, sizes, SMALLEST, type Waited, waitedFor, withIndexed } from "./query/indexed.ts";

/** Times that each page is asked for. */
const EACH = 20;
const WARM = 4;

type Say = (line: string) => void;

/** Asks the explorer over a made-up history of each size. With DATABASE_URL name one size by MINGZHANG_BENCH_SIZES. */
export async function benchScale({ say }: { say: Say }): Promise<{ metrics: Record<string, number> }> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-scale-"));
  try {
    say("building the explorer …");
    await buildExplorer(folder);
    const metrics: Record<string, number> = {};
    const by = new Map<number, Map<string, Waited>>();
    for (const size of sizes()) {
      const pages = await withIndexed(size, say, async (indexed) => {
        const found = await measure(indexed, folder, say);
        metrics[`scale.memory.${size}.indexerMB`] = peakMB(indexed.indexer);
        return found;
      });
      by.set(size, pages);
      for (const [name, { p50, p95 }] of pages) {
        metrics[`scale.${name}.${size}.p50ms`] = p50;
        metrics[`scale.${name}.${size}.p95ms`] = p95;
      }
    }
    const [small, large] = [by.get(SMALLEST), by.get(LARGEST)];
    if (small !== undefined && large !== undefined) {
      const ratios = [...large].map(([name, { p95 }]) => p95 / (small.get(name)?.p95 ?? p95));
      metrics["scale.worst.ratio1Mto10k"] = Math.round(Math.max(...ratios) * 100) / 100;
    }
    return { metrics };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ history, node, url }: Indexed, folder: string, say: Say): Promise<Map<string, Waited>> {
  const { port, release } = await reservePort("explorer", 0, say);
  release();
  const web = `http://${HOST}:${port}`;
  const explorer = new Child({
    title: "The explorer",
    program: installed("next"),
    args: ["start", "--hostname", HOST, "--port", String(port)],
    cwd: fromRoot("web"),
    env: { NODE_ENV: "production", MINGZHANG_API_URL: url, MINGZHANG_RPC_URL: node.url },
    logPath: logPath(folder, "explorer"),
  });
  try {
    await explorer.ready(answers(`${web}/en`), 120);
    const pages = new Map<string, Waited>();
    const asked = [...heaviest(history)].map(([name, paths]) => ({ name, urls: paths.map((path) => web + path) }));
    for (const { urls } of asked) await waitedFor(urls.slice(0, WARM));
    for (const { name, urls } of asked) {
      const waited = await waitedFor(urls.slice(WARM));
      pages.set(name, waited);
      say(`${name.padEnd(10)} p50 ${waited.p50} ms, p95 ${waited.p95} ms`);
    }
    return pages;
  } finally {
    await explorer.stop();
  }
}

/** Paths of the pages that Lighthouse looks at, with what differs from one reader to the next. */
function heaviest(history: History): Map<string, string[]> {
  const random = new Random(11);
  const many = (path: () => string) => Array.from({ length: WARM + EACH }, path);
  const language = () => random.pick(["en", "zh"]);
  const year = () => random.int(2024, 2026);
  return new Map([
    ["overview", many(() => `/${language()}?year=${year()}`)],
    ["list", many(() => `/${language()}/movements?kind=payment&year=${year()}`)],
    ["detail", many(() => `/${language()}/movements/${random.pick(history.payments)}`)],
    ["budget", many(() => `/${language()}/budget?year=${year()}`)],
    ["trail", many(() => `/${language()}/movements/${random.pick(history.payments)}/trail`)],
  ]);
}
