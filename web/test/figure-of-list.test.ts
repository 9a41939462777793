// A list is told to be what a figure is made of where its filters are just that figure's, and nowhere else.
import { expect } from "chai";
import { FIGURES_OF, type FigureSubject } from "@mingzhang/sdk/figures";
import { describe, it } from "mocha";
import { behindFigure } from "../src/features/cite/address.ts";
import { figureOfList } from "../src/features/cite/of-list.ts";
import type { ListState } from "../src/features/movements/filter.ts";

type Filters = ListState["filters"];

const OF: Record<FigureSubject, Filters[]> = {
  line: [{ line: "line-7" }],
  fund: [{ account: "fund-1" }],
  commitment: [{ account: "commitment-3" }],
  account: [],
  agency: [
    { agency: "3", year: "2026" },
    { agency: "3", within: "self", year: "2026", currency: "CNY" },
  ],
  party: [{ party: "40" }],
  function: [{ function: "09", year: "2026" }],
  total: [{ year: "2026" }, { year: "2026", currency: "CNY" }, {}],
};

describe("the figure of a list", () => {
  it("is the one whose movements the filters let through", () => {
    for (const [subject, examples] of Object.entries(OF)) {
      for (const of of examples) {
        for (const name of FIGURES_OF[subject as FigureSubject]) {
          const filters = behindFigure(name, of) as Filters;
          const found = figureOfList({ filters });
          expect(found, `${subject} ${name}`).to.deep.include({ name, filters: of });
        }
      }
    }
  });

  it("is none of a list that lets through more, or less", () => {
    const paid = behindFigure("paid", { year: "2026" }) as Filters;
    for (const filters of [
      {},
      { year: "2026" },
      { ...paid, kind: "payment" },
      behindFigure("out", { account: "source-2" }),
      { ...paid, kind: `${paid.kind ?? ""},receipt` },
      { ...paid, text: "school" },
      { ...paid, from: "2026-01-01" },
      { ...paid, line: "line-1" },
      { ...paid, imported: "true" },
      { ...paid, fund: "fund-1", account: "fund-1" },
      { ...behindFigure("revenue", {}), class: "11,12" },
    ]) {
      expect(figureOfList({ filters: filters }), JSON.stringify(filters)).to.equal(null);
    }
  });

  it("takes kinds in any order", () => {
    const { kind = "", ...rest } = behindFigure("paid", { year: "2026" });
    const turned = kind.split(",").reverse().join();
    expect(figureOfList({ filters: { ...rest, kind: turned } })?.name).to.equal("paid");
  });
});
