// Where accounts, parties, movements and records have their pages.
import type { AccountKindName, PartyKindName } from "@mingzhang/sdk/api";

const PLACE: Record<AccountKindName, string> = {
  fund: "/funds",
  line: "/budget",
  commitment: "/commitments",
  source: "/accounts",
  act: "/accounts",
  allotment: "/accounts",
};

export function accountHref({ id, kind }: { id: string; kind: AccountKindName }): string {
  return `${PLACE[kind]}/${id}`;
}

export function partyHref({ id, kind }: { id: number; kind: PartyKindName }): string {
  return kind === "agency" ? `/agencies/${id}` : `/payees/${id}`;
}

export function movementHref(record: number): string {
  return `/movements/${record}`;
}

export function recordHref(record: number): string {
  return `/records/${record}`;
}

/** The list of movements behind a number. */
export function movementsHref(filter: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "/movements" : `/movements?${text}`;
}
