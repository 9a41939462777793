// Addresses of citations: the filters of the list, and the size of the log that they are pinned to.
import { listHref, type ListState } from "@/features/movements/filter";

/** Of a list as its address names it. */
export function citeHref(state: ListState, size: number): string {
  const list = listHref(state, { cursor: undefined, sort: undefined, order: undefined });
  const query = list.includes("?") ? `&${list.slice(list.indexOf("?") + 1)}` : "";
  return `/cite?size=${size}${query}`;
}
