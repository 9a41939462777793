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
import type { ChartName } from "./rules";
import type { SheetMaker } from "./sheet";

export const MAKERS: Readonly<Record<ChartName, SheetMaker>> = {
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

export function isChart(name: string): name is ChartName {
  return Object.hasOwn(MAKERS, name);
}
