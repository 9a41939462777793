// Names of the things that the filters point at, for the chips.
import { parseExcept } from "@mingzhang/sdk/except";
import { api } from "@/api/client";
import type { Named } from "@/i18n/names";
import type { Choices } from "./choices";
import type { FilterName, ListState } from "./filter";

/** Payees left out whose names are asked for; pictures leave out at most ten. The others stand for themselves as numbers. */
const MOST_NAMED = 12;

/** By filter; of what a list leaves out, by what stands in the filter, such as `payee-3`. */
export type FilterNames = Partial<Record<FilterName | `${"fund" | "agency" | "payee"}-${string}`, Named>>;

export async function filterNames(state: ListState, choices: Choices): Promise<FilterNames> {
  const { fund, agency, line, account, payee, party, except } = state.filters;
  const names: FilterNames = {};
  const keep = (name: keyof FilterNames, found: Named | undefined) => {
    // A name that cannot be had leaves the number to stand for itself.
    if (found !== undefined && found.name !== "") names[name] = found;
  };
  const fundOf = (wanted: string | undefined) => choices.funds.find(({ id }) => id === wanted);
  const agencyOf = (id: string | undefined) => choices.agencies.find((row) => String(row.agency.id) === id)?.agency;
  const named = async (name: keyof FilterNames, id: string | undefined, kind: "account" | "party") => {
    if (id === undefined) return;
    const found = await (kind === "account" ? api.account(id) : api.party(id));
    keep(name, found.ok ? found.value : undefined);
  };
  keep("fund", fundOf(fund));
  keep("agency", agencyOf(agency));
  const excepted = except === undefined ? [] : parseExcept(except);
  const payees = excepted.filter(({ kind }) => kind === "payee").slice(0, MOST_NAMED);
  for (const { kind, id } of excepted) {
    if (kind === "fund") keep(`fund-${id}`, fundOf(`fund-${id}`));
    if (kind === "agency") keep(`agency-${id}`, agencyOf(id));
  }
  await Promise.all([
    named("line", line, "account"),
    named("account", account, "account"),
    named("payee", payee, "party"),
    named("party", party, "party"),
    ...payees.map(({ id }) => named(`payee-${id}`, id, "party")),
  ]);
  return names;
}
