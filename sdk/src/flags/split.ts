// Finds payments to one payee that stay below a threshold one by one and reach it together within days.
import { SPLIT } from "./rules.ts";

export interface SplitPayment {
  record: number;
  /** Days since 1970-01-01. */
  day: number;
  amount: bigint;
}

export interface SplitRun<Payment extends SplitPayment> {
  threshold: bigint;
  /** By day, then record. */
  payments: Payment[];
  amount: bigint;
}

/**
 * Runs of one agency's payments to one payee. The highest threshold comes first, and a payment is in one run at most; a
 * run begins as early as it can and takes all that its days hold.
 */
export function splitRuns<Payment extends SplitPayment>(
  payments: readonly Payment[],
  thresholds: readonly bigint[],
): SplitRun<Payment>[] {
  const runs: SplitRun<Payment>[] = [];
  let left = [...payments].sort((a, b) => a.day - b.day || a.record - b.record);
  for (const threshold of [...thresholds].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))) {
    const below = left.filter(({ amount }) => amount < threshold);
    const taken = new Set<number>();
    let [first, end, sum] = [0, 0, 0n];
    while (first < below.length) {
      const start = below[first];
      if (start === undefined) break;
      for (let next = below[end]; next !== undefined && next.day - start.day < SPLIT.days; next = below[end]) {
        sum += next.amount;
        end += 1;
      }
      if (end - first >= SPLIT.payments && sum >= threshold) {
        const run = below.slice(first, end);
        runs.push({ threshold, payments: run, amount: sum });
        for (const { record } of run) taken.add(record);
        first = end;
        sum = 0n;
      } else {
        sum -= start.amount;
        first += 1;
      }
    }
    left = left.filter(({ record }) => !taken.has(record));
  }
  return runs;
}
