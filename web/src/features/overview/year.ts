// The fiscal year that a page shows: the one in the address, else the one in which the chain stands.
import type { Status, Years } from "@mingzhang/sdk/api";
import { LANGUAGE_TAG, type Locale } from "../../i18n/routing.ts";

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

/** Whether a year was opened ahead and its first day is still to come. Unknown without the chain's time. */
export function isAhead(year: number, { opened }: Years, status: Status | null): boolean {
  const today = status?.indexed?.time.slice(0, 10);
  const its = opened.filter((each) => each.year === year);
  return today !== undefined && its.length > 0 && its.every(({ firstDay }) => today < firstDay);
}

/** Years in a sentence, three and more in a row as a span: "2019, 2021 and 2023–2026". */
export function yearsText(years: readonly number[], locale: Locale): string {
  const runs: number[][] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === year - 1) run.push(year);
    else runs.push([year]);
  }
  const texts = runs.flatMap((run) => (run.length < 3 ? run.map(String) : [`${run[0]}–${run.at(-1)}`]));
  return new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" }).format(texts);
}
