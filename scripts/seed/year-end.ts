// The end of the budget year: what is not needed is released, withdrawn, carried over or lapses.
import { parseDay } from "@mingzhang/sdk/days";
import { chunks, GAS, ledgerCall } from "../chain/forward.ts";
import { HOUR } from "./agenda.ts";
import { DAYS, YEAR } from "./calendar.ts";
import { lineSpec, openYear } from "./setup.ts";
import type { City, LineState } from "./state.ts";
import { opened } from "./state.ts";

/** Schedules releases, withdrawals, carry-over into the next year's lines, and lapses. */
export function scheduleYearEnd(city: City): void {
  const { agenda } = city;
  const { books } = agenda;
  agenda.at(DAYS.yearEnd, HOUR.budget, () => {
    for (const line of city.lines.values()) {
      for (const { account, plan } of line.commitments) {
        const left = account === undefined ? 0n : books.available(account);
        // Some retention money stays committed: its day has not come.
        if (account === undefined || left === 0n || (plan.beyond > 0n && city.random.chance(25))) continue;
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
    for (const line of carried) next.set(line, books.account("line"));
    for (const part of chunks(carried, 30)) {
      const specs = part.map(({ data }) => lineSpec(city, data, YEAR + 1));
      agenda.step({ type: "open", call: ledgerCall("openLines", [specs], specs.length * GAS.account) });
    }
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
      const left = books.available(line.account);
      // The balance of a line with money still committed waits for it; a reserve that nobody needed lapses whole.
      if (left > 0n)
        agenda.post("lapse", line.account, [{ to: city.acts.original, amount: left, detail: "LAPSE-2026" }]);
    }
  });
}

function isCarried({ data }: LineState): boolean {
  return data.manner === "contract";
}
