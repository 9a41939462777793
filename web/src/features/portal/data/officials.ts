// Officials with the seats that they hold now, from the indexer.
import type { Officials, OfficialRef, Seat } from "@mingzhang/sdk/api-cases";
import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { askJson } from "./api";

export interface Official extends OfficialRef {
  seats: readonly Seat[];
  /** Addresses that the seats are held with. */
  addresses: readonly Hex[];
}

export function useOfficials() {
  return useQuery({
    queryKey: ["officials"],
    queryFn: async () => group((await askJson<Officials>("/data/v1/officials")).items),
    staleTime: 30_000,
  });
}

function group(seats: readonly Seat[]): Official[] {
  const byId = Map.groupBy(seats, ({ official }) => official.id);
  return [...byId.values()].flatMap((held) => {
    const [first] = held;
    if (first === undefined) return [];
    return [{ ...first.official, seats: held, addresses: [...new Set(held.map(({ holder }) => holder))] }];
  });
}
