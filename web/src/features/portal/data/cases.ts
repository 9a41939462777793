// Cases, procedures and accounts as the portal's pages ask for them, kept fresh while somebody looks.
import type { Commitment, Page, Status } from "@mingzhang/sdk/api";
import type { CaseDetail, Inbox, Procedures } from "@mingzhang/sdk/api-cases";
import { useQuery } from "@tanstack/react-query";
import { askJson, query } from "./api";

/** An inbox is asked for again this often while its window is looked at. */
const POLITE_MS = 8_000;

export function useInbox(address: string | undefined) {
  return useQuery({
    queryKey: ["inbox", address],
    queryFn: () => askJson<Inbox>(`/data/v1/inbox${query({ address })}`),
    enabled: address !== undefined,
    refetchInterval: POLITE_MS,
  });
}

export function useCase(number: string) {
  return useQuery({
    queryKey: ["case", number],
    queryFn: () => askJson<CaseDetail>(`/data/v1/cases/${encodeURIComponent(number)}`),
    refetchInterval: POLITE_MS,
  });
}

/** The versions that take cases now. */
export function useProcedures() {
  return useQuery({
    queryKey: ["procedures"],
    queryFn: async () => (await askJson<Procedures>("/data/v1/procedures")).items,
    staleTime: 60_000,
  });
}

/** Every commitment whose cases are this agency's, newest first: a form or a file may name any of them. */
export function useCommitments(agency: number) {
  return useQuery({
    queryKey: ["commitments", agency],
    staleTime: 10_000,
    queryFn: async () => {
      const items: Commitment[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<Commitment> = await askJson(
          `/data/v1/commitments${query({ unit: agency, limit: 200, cursor })}`,
        );
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
  });
}

export function readStatus(): Promise<Status> {
  return askJson<Status>("/data/v1/status");
}
