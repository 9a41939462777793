// Chooses the sum that the tour follows, by rule, and gathers each of its steps.
import type { LineDetail, Movement, MovementDetail } from "@mingzhang/sdk/api";
import type { TrailMovementRow, TrailPage } from "@mingzhang/sdk/api-trails";
import { api } from "@/api/client";
import { ApiError } from "@/api/problem";

/** Payments that are looked at for one that has every step. */
const CANDIDATES = 12;
const PIECES = 200;

export interface Tour {
  payment: MovementDetail;
  line: LineDetail;
  /** Receipts that funded it: taxes first, then the largest share; those that are named one by one. */
  receipts: { movement: TrailMovementRow; amount: bigint }[];
  /** How many receipts there are; more than are named. */
  all: number;
  /** What they brought, by division of their classes (GFSM 2014), the largest first. */
  classes: { code: string; amount: bigint }[];
  /** Other payments that the rule looked at, to one payee each. */
  others: Candidate[];
}

export type Candidate = Pick<Movement, "record" | "payee" | "amount" | "currency" | "exponent">;

/** Public debt transactions (COFOG): no reader's first question. */
const DEBT = "function-01.7";

/** What the rule chose at a head of the chain. It asks much of the API, and the answer stays until the next block. */
let last: { head: string; choice: Promise<Choice | ApiError> } | null = null;

interface Choice {
  /** Null where no payment has every step. */
  record: number | null;
  candidates: readonly Candidate[];
}

/** The tour of the payment that the rule chooses, or of one that is asked for; null where it does not have every step. */
export async function findTour(record: string | undefined): Promise<Tour | ApiError | null> {
  const status = await api.status();
  if (!status.ok) return status.error;
  const head = status.value.indexed?.hash ?? "";
  if (last?.head !== head) last = { head, choice: choose() };
  const choice = await last.choice;
  // Nothing may have been found because the API could not answer: the next reader asks again.
  if (choice instanceof ApiError || choice.record === null) last = null;
  if (choice instanceof ApiError) return choice;
  const chosen = record === undefined ? choice.record : Number(record);
  const tour = chosen === null ? null : await tourOf(chosen);
  if (tour === null) return null;
  const payees = new Set([tour.payment.payee?.id]);
  const others = choice.candidates.filter(({ payee }) => !payees.has(payee?.id) && payees.add(payee?.id));
  return { ...tour, others };
}

/**
 * The largest payment by case that is final, not imported and not corrected, some of whose money came from a tax, other
 * than for public debt; for that where there is no other, and where no tax was received, from any receipt. The same data
 * give the same choice.
 */
async function choose(): Promise<Choice | ApiError> {
  const candidates: Candidate[] = [];
  let untaxed: number | null = null;
  for (const except of [DEBT, undefined]) {
    const found = await largest(except);
    if (!Array.isArray(found)) return found;
    const more = found.filter(({ record }) => candidates.every((each) => each.record !== record));
    candidates.push(...more);
    for (const { record } of more) {
      const tour = await tourOf(record);
      if (tour !== null && isTaxed(tour)) return { record, candidates };
      if (tour !== null) untaxed ??= record;
    }
  }
  return { record: untaxed, candidates };
}

async function largest(except: string | undefined): Promise<Candidate[] | ApiError> {
  const page = await api.movements({
    kind: "payment",
    imported: false,
    except,
    sort: "amount",
    order: "desc",
    limit: CANDIDATES,
  });
  if (!page.ok) return page.error;
  return page.value.items.filter(({ final, undone, line }) => final && undone === "0" && line !== null);
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
  return {
    payment: payment.value,
    line: detail.value,
    receipts: receipts.slice(0, 3),
    all: receipts.length,
    classes: classesOf(receipts),
  };
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

function classesOf(receipts: Tour["receipts"]): Tour["classes"] {
  const sums = new Map<string, bigint>();
  for (const { movement, amount } of receipts) {
    const code = movement.class?.code.slice(0, 2) ?? "";
    sums.set(code, (sums.get(code) ?? 0n) + amount);
  }
  return [...sums].map(([code, amount]) => ({ code, amount })).sort((a, b) => (a.amount < b.amount ? 1 : -1));
}
