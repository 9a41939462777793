// Builds orders of the ledger and posts them in calls of bounded size.
import { kindByName } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { Citation } from "@mingzhang/sdk/log";
import { zeroHash } from "viem";
import type { Hex } from "viem";
import { GAS, ledgerCall } from "./forward.ts";
import type { Batcher } from "./forward.ts";

export interface Entry {
  to: bigint;
  /** Minor units. */
  amount: bigint;
  detail: Hex;
}

/** IFundLedger.Order. */
export interface Order {
  kind: number;
  flags: number;
  code: number;
  valueDate: number;
  from: bigint;
  document: Hex;
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
  return { kind: kindByName(kind).number, flags, code, valueDate, from, document, entries };
}

/** Entries of one `post`: a few of them make a transaction, so that batches fill up well. */
const ENTRIES_PER_POST = 150;
const CITING_PER_POST = 25;

/** Posts orders that cite nothing, in order, cut into calls. `gas` is a guess for each entry. */
export async function postOrders(
  batcher: Batcher,
  orders: readonly Order[],
  gas: number = GAS.firstMovement,
  posted: (entries: number) => void = () => undefined,
): Promise<void> {
  let group: Order[] = [];
  let size = 0;
  const send = async (): Promise<void> => {
    if (size === 0) return;
    await batcher.add(ledgerCall("post", [group, []], GAS.call + size * gas));
    posted(size);
    group = [];
    size = 0;
  };
  for (const whole of orders) {
    for (let at = 0; at < whole.entries.length;) {
      const entries = whole.entries.slice(at, at + ENTRIES_PER_POST - size);
      group.push({ ...whole, entries });
      at += entries.length;
      size += entries.length;
      if (size >= ENTRIES_PER_POST) await send();
    }
  }
  await send();
}

/** An order of corrections with the citation of each entry. */
export interface CitingOrder {
  order: Order;
  citations: Citation[];
}

/** Posts corrections, in order, cut into calls. */
export async function postCiting(
  batcher: Batcher,
  orders: readonly CitingOrder[],
  posted: (entries: number) => void = () => undefined,
): Promise<void> {
  let group: CitingOrder[] = [];
  let size = 0;
  const send = async (): Promise<void> => {
    if (size === 0) return;
    const args = [group.map(({ order }) => order), group.flatMap(({ citations }) => citations)] as const;
    await batcher.add(ledgerCall("post", args, GAS.call + size * GAS.citing));
    posted(size);
    group = [];
    size = 0;
  };
  for (const { order: whole, citations } of orders) {
    for (let at = 0; at < whole.entries.length;) {
      const end = at + CITING_PER_POST - size;
      const part = { order: { ...whole, entries: whole.entries.slice(at, end) }, citations: citations.slice(at, end) };
      group.push(part);
      at += part.citations.length;
      size += part.citations.length;
      if (size >= CITING_PER_POST) await send();
    }
  }
  await send();
}
