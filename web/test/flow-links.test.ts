// Marks of the picture of flows lead to lists of exactly their sums, or nowhere.
import type { AccountRef, PartyRef } from "@mingzhang/sdk/api";
import type { FlowCell, Flows } from "@mingzhang/sdk/api-charts";
import { flowGraph } from "@mingzhang/sdk/charts";
import { expect } from "chai";
import { bandId, flowLists } from "../src/features/charts/flow-links.ts";
import { flowHrefs, flowMark } from "../src/features/charts/flow-parts.ts";

const fund = (n: number): AccountRef => ({ id: `fund-${n}`, kind: "fund", name: `Fund ${n}`, otherName: "" });
const party = (id: number): PartyRef => ({ id, kind: "payee", name: `Party ${id}`, otherName: "" });
const code = (text: string) => ({ code: text, label: null, otherLabel: null });
const cell = (amount: number, more: Partial<FlowCell> = {}): FlowCell => ({
  fund: fund(1),
  function: code("09"),
  agency: party(1),
  payee: party(9),
  payeeFund: null,
  amount: String(amount),
  gross: String(amount),
  recovered: "0",
  rebooked: "0",
  ...more,
});

const flowsOf = (parts: Partial<Flows>): Flows => ({
  ...{ year: 2026, currency: "CNY", exponent: 2, imported: false },
  ...{ receipts: [], transfers: [], paid: [], smallerPayees: 0, ...parts },
});

function hrefsOf(parts: Partial<Flows>, perLayer = 10) {
  const flows = flowsOf(parts);
  const graph = flowGraph(flows, perLayer);
  const { node, band } = flowLists(graph, flows);
  const query = (href: string | null) => href && Object.fromEntries(new URL(href, "http://a").searchParams);
  return {
    node: (id: string) => query(node(graph.nodes.find((each) => each.id === id) ?? expect.fail(id))),
    band: (from: string, to: string) =>
      query(band(graph.links.find((each) => each.from === from && each.to === to) ?? expect.fail(`${from} ${to}`))),
  };
}

const base = { year: "2026", currency: "CNY" };
const paid = "payment,transfer-payment,recovery";

describe("the links of the picture of flows", () => {
  it("narrow a band down by both ends, and a bar by what it is", () => {
    const { node, band } = hrefsOf({
      receipts: [{ class: code("11"), fund: fund(1), amount: "150" }],
      paid: [cell(80, { gross: "90", recovered: "10" }), cell(20, { payee: party(8) })],
    });
    expect(band("class-11", "fund-1")).to.deep.equal({ ...base, kind: "receipt,refund", class: "11", fund: "fund-1" });
    expect(band("fund-1", "function-09")).to.deep.equal({ ...base, kind: paid, function: "09", fund: "fund-1" });
    expect(band("agency-1", "payee-9")).to.deep.equal({ ...base, kind: paid, agency: "1", within: "self", payee: "9" });
    expect(node("fund-1")).to.deep.equal({ ...base, kind: "receipt,refund", fund: "fund-1" });
    expect(band("fund-1", "kept")).to.equal(null);
  });

  it("of several leave out those that are shown one by one", () => {
    const rest = cell(30, { payee: null });
    const all = hrefsOf({ paid: [rest], smallerPayees: 4 });
    expect(all.band("agency-1", "smaller-payee")).to.deep.equal({ ...base, kind: paid, agency: "1", within: "self" });
    const some = hrefsOf({ paid: [cell(80), rest], smallerPayees: 4 });
    const others = { ...base, kind: paid, except: "payee-9" };
    expect(some.band("agency-1", "smaller-payee")).to.deep.equal({ ...others, agency: "1", within: "self" });
    expect(some.node("smaller-payee")).to.deep.equal(others);
    // A fund that is paid is no smaller payee: its transfers are in no list of them.
    const transfer = cell(7, { payee: party(7), payeeFund: fund(2) });
    const mixed = hrefsOf({ paid: [cell(80), rest, transfer], smallerPayees: 4 });
    expect(mixed.node("smaller-payee")).to.deep.equal({ ...others, kind: "payment,recovery" });
    const back = { ...transfer, recovered: "2", amount: "5" };
    expect(hrefsOf({ paid: [cell(80), rest, back], smallerPayees: 4 }).node("smaller-payee")).to.equal(null);
    // Who owns a fund that is paid may be paid otherwise too: those lists are told apart, or there is none.
    const owner = hrefsOf({ paid: [cell(80), { ...transfer, payee: party(9) }] });
    expect(owner.node("payee-9")).to.deep.equal({ ...base, kind: "payment,recovery", payee: "9" });
    expect(hrefsOf({ paid: [cell(80), { ...back, payee: party(9) }] }).node("payee-9")).to.equal(null);
    expect(owner.node("to-fund-2")).to.include({ kind: "transfer-payment", fund: "fund-2" });
    const classes = ["11", "12", "13"].map((each, at) => ({ class: code(each), fund: fund(1), amount: `${9 - at}` }));
    expect(hrefsOf({ receipts: classes }, 2).node("smaller-class")).to.include({ except: "class-11" });
    const agencies = [1, 2, 3].map((id) => cell(10 - id, { agency: party(id), function: code(`0${id}`) }));
    const tails = hrefsOf({ paid: agencies }, 2);
    expect(tails.band("smaller-function", "smaller-agency")).to.deep.equal({
      ...{ ...base, kind: paid, except: "function-01,agency-1" },
    });
    expect(tails.node("smaller-agency")).to.deep.equal({ ...base, kind: paid, except: "agency-1" });
  });

  it("are none where money went both ways between funds, or more came back than went", () => {
    const one = { from: fund(1), to: fund(2), amount: "5" };
    const { band } = hrefsOf({ transfers: [one] });
    expect(band("between-in", "fund-2")).to.deep.equal({ ...base, kind: "cash-transfer", fund: "fund-2" });
    const both = hrefsOf({ transfers: [one, { from: fund(2), to: fund(1), amount: "3" }] });
    expect(both.band("between-in", "fund-2")).to.equal(null);
    const back = hrefsOf({ paid: [cell(80), cell(-20, { payee: party(8), gross: "0", recovered: "20" })] });
    expect(back.band("function-09", "agency-1")).to.equal(null);
    expect(back.band("agency-1", "payee-9")).to.not.equal(null);
  });

  it("keep out of lists that a reclassification is missing in", () => {
    const left = cell(70, { gross: "100", rebooked: "30" });
    const entered = cell(130, { gross: "100", function: code("07"), agency: party(2) });
    const { node } = hrefsOf({ paid: [left, entered] });
    expect(node("function-09")).to.equal(null);
    expect(node("function-07")).to.deep.equal({ ...base, kind: `${paid},reclassification`, function: "07" });
    expect(node("payee-9")).to.deep.equal({ ...base, kind: paid, payee: "9" });
  });
});

describe("the parts of a mark of the picture of flows", () => {
  const transfers = [
    { from: fund(1), to: fund(2), amount: "5" },
    { from: fund(2), to: fund(1), amount: "3" },
  ];
  const receipts = [
    { class: code("11"), fund: fund(1), amount: "150" },
    { class: code("13"), fund: fund(2), amount: "-4" },
    { class: code("12"), fund: fund(2), amount: "40" },
  ];
  const money = [
    cell(70, { gross: "110", recovered: "10", rebooked: "30" }),
    cell(130, { gross: "100", function: code("07"), agency: party(2) }),
    cell(-20, { payee: party(8), gross: "0", recovered: "20" }),
    cell(-6, { payee: null, gross: "2", recovered: "8" }),
    cell(9, { payee: party(7), payeeFund: fund(2), gross: "10", recovered: "1" }),
    cell(-2, { payee: party(7), payeeFund: fund(1), fund: fund(2), gross: "0", recovered: "2" }),
    cell(30, { payee: null, fund: fund(3) }),
  ];
  const mark = (parts: Partial<Flows>, of: string, perLayer?: number) => {
    const flows = flowsOf(parts);
    return flowMark(flowGraph(flows, perLayer ?? 10), flows, of) ?? expect.fail(of);
  };

  it("add up to it exactly, whatever it is, and each has a list or parts of its own", () => {
    for (const perLayer of [2, 3, 10]) {
      const flows = flowsOf({ transfers, receipts, paid: money, smallerPayees: 4 });
      const graph = flowGraph(flows, perLayer);
      const hrefs = flowHrefs(graph, flows);
      const marks = [
        ...graph.nodes.map((node) => ({ id: node.id, amount: node.amount, href: hrefs.node(node) })),
        ...graph.links.map((link) => ({ id: bandId(link), amount: link.amount, href: hrefs.band(link) })),
      ];
      for (const { id, amount, href } of marks) {
        const found = flowMark(graph, flows, id) ?? expect.fail(id);
        expect(found.amount, id).to.equal(amount);
        expect(
          found.parts.reduce((sum, part) => sum + part.amount, 0n),
          `parts of ${id} of ${perLayer}`,
        ).to.equal(amount);
        expect(href, id).to.match(/^\/(movements|charts)\?/);
        for (const part of found.parts) expect(part.href, id).to.not.include(`mark=${id}#`);
      }
    }
  });

  it("lead down to lists, never round in a circle", () => {
    for (const perLayer of [2, 3, 10]) {
      const flows = flowsOf({ transfers, receipts, paid: money, smallerPayees: 4 });
      const graph = flowGraph(flows, perLayer);
      const down = (id: string, above: readonly string[]): void => {
        expect(above, [...above, id].join(" ")).to.not.include(id);
        const { amount, parts } = flowMark(graph, flows, id) ?? expect.fail(id);
        expect(
          parts.reduce((sum, part) => sum + part.amount, 0n),
          id,
        ).to.equal(amount);
        for (const { href, opens } of parts) {
          if (opens !== "parts") expect(href).to.match(/^\/movements\?/);
          else down(new URL(href, "http://a").searchParams.get("mark") ?? "", [...above, id]);
        }
      };
      for (const { id } of graph.nodes) down(id, []);
      for (const link of graph.links) down(bandId(link), []);
    }
  });

  it("hold in a book of published payments, and where more is left out than a list takes", () => {
    const many = Array.from({ length: 70 }, (_, at) => cell(100 + at, { agency: party(at + 1), payee: null }));
    for (const [parts, perLayer] of [
      [{ paid: money, imported: true, smallerPayees: 4 }, 3],
      [{ paid: many, smallerPayees: 9 }, 65],
    ] as const) {
      const flows = flowsOf({ ...parts, paid: [...parts.paid] });
      const graph = flowGraph(flows, perLayer);
      for (const { id, amount } of graph.nodes) {
        const found = flowMark(graph, flows, id) ?? expect.fail(id);
        expect(
          found.parts.reduce((sum, part) => sum + part.amount, 0n),
          id,
        ).to.equal(amount);
      }
    }
    const [part] = mark({ paid: many, smallerPayees: 9 }, "smaller-agency", 65).parts;
    expect(part).to.include({ opens: "wider" });
    expect(part?.href).to.not.include("except");
  });

  it("of several funds say what stayed in each", () => {
    const { amount, parts } = mark({ transfers, receipts, paid: money, smallerPayees: 4 }, "earlier.smaller-fund", 2);
    expect(amount).to.equal(30n);
    expect(parts.map(({ of }) => of.kind === "band" && bandId(of.band))).to.deep.equal(["earlier.fund-3"]);
  });

  it("are not asked for where a list says it all, and a mark that has one says so", () => {
    const all = { transfers, receipts, paid: money, smallerPayees: 4 };
    const { list, parts } = mark(all, "fund-2.refunded");
    expect(parts).to.have.length(1);
    expect(list).to.equal(parts[0]?.href);
    const flows = flowsOf(all);
    const graph = flowGraph(flows, 10);
    const band = graph.links.find((each) => bandId(each) === "fund-2.refunded") ?? expect.fail();
    expect(flowHrefs(graph, flows).band(band)).to.equal(list);
    expect(mark(all, "class-11").list).to.include("class=11");
  });

  it("take a fund as what gave, where it is also paid", () => {
    const given = cell(40, { fund: fund(1), payeeFund: fund(3), payee: party(7) });
    const taken = cell(9, { fund: fund(2), payeeFund: fund(1), payee: party(7) });
    const { list } = mark({ paid: [given, taken] }, "fund-1.function-09");
    expect(list).to.include("account=fund-1").and.not.include("&fund=");
  });

  it("say of what stayed what came in and what went out", () => {
    const much = { class: code("11"), fund: fund(1), amount: "1500" };
    const { parts } = mark({ transfers, receipts: [much], paid: money, smallerPayees: 4 }, "fund-1.kept");
    expect(parts.map(({ of }) => of.kind === "band" && bandId(of.band))).to.have.members([
      ...["class-11.fund-1", "between-in.fund-1", "recovered.fund-1"],
      ...["fund-1.function-09", "fund-1.function-07", "fund-1.between-out"],
    ]);
    expect(parts.filter(({ amount }) => amount < 0n)).to.have.length(3);
  });

  it("tell a list that is exactly the part from one that has more", () => {
    const all = { transfers, receipts, paid: money, smallerPayees: 4 };
    const both = mark(all, "between-in.fund-2").parts;
    expect(both.map(({ of, amount, opens }) => [of.kind, amount, opens])).to.deep.equal([
      ["cash-transfer", 5n, "wider"],
      ["gross", 10n, "list"],
      ["recovered", -1n, "wider"],
    ]);
    // Between two funds in one direction alone, whatever else they send.
    const third = { from: fund(3), to: fund(2), amount: "7" };
    const [, one] = mark({ transfers: [...transfers, third] }, "between-in.fund-2").parts;
    expect(one).to.include({ amount: 7n, opens: "list" });
    expect(one?.href).to.include("fund=fund-3").and.include("except=fund-1");
    const rebooked = mark(all, "function-09.agency-1").parts;
    expect(rebooked.map(({ of, amount, opens }) => [of.kind, amount, opens])).to.deep.equal([
      ["gross", 150n, "wider"],
      ["recovered", -11n, "wider"],
      ["rebooked", -30n, "wider"],
    ]);
    // It leads from one line to another, in whose list alone it is.
    expect(mark(all, "function-09.agency-1").parts[2]?.href).to.equal("/movements?currency=CNY&kind=reclassification");
  });

  it("are none of a mark that the picture does not have", () => {
    const flows = flowsOf({ receipts });
    const graph = flowGraph(flows, 10);
    for (const id of ["", "fund-9", "fund-1.", "fund-1.fund-2", "fund-2.fund-1", "a.b.c", "class-11.fund-1.kept"])
      expect(flowMark(graph, flows, id), id).to.equal(null);
  });
});
