// Where the marks of the picture of flows lead: to a list whose sum is exactly what the mark shows, or nowhere. The list's
// sum is worked out beforehand from the cells that pass its filters.
import type { FlowCell, Flows } from "@mingzhang/sdk/api-charts";
import type { FlowGraph, FlowLink, FlowNode } from "@mingzhang/sdk/charts";
import { MOST_EXCEPTED } from "@mingzhang/sdk/except";
import { movementsHref } from "../accounts/links.ts";
import { FIGURE_KINDS } from "../movements/figures.ts";

/** Filters of a list; all must hold. */
interface Filter {
  fund?: string;
  class?: string;
  function?: string;
  agency?: number;
  payee?: number;
  /** Left out, as the filter `except` has them: a tail is all but those that are shown one by one. */
  except: readonly string[];
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
  const href = (ends: readonly FlowNode[], amount: bigint): string | null => {
    const filter: Filter = {
      ...(Object.assign({}, ...ends.map(filterOf)) as Omit<Filter, "except">),
      except: ends.flatMap((node) => shownBeside(node, graph)),
    };
    if (filter.except.length > MOST_EXCEPTED) return null;
    const listed = lists[natureOf(ends)].find(({ sum }) => sum(filter) === amount);
    if (listed === undefined) return null;
    const { agency, except, ...rest } = filter;
    return movementsHref({
      year: flows.year,
      currency: flows.currency,
      kind: listed.kind,
      agency,
      within: agency === undefined ? undefined : "self",
      except: except.length === 0 ? undefined : except.join(","),
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

/** What of a list's filters says a node. What is several has none but what is left out: the sum decides. */
function filterOf({ kind, code, account, party }: FlowNode): Omit<Filter, "except"> {
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
function shownBeside({ id, kind }: FlowNode, { nodes }: FlowGraph): string[] {
  if (kind !== "smaller") return [];
  const of = id.slice("smaller-".length);
  return nodes.filter((node) => node.kind === of).map(exceptOf);
}

function exceptOf({ kind, code, account, party }: FlowNode): string {
  return account?.id ?? `${kind}-${code?.code ?? party?.id ?? ""}`;
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
        !isExcepted(cell, filter) &&
        // The list's filter takes a fund at either end.
        (filter.fund === undefined || cell.fund.id === filter.fund || cell.payeeFund?.id === filter.fund) &&
        (filter.function === undefined || cell.function.code === filter.function) &&
        (filter.agency === undefined || cell.agency.id === filter.agency) &&
        // A payee's payments, and what went to a fund of its own.
        (filter.payee === undefined || cell.payee?.id === filter.payee),
    );
  const received = ({ fund, class: code, except }: Filter) =>
    add(
      receipts
        .filter((each) => fund === undefined || each.fund.id === fund)
        .filter((each) => code === undefined || each.class.code === code)
        .filter((each) => !except.includes(`class-${each.class.code}`) && !except.includes(each.fund.id))
        .map(({ amount }) => amount),
    );
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
        kind: "payment,recovery",
        sum: (filter) =>
          add(cells(filter).flatMap(({ gross, payeeFund }) => (payeeFund === null ? [gross] : []))) -
          add(cells(filter).map(({ recovered }) => recovered)),
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

/** Whether the filter `except` leaves out what a cell adds up. */
function isExcepted({ fund, payeeFund, function: of, agency, payee }: FlowCell, { except }: Filter): boolean {
  return [fund.id, payeeFund?.id, `function-${of.code}`, `agency-${agency.id}`, payee && `payee-${payee.id}`].some(
    (each) => each && except.includes(each),
  );
}
