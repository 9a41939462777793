// The end of the budget year: what is not needed is released, withdrawn, carried over or lapses.
import { parseDay } from "@mingzhang/sdk/days";
import { HOUR } from "./agenda.ts";
import { DAYS, YEAR } from "./calendar.ts";
import { lineSpec, openLines, openYear } from "./setup.ts";
import type { City, LineState } from "./state.ts";
import { opened } from "./state.ts";

/** Line whose balance is still with the approver when the demonstration ends. */
export const LAPSING = "reserve";

/** Schedules releases, withdrawals, carry-over into the next year's lines, and lapses. */
export function scheduleYearEnd(city: City): void {
  const { agenda } = city;
  const { books } = agenda;
  agenda.at(DAYS.yearEnd, HOUR.budget, () => {
    for (const line of city.lines.values()) {
      for (const { account, plan } of line.commitments) {
        // Standing orders are drawn to the year's end, and the last bills are with their deciders.
        const left = account === undefined ? 0n : books.available(account) - (plan.held ?? 0n);
        // Some retention money stays committed: its day has not come.
        if (
          account === undefined ||
          left <= 0n ||
          plan.standing === true ||
          (plan.beyond > 0n && city.random.chance(25))
        )
          continue;
        agenda.post("release", account, [{ to: opened(line.allotment), amount: left, detail: "REL-2026-12" }]);
      }
    }
  });
  agenda.at(DAYS.yearEnd + 1, HOUR.budget, () => {
    for (const line of city.lines.values()) {
      const left = line.allotment === undefined ? 0n : books.available(line.allotment);
      if (left > 0n)
        agenda.post("withdrawal", opened(line.allotment), [{ to: line.account, amount: left, detail: "WDL-2026-12" }]);
    }
  });
  agenda.at(DAYS.yearEnd + 2, HOUR.openings, () => {
    const carried = [...city.lines.values()].filter((line) => isCarried(line) && books.available(line.account) > 0n);
    openYear(city, YEAR + 1, { commitUntil: parseDay("2027-12-10"), payUntil: parseDay("2027-12-31") });
    const next = new Map<LineState, bigint>();
    for (const line of carried) {
      const account = books.account("line");
      next.set(line, account);
      city.carried.set(line.data.key, account);
    }
    openLines(
      city,
      carried.map(({ data }) => lineSpec(city, data, YEAR + 1)),
      [...next.values()],
    );
    agenda.at(DAYS.yearEnd + 2, HOUR.budget, () => {
      for (const [line, to] of next) {
        agenda.post("carry-over", line.account, [
          { to, amount: books.available(line.account), detail: "CO-2026-2027" },
        ]);
      }
    });
  });
  agenda.at(DAYS.yearEnd + 3, HOUR.budget, () => {
    for (const line of city.lines.values()) {
      const left = line.data.key === LAPSING ? 0n : books.available(line.account);
      // The balance of a line with money still committed waits for it; a reserve that nobody needed lapses whole.
      if (left > 0n)
        agenda.post("lapse", line.account, [{ to: city.acts.original, amount: left, detail: "LAPSE-2026" }]);
    }
  });
}

function isCarried({ data }: LineState): boolean {
  return data.manner === "contract";
}
