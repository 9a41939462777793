// What the list of the latest movements is of: asked for by the page, and again by the browser once one arrives.
import type { Movement, MovementKindName } from "@mingzhang/sdk/api";

/** At a year's end lapses of lines come by the dozen: what money did is what readers look for. */
export const LATEST_KINDS: readonly MovementKindName[] = [
  "payment",
  "transfer-payment",
  "receipt",
  "refund",
  "recovery",
];

const ROWS = 10;

/** @param year that the page is of; null: all years together */
export function latestQuery(year: number | null) {
  const query = { kind: LATEST_KINDS.join(","), limit: ROWS, sort: "record", order: "desc" } as const;
  return year === null ? query : { ...query, year };
}

/** Whether a movement belongs in the list. */
export function isLatest({ kind, year: its }: Pick<Movement, "kind" | "year">, year: number | null): boolean {
  return LATEST_KINDS.includes(kind) && (year === null || its === year);
}

/** Each record once, the latest first, as many as the list has rows. */
export function latestOf(movements: readonly Movement[]): Movement[] {
  const each = new Map(movements.map((movement) => [movement.record, movement]));
  return [...each.values()].sort((a, b) => b.record - a.record).slice(0, ROWS);
}
