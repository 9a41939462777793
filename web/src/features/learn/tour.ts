// Chooses the sum that the tour follows, by rule, and gathers each of its steps.
import type { LineDetail, MovementDetail } from "@mingzhang/sdk/api";
import type { TrailMovementRow, TrailPage } from "@mingzhang/sdk/api-trails";
import { api } from "@/api/client";
import type { ApiError } from "@/api/problem";

/** Payments that are looked at for one that has every step. */
const CANDIDATES = 12;
const PIECES = 200;

export interface Tour {
  payment: MovementDetail;
  line: LineDetail;
  /** Receipts that funded it: taxes first, then the largest share. */
  receipts: { movement: TrailMovementRow; amount: bigint }[];
  /** How many receipts there are; more than are named. */
  all: number;
  /** Other payments that the rule found. */
  others: number[];
}

/** Public debt transactions (COFOG): no reader's first question. */
const DEBT = "function-01.7";

/**
 * The largest payment by case that is final, not imported and not corrected, some of whose money came from a tax, other
 * than for public debt; for that where there is no other, and where no tax was received, from any receipt. The same data
 * give the same tour. A record number asks for one payment instead.
 */
export async function findTour(record: string | undefined): Promise<Tour | ApiError | null> {
  const candidates: number[] = [];
  let untaxed: Omit<Tour, "others"> | null = null;
  for (const except of [DEBT, undefined]) {
    const found = await largest(except);
    if (!Array.isArray(found)) return found;
    const more = found.filter((each) => !candidates.includes(each));
    candidates.push(...more);
    if (record !== undefined) {
      const tour = await tourOf(Number(record));
      return tour && beside(tour, candidates);
    }
    for (const candidate of more) {
      const tour = await tourOf(candidate);
      if (tour !== null && isTaxed(tour)) return beside(tour, candidates);
      untaxed ??= tour;
    }
  }
  return untaxed && beside(untaxed, candidates);
}

const beside = (tour: Omit<Tour, "others">, candidates: readonly number[]): Tour => {
  return { ...tour, others: candidates.filter((each) => each !== tour.payment.record) };
};

async function largest(except: string | undefined): Promise<number[] | ApiError> {
  const page = await api.movements({
    kind: "payment",
    imported: false,
    except,
    sort: "amount",
    order: "desc",
    limit: CANDIDATES,
  });
  if (!page.ok) return page.error;
  return page.value.items
    .filter(({ final, undone, line }) => final && undone === "0" && line !== null)
    .map((movement) => movement.record);
}

const isTaxed = ({ receipts: [receipt] }: Pick<Tour, "receipts">): boolean =>
  receipt !== undefined && isTax(receipt.movement);

/** Class 11 of GFSM 2014. */
const isTax = (movement: TrailMovementRow): boolean => movement.class?.code.startsWith("11") ?? false;

async function tourOf(record: number): Promise<Omit<Tour, "others"> | null> {
  const [payment, trail] = await Promise.all([
    api.movement(String(record)),
    api.trail(record, { book: "cash", direction: "back", limit: PIECES }),
  ]);
  if (!payment.ok || !trail.ok) return null;
  const { case: decided, line, kind } = payment.value;
  if (kind !== "payment" || decided === null || line === null) return null;
  const detail = await api.line(line.id);
  const receipts = receiptsOf(trail.value);
  if (!detail.ok || receipts.length === 0) return null;
  return { payment: payment.value, line: detail.value, receipts: receipts.slice(0, 3), all: receipts.length };
}

function receiptsOf({ steps, movements }: TrailPage): Tour["receipts"] {
  const rows = new Map(movements.map((movement) => [movement.record, movement]));
  const sums = new Map<number, bigint>();
  for (const { record, ends } of steps) {
    for (const { amount } of ends) sums.set(record, (sums.get(record) ?? 0n) + BigInt(amount));
  }
  return [...sums]
    .flatMap(([record, amount]) => {
      const movement = rows.get(record);
      return movement?.kind === "receipt" ? [{ movement, amount }] : [];
    })
    .sort(
      (a, b) =>
        Number(isTax(b.movement)) - Number(isTax(a.movement)) ||
        (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : a.movement.record - b.movement.record),
    );
}
