// The lists of movements behind the marks of the picture of flows: those whose sum is exactly what a mark shows, or none. A
// list's sum is worked out beforehand from the cells that pass its filters.
import type { FlowCell, Flows } from "@mingzhang/sdk/api-charts";
import type { FlowGraph, FlowLink, FlowNode } from "@mingzhang/sdk/charts";
import { MOST_EXCEPTED } from "@mingzhang/sdk/except";
import { movementsHref } from "../accounts/links.ts";
import { FIGURE_KINDS } from "../movements/figures.ts";

/** Filters of a list; all must hold. */
export interface Filter {
  fund?: string | undefined;
  /** A fund as what gave: the filter by fund takes it at either end. */
  account?: string | undefined;
  class?: string | undefined;
  function?: string | undefined;
  agency?: number | undefined;
  payee?: number | undefined;
  /** Left out, as the filter `except` has them: a tail is all but those that are shown one by one. */
  except: readonly string[];
}

/** Kinds of a list, and what those of them that pass a filter add up to, by the signs of the kinds; null: not known. */
export interface Listed {
  kind: string;
  sum: (filter: Filter) => bigint | null;
}

export const add = (amounts: readonly string[]): bigint => amounts.reduce((sum, each) => sum + BigInt(each), 0n);

/** Between the two ends of a band; no id of a node has it. */
export const BETWEEN = ".";
export const bandId = ({ from, to }: Pick<FlowLink, "from" | "to">): string => `${from}${BETWEEN}${to}`;

/** The lists that say a mark's movements alone; null where there is none. */
export function flowLists(graph: FlowGraph, flows: Flows) {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const lists = listsOf(flows);
  const href = (ends: readonly FlowNode[], amount: bigint): string | null => {
    const nature = natureOf(ends);
    for (const filter of filtersOf(ends, graph).filter(fits)) {
      const listed = lists.ofNature[nature].find(({ sum }) => sum(filter) === amount);
      if (listed !== undefined) return listHref(flows, listed.kind, filter);
    }
    return null;
  };
  return {
    node: (node: FlowNode): string | null => href([node], node.amount),
    band: ({ from, to, amount }: FlowLink): string | null => {
      const ends = [byId.get(from), byId.get(to)].filter((node) => node !== undefined);
      return ends.length === 2 ? href(ends, amount) : null;
    },
  };
}

export function listHref({ year, currency }: Flows, kind: string, { agency, except, ...rest }: Filter): string {
  return movementsHref({
    ...{ year, currency, kind, agency, ...rest },
    within: agency === undefined ? undefined : "self",
    except: except.length === 0 ? undefined : except.join(","),
  });
}

/** Filters that say some ends, those whose sums are kept before others. */
export function filtersOf(ends: readonly FlowNode[], graph: FlowGraph): Filter[] {
  const filter: Filter = {
    ...(Object.assign({}, ...ends.map(filterBy)) as Omit<Filter, "except">),
    except: ends.flatMap((node) => shownBeside(node, graph).map(exceptOf)),
  };
  if (filter.fund === undefined || natureOf(ends) !== "paid") return [filter];
  return [filter, { ...filter, fund: undefined, account: filter.fund }];
}

/** Whether a list takes so many that are left out. */
export const fits = ({ except }: Filter): boolean => except.length <= MOST_EXCEPTED;

/** What of a list's filters says a node. What is several has none but what is left out: the sum decides. */
function filterBy({ kind, code, account, party }: FlowNode): Omit<Filter, "except"> {
  switch (kind) {
    case "class":
      return code === null ? {} : { class: code.code };
    case "fund":
    case "payee-fund":
      return account === null ? {} : { fund: account.id };
    case "function":
      return code === null ? {} : { function: code.code };
    case "agency":
      return party === null ? {} : { agency: party.id };
    case "payee":
      return party === null ? {} : { payee: party.id };
    default:
      return {};
  }
}

/** What is shown of a tail's kind one by one; nothing beside what is no tail. */
export function shownBeside({ id, kind }: FlowNode, { nodes }: FlowGraph): FlowNode[] {
  if (kind !== "smaller") return [];
  const of = id.slice("smaller-".length);
  return nodes.filter((node) => node.kind === of);
}

function exceptOf({ kind, code, account, party }: FlowNode): string {
  return account?.id ?? `${kind}-${code?.code ?? party?.id ?? ""}`;
}

type Nature = "received" | "between" | "transferred" | "paid" | "none";

/** Which movements a mark adds up. What stayed, came from before or went back against the stream is in no list by itself. */
export function natureOf(ends: readonly FlowNode[]): Nature {
  const is = (...kinds: FlowNode["kind"][]) => ends.some(({ kind }) => kinds.includes(kind));
  if (is("kept", "earlier", "recovered", "refunded")) return "none";
  if (is("between-in", "between-out")) return "between";
  if (is("class") || ends.some(({ id }) => id === "smaller-class")) return "received";
  if (is("payee-fund")) return "transferred";
  // A fund's bar is what came in: a list of it there is where it came as receipts alone.
  return ends.every(({ id, kind }) => kind === "fund" || id === "smaller-fund") ? "received" : "paid";
}

export function listsOf({ receipts, transfers, paid }: Flows) {
  let last: { of: Filter; cells: readonly FlowCell[] } | null = null;
  /** Several lists are tried with a filter, one after the other. */
  const cells = (filter: Filter): readonly FlowCell[] => {
    if (last?.of !== filter) last = { of: filter, cells: passing(filter) };
    return last.cells;
  };
  const passing = (filter: Filter) =>
    paid.filter(
      (cell) =>
        !isExcepted(cell, filter) &&
        (filter.account === undefined || cell.fund.id === filter.account) &&
        // The list's filter takes a fund at either end.
        (filter.fund === undefined || cell.fund.id === filter.fund || cell.payeeFund?.id === filter.fund) &&
        (filter.function === undefined || cell.function.code === filter.function) &&
        (filter.agency === undefined || cell.agency.id === filter.agency) &&
        // A payee's payments, and what went to a fund of its own.
        (filter.payee === undefined || cell.payee?.id === filter.payee),
    );
  const received: Listed = {
    kind: FIGURE_KINDS.received,
    sum: ({ fund, class: code, except }) =>
      add(
        receipts
          .filter((each) => fund === undefined || each.fund.id === fund)
          .filter((each) => code === undefined || each.class.code === code)
          .filter((each) => !except.includes(`class-${each.class.code}`) && !except.includes(each.fund.id))
          .map(({ amount }) => amount),
      ),
  };
  const moved = ({ fund, except }: Filter) =>
    add(
      transfers
        .filter(({ from, to }) => fund === undefined || from.id === fund || to.id === fund)
        .filter(({ from, to }) => !except.includes(from.id) && !except.includes(to.id))
        .map(({ amount }) => amount),
    );
  const transferred = (filter: Filter) =>
    add(
      cells(filter)
        .filter(({ payeeFund }) => payeeFund !== null)
        .map(({ gross }) => gross),
    );
  const gross = (filter: Filter) => add(cells(filter).map((cell) => cell.gross));
  const recovered = (filter: Filter) => add(cells(filter).map((cell) => cell.recovered));
  const cashTransfers: Listed = { kind: "cash-transfer", sum: moved };
  const transferPayments: Listed = { kind: "transfer-payment", sum: transferred };
  const net: Listed = {
    kind: "payment,transfer-payment,recovery",
    sum: (filter) => gross(filter) - recovered(filter),
  };
  const toPayees: Listed = {
    kind: "payment,recovery",
    sum: (filter) => gross(filter) - transferred(filter) - recovered(filter),
  };
  const paidOut: Listed = {
    kind: FIGURE_KINDS.paid,
    // A reclassification is in the list of the line where it leads, and missing in the one that it left.
    sum: (filter) =>
      cells(filter).some(({ rebooked }) => rebooked !== "0") ? null : add(cells(filter).map(({ amount }) => amount)),
  };
  const either: Listed = {
    kind: "cash-transfer,transfer-payment",
    sum: (filter) => moved(filter) + transferred(filter),
  };
  const ofNature: Record<Nature, readonly Listed[]> = {
    received: [received],
    between: [cashTransfers, transferPayments, either],
    transferred: [transferPayments, net],
    paid: [net, toPayees, paidOut],
    none: [],
  };
  const whole: Listed = { kind: "payment,transfer-payment", sum: gross };
  const payments: Listed = { kind: "payment", sum: (filter) => gross(filter) - transferred(filter) };
  const single: Record<"received" | "cashTransfers" | "gross" | "recovered" | "rebooked", readonly Listed[]> = {
    received: [received],
    cashTransfers: [cashTransfers],
    gross: [whole, payments, transferPayments],
    /** Taken off. */
    recovered: [{ kind: "recovery", sum: (filter) => -recovered(filter) }],
    rebooked: [{ kind: "reclassification", sum: () => null }],
  };
  return { ofNature, ...single };
}

/** Whether the filter `except` leaves out what a cell adds up. */
function isExcepted({ fund, payeeFund, function: of, agency, payee }: FlowCell, { except }: Filter): boolean {
  return [fund.id, payeeFund?.id, `function-${of.code}`, `agency-${agency.id}`, payee && `payee-${payee.id}`].some(
    (each) => each && except.includes(each),
  );
}
