// What the address of a list's citation asks: which list, by which of its own filters, and at which size of the log.
import { LIST_NAMES, type ListName } from "@mingzhang/sdk/api-lists";
import type { SearchParams } from "../asked/read.ts";
import { one } from "./asked.ts";

/** Movements are cited by their sums, with a page of their own words. */
export type CitedList = Exclude<ListName, "movements">;

export interface ListAsked {
  list: CitedList;
  /** As given: what the list does not take is for the API to refuse. */
  filters: Readonly<Record<string, string>>;
  pins: { size: string; block: string | undefined };
}

/** Null where the address cites movements or a figure; a list that there is not is no filter of theirs, which they say. */
export function readListCitation({ list, size, block, ...rest }: SearchParams): ListAsked | null {
  const name = LIST_NAMES.find((each): each is CitedList => each === one(list) && each !== "movements");
  if (name === undefined) return null;
  const filters = Object.entries(rest).flatMap(([filter, value]) => {
    const text = one(value);
    return text === undefined ? [] : [[filter, text]];
  });
  return {
    list: name,
    filters: Object.fromEntries(filters) as Record<string, string>,
    pins: { size: one(size) ?? "0", block: one(block) },
  };
}

/** The question to the API. */
export const listQuery = ({ filters, pins }: ListAsked) => ({ ...filters, ...pins });

/** The citation of a list as it is now. */
export function citeListHref(list: CitedList, query: Readonly<Record<string, string>>): string {
  const { sort: _sort, order: _order, ...filters } = query;
  return `/cite?${new URLSearchParams({ list, ...filters }).toString()}`;
}
