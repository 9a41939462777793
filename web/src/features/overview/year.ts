// The fiscal year that a page shows: the one in the address, else the one in which the chain stands.
import type { Status, Years } from "@mingzhang/sdk/api";

/** null: all years together. @param given what fits `year` or `yearOrAll` */
export function chosenYear(given: string | undefined, years: Years, status: Status | null): number | null {
  if (given === "all") return null;
  return given === undefined ? presentYear(years, status) : Number(given);
}

/** A year that has been opened ahead is not the present one; without the chain's time the newest year has to do. */
export function presentYear({ years, opened }: Years, status: Status | null): number | null {
  const today = status?.indexed?.time.slice(0, 10);
  const running = opened.find(({ firstDay, lastDay }) => today !== undefined && firstDay <= today && today <= lastDay);
  return running?.year ?? years[0] ?? null;
}
