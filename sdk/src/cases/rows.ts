// What stands for a batch in the form that is signed: the root of its rows, which anyone can recompute.
import { concatHex, encodeAbiParameters, keccak256 } from "viem";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import { kindByName } from "../kinds.ts";
import type { LedgerOrder, Openings, OrderEntry, Orders } from "./payloads.ts";
import { encodeSpecs } from "./specs.ts";

const ROW = [
  { name: "kind", type: "uint8" },
  { name: "flags", type: "uint8" },
  { name: "code", type: "uint32" },
  { name: "valueDate", type: "uint24" },
  { name: "from", type: "uint64" },
  { name: "to", type: "uint64" },
  { name: "amount", type: "uint104" },
  { name: "document", type: "bytes32" },
  { name: "detail", type: "bytes32" },
  { name: "cites", type: "uint64" },
] as const;

/** A movement of a batch, taken out of its order. */
export interface BatchRow {
  order: LedgerOrder;
  entry: OrderEntry;
  /** Record number of the movement that this one corrects, else 0n. */
  cites: bigint;
}

/** Movements of a batch in order of posting, each with what it cites: corrections take one citation each, in order. */
export function batchRows({ orders, citations }: Pick<Orders, "orders" | "citations">): BatchRow[] {
  let cited = 0;
  return orders.flatMap((order) => {
    const corrects = kindByName(order.kind).cites.length > 0;
    return order.entries.map((entry) => {
      const cites = corrects ? (citations[cited++]?.movement.record ?? 0n) : 0n;
      return { order, entry, cites };
    });
  });
}

/** Leaves of a batch's rows, in order of posting: keccak256(keccak256(abi.encode(row))). */
export function ledgerRows(orders: Pick<Orders, "orders" | "citations">): Hex[] {
  return batchRows(orders).map(({ order, entry: { to, amount, detail }, cites }) => {
    const { kind, flags, code, valueDate, from, document } = order;
    const row = [kindByName(kind).number, flags, code, valueDate, from, to, amount, document, detail, cites] as const;
    return keccak256(keccak256(encodeAbiParameters(ROW, row)));
  });
}

/** `rows` of a LedgerBatch. Throws PAYLOAD_INVALID for a batch without entries. */
export function ledgerRowsRoot(orders: Pick<Orders, "orders" | "citations">): Hex {
  return rowsRoot(ledgerRows(orders));
}

/**
 * Root of OpenZeppelin's StandardMerkleTree over leaves in their own order: of the 2n - 1 nodes, node i has the children
 * 2i + 1 and 2i + 2, sorted before they are hashed, and the first leaf is the last node.
 */
export function rowsRoot(leaves: readonly Hex[]): Hex {
  return at(nodesOf(leaves), 0);
}

/** Hashes from the leaf at `index` to the root, as OpenZeppelin's MerkleProof takes them. */
export function rowProof(leaves: readonly Hex[], index: number): Hex[] {
  const nodes = nodesOf(leaves);
  const path: Hex[] = [];
  for (let node = nodes.length - 1 - index; node > 0; node = (node - 1) >> 1) {
    path.push(at(nodes, node % 2 === 0 ? node - 1 : node + 1));
  }
  return path;
}

/** `rows` of a LedgerOpening: keccak256(abi.encode(specs, givers, amounts)). */
export function openingRowsHash(openings: Openings): Hex {
  const types = [{ type: "bytes" }, { type: "uint64[]" }, { type: "uint104[]" }] as const;
  return keccak256(encodeAbiParameters(types, [encodeSpecs(openings), openings.givers, openings.amounts]));
}

function nodesOf(leaves: readonly Hex[]): Hex[] {
  const nodes = new Array<Hex>(Math.max(0, 2 * leaves.length - 1)).fill("0x");
  for (const [index, leaf] of leaves.entries()) nodes[nodes.length - 1 - index] = leaf;
  for (let node = leaves.length - 2; node >= 0; node--) {
    nodes[node] = parent(at(nodes, 2 * node + 1), at(nodes, 2 * node + 2));
  }
  return nodes;
}

/** Hex digits sort as the numbers that they stand for, at one length and in one case. */
function parent(left: Hex, right: Hex): Hex {
  return keccak256(concatHex(left.toLowerCase() < right.toLowerCase() ? [left, right] : [right, left]));
}

function at(nodes: readonly Hex[], index: number): Hex {
  const node = nodes[index];
  if (node === undefined) {
    throw new MingzhangError("PAYLOAD_INVALID", "row", index, "is not among the rows", "Give one row at least");
  }
  return node;
}
