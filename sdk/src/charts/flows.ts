// The picture of a year's money: sources, funds, functions, agencies and payees as nodes whose sums add up exactly.
import type { AccountRef, Code, PartyRef } from "../api.ts";
import type { Flows } from "../api-charts.ts";

/**
 * Beside what bears a name: `between-in` and `between-out`, other funds of the same ledger; `recovered`, what came back
 * from payees on cells that paid less; `refunded`, given back to payers; `earlier` and `kept`, what a fund spent beyond
 * or below what came in; `smaller`, the tail of a layer.
 */
export type FlowKind =
  | "class"
  | "between-in"
  | "recovered"
  | "earlier"
  | "fund"
  | "function"
  | "between-out"
  | "refunded"
  | "kept"
  | "agency"
  | "payee"
  | "payee-fund"
  | "smaller";

export interface FlowNode {
  id: string;
  kind: FlowKind;
  layer: number;
  amount: bigint;
  /** How many it stands for: 1, or those of a tail. */
  count: number;
  code: Code | null;
  account: AccountRef | null;
  party: PartyRef | null;
}

export interface FlowLink {
  from: string;
  to: string;
  amount: bigint;
}

/** Links lead from a layer to a later one. What enters a node between the ends also leaves it. */
export interface FlowGraph {
  nodes: FlowNode[];
  links: FlowLink[];
  layers: number;
}

type Place = Pick<FlowNode, "id" | "kind" | "layer"> & Partial<Pick<FlowNode, "count" | "code" | "account" | "party">>;

/** Kinds whose smallest nodes may be drawn as one. */
const TAILS: readonly FlowKind[] = ["class", "fund", "function", "agency", "payee"];

/** @param perLayer nodes of one kind that are shown one by one, at most */
export function flowGraph(flows: Flows, perLayer: number): FlowGraph {
  const sums = new Sums();
  // Receipts of imported spending were set equal to the payments: the picture begins with what the money was for.
  if (!flows.imported) addFunds(sums, flows);
  const shift = flows.imported ? 2 : 0;
  for (const cell of flows.paid) {
    const amount = BigInt(cell.amount);
    if (amount <= 0n) continue;
    const { fund, function: code, agency, payee, payeeFund } = cell;
    const places: Place[] = [
      { id: fund.id, kind: "fund", layer: 1, account: fund },
      { id: `function-${code.code}`, kind: "function", layer: 2, code },
      { id: `agency-${agency.id}`, kind: "agency", layer: 3, party: agency },
      payeeFund !== null
        ? { id: `to-${payeeFund.id}`, kind: "payee-fund", layer: 4, account: payeeFund }
        : payee !== null
          ? { id: `payee-${payee.id}`, kind: "payee", layer: 4, party: payee }
          : { id: "smaller-payee", kind: "smaller", layer: 4, count: flows.smallerPayees },
    ];
    const drawn = places
      .filter(({ layer }) => layer >= shift)
      .map((place) => ({ ...place, layer: place.layer - shift }));
    sums.path(drawn, amount);
  }
  return sums.graph(perLayer, flows.imported ? 3 : 5);
}

function addFunds(sums: Sums, { receipts, transfers, paid }: Flows): void {
  const balance = new Map<string, { fund: AccountRef; amount: bigint }>();
  const flow = (fund: AccountRef, amount: bigint) => {
    const known = balance.get(fund.id) ?? { fund, amount: 0n };
    balance.set(fund.id, { fund, amount: known.amount + amount });
  };
  const place = (fund: AccountRef): Place => ({ id: fund.id, kind: "fund", layer: 1, account: fund });
  const enter = (from: Place, fund: AccountRef, amount: bigint) => {
    sums.path([from, place(fund)], amount);
    flow(fund, amount);
  };
  const leave = (fund: AccountRef, to: Place, amount: bigint) => {
    sums.path([place(fund), to], amount);
    flow(fund, -amount);
  };
  const betweenIn: Place = { id: "between-in", kind: "between-in", layer: 0 };
  const betweenOut: Place = { id: "between-out", kind: "between-out", layer: 2 };
  for (const { class: code, fund, amount: text } of receipts) {
    const amount = BigInt(text);
    if (amount > 0n) enter({ id: `class-${code.code}`, kind: "class", layer: 0, code }, fund, amount);
    if (amount < 0n) leave(fund, { id: "refunded", kind: "refunded", layer: 2 }, -amount);
  }
  for (const { from, to, amount: text } of transfers) {
    const amount = BigInt(text);
    leave(from, betweenOut, amount);
    enter(betweenIn, to, amount);
  }
  for (const { fund, payeeFund, amount: text } of paid) {
    const amount = BigInt(text);
    // A positive cell's own way is drawn by the caller.
    if (amount > 0n) flow(fund, -amount);
    if (amount < 0n) enter({ id: "recovered", kind: "recovered", layer: 0 }, fund, -amount);
    if (payeeFund === null) continue;
    if (amount > 0n) enter(betweenIn, payeeFund, amount);
    if (amount < 0n) leave(payeeFund, betweenOut, -amount);
  }
  for (const { fund, amount } of balance.values()) {
    if (amount > 0n) sums.path([place(fund), { id: "kept", kind: "kept", layer: 2 }], amount);
    if (amount < 0n) sums.path([{ id: "earlier", kind: "earlier", layer: 0 }, place(fund)], -amount);
  }
}

/** Adds paths up: what passes between two nodes, and what enters or leaves each. */
class Sums {
  readonly #places = new Map<string, Place>();
  readonly #links = new Map<string, FlowLink>();

  path(places: readonly Place[], amount: bigint): void {
    places.forEach((place, at) => {
      this.#places.set(place.id, place);
      const before = places[at - 1];
      if (before === undefined) return;
      const key = `${before.id} ${place.id}`;
      const link = this.#links.get(key) ?? { from: before.id, to: place.id, amount: 0n };
      link.amount += amount;
      this.#links.set(key, link);
    });
  }

  graph(perLayer: number, layers: number): FlowGraph {
    const amounts = amountsOf([...this.#links.values()]);
    const standsFor = new Map<string, Place>();
    for (const kind of TAILS) {
      const its = [...this.#places.values()].filter((place) => place.kind === kind);
      if (its.length <= perLayer) continue;
      its.sort((a, b) => compare(amounts.get(b.id), amounts.get(a.id)) || (a.id < b.id ? -1 : 1));
      const tail = its.slice(perLayer - 1);
      const id = `smaller-${kind}`;
      const known = this.#places.get(id)?.count ?? 0;
      const group: Place = { id, kind: "smaller", layer: tail[0]?.layer ?? 0, count: known + tail.length };
      this.#places.set(id, group);
      for (const place of tail) standsFor.set(place.id, group);
    }
    const merged = new Sums();
    for (const { from, to, amount } of this.#links.values()) {
      const [a, b] = [from, to].map((id) => standsFor.get(id) ?? this.#places.get(id));
      if (a !== undefined && b !== undefined) merged.path([a, b], amount);
    }
    const links = [...merged.#links.values()];
    const sums = amountsOf(links);
    const nodes = [...merged.#places.values()].map((place): FlowNode => ({
      count: 1,
      code: null,
      account: null,
      party: null,
      ...place,
      amount: sums.get(place.id) ?? 0n,
    }));
    nodes.sort((a, b) => a.layer - b.layer || compare(b.amount, a.amount) || (a.id < b.id ? -1 : 1));
    return { nodes, links, layers: nodes.length === 0 ? 0 : layers };
  }
}

/** What entered a node, or left it where nothing enters. */
function amountsOf(links: readonly FlowLink[]): Map<string, bigint> {
  const [entered, left] = [new Map<string, bigint>(), new Map<string, bigint>()];
  for (const { from, to, amount } of links) {
    entered.set(to, (entered.get(to) ?? 0n) + amount);
    left.set(from, (left.get(from) ?? 0n) + amount);
  }
  return new Map([...left, ...entered]);
}

function compare(a: bigint = 0n, b: bigint = 0n): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
