// Builds orders of the ledger, and cuts what is long into parts that fit a case or a transaction.
import type { LedgerOrder, OrderEntry } from "@mingzhang/sdk/cases/payloads";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { Citation } from "@mingzhang/sdk/log";
import { zeroHash } from "viem";
import type { Hex } from "viem";

export type Entry = OrderEntry;

/** Movements that share kind, giver, value date and document, as they are gathered. */
export interface Order extends LedgerOrder {
  entries: Entry[];
}

/** What an order may say beside kind, giver and entries; all zero if left out. */
export interface OrderTerms {
  flags?: number;
  code?: number;
  valueDate?: number;
  document?: Hex;
}

export function order(kind: KindName, from: bigint, entries: Entry[], terms: OrderTerms = {}): Order {
  const { flags = 0, code = 0, valueDate = 0, document = zeroHash } = terms;
  return { kind, flags, code, valueDate, from, document, entries };
}

/** Cuts orders, in their order, into groups of at most `size` entries; a long order is split. */
export function groupsOf(orders: readonly Order[], size: number): Order[][] {
  const groups: Order[][] = [];
  let group: Order[] = [];
  let count = 0;
  for (const whole of orders) {
    for (let at = 0; at < whole.entries.length;) {
      const entries = whole.entries.slice(at, at + size - count);
      group.push({ ...whole, entries });
      at += entries.length;
      count += entries.length;
      if (count < size) continue;
      groups.push(group);
      group = [];
      count = 0;
    }
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** An order of corrections with the citation of each entry. */
export interface CitingOrder {
  order: Order;
  citations: Citation[];
}

/** The same for corrections: each entry keeps its citation. */
export function citingGroupsOf(orders: readonly CitingOrder[], size: number): CitingOrder[][] {
  const citations = orders.flatMap((citing) => citing.citations);
  let at = 0;
  return groupsOf(
    orders.map((citing) => citing.order),
    size,
  ).map((group) => group.map((part) => ({ order: part, citations: citations.slice(at, (at += part.entries.length)) })));
}

/** Splits a list into parts of `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
