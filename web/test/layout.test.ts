// Layouts of charts: everything is on the sheet, areas and heights follow the sums, and nothing breaks on little or much.
import { expect } from "chai";
import { layOutFlows } from "../src/features/charts/sankey.ts";
import { layOutTiles } from "../src/features/charts/treemap.ts";

describe("tiles", () => {
  const tiles = (...amounts: bigint[]) => layOutTiles(amounts, (amount) => amount, 1_000, 500);

  it("fill the sheet by their amounts", () => {
    const placed = tiles(600n, 300n, 100n);
    expect(placed.length).to.equal(3);
    const areas = placed.map(({ width, height }) => width * height);
    expect((areas[0] ?? 0) / (areas[1] ?? 1)).to.be.closeTo(2, 0.1);
    expect(areas.reduce((sum, area) => sum + area, 0)).to.be.above(0.95 * 500_000);
    for (const { x, y, width, height } of placed) {
      expect(x >= 0 && y >= 0 && x + width <= 1_000.001 && y + height <= 500.001).to.equal(true);
    }
  });

  it("leave out what has no amount, take one alone, sums beyond any number, and none", () => {
    expect(tiles(5n, 0n, -3n).map(({ of }) => of)).to.deep.equal([5n]);
    expect(tiles(1n).map(({ width, height }) => [width, height])).to.deep.equal([[1_000, 500]]);
    expect(tiles(10n ** 31n, 1n).length).to.equal(2);
    expect(tiles()).to.deep.equal([]);
  });
});

describe("flows", () => {
  const node = (id: string, layer: number, amount: bigint) => ({ id, layer, amount });

  it("stand in their layers with heights by amount", () => {
    const graph = {
      nodes: [node("a", 0, 300n), node("b", 1, 200n), node("c", 1, 100n)],
      links: [
        { from: "a", to: "b", amount: 200n },
        { from: "a", to: "c", amount: 100n },
      ],
      layers: 2,
    };
    const { nodes, links, width, height } = layOutFlows(graph, { whole: 300n });
    const [a, b, c] = nodes;
    expect(a?.x).to.equal(0);
    expect(b?.x).to.equal(c?.x);
    expect((b?.height ?? 0) / (c?.height ?? 1)).to.be.closeTo(2, 0.05);
    expect(links.length).to.equal(2);
    for (const { x, y, height: own } of nodes) expect(x <= width && y >= 0 && y + own <= height).to.equal(true);
    const mirrored = layOutFlows(graph, { whole: 300n, mirrored: true });
    expect(mirrored.nodes[0]?.x).to.be.above(mirrored.nodes[1]?.x ?? Infinity);
  });

  it("may be one alone, or none", () => {
    const one = layOutFlows({ nodes: [node("a", 0, 1n)], links: [], layers: 1 }, { whole: 1n });
    expect(one.nodes.map(({ x }) => x)).to.deep.equal([0]);
    expect(layOutFlows({ nodes: [], links: [], layers: 0 }, { whole: 0n }).nodes).to.deep.equal([]);
  });
});
