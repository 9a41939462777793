// `npm run bench -- query`: how long the API takes to answer over 10,000, 100,000 and 1,000,000 movements.
import { peakMB, processorMs } from "./indexer-process.ts";
import {
  type Answered,
  answerOf,
  type Indexed,
  LARGEST,
  sizes,
  SMALLEST,
  type Waited,
  waitedFor,
  waitedIn,
  withIndexed,
} from "./query/indexed.ts";
import { Random } from "../seed/random.ts";
import { citationsOfLists, questions } from "./query/questions.ts";

/** Questions to each endpoint. */
const EACH = 100;
/** Rows of a list's short answers, which a filter has at any size. */
const SHORT = 3;
/** Others of each go before all that is measured, so that neither engine is still being compiled. */
const WARM = 6;

export interface QueryBenchOptions {
  say?: (line: string) => void;
}

/** Milliseconds; `cpu` is the indexer's own processor time for an answer, which other work on the machine hardly changes. */
type Figures = Map<string, Waited & { cpu: number }>;

/** Asks a made-up history of each size. With DATABASE_URL name one size by MINGZHANG_BENCH_SIZES. */
export async function benchQuery(options: QueryBenchOptions = {}): Promise<{ metrics: Record<string, number> }> {
  const { say = (line) => console.error(line) } = options;
  const metrics: Record<string, number> = {};
  const [by, byShort] = [new Map<number, Figures>(), new Map<number, Figures>()];
  for (const size of sizes()) {
    const { figures, short, citations, peak, perSecond } = await withIndexed(size, say, (indexed) =>
      measure(indexed, say),
    );
    by.set(size, figures);
    byShort.set(size, short);
    for (const [name, { p50, p95 }] of short) {
      metrics[`short.${name}.${size}.p50ms`] = p50;
      metrics[`short.${name}.${size}.p95ms`] = p95;
    }
    for (const [name, { p50, p95, cpu, bytes }] of figures) {
      metrics[`query.${name}.${size}.cpuMs`] = cpu;
      metrics[`query.${name}.${size}.bytes`] = bytes;
      metrics[`query.${name}.${size}.p50ms`] = p50;
      metrics[`query.${name}.${size}.p95ms`] = p95;
    }
    for (const [name, { p95 }] of citations) metrics[`citation.${name}.${size}.maxMs`] = p95;
    metrics[`index.${size}.perSecond`] = perSecond;
    metrics["memory.indexerMB"] = Math.max(metrics["memory.indexerMB"] ?? 0, peak);
  }
  const large = by.get(LARGEST);
  if (large !== undefined) {
    metrics["query.worst.p95ms.1000000"] = Math.max(...[...large.values()].map(({ p95 }) => p95));
  }
  const worst = worstRatio(by);
  if (worst !== null) metrics["query.worst.ratio1Mto10k"] = worst;
  const ofShort = worstRatio(byShort);
  if (ofShort !== null) metrics["short.worst.ratio1Mto10k"] = ofShort;
  return { metrics };
}

function worstRatio(by: ReadonlyMap<number, Figures>): number | null {
  const [small, large] = [by.get(SMALLEST), by.get(LARGEST)];
  if (small === undefined || large === undefined) return null;
  const ratios = [...large].map(([name, { p95 }]) => p95 / (small.get(name)?.p95 ?? p95));
  return Math.round(Math.max(...ratios) * 100) / 100;
}

async function measure({ history, indexer, url, perSecond }: Indexed, say: (line: string) => void) {
  const asked = questions(history, EACH + WARM);
  const figures = await inTurn(indexer, url, asked);
  for (const [name, { p50, p95, cpu, bytes }] of figures) {
    say(`${name.padEnd(22)} p50 ${p50} ms, p95 ${p95} ms, processor ${cpu} ms, ${bytes} bytes`);
  }
  // Where a filter does not fill a page yet, the same list has a longer answer at a larger size: these are as long at each.
  const lists = asked.filter(({ paths: [path] }) => path?.includes("count=true"));
  const short = await inTurn(
    indexer,
    url,
    lists.map(({ name, paths }) => ({ name, paths: paths.map(shortened) })),
  );
  for (const [name, { p50, p95 }] of short) say(`${name.padEnd(22)} p50 ${p50} ms, p95 ${p95} ms, with ${SHORT} rows`);
  const citations: Figures = new Map();
  for (const { name, paths } of citationsOfLists(history)) {
    const waited = await waitedFor(paths.map((path) => url + path));
    citations.set(name, { ...waited, cpu: 0 });
    say(`citation of ${name.padEnd(12)} ${waited.times.join(", ")} ms`);
  }
  const peak = peakMB(indexer);
  say(`peak ${peak} MB`);
  return { figures, short, citations, peak, perSecond };
}

/**
 * Asks each endpoint once, then each again, in another order each time: what else the machine or the engines do now and then
 * meets one question of many endpoints rather than many of one.
 */
async function inTurn(indexer: Indexed["indexer"], url: string, asked: ReturnType<typeof questions>): Promise<Figures> {
  const answers = new Map<string, Answered[]>(asked.map(({ name }) => [name, []]));
  const spent = new Map<string, number>();
  const random = new Random(11);
  for (let turn = 0; turn < WARM + EACH; turn += 1) {
    const order = new Map(asked.map((each) => [each, random.int(0, 1_000_000)]));
    for (const { name, paths } of asked.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))) {
      const before = processorMs(indexer);
      const answer = await answerOf(url + (paths[turn] ?? ""));
      if (turn < WARM) continue;
      answers.get(name)?.push(answer);
      spent.set(name, (spent.get(name) ?? 0) + processorMs(indexer) - before);
    }
  }
  const tenths = (ms: number) => Math.round(ms * 10) / 10;
  return new Map(
    [...answers].map(([name, all]) => [name, { ...waitedIn(all), cpu: tenths((spent.get(name) ?? 0) / EACH) }]),
  );
}

function shortened(path: string): string {
  const [at = "", query] = path.split("?", 2);
  const params = new URLSearchParams(query);
  params.set("limit", String(SHORT));
  return `${at}?${params.toString()}`;
}
