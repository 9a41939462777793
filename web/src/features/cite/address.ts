// Addresses of citations: the filters of the list, with or without a figure, and the size of the log that they are pinned to.
import { accountKind, parseAccount } from "@mingzhang/sdk/accounts";
import { FIGURES, figureKinds, type FigureName, type FigureSubject } from "@mingzhang/sdk/figures";
import { accountHref, movementsHref } from "../accounts/links.ts";
import { listHref, type ListState } from "../movements/filter.ts";

/** Of a list as its address names it. */
export function citeHref(state: ListState, size: number): string {
  const list = listHref(state, { cursor: undefined, sort: undefined, order: undefined });
  const query = list.includes("?") ? `&${list.slice(list.indexOf("?") + 1)}` : "";
  return `/cite?size=${size}${query}`;
}

type Filters = Record<string, string | number | null | undefined>;

/** Of a figure of what the filters name: as it is now, where no size of the log is given. */
export function figureHref(figure: FigureName, filters: Filters, at?: { size: number; block: string }): string {
  const query = movementsHref({ ...at, figure, ...filters });
  return `/cite${query.slice(query.indexOf("?"))}`;
}

/** The page of what a figure is of. */
export function subjectHref(subject: FigureSubject, { filters }: ListState): string {
  const { line, account, agency, party, function: code, year = "all" } = filters;
  const id = line ?? account;
  if (id !== undefined) return accountHref({ id, kind: accountKind(parseAccount(id)) });
  if (subject === "agency") return `/agencies/${agency ?? ""}`;
  if (subject === "party") return `/payees/${party ?? ""}`;
  return `${subject === "function" ? `/functions/${(code ?? "").slice(0, 2)}` : "/"}?year=${year}`;
}

/** The filters of the movements that make a figure. */
export function behindFigure(figure: FigureName, filters: ListState["filters"]): Record<string, string> {
  const { account, ...rest } = filters;
  const owner = account === undefined ? null : accountKind(parseAccount(account));
  const kinds = figureKinds(figure, owner);
  const { classes } = FIGURES[figure];
  // A fund is also what transfer payments come into by way of a commitment.
  const beyond = owner === "fund" && kinds.some(({ kind }) => FIGURES[figure].kinds[kind]?.beyond !== undefined);
  return {
    ...rest,
    ...(account !== undefined && (beyond ? { fund: account } : { account })),
    kind: kinds.map(({ kind }) => kind).join(","),
    ...(classes !== undefined && { class: classes }),
  };
}
