// Lays the picture of a trail out; back trails lead away from the movement to the left.
import type { Direction, GraphLink, GraphNode, TrailGraph } from "@mingzhang/sdk/trails";
import { type Layout, layOutFlows, type PlacedNode as Placed } from "../charts/sankey";

export { NODE_WIDTH } from "../charts/sankey";
export type PlacedNode = Placed<GraphNode>;

export function layOut(graph: TrailGraph, direction: Direction): Layout<GraphNode, GraphLink> {
  return layOutFlows(graph, { whole: graph.nodes[0]?.amount ?? 0n, mirrored: direction === "back", lines: 3 });
}
