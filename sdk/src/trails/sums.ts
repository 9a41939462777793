// What the pieces of a trail amount to: by how they end, and by the movement that they end with.
import type { EndKind, Trail } from "./walk.ts";

export interface EndSum {
  end: EndKind;
  amount: bigint;
  pieces: number;
}

/** Sums of the pieces by how they end, in the order of their first piece. They make up `trail.followed`. */
export function sumsByEnd(trail: Trail): EndSum[] {
  const sums = new Map<EndKind, EndSum>();
  for (const { ends } of trail.steps) {
    for (const { end, amount } of ends) {
      const sum = sums.get(end) ?? { end, amount: 0n, pieces: 0 };
      sum.amount += amount;
      sum.pieces += 1;
      sums.set(end, sum);
    }
  }
  return [...sums.values()];
}

/** What ends with one movement in one way. */
export interface RestSum extends EndSum {
  /** Of `held`: the movement that brought it into the account. */
  record: bigint;
  account: bigint | null;
  /** What of the amount came back by a recovery and went out again before. */
  recovered: bigint;
}

/** Pieces of a trail by the movement and the way in which they end, largest first. */
export function sumsByMovement(trail: Trail): RestSum[] {
  const sums = new Map<string, RestSum>();
  for (const step of trail.steps) {
    for (const { end, amount, account } of step.ends) {
      const key = `${end} ${step.record} ${account ?? ""}`;
      const sum = sums.get(key) ?? { end, record: step.record, account, amount: 0n, pieces: 0, recovered: 0n };
      sum.amount += amount;
      sum.pieces += 1;
      if (step.recovered) sum.recovered += amount;
      sums.set(key, sum);
    }
  }
  return [...sums.values()].sort(
    (a, b) => compare(b.amount, a.amount) || compare(a.record, b.record) || compare(a.end, b.end),
  );
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
