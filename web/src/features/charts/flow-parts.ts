// What a mark of the picture of flows adds up, part by part, where no list of movements says it alone: money that came in
// several ways, what stayed, what went both ways. Parts carry their signs and add up to the mark exactly.
import type { FlowCell, Flows } from "@mingzhang/sdk/api-charts";
import type { FlowGraph, FlowLink, FlowNode } from "@mingzhang/sdk/charts";
import { MOST_EXCEPTED } from "@mingzhang/sdk/except";
import {
  add,
  bandId,
  BETWEEN,
  type Filter,
  filterOf,
  flowHrefs,
  flowLists,
  type Listed,
  listHref,
  listsOf,
  natureOf,
  shownBeside,
} from "./flow-links.ts";

export type FlowPartOf =
  | { kind: "band"; band: FlowLink }
  | { kind: "gross" | "recovered" | "rebooked" | "transfer-payments" }
  | { kind: "cash-transfer"; between: Flows["transfers"][number] }
  | { kind: "cell"; cell: FlowCell }
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
  amount: bigint;
  parts: readonly FlowPart[];
}

/** Null where the picture has no such mark. */
export function flowMark(graph: FlowGraph, flows: Flows, mark: string): FlowMark | null {
  const ends = mark.split(BETWEEN).map((id) => graph.nodes.find((node) => node.id === id));
  const [first, second] = ends;
  if (ends.length > 2 || first === undefined) return null;
  if (ends.length === 1) return { ends: [first], amount: first.amount, parts: partsOf(graph, flows).node(first) };
  const band = graph.links.find((each) => bandId(each) === mark);
  if (second === undefined || band === undefined) return null;
  return { ends: [first, second], amount: band.amount, parts: partsOf(graph, flows).band(band, [first, second]) };
}

/** A list as what it takes off. */
const turned = ({ kind, sum }: Listed): Listed => ({ kind, sum: (filter) => -(sum(filter) ?? 0n) });

function partsOf(graph: FlowGraph, flows: Flows) {
  const lists = listsOf(flows);
  const within = flowLists(graph, flows);
  const hrefs = flowHrefs(graph, flows);
  /** A part with a list that has it: exactly, where the list's sum is the part's. */
  const listed = (of: FlowPartOf, amount: bigint, list: Listed, filter: Filter): FlowPart[] => {
    if (amount === 0n) return [];
    const fits = filter.except.length <= MOST_EXCEPTED;
    const href = listHref(flows, list.kind, fits ? filter : { ...filter, except: [] });
    return [{ of, amount, href, opens: fits && list.sum(filter) === amount ? "list" : "wider" }];
  };
  const bandPart = (band: FlowLink, sign = 1n): FlowPart => {
    const list = within.band(band);
    return {
      of: { kind: "band", band },
      amount: sign * band.amount,
      href: list ?? hrefs.band(band),
      opens: list === null ? "parts" : "list",
    };
  };
  const entering = ({ id }: FlowNode) => graph.links.filter(({ to }) => to === id);
  const leaving = ({ id }: FlowNode) => graph.links.filter(({ from }) => from === id);

  /** What is drawn as paid between some ends, by kind. */
  const paid = (ends: readonly FlowNode[]): FlowPart[] => {
    const filter = filterOf(ends, graph);
    const cells = flows.paid.filter((cell) => BigInt(cell.amount) > 0n && ends.every((end) => hasCell(end, cell)));
    const sum = (of: "gross" | "recovered" | "rebooked") => add(cells.map((cell) => cell[of]));
    const total = add(cells.map(({ amount }) => amount));
    const [gross, recovered] = [sum("gross"), -sum("recovered")];
    return [
      ...listed({ kind: "gross" }, gross, lists.gross, filter),
      ...listed({ kind: "recovered" }, recovered, lists.recovered, filter),
      ...listed({ kind: "rebooked" }, total - gross - recovered, lists.rebooked, filter),
    ];
  };

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
    const paidTo = flows.paid.filter(
      ({ payeeFund, amount }) => payeeFund !== null && hasFund(fund, payeeFund.id) && BigInt(amount) > 0n === into,
    );
    const transferred = add(paidTo.map(({ amount }) => amount));
    return [
      ...flows.transfers
        .filter(({ from, to }) => hasFund(fund, (into ? to : from).id))
        .flatMap((pair) =>
          listed({ kind: "cash-transfer", between: pair }, BigInt(pair.amount), lists.cashTransfers, ofPair(pair)),
        ),
      ...listed(
        { kind: "transfer-payments" },
        into ? transferred : -transferred,
        lists.transferPayments,
        filterOf([fund], graph),
      ),
    ];
  };

  /** Cash between two funds, both ways: what each has with others is left out. */
  const ofPair = ({ from, to }: Flows["transfers"][number]): Filter => {
    const funds = flows.transfers.flatMap((each) => [each.from.id, each.to.id]);
    return { fund: from.id, except: [...new Set(funds)].filter((id) => id !== from.id && id !== to.id) };
  };

  /** Cells of a fund of which more came back than went out. */
  const backOf = (fund: FlowNode): FlowPart[] =>
    flows.paid
      .filter((cell) => BigInt(cell.amount) < 0n && hasFund(fund, cell.fund.id))
      .flatMap((cell) => {
        const { fund: of, function: code, agency, payee } = cell;
        const filter = { fund: of.id, function: code.code, agency: agency.id, payee: payee?.id, except: [] };
        return listed({ kind: "cell", cell }, -BigInt(cell.amount), turned(lists.net), filter);
      });

  /** Receipts of a fund and of classes, one by one; those of which more was given back than came in, or the others. */
  const receiptsOf = (ends: readonly FlowNode[], givenBack: boolean): FlowPart[] => {
    const sign = givenBack ? -1n : 1n;
    return flows.receipts
      .filter(({ amount }) => sign * BigInt(amount) > 0n)
      .filter(({ fund, class: code }) =>
        ends.every((end) =>
          end.kind === "class" || end.id === "smaller-class"
            ? end.id === `class-${code.code}` ||
              (end.kind === "smaller" && !shownBeside(end, graph).some(({ id }) => id === `class-${code.code}`))
            : hasFund(end, fund.id),
        ),
      )
      .flatMap((of) => {
        const filter = { fund: of.fund.id, class: of.class.code, except: [] };
        const list = givenBack ? turned(lists.received) : lists.received;
        return listed({ kind: "receipts", of }, sign * BigInt(of.amount), list, filter);
      });
  };

  /** Of a fund what enters or leaves it otherwise: what stayed is what came in less what went out. */
  const otherBands = (fund: FlowNode, but: FlowLink): FlowPart[] => {
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
    band: (band: FlowLink, [from, to]: readonly [FlowNode, FlowNode]): FlowPart[] => {
      if (to.kind === "kept") return otherBands(from, band);
      if (from.kind === "earlier") return otherBands(to, band);
      if (from.kind === "recovered") return backOf(to);
      if (to.kind === "refunded") return receiptsOf([from], true);
      if (from.kind === "between-in") return between(to, true);
      if (to.kind === "between-out") return between(from, false);
      return natureOf([from, to]) === "received" ? receiptsOf([from, to], false) : paid([from, to]);
    },
  };
}
