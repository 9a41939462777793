// Measures for Prometheus.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { RootWatch } from "../sync/root-watch.ts";
import type { Progress } from "../sync/state.ts";

export interface Metrics {
  registry: Registry;
  requests: Histogram<"route" | "status">;
  streams: Gauge;
  failures: Counter;
}

export function createMetrics(progress: Progress, rootWatch: RootWatch): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "mingzhang_" });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `mingzhang_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge("chain_head_block", "Head of the chain when it was last asked", () => progress.head?.number ?? -1);
  gauge("indexed_block", "Last block whose rows are stored", () => progress.indexed?.header.number ?? -1);
  gauge("indexed_records", "Records stored", () => progress.indexed?.nextRecord ?? 0);
  gauge("following", "1 while the sync follows the chain", () => (progress.state === "following" ? 1 : 0));
  gauge("log_root_differs", "1 where the indexed log's root was last found not to be the chain's", () =>
    rootWatch.last?.result === "different" ? 1 : 0,
  );
  gauge("reorgs", "Times that blocks were undone since the start", () => progress.reorgs);
  gauge("fresh_chains", "Times that the store started again on another chain since the start", () => progress.wipes);
  gauge("ranges_read", "Ranges of blocks read since the start", () => progress.rangesRead);
  return {
    registry,
    requests: new Histogram({
      name: "mingzhang_http_seconds",
      help: "Time to answer, by route and status",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    streams: new Gauge({ name: "mingzhang_streams", help: "Open event streams", registers: [registry] }),
    failures: new Counter({ name: "mingzhang_failures", help: "Requests that failed", registers: [registry] }),
  };
}
