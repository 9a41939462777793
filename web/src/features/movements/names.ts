// Names of the things that the filters point at, for the chips.
import { api } from "@/api/client";
import type { Named } from "@/i18n/names";
import type { Choices } from "./choices";
import type { FilterName, ListState } from "./filter";

export async function filterNames(state: ListState, choices: Choices): Promise<Partial<Record<FilterName, Named>>> {
  const { fund, agency, line, account, payee, party } = state.filters;
  const names: Partial<Record<FilterName, Named>> = {};
  const fundFound = choices.funds.find(({ id }) => id === fund);
  const agencyFound = choices.agencies.find((row) => String(row.agency.id) === agency);
  if (fundFound !== undefined) names.fund = fundFound;
  if (agencyFound !== undefined) names.agency = agencyFound.agency;

  const named = async (name: FilterName, id: string | undefined, kind: "account" | "party") => {
    if (id === undefined) return;
    const found = await (kind === "account" ? api.account(id) : api.party(id));
    // A name that cannot be had leaves the number to stand for itself.
    if (found.ok && found.value.name !== "") names[name] = found.value;
  };
  await Promise.all([
    named("line", line, "account"),
    named("account", account, "account"),
    named("payee", payee, "party"),
    named("party", party, "party"),
  ]);
  return names;
}
