// Measures for Prometheus.
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Store } from "./queue/store.ts";

export interface Metrics {
  registry: Registry;
  requests: Histogram<"route" | "status">;
}

export function createMetrics(store: Store): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "mingzhang_relay_" });
  new Gauge({
    name: "mingzhang_relay_acts",
    help: "Acts that the journal holds, by state",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const counts = { queued: 0, sent: 0, mined: 0, failed: 0 };
      for (const { state } of store.jobs()) counts[state] += 1;
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "mingzhang_relay_in_flight",
    help: "Transactions that are not mined yet",
    registers: [registry],
    collect() {
      this.set(store.sent().filter(({ mined }) => mined === null).length);
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: "mingzhang_relay_http_seconds",
      help: "Time to answer, by route and status",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
  };
}
