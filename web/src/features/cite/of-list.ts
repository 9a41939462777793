// The figure that a list of movements stands behind, read from the list's filters alone.
import { FIGURE_FILTERS, type FigureName, FIGURES_OF, figureSubject, kindsBeyondList } from "@mingzhang/sdk/figures";
import type { ListState } from "../movements/filter.ts";
import { behindFigure } from "./address.ts";

type Filters = ListState["filters"];

export interface ListFigure {
  name: FigureName;
  /** What it is of, as the figure's own address names it. */
  filters: Filters;
  /** Whether the list has every movement that the figure counts. */
  whole: boolean;
}

/** None where the filters let through more, or less, than the movements of a figure. */
export function figureOfList({ filters }: Pick<ListState, "filters">): ListFigure | null {
  const { kind: _kind, class: _classes, fund, ...rest } = filters;
  if (fund !== undefined && rest.account !== undefined) return null;
  const of: Filters = fund === undefined ? rest : { ...rest, account: fund };
  const subject = figureSubject(of);
  // What entered and left a source or an act is told from its own side, which is not how a list of it is read.
  if (subject === "account") return null;
  const known: readonly string[] = FIGURE_FILTERS[subject];
  if (Object.keys(of).some((name) => !known.includes(name))) return null;
  const found = FIGURES_OF[subject].filter((name) => same(behindFigure(name, of), filters));
  const [name] = found;
  if (name === undefined || found.length > 1) return null;
  return { name, filters: of, whole: kindsBeyondList(name, of).length === 0 };
}

const parts = (value: string | undefined) => (value ?? "").split(",").sort().join();

function same(behind: Record<string, string>, filters: Filters): boolean {
  const names = new Set([...Object.keys(behind), ...Object.keys(filters)]);
  const given: Record<string, string | undefined> = filters;
  return [...names].every((name) => parts(behind[name]) === parts(given[name]));
}
