// Lays a picture of flows out: layers side by side, money always flowing to the right, heights by amount.
import { sankey } from "d3-sankey";

export interface Flowing {
  id: string;
  layer: number;
  amount: bigint;
}

export interface Flow {
  from: string;
  to: string;
  amount: bigint;
}

export interface PlacedNode<Node> {
  of: Node;
  x: number;
  y: number;
  height: number;
}

export interface PlacedLink<Link> {
  of: Link;
  /** Middle line of the band, as a path. */
  path: string;
  width: number;
}

export interface Layout<Node, Link> {
  width: number;
  height: number;
  nodes: PlacedNode<Node>[];
  links: PlacedLink<Link>[];
}

interface Options {
  /** What the heights are shares of. */
  whole: bigint;
  /** Links lead away from the first layer to the left, so that the money still flows to the right. */
  mirrored?: boolean;
  /** Lines that a node's label has; two if nothing else is said. */
  lines?: 2 | 3;
}

export const NODE_WIDTH = 10;
/** Width of the page, which few layers fill; many scroll. */
const SHEET = 1070;
/** Least room for a node and the label beside it, and at the end for a long sum. */
const LAYER = 210;
const MARGIN = 20;
const MOST = 420;
/** Height of a node with its label of two lines, what stands free between two, and what one more line adds. */
const ROW = 44;
const PADDING = 30;
const LINE = 14;
/** Heights are drawn in so many parts of the whole: exact sums stand beside them. */
const PARTS = 100_000n;

/** Shares of the whole as numbers, for drawing alone. */
function share(amount: bigint, whole: bigint): number {
  return whole === 0n ? 1 : Math.max(Number((amount * PARTS) / whole), 1);
}

export function layOutFlows<Node extends Flowing, Link extends Flow>(
  graph: { nodes: readonly Node[]; links: readonly Link[]; layers: number },
  { whole, mirrored = false, lines = 2 }: Options,
): Layout<Node, Link> {
  const more = (lines - 2) * LINE;
  const rows = Math.max(
    ...Array.from({ length: graph.layers }, (_, layer) => graph.nodes.filter((node) => node.layer === layer).length),
    1,
  );
  const height = Math.max(rows * (ROW + more) + 120, 180);
  const layer = Math.min(Math.max(Math.floor((SHEET - MARGIN) / Math.max(graph.layers, 1)), LAYER), MOST);
  const width = graph.layers * layer + MARGIN;
  // d3-sankey cannot lay nothing out.
  if (graph.nodes.length === 0) return { width, height, nodes: [], links: [] };
  const { nodes, links } = sankey<{ of: Node; fixedValue: number }, { of: Link }>()
    .nodeId(({ of }) => of.id)
    .nodeAlign(({ of }) => of.layer)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(PADDING + more)
    .extent([
      [0, 16],
      [(graph.layers - 1) * layer + NODE_WIDTH, height - 16],
    ])({
    nodes: graph.nodes.map((of) => ({ of, fixedValue: share(of.amount, whole) })),
    links: graph.links.map((of) => ({ of, source: of.from, target: of.to, value: share(of.amount, whole) })),
  });
  const right = (graph.layers - 1) * layer;
  // d3-sankey divides by the number of layers less one.
  const place = (x: number) => (graph.layers === 1 ? 0 : mirrored ? right - x : x);
  const left = new Map(nodes.map((node) => [node.of.id, place(node.x0 ?? 0)]));
  return {
    width,
    height,
    nodes: nodes.map((node) => ({
      of: node.of,
      x: left.get(node.of.id) ?? 0,
      y: node.y0 ?? 0,
      height: Math.max((node.y1 ?? 0) - (node.y0 ?? 0), 1.5),
    })),
    links: links.map((link) => {
      const [a, b] = [left.get(link.of.from) ?? 0, left.get(link.of.to) ?? 0];
      const [start, end] = a < b ? [a, b] : [b, a];
      const [from, to] = a < b ? [link.y0 ?? 0, link.y1 ?? 0] : [link.y1 ?? 0, link.y0 ?? 0];
      const [x1, x2] = [round(start + NODE_WIDTH), round(end)];
      const middle = round((x1 + x2) / 2);
      return {
        of: link.of,
        path: `M${x1} ${round(from)}C${middle} ${round(from)} ${middle} ${round(to)} ${x2} ${round(to)}`,
        width: Math.max(round(link.width ?? 1), 1),
      };
    }),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
