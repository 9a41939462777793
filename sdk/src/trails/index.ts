// Trails of money and of permission: where an amount came from and where it rests, from events alone.
import type { Book } from "../kinds.ts";
import { TrailIndex } from "./ledger-index.ts";
import type { TrailMovement } from "./legs.ts";
import { type Trail, type TrailRequest, walkTrail } from "./walk.ts";

export * from "./compare.ts";
export * from "./graph.ts";
export * from "./ledger-index.ts";
export * from "./legs.ts";
export * from "./movements.ts";
export * from "./sums.ts";
export * from "./walk.ts";

/** Trails over all movements of a ledger; build one index for each book and ask it as often as you like. */
export function trailIndexes(movements: readonly TrailMovement[]): Record<Book, TrailIndex> {
  return { cash: TrailIndex.of("cash", movements), budget: TrailIndex.of("budget", movements) };
}

/** Where the movement's amount came from. See `walkTrail`. */
export function trailBack(index: TrailIndex, request: Omit<TrailRequest, "direction">): Trail {
  return walkTrail(index, { ...request, direction: "back" });
}

/** Where the movement's amount went, and where it rests. See `walkTrail`. */
export function trailForward(index: TrailIndex, request: Omit<TrailRequest, "direction">): Trail {
  return walkTrail(index, { ...request, direction: "forward" });
}
