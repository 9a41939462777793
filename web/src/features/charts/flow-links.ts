// Where the marks of the picture of flows lead: to a list whose sum is exactly what the mark shows, or nowhere. The list's
// sum is worked out beforehand from the cells that pass its filters.
import type { Flows } from "@mingzhang/sdk/api-charts";
import type { FlowGraph, FlowLink, FlowNode } from "@mingzhang/sdk/charts";
import { movementsHref } from "../accounts/links.ts";
import { FIGURE_KINDS } from "../movements/figures.ts";

/** Filters of a list; all must hold. */
interface Filter {
  fund?: string;
  classes?: readonly string[];
  function?: string;
  agency?: number;
  payee?: number;
}

/** Kinds of a list, and what those of them that pass a filter add up to, by the signs of the kinds; null: not known. */
interface Listed {
  kind: string;
  sum: (filter: Filter) => bigint | null;
}

/** Paths without the language; null: no list says this mark's movements alone. */
export interface FlowHrefs {
  node: (node: FlowNode) => string | null;
  band: (link: FlowLink) => string | null;
}

const add = (amounts: readonly string[]): bigint => amounts.reduce((sum, each) => sum + BigInt(each), 0n);

export function flowHrefs(graph: FlowGraph, flows: Flows): FlowHrefs {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const lists = listsOf(flows);
  const small = flows.receipts.map((each) => each.class.code).filter((code) => !byId.has(`class-${code}`));
  const href = (ends: readonly FlowNode[], amount: bigint): string | null => {
    const filter = Object.assign({}, ...ends.map((node) => filterOf(node, small))) as Filter;
    const listed = lists[natureOf(ends)].find(({ sum }) => sum(filter) === amount);
    if (listed === undefined) return null;
    const { classes, agency, ...rest } = filter;
    return movementsHref({
      year: flows.year,
      currency: flows.currency,
      kind: listed.kind,
      class: classes?.join(","),
      agency,
      within: agency === undefined ? undefined : "self",
      ...rest,
    });
  };
  return {
    node: (node) => href([node], node.amount),
    band: ({ from, to, amount }) => {
      const ends = [byId.get(from), byId.get(to)].filter((node) => node !== undefined);
      return ends.length === 2 ? href(ends, amount) : null;
    },
  };
}

/** What of a list's filters says a node. What is several has none but its classes: the sum decides. */
function filterOf({ id, kind, code, account, party }: FlowNode, small: readonly string[]): Filter {
  switch (kind) {
    case "class":
      return code === null ? {} : { classes: [code.code] };
    case "fund":
    case "payee-fund":
      return account === null ? {} : { fund: account.id };
    case "function":
      return code === null ? {} : { function: code.code };
    case "agency":
      return party === null ? {} : { agency: party.id };
    case "payee":
      return party === null ? {} : { payee: party.id };
    case "smaller":
      return id === "smaller-class" ? { classes: [...new Set(small)] } : {};
    default:
      return {};
  }
}

type Nature = "received" | "between" | "transferred" | "paid" | "none";

/** Which movements a mark adds up. What stayed, came from before or went back against the stream is in no list by itself. */
function natureOf(ends: readonly FlowNode[]): Nature {
  const is = (...kinds: FlowNode["kind"][]) => ends.some(({ kind }) => kinds.includes(kind));
  if (is("kept", "earlier", "recovered", "refunded")) return "none";
  if (is("between-in", "between-out")) return "between";
  if (is("class") || ends.some(({ id }) => id === "smaller-class")) return "received";
  if (is("payee-fund")) return "transferred";
  // A fund's bar is what came in: a list of it there is where it came as receipts alone.
  return ends.every(({ id, kind }) => kind === "fund" || id === "smaller-fund") ? "received" : "paid";
}

function listsOf({ receipts, transfers, paid }: Flows): Record<Nature, readonly Listed[]> {
  const cells = (filter: Filter) =>
    paid.filter(
      (cell) =>
        // The list's filter takes a fund at either end.
        (filter.fund === undefined || cell.fund.id === filter.fund || cell.payeeFund?.id === filter.fund) &&
        (filter.function === undefined || cell.function.code === filter.function) &&
        (filter.agency === undefined || cell.agency.id === filter.agency) &&
        (filter.payee === undefined || (cell.payeeFund === null && cell.payee?.id === filter.payee)),
    );
  const received = ({ fund, classes }: Filter) =>
    add(
      receipts
        .filter((each) => fund === undefined || each.fund.id === fund)
        .filter((each) => classes?.includes(each.class.code) ?? true)
        .map(({ amount }) => amount),
    );
  const moved = ({ fund }: Filter) =>
    add(
      transfers
        .filter(({ from, to }) => fund === undefined || from.id === fund || to.id === fund)
        .map(({ amount }) => amount),
    );
  const transferred = (filter: Filter) =>
    add(
      cells(filter)
        .filter(({ payeeFund }) => payeeFund !== null)
        .map(({ gross }) => gross),
    );
  return {
    received: [{ kind: FIGURE_KINDS.received, sum: received }],
    between: [
      { kind: "cash-transfer", sum: moved },
      { kind: "transfer-payment", sum: transferred },
      { kind: "cash-transfer,transfer-payment", sum: (filter) => moved(filter) + transferred(filter) },
    ],
    transferred: [{ kind: "transfer-payment", sum: transferred }],
    paid: [
      {
        kind: "payment,transfer-payment,recovery",
        sum: (filter) =>
          add(cells(filter).map(({ gross }) => gross)) - add(cells(filter).map(({ recovered }) => recovered)),
      },
      {
        kind: FIGURE_KINDS.paid,
        // A reclassification is in the list of the line where it leads, and missing in the one that it left.
        sum: (filter) =>
          cells(filter).some(({ rebooked }) => rebooked !== "0")
            ? null
            : add(cells(filter).map(({ amount }) => amount)),
      },
    ],
    none: [],
  };
}
