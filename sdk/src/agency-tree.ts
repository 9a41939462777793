// Puts agencies below the agency that they stand under.
import type { AgencyRow } from "./api.ts";

/** Rows of one agency (one for each currency) stay together; an agency whose parent is not listed starts a tree. */
export function inTreeOrder(rows: readonly AgencyRow[]): AgencyRow[] {
  const listed = new Set(rows.map(({ agency }) => agency.id));
  const below = new Map<number | null, AgencyRow[]>();
  for (const row of rows) {
    const parent = row.parent !== null && listed.has(row.parent.id) ? row.parent.id : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const walk = (parent: number | null): AgencyRow[] => {
    const here = below.get(parent) ?? [];
    const seen = new Set<number>();
    return here.flatMap((row) => {
      if (seen.has(row.agency.id)) return [];
      seen.add(row.agency.id);
      return [...here.filter(({ agency }) => agency.id === row.agency.id), ...walk(row.agency.id)];
    });
  };
  return walk(null);
}
