// Every chart by its name, for the routes that give it as a file or in a frame.
import { budgetSheet } from "./sheets/budget";
import { calendarSheet } from "./sheets/calendar";
import { compareSheet } from "./sheets/compare";
import { curveSheet } from "./sheets/curve";
import { flagsSheet } from "./sheets/flags";
import { flowsSheet } from "./sheets/flows";
import { payeesSheet } from "./sheets/payees";
import { trailSheet } from "./sheets/trail";
import { trendSheet } from "./sheets/trend";
import type { SheetMaker } from "./sheet";

const MAKERS: Readonly<Record<string, SheetMaker>> = {
  flows: flowsSheet,
  budget: budgetSheet,
  curve: curveSheet,
  calendar: calendarSheet,
  trend: trendSheet,
  payees: payeesSheet,
  compare: compareSheet,
  flags: flagsSheet,
  trail: trailSheet,
};

/** Null for a name that is no chart. */
export function makerOf(name: string): SheetMaker | null {
  return Object.hasOwn(MAKERS, name) ? (MAKERS[name] ?? null) : null;
}
