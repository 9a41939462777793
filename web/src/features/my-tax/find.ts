// Finds the receipt that a person means: by its record number however written, or by words of its reference.
import type { Movement, MovementDetail } from "@mingzhang/sdk/api";
import type { ReceiptSpent, TrailPage } from "@mingzhang/sdk/api-trails";
import { readRecordNumber } from "@mingzhang/sdk/numbered";
import { api } from "@/api/client";
import type { ApiError } from "@/api/problem";
import type { Rule } from "@/features/asked/read";
import { MANY_PIECES, trailQuery, type TrailState } from "@/features/trail/state";

const ITEMS = 50;
const CANDIDATES = 20;
const LEAST_DIGITS = 4;
const MOST_LETTERS = 200;
/** What can only be meant as a number and is none of a record: -1, 2.5. */
const OTHER_NUMBER = /^[-+−–—]?\s*\d+(?:[.,]\d+)*$/u;

/** Longer than any record's number, as numbers on paper slips are: understood, and not in this ledger. */
const isLong = (value: string) => /^\d{16,}$/.test(value.normalize("NFKC").replace(/[\s-]/g, ""));

export const receiptRule: Rule = {
  fits: (value) =>
    value.length <= MOST_LETTERS &&
    (!OTHER_NUMBER.test(value.normalize("NFKC")) || isLong(value) || readRecordNumber(value) !== null),
  remedy: "number",
};

/** Among so many of the last receipts, and of the first, examples are looked for. */
const RECEIPTS = 200;
const EXAMPLES = 5;

export interface Asked {
  receipt: string;
  cursor?: string | undefined;
  at?: string | undefined;
}

export type Found =
  | { state: "empty"; examples: Movement[] }
  | { state: "failed"; error: ApiError }
  | { state: "missing"; record: number | null; examples: Movement[] }
  | { state: "other"; movement: MovementDetail }
  | { state: "several"; receipts: Movement[]; more: boolean }
  | { state: "imported"; movement: MovementDetail }
  | { state: "found"; movement: MovementDetail; spent: ReceiptSpent; trail: TrailPage; way: TrailState };

export async function findReceipt({ receipt, cursor, at }: Asked): Promise<Found> {
  if (receipt === "") {
    return { state: "empty", examples: await spentReceipts() };
  }
  const number = readRecordNumber(receipt)?.toString();
  const movement = number === undefined ? null : await api.movement(number);
  if (movement !== null && !movement.ok && movement.error.failure !== "not-found") {
    return { state: "failed", error: movement.error };
  }
  if (movement?.ok === true && movement.value.kind !== "receipt") return { state: "other", movement: movement.value };
  if (movement?.ok !== true) {
    const record = number === undefined ? null : await api.record(number);
    if (record?.ok === true) return { state: "missing", record: record.value.number, examples: await spentReceipts() };
    // A few digits are in nearly every reference.
    if (number !== undefined && number.length < LEAST_DIGITS) return none();
    const byWords = await api.movements({ kind: "receipt", text: receipt, limit: CANDIDATES });
    if (!byWords.ok) return { state: "failed", error: byWords.error };
    const { items, next } = byWords.value;
    if (items.length > 0) return { state: "several", receipts: items, more: next !== null };
    return none();
  }
  if (movement.value.imported) return { state: "imported", movement: movement.value };
  const way: TrailState = { book: "cash", direction: "forward", depth: null, cursor: cursor ?? null, at: at ?? null };
  const [spent, trail] = await Promise.all([
    api.spent(movement.value.record, { cursor, at, limit: ITEMS }),
    api.trail(movement.value.record, trailQuery(way, MANY_PIECES)),
  ]);
  if (!spent.ok) return { state: "failed", error: spent.error };
  if (!trail.ok) return { state: "failed", error: trail.error };
  return { state: "found", movement: movement.value, spent: spent.value, trail: trail.value, way };
}

async function none(): Promise<Found> {
  return { state: "missing", record: null, examples: await spentReceipts() };
}

/**
 * The latest receipts whose money has left their fund again: first in, first out, so those before what the fund still
 * holds. A fresh one answers only that nothing was spent. Openings say little, and come last.
 */
async function spentReceipts(): Promise<Movement[]> {
  const receipts = (order: "asc" | "desc") =>
    api.movements({ kind: "receipt", sort: "record", order, limit: RECEIPTS, imported: "false" });
  const [funds, last, first] = await Promise.all([api.funds(), receipts("desc"), receipts("asc")]);
  if (!funds.ok || !last.ok || !first.ok) return [];
  const left = new Map(
    funds.value.items.map(({ id, paid, refunded, transferredOut }) => [
      id,
      BigInt(paid) + BigInt(refunded) + BigInt(transferredOut),
    ]),
  );
  // Where a fund is months ahead of its payments, only early ones are spent.
  const all = new Map([...first.value.items, ...last.value.items].map((receipt) => [receipt.record, receipt]));
  const latestFirst = [...all.values()].toSorted((a, b) => b.record - a.record);
  const spent = latestFirst.filter(
    ({ to, toPosition, amount }) => BigInt(toPosition) + BigInt(amount) <= (left.get(to.id) ?? 0n),
  );
  const isOpening = ({ class: of }: Movement) => of?.code === "99";
  return [...spent.filter((one) => !isOpening(one)), ...spent.filter(isOpening)].slice(0, EXAMPLES);
}

/** Address of a receipt's page. */
export function myTaxHref(receipt: number | string, more: { cursor?: string; at?: string } = {}): string {
  const query = new URLSearchParams({ receipt: String(receipt), ...more });
  return `/my-tax?${query.toString()}`;
}
