// The picture of a year's money adds up to the minor unit: in every node, over every layer, whatever is grouped.
import type { AccountRef, PartyRef } from "../../src/api.ts";
import type { FlowCell, Flows } from "../../src/api-charts.ts";
import { flowGraph, type FlowGraph } from "../../src/charts/index.ts";
import { random } from "../random.ts";
import { expect } from "chai";

const fund = (n: number): AccountRef => ({ id: `fund-${n}`, kind: "fund", name: `Fund ${n}`, otherName: "" });
const party = (id: number): PartyRef => ({ id, kind: "payee", name: `Party ${id}`, otherName: "" });
const code = (text: string) => ({ code: text, label: null, otherLabel: null });

function flowsOf(parts: Partial<Flows>): Flows {
  const empty = { receipts: [], transfers: [], paid: [], smallerPayees: 0 };
  return { year: 2026, currency: "CNY", exponent: 2, imported: false, ...empty, ...parts };
}

const cell = (amount: bigint, more: Partial<FlowCell> = {}): FlowCell => ({
  fund: fund(1),
  function: code("09"),
  agency: party(1),
  payee: party(9),
  payeeFund: null,
  amount: amount.toString(),
  gross: amount.toString(),
  recovered: "0",
  rebooked: "0",
  ...more,
});

/** A year at random: refunds above receipts, recoveries above payments, transfers to and fro. */
function randomFlows(seed: number): Flows {
  const { below } = random(seed);
  const signed = () => BigInt(below(2_000_000) - 400_000) * (below(20) === 0 ? 10n ** 20n : 1n);
  const some = <T>(most: number, make: () => T) => Array.from({ length: below(most) }, make);
  return flowsOf({
    receipts: some(30, () => ({
      class: code(String(11 + below(4))),
      fund: fund(1 + below(5)),
      amount: signed().toString(),
    })),
    transfers: some(6, () => ({ from: fund(1 + below(5)), to: fund(1 + below(5)), amount: String(1 + below(1_000)) })),
    paid: some(80, () => {
      const kind = below(6);
      return cell(signed(), {
        fund: fund(1 + below(5)),
        function: code(`0${below(10)}`),
        agency: party(1 + below(12)),
        payee: kind < 2 ? null : party(100 + below(40)),
        payeeFund: kind === 0 ? fund(1 + below(5)) : null,
      });
    }),
    smallerPayees: below(300),
  });
}

/** What enters and what leaves each node. */
function sidesOf({ links }: FlowGraph): Map<string, { entered: bigint; left: bigint }> {
  const sides = new Map<string, { entered: bigint; left: bigint }>();
  const side = (id: string) => {
    const known = sides.get(id) ?? { entered: 0n, left: 0n };
    sides.set(id, known);
    return known;
  };
  for (const { from, to, amount } of links) {
    side(from).left += amount;
    side(to).entered += amount;
  }
  return sides;
}

describe("the picture of flows", () => {
  it("conserves every minor unit on random years, with any bound of nodes", () => {
    for (let seed = 1; seed <= 24; seed += 1) {
      const flows = randomFlows(seed);
      const whole = flowGraph(flows, 1_000);
      for (const perLayer of [2, 5, 1_000]) {
        const graph = flowGraph(flows, perLayer);
        const sides = sidesOf(graph);
        const layers = new Map(graph.nodes.map((node) => [node.id, node.layer]));
        for (const { from, to, amount } of graph.links) {
          expect(amount > 0n, `seed ${seed} ${from} ${to}`).to.equal(true);
          expect(layers.get(from) ?? 9).to.be.below(layers.get(to) ?? -1);
        }
        for (const { id, amount } of graph.nodes) {
          const { entered, left } = sides.get(id) ?? { entered: 0n, left: 0n };
          if (entered > 0n && left > 0n) expect(entered, `seed ${seed} ${id}`).to.equal(left);
          expect([entered, left]).to.include(amount);
        }
        // What begins somewhere ends somewhere.
        const begun = [...sides.values()]
          .filter(({ entered }) => entered === 0n)
          .reduce((sum, { left }) => sum + left, 0n);
        const ended = [...sides.values()]
          .filter(({ left }) => left === 0n)
          .reduce((sum, { entered }) => sum + entered, 0n);
        expect(begun, `seed ${seed}`).to.equal(ended);
        const count = (of: FlowGraph) =>
          of.nodes.filter(({ layer }) => layer === 3).reduce((sum, node) => sum + node.count, 0);
        expect(count(graph)).to.equal(count(whole));
      }
    }
  });

  it("pays out what the cells say: positive ones to payees, negative ones back into their funds", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const flows = randomFlows(seed);
      const { nodes } = flowGraph(flows, 4);
      const positive = flows.paid.map(({ amount }) => BigInt(amount)).filter((amount) => amount > 0n);
      const negative = flows.paid.map(({ amount }) => BigInt(amount)).filter((amount) => amount < 0n);
      const sum = (list: readonly bigint[]) => list.reduce((all, each) => all + each, 0n);
      expect(sum(nodes.filter(({ layer }) => layer === 4).map(({ amount }) => amount))).to.equal(sum(positive));
      expect(sum(nodes.filter(({ kind }) => kind === "recovered").map(({ amount }) => amount))).to.equal(
        -sum(negative),
      );
      const received = sum(flows.receipts.map(({ amount }) => BigInt(amount)).filter((amount) => amount > 0n));
      const classes = nodes.filter(
        ({ id, layer }) => layer === 0 && (id.startsWith("class-") || id === "smaller-class"),
      );
      expect(sum(classes.map(({ amount }) => amount))).to.equal(received);
    }
  });

  it("names how many stand behind the tail, those of the API among them", () => {
    const paid = [
      ...Array.from({ length: 5 }, (_, at) => cell(100n - BigInt(at), { payee: party(10 + at) })),
      cell(7n, { payee: null }),
    ];
    const { nodes } = flowGraph(flowsOf({ paid, smallerPayees: 312 }), 3);
    const payees = nodes.filter(({ layer }) => layer === 4);
    expect(payees.map(({ id, count, amount }) => [id, count, amount])).to.deep.equal([
      ["smaller-payee", 315, 98n + 97n + 96n + 7n],
      ["payee-10", 1, 100n],
      ["payee-11", 1, 99n],
    ]);
  });

  it("draws what a fund kept, and what it took from before", () => {
    const receipts = [
      { class: code("11"), fund: fund(1), amount: "100" },
      { class: code("11"), fund: fund(2), amount: "10" },
    ];
    const { links } = flowGraph(flowsOf({ receipts, paid: [cell(60n), cell(25n, { fund: fund(2) })] }), 9);
    const between = (from: string, to: string) => links.find((link) => link.from === from && link.to === to)?.amount;
    expect(between("fund-1", "kept")).to.equal(40n);
    expect(between("earlier", "fund-2")).to.equal(15n);
    expect(between("function-09", "agency-1")).to.equal(85n);
  });

  it("begins with functions where spending was imported, and has nothing where nothing is", () => {
    const receipts = [{ class: code("11"), fund: fund(1), amount: "60" }];
    const { nodes, layers } = flowGraph(flowsOf({ imported: true, receipts, paid: [cell(60n)] }), 9);
    expect([nodes.map(({ id }) => id), layers]).to.deep.equal([["function-09", "agency-1", "payee-9"], 3]);
    expect(flowGraph(flowsOf({}), 9)).to.deep.equal({ nodes: [], links: [], layers: 0 });
    expect(flowGraph(flowsOf({ paid: [cell(0n)] }), 9).nodes).to.deep.equal([]);
  });
});
