// Which procedures the connected person may submit under, and for which agencies.
import type { Procedure, Seat } from "@mingzhang/sdk/api-cases";
import type { PartyRef } from "@mingzhang/sdk/api";
import type { AgencyRow, Page } from "@mingzhang/sdk/api";
import { useQuery } from "@tanstack/react-query";
import { askJson } from "../data/api";

/** Seats by which somebody submits under a procedure; empty if there are none. Anyone's procedure wants no seat. */
export function submittingSeats(procedure: Procedure, seats: readonly Seat[]): Seat[] {
  const { submitDuty, submitAgency } = procedure;
  return seats.filter(
    ({ duty, agency }) => duty === submitDuty && (submitAgency === null || agency.id === submitAgency.id),
  );
}

export function maySubmit(procedure: Procedure, seats: readonly Seat[]): boolean {
  return procedure.submitDuty === null || submittingSeats(procedure, seats).length > 0;
}

/** All agencies, for procedures that are submitted for others. */
export function useAgencies(wanted: boolean) {
  return useQuery({
    queryKey: ["agencies"],
    enabled: wanted,
    staleTime: 60_000,
    queryFn: async () => (await askJson<Page<AgencyRow>>("/data/v1/agencies")).items.map(({ agency }) => agency),
  });
}

/**
 * Agencies that a case may be for: those of the seats, or any where the procedure names who submits. Where anyone submits,
 * the one that the procedure names, else any.
 */
export function choosableAgencies(
  procedure: Procedure,
  seats: readonly Seat[],
  all: readonly PartyRef[] | undefined,
): PartyRef[] {
  if (procedure.submitDuty === null && procedure.submitAgency !== null) return [procedure.submitAgency];
  const own = procedure.submitAgency === null && procedure.submitDuty !== null;
  const given = own ? submittingSeats(procedure, seats).map(({ agency }) => agency) : [...(all ?? [])];
  return [...new Map(given.map((agency) => [agency.id, agency])).values()];
}
