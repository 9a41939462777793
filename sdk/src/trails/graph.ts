// The picture of a trail as nodes and links: movements by layer, the long tail of each layer as one node with its count.
import type { Direction, EndKind } from "./walk.ts";
import type { TrailPart } from "./legs.ts";

/** What the picture needs of a step; both TrailStep and the API's rows are easily made into it. */
export interface GraphStep {
  parent: number | null;
  record: number;
  part: TrailPart | null;
  amount: bigint;
  ends: readonly { end: EndKind; amount: bigint; account: string | null }[];
}

/**
 * `movement`; `smaller`: several movements of one layer; `held`: what an account still holds; `deeper`: not followed
 * further, by choice, by the bound of visits or by the picture's own; `left`: not followed yet.
 */
export type GraphNodeKind = "movement" | "smaller" | "held" | "deeper" | "left";

export interface GraphNode {
  id: string;
  kind: GraphNodeKind;
  /** Steps from the movement whose trail it is, along the longest way. */
  layer: number;
  amount: bigint;
  /** Of `movement`. */
  record: number | null;
  part: TrailPart | null;
  /** Of `held`: the account's public text. */
  account: string | null;
  /** Of `smaller`: how many movements. */
  count: number;
}

export interface GraphLink {
  from: string;
  to: string;
  amount: bigint;
}

/** Links lead away from the movement whose trail it is, always to a higher layer: there are no cycles. */
export interface TrailGraph {
  nodes: GraphNode[];
  links: GraphLink[];
  layers: number;
}

export interface GraphBounds {
  direction: Direction;
  /** What of the whole amount the steps do not follow. */
  left: bigint;
  /** Movements of one layer that are shown one by one, at most. */
  perLayer: number;
  /** Layers beside the first one. */
  layers: number;
}

export function trailGraph(steps: readonly GraphStep[], bounds: GraphBounds): TrailGraph {
  const graph = new Builder();
  const keys = steps.map(({ record, part }) => (part === null ? String(record) : `${record}-${part}`));
  const layers = layersOf(steps, keys, bounds.direction);
  const layerAt = (at: number) => layers.get(keys[at] ?? "") ?? 0;
  steps.forEach((step, at) => {
    const [id, layer] = [keys[at] ?? "", layerAt(at)];
    const parent = step.parent === null ? null : (keys[step.parent] ?? "");
    if (layer > bounds.layers) {
      if (parent !== null && step.parent !== null && layerAt(step.parent) <= bounds.layers) {
        graph.join(parent, graph.node("deeper", "deeper", layerAt(step.parent) + 1, step.amount), step.amount);
      }
      return;
    }
    const node = graph.node(id, "movement", layer, step.amount);
    node.record = step.record;
    node.part = step.part;
    if (parent !== null) graph.join(parent, node, step.amount);
    for (const { end, amount, account } of step.ends) {
      if (end === "held" && account !== null) {
        const held = graph.node(`held-${account}`, "held", layer + 1, amount);
        held.account = account;
        graph.join(id, held, amount);
      } else if (end === "deeper" || end === "cut") {
        graph.join(id, graph.node("deeper", "deeper", layer + 1, amount), amount);
      }
    }
  });
  const [first] = keys;
  if (bounds.left > 0n && first !== undefined) {
    graph.node(first, "movement", 0, bounds.left);
    graph.join(first, graph.node("left", "left", 1, bounds.left), bounds.left);
  }
  return graph.grouped(bounds.perLayer);
}

/** Longest way to each movement. Every step leads to an earlier record (back) or a later one (forward). */
function layersOf(steps: readonly GraphStep[], keys: readonly string[], direction: Direction): Map<string, number> {
  const order = steps.map((_, at) => at);
  const record = (at: number) => steps[at]?.record ?? 0;
  order.sort((a, b) => (direction === "back" ? record(b) - record(a) : record(a) - record(b)));
  const layers = new Map<string, number>();
  for (const at of order) {
    const parent = steps[at]?.parent ?? null;
    const above = parent === null ? -1 : (layers.get(keys[parent] ?? "") ?? 0);
    const key = keys[at] ?? "";
    layers.set(key, Math.max(layers.get(key) ?? 0, above + 1));
  }
  return layers;
}

class Builder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #links = new Map<string, GraphLink>();

  /** The node, which is as far away and as large as all that was said of it. */
  node(id: string, kind: GraphNodeKind, layer: number, amount: bigint): GraphNode {
    const node = this.#nodes.get(id) ?? {
      id,
      kind,
      layer,
      amount: 0n,
      record: null,
      part: null,
      account: null,
      count: 0,
    };
    node.layer = Math.max(node.layer, layer);
    node.amount += amount;
    this.#nodes.set(id, node);
    return node;
  }

  join(from: string, to: GraphNode, amount: bigint): void {
    const key = `${from} ${to.id}`;
    const link = this.#links.get(key) ?? { from, to: to.id, amount: 0n };
    link.amount += amount;
    this.#links.set(key, link);
  }

  /** One node stands for the smallest movements of each layer, where there are too many. */
  grouped(perLayer: number): TrailGraph {
    const byLayer = new Map<number, GraphNode[]>();
    for (const node of this.#nodes.values()) {
      if (node.kind === "movement") byLayer.set(node.layer, [...(byLayer.get(node.layer) ?? []), node]);
    }
    const standsFor = new Map<string, string>();
    for (const [layer, nodes] of byLayer) {
      if (nodes.length <= perLayer) continue;
      nodes.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : (a.record ?? 0) - (b.record ?? 0)));
      for (const node of nodes.slice(perLayer - 1)) {
        const group = this.node(`smaller-${layer}`, "smaller", layer, node.amount);
        group.count += 1;
        standsFor.set(node.id, group.id);
        this.#nodes.delete(node.id);
      }
    }
    const merged = new Builder();
    for (const { from, to, amount } of this.#links.values()) {
      const target = this.#nodes.get(standsFor.get(to) ?? to);
      if (target !== undefined) merged.join(standsFor.get(from) ?? from, target, amount);
    }
    const nodes = [...this.#nodes.values()].sort((a, b) => a.layer - b.layer);
    const layers = nodes.reduce((most, { layer }) => Math.max(most, layer + 1), 0);
    return { nodes, links: [...merged.#links.values()], layers };
  }
}
