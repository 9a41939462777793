// Which kinds of movement make each figure, and how each kind counts in it.
import type { MovementKindName } from "@mingzhang/sdk/api";

/** Kinds behind the figures of budget execution and receipts, as the `kind` filter takes them. */
export const FIGURE_KINDS = {
  received: "receipt,refund",
  appropriated: "appropriation,cut,virement,carry-over",
  committed: "commitment,release",
  paid: "payment,transfer-payment,recovery,reclassification",
} as const;

/** Classes of receipts as figures group them (GFSM 2014). */
export const RECEIPT_CLASSES = { revenue: "11,12,13,14", financing: "31,32,33", opening: "99" } as const;

/** The step of public money that a kind is of: the same money passes all of them. */
const STEPS = [
  ["receipt", "refund"],
  ["cash-transfer"],
  ["appropriation", "cut", "virement", "carry-over", "lapse"],
  ["allotment", "withdrawal"],
  ["commitment", "release"],
  ["payment", "transfer-payment", "recovery", "reclassification"],
] as const satisfies readonly (readonly MovementKindName[])[];

/** Whether amounts of a list may be added up to a sum of money: they are of one step, and count one way. No kinds: of all. */
export function addsUp(kinds: readonly MovementKindName[]): boolean {
  return kinds.length === 1 || takenOff(kinds)?.length === 0;
}

/**
 * Of several kinds that together are a sum, those that are taken off: all are of one step and each counts one way. Empty
 * where nothing is, null where amounts say no sum.
 */
export function takenOff(kinds: readonly MovementKindName[]): MovementKindName[] | null {
  if (kinds.length <= 1 || kinds.some((kind) => SIGN[kind] === "both")) return null;
  const step = STEPS.find((each) => kinds.every((kind) => (each as readonly MovementKindName[]).includes(kind)));
  return step === undefined ? null : kinds.filter((kind) => SIGN[kind] === "minus");
}

/** plus, minus; both: plus where it enters and minus where it leaves. */
export type Sign = "plus" | "minus" | "both";

export const SIGN: Record<MovementKindName, Sign> = {
  receipt: "plus",
  refund: "minus",
  "cash-transfer": "both",
  payment: "plus",
  "transfer-payment": "plus",
  recovery: "minus",
  appropriation: "plus",
  cut: "minus",
  lapse: "minus",
  virement: "both",
  "carry-over": "both",
  allotment: "plus",
  withdrawal: "minus",
  commitment: "plus",
  release: "minus",
  reclassification: "both",
};
