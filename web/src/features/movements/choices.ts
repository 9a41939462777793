// What the filter form offers: the years, funds, agencies and currencies that there are.
import type { AgencyRow, Fund } from "@mingzhang/sdk/api";
import { api } from "@/api/client";

export interface Choices {
  years: number[];
  funds: Fund[];
  agencies: AgencyRow[];
  currencies: string[];
}

/** A list that cannot be had leaves its choice out; the movements below say themselves what is wrong. */
export async function readChoices(): Promise<Choices> {
  const [years, funds, agencies] = await Promise.all([api.years(), api.funds(), api.agencies(null)]);
  const list = funds.ok ? funds.value.items : [];
  return {
    years: years.ok ? years.value.years : [],
    funds: list,
    agencies: agencies.ok ? uniqueAgencies(agencies.value.items) : [],
    currencies: [...new Set(list.map((fund) => fund.currency))].sort(),
  };
}

/** An agency has a row for each currency; it is offered once. */
function uniqueAgencies(rows: AgencyRow[]): AgencyRow[] {
  const seen = new Set<number>();
  return rows.filter(({ agency }) => !seen.has(agency.id) && seen.add(agency.id));
}
