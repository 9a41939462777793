// What the filter form of cases offers: the procedures and agencies that there are.
import type { PartyRef } from "@mingzhang/sdk/api";
import type { ProcedureRef } from "@mingzhang/sdk/api-cases";
import { api } from "@/api/client";
import type { Result } from "@/api/problem";
import type { Named } from "@/i18n/names";
import type { FilterName, ListState } from "./filter";

export interface Choices {
  procedures: ProcedureRef[];
  agencies: PartyRef[];
}

/** A list that cannot be had leaves its choice out; the cases below say themselves what is wrong. */
export async function readChoices(): Promise<Choices> {
  const [procedures, agencies] = await Promise.all([api.procedures(false), api.agencies(null)]);
  const seen = new Set<number>();
  const rows = agencies.ok ? agencies.value.items : [];
  return {
    procedures: procedures.ok ? procedures.value.items : [],
    // An agency has a row for each currency; it is offered once.
    agencies: rows.map(({ agency }) => agency).filter(({ id }) => !seen.has(id) && seen.add(id)),
  };
}

/** Names of the things that the filters point at, for the chips. */
export async function filterNames(
  { filters }: ListState,
  choices: Choices,
): Promise<Partial<Record<FilterName, Named>>> {
  const names: Partial<Record<FilterName, Named>> = {};
  for (const name of ["agency", "desk", "decider"] as const) {
    const found = choices.agencies.find(({ id }) => String(id) === filters[name]);
    if (found !== undefined) names[name] = found;
  }
  for (const [name, found] of await Promise.all([
    named("account", filters.account === undefined ? null : api.account(filters.account)),
    named("party", filters.party === undefined ? null : api.party(filters.party)),
  ])) {
    if (found !== null) names[name] = found;
  }
  const { procedure } = filters;
  const found = choices.procedures.find(({ code, number }) => code === procedure || String(number) === procedure);
  if (found !== undefined) names.procedure = found;
  if (filters.official !== undefined) {
    const official = await officialName(filters.official);
    if (official !== null) names.official = official;
  }
  return names;
}

/** A name that cannot be had leaves the number to stand for itself. */
async function named(name: FilterName, asked: Promise<Result<Named & { name: string }>> | null) {
  const found = await asked;
  return [name, found?.ok === true && found.value.name !== "" ? found.value : null] as const;
}

/** Of an official whose seats are in force; of others the number stands for itself. */
async function officialName(number: string): Promise<Named | null> {
  const officials = await api.officials();
  if (!officials.ok) return null;
  return officials.value.items.find(({ official }) => String(official.id) === number)?.official ?? null;
}
