// What a mark of the picture of flows adds up, part by part, where no list of movements says it alone: money that came in
// several ways, what stayed, what went both ways. Parts carry their signs and add up to the mark exactly.
import type { FlowCell, Flows } from "@mingzhang/sdk/api-charts";
import { type FlowGraph, flowGraph, type FlowLink, type FlowNode } from "@mingzhang/sdk/charts";
import {
  add,
  bandId,
  BETWEEN,
  type Filter,
  filtersOf,
  fits,
  flowLists,
  type Listed,
  listHref,
  listsOf,
  natureOf,
  shownBeside,
} from "./flow-links.ts";

export type FlowPartOf =
  | { kind: "band"; band: FlowLink }
  | { kind: "gross" | "recovered" | "rebooked" }
  | { kind: "cash-transfer"; between: Flows["transfers"][number] }
  | { kind: "receipts"; of: Flows["receipts"][number] };

export interface FlowPart {
  of: FlowPartOf;
  /** Below zero where it is taken off. */
  amount: bigint;
  href: string;
  /** What the address opens: a list of exactly this part, one that has more as no filter says it alone, or its own parts. */
  opens: "list" | "wider" | "parts";
}

export interface FlowMark {
  /** One for a bar, two for a band. */
  ends: readonly FlowNode[];
  /** Of the picture that has the mark. */
  graph: FlowGraph;
  amount: bigint;
  /** The list that says it alone, where there is one. */
  list: string | null;
  parts: readonly FlowPart[];
}

/** Where marks lead: paths without the language. */
export interface FlowHrefs {
  node: (node: FlowNode) => string;
  band: (link: FlowLink) => string;
}

/** Each mark leads to the list of its movements, or to its parts. */
export function flowHrefs(graph: FlowGraph, flows: Flows): FlowHrefs {
  const lists = flowLists(graph, flows);
  const parts = partsOf(graph, flows);
  const known = new Map<string, string>();
  const href = (id: string, list: () => string | null, its: () => readonly FlowPart[]): string => {
    const found = known.get(id) ?? list() ?? onlyList(its()) ?? markHref(flows, id);
    known.set(id, found);
    return found;
  };
  return {
    node: (node) =>
      href(
        node.id,
        () => lists.node(node),
        () => parts.node(node),
      ),
    band: (band) =>
      href(
        bandId(band),
        () => lists.band(band),
        () => parts.band(band),
      ),
  };
}

/** Where all that a mark adds up is one list. */
function onlyList(parts: readonly FlowPart[]): string | null {
  const [only, ...more] = parts;
  return more.length === 0 && only?.opens === "list" ? only.href : null;
}

function markHref({ year, currency }: Flows, mark: string): string {
  return `/charts?${new URLSearchParams({ year: String(year ?? "all"), currency, mark }).toString()}#mark`;
}

/** Null where there is no such mark, neither in the picture nor among what it shows as one. */
export function flowMark(graph: FlowGraph, flows: Flows, mark: string): FlowMark | null {
  return markIn(graph, flows, mark) ?? markIn(flowGraph(flows, Infinity), flows, mark);
}

function markIn(graph: FlowGraph, flows: Flows, mark: string): FlowMark | null {
  const [first, second, ...more] = mark.split(BETWEEN).map((id) => graph.nodes.find((node) => node.id === id));
  if (first === undefined || more.length > 0) return null;
  const [lists, parts] = [flowLists(graph, flows), partsOf(graph, flows)];
  const found = (
    ends: readonly FlowNode[],
    amount: bigint,
    list: string | null,
    its: readonly FlowPart[],
  ): FlowMark => {
    return { ends, graph, amount, list: list ?? onlyList(its), parts: its };
  };
  if (!mark.includes(BETWEEN)) return found([first], first.amount, lists.node(first), parts.node(first));
  const band = graph.links.find((each) => bandId(each) === mark);
  if (second === undefined || band === undefined) return null;
  return found([first, second], band.amount, lists.band(band), parts.band(band));
}

/** A list as what it takes off. */
const turned = ({ kind, sum }: Listed): Listed => ({
  kind,
  sum: (filter) => {
    const whole = sum(filter);
    return whole === null ? null : -whole;
  },
});

function partsOf(graph: FlowGraph, flows: Flows) {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const lists = listsOf(flows);
  const within = flowLists(graph, flows);
  /** A part with the first list and filter that say it alone, else with the first of all. */
  const listed = (
    of: FlowPartOf,
    amount: bigint,
    tried: readonly Listed[],
    filters: readonly Filter[],
    given = flows,
  ): FlowPart[] => {
    if (amount === 0n) return [];
    for (const filter of filters.filter(fits)) {
      const list = tried.find(({ sum }) => sum(filter) === amount);
      if (list !== undefined) return [{ of, amount, href: listHref(given, list.kind, filter), opens: "list" }];
    }
    const [first] = filters;
    const filter: Filter = { ...first, except: first !== undefined && fits(first) ? first.except : [] };
    return [{ of, amount, href: listHref(given, tried[0]?.kind ?? "", filter), opens: "wider" }];
  };
  const bandPart = (band: FlowLink, sign = 1n): FlowPart => {
    const list = within.band(band);
    return {
      of: { kind: "band", band },
      amount: sign * band.amount,
      href: list ?? markHref(flows, bandId(band)),
      opens: list === null ? "parts" : "list",
    };
  };
  const entering = ({ id }: FlowNode) => graph.links.filter(({ to }) => to === id);
  const leaving = ({ id }: FlowNode) => graph.links.filter(({ from }) => from === id);

  /** Cells by kind of movement. @param sign -1 for cells of which more came back than went out */
  const byKind = (cells: readonly FlowCell[], filters: readonly Filter[], sign = 1n): FlowPart[] => {
    const total = add(cells.map(({ amount }) => amount));
    const gross = add(cells.map((cell) => cell.gross));
    const recovered = -add(cells.map((cell) => cell.recovered));
    const of = (kind: "gross" | "recovered", amount: bigint) =>
      listed({ kind }, sign * amount, sign < 0n ? lists[kind].map(turned) : lists[kind], filters);
    // In the lists of one end alone, and of the year where it leads: but it stays within a fund.
    const rebooked = filters.slice(0, 1).map(({ fund }): Filter => ({ fund, except: [] }));
    return [
      ...of("gross", gross),
      ...of("recovered", recovered),
      ...listed({ kind: "rebooked" }, sign * (total - gross - recovered), lists.rebooked, rebooked, {
        ...flows,
        year: null,
      }),
    ];
  };
  const paid = (ends: readonly FlowNode[], sign = 1n): FlowPart[] =>
    byKind(
      flows.paid.filter((cell) => sign * BigInt(cell.amount) > 0n && ends.every((end) => hasCell(end, cell))),
      filtersOf(ends, graph),
      sign,
    );

  const hasCell = (end: FlowNode, { fund, function: code, agency, payee, payeeFund }: FlowCell): boolean => {
    const last = payeeFund !== null ? `to-${payeeFund.id}` : payee !== null ? `payee-${payee.id}` : "smaller-payee";
    const ids = [fund.id, `function-${code.code}`, `agency-${agency.id}`, last];
    if (end.kind !== "smaller") return ids.includes(end.id);
    const at = ["smaller-fund", "smaller-function", "smaller-agency", "smaller-payee"].indexOf(end.id);
    // A fund that is paid is no smaller payee.
    if (at < 0 || (at === 3 && payeeFund !== null)) return false;
    return !shownBeside(end, graph).some(({ id }) => id === ids[at]);
  };
  const hasFund = (end: FlowNode, id: string): boolean =>
    end.id === id || (end.id === "smaller-fund" && !shownBeside(end, graph).some((each) => each.id === id));

  const between = (fund: FlowNode, into: boolean): FlowPart[] => {
    const sign = into ? 1n : -1n;
    const cells = flows.paid.filter(
      ({ payeeFund, amount }) => payeeFund !== null && hasFund(fund, payeeFund.id) && sign * BigInt(amount) > 0n,
    );
    return [
      ...flows.transfers
        .filter(({ from, to }) => hasFund(fund, (into ? to : from).id))
        .flatMap((pair) =>
          listed({ kind: "cash-transfer", between: pair }, BigInt(pair.amount), lists.cashTransfers, [ofPair(pair)]),
        ),
      ...byKind(cells, filtersOf([fund], graph).slice(0, 1), sign),
    ];
  };

  /** Cash between two funds, both ways: what each has with others is left out. */
  const ofPair = ({ from, to }: Flows["transfers"][number]): Filter => {
    const funds = flows.transfers.flatMap((each) => [each.from.id, each.to.id]);
    return { fund: from.id, except: [...new Set(funds)].filter((id) => id !== from.id && id !== to.id) };
  };

  /** Receipts of a fund and of classes, one by one; those of which more was given back than came in, or the others. */
  const receiptsOf = (ends: readonly FlowNode[], givenBack: boolean): FlowPart[] => {
    const sign = givenBack ? -1n : 1n;
    const hasClass = (end: FlowNode, id: string) =>
      end.id === id || (end.kind === "smaller" && !shownBeside(end, graph).some((each) => each.id === id));
    return flows.receipts
      .filter(({ amount }) => sign * BigInt(amount) > 0n)
      .filter(({ fund, class: code }) =>
        ends.every((end) =>
          end.kind === "class" || end.id === "smaller-class"
            ? hasClass(end, `class-${code.code}`)
            : hasFund(end, fund.id),
        ),
      )
      .flatMap((of) => {
        const filter = { fund: of.fund.id, class: of.class.code, except: [] };
        const tried = givenBack ? lists.received.map(turned) : lists.received;
        return listed({ kind: "receipts", of }, sign * BigInt(of.amount), tried, [filter]);
      });
  };

  /** What stayed in a fund is what came in less what went out; of several, what stayed in each. */
  const balance = (fund: FlowNode, but: FlowLink): FlowPart[] => {
    if (fund.kind === "smaller") {
      const all = flowGraph(flows, Infinity);
      return all.links
        .filter(({ from, to }) =>
          but.from === fund.id ? to === but.to && hasFund(fund, from) : from === but.from && hasFund(fund, to),
        )
        .map((band): FlowPart => {
          return {
            of: { kind: "band", band },
            amount: band.amount,
            href: markHref(flows, bandId(band)),
            opens: "parts",
          };
        });
    }
    const sign = but.from === fund.id ? 1n : -1n;
    return [
      ...entering(fund).flatMap((band) => (band === but ? [] : [bandPart(band, sign)])),
      ...leaving(fund).flatMap((band) => (band === but ? [] : [bandPart(band, -sign)])),
    ];
  };

  return {
    node: (node: FlowNode): FlowPart[] => {
      if (natureOf([node]) === "paid") return paid([node]);
      const into = entering(node);
      return (into.length > 0 ? into : leaving(node)).map((band) => bandPart(band));
    },
    band: (band: FlowLink): FlowPart[] => {
      const [from, to] = [byId.get(band.from), byId.get(band.to)];
      if (from === undefined || to === undefined) return [];
      if (to.kind === "kept") return balance(from, band);
      if (from.kind === "earlier") return balance(to, band);
      if (from.kind === "recovered") return paid([to], -1n);
      if (to.kind === "refunded") return receiptsOf([from], true);
      if (from.kind === "between-in") return between(to, true);
      if (to.kind === "between-out") return between(from, false);
      return natureOf([from, to]) === "received" ? receiptsOf([from, to], false) : paid([from, to]);
    },
  };
}
