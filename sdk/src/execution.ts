// Sums of budget execution.
import type { Execution } from "./api.ts";

/** Rows of one currency together, to the last minor unit. */
export function addExecutions(rows: readonly Execution[]): Execution {
  const total = (field: keyof Execution) => rows.reduce((sum, row) => sum + BigInt(row[field]), 0n).toString();
  return {
    appropriated: total("appropriated"),
    allotted: total("allotted"),
    committed: total("committed"),
    paid: total("paid"),
    lapsed: total("lapsed"),
    available: total("available"),
  };
}
