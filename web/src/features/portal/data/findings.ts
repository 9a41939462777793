// Findings as the portal's pages ask for them, kept fresh while somebody looks.
import type { FindingDetail, FindingPage } from "@mingzhang/sdk/api-findings";
import { useQuery } from "@tanstack/react-query";
import { askJson, query } from "./api";

/** As inboxes are asked for again. */
const POLITE_MS = 8_000;
/** More is read on the public list. */
const MOST = 50;

export function useFinding(number: string) {
  return useQuery({
    queryKey: ["finding", number],
    queryFn: () => askJson<FindingDetail>(`/data/v1/findings/${encodeURIComponent(number)}`),
    refetchInterval: POLITE_MS,
  });
}

/** Findings under several filters, each once, those due soonest first. */
export function useFindings(filters: readonly Record<string, string | number>[]) {
  return useQuery({
    queryKey: ["findings", JSON.stringify(filters)],
    enabled: filters.length > 0,
    refetchInterval: POLITE_MS,
    queryFn: async () => {
      const pages = await Promise.all(
        filters.map((filter) =>
          askJson<FindingPage>(`/data/v1/findings${query({ ...filter, sort: "due", order: "asc", limit: MOST })}`),
        ),
      );
      const items = new Map(pages.flatMap((page) => page.items).map((item) => [item.number, item]));
      return { items: [...items.values()], asOf: pages[0]?.asOf ?? "" };
    },
  });
}
