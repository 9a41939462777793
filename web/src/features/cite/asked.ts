// The question to the API that the address of a citation asks.
import type { SearchParams } from "../asked/read.ts";
import { apiQuery, type ListState, readListState } from "../movements/filter.ts";

/** What was given twice is for the API to refuse. */
export const one = (given: string | string[] | undefined): string | undefined =>
  [given ?? []].flat().join(",") || undefined;

export interface CitationAsked {
  state: ListState;
  /** @param currency that amounts are in where the address names none */
  query: (currency: string | null) => Record<string, string | undefined>;
}

export function readCitation({ size, block, record, figure, ...rest }: SearchParams): CitationAsked {
  const state = readListState(rest);
  // What does not fit is for the API to refuse: left out, something else would be cited.
  const refused = Object.fromEntries(state.unfit.map(({ name, value }) => [name, value]));
  return {
    state,
    query: (currency) => {
      const { sort: _sort, order: _order, ...query } = apiQuery(state, currency);
      return {
        ...{ ...query, ...refused },
        ...{ record: one(record), figure: one(figure), size: one(size) ?? "0", block: one(block) },
      };
    },
  };
}

/** Without a pin the page leads to the one of now. A block without its size is half a link: it means no other. */
export const isPinned = ({ size, block }: SearchParams): boolean => one(size) !== undefined || one(block) !== undefined;
