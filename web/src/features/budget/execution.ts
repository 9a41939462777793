// Budget execution in tables: which sums are columns, and what stands behind each.
import type { Execution } from "@mingzhang/sdk/api";
import { FIGURE_KINDS } from "../movements/figures.ts";

/** Each sum of an execution, the kinds of movement behind it, and its word in the glossary. */
export const EXECUTION_COLUMNS = [
  ["appropriated", FIGURE_KINDS.appropriated, "appropriation"],
  ["allotted", "allotment,withdrawal", "allotment"],
  ["committed", FIGURE_KINDS.committed, "commitment"],
  ["paid", FIGURE_KINDS.paid, "payment"],
  ["available", "", "available"],
  ["lapsed", "lapse", "lapse"],
] as const satisfies readonly (readonly [keyof Execution, string, string])[];

export type ExecutionColumn = (typeof EXECUTION_COLUMNS)[number];

/**
 * The columns in which each row adds up: appropriated is committed, available and lapsed. Nothing lapses before a year has
 * ended: the column is there when a row needs it. Of imported spending only what was paid is known.
 */
export function executionColumns(rows: readonly Pick<Execution, "lapsed">[], imported: boolean): ExecutionColumn[] {
  if (imported) return EXECUTION_COLUMNS.filter(([name]) => name === "paid");
  const lapsed = rows.some((row) => row.lapsed !== "0");
  return EXECUTION_COLUMNS.filter(([name]) => name !== "lapsed" || lapsed);
}
