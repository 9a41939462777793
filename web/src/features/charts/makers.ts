// Every chart by its name, for the routes that give it as a file or in a frame.
import { budgetSheet } from "./sheets/budget";
import { curveSheet } from "./sheets/curve";
import { flowsSheet } from "./sheets/flows";
import type { SheetMaker } from "./sheet";

const MAKERS: Readonly<Record<string, SheetMaker>> = { flows: flowsSheet, budget: budgetSheet, curve: curveSheet };

/** Null for a name that is no chart. */
export function makerOf(name: string): SheetMaker | null {
  return Object.hasOwn(MAKERS, name) ? (MAKERS[name] ?? null) : null;
}
