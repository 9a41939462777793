// The agencies that the filters of findings offer and name.
import type { PartyRef } from "@mingzhang/sdk/api";
import { api } from "@/api/client";

/** A list that cannot be had leaves its choice out; the findings below say themselves what is wrong. */
export async function readAgencies(): Promise<PartyRef[]> {
  const found = await api.agencies(null);
  if (!found.ok) return [];
  // An agency has a row for each currency; it is offered once.
  return [...new Map(found.value.items.map(({ agency }) => [agency.id, agency])).values()];
}
