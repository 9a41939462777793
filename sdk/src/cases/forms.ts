// The form that a wallet shows for a payload, made as the handler makes it: the same fields, and the same hash.
import { hashStruct } from "viem";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import type { KindName } from "../kinds.ts";
import { FORM_TYPES, type FormName } from "./form-types.ts";
import type {
  LedgerOrder,
  OrderEntry,
  Orders,
  Openings,
  Payload,
  PermitOrder,
  SeatOrder,
  Standing,
} from "./payloads.ts";
import { batchRows, ledgerRowsRoot, openingRowsHash } from "./rows.ts";
import { inWords } from "./words.ts";

type Primitive<T extends string> = T extends "string"
  ? string
  : T extends `uint${"64" | "256"}`
    ? bigint
    : T extends `uint${string}`
      ? number
      : Hex;

/** Values of a form's fields. */
export type FormValues<N extends FormName> = {
  [F in (typeof FORM_TYPES)[N][number] as F["name"]]: Primitive<F["type"]>;
};

/** A form, filled in. */
export type Form = { [N in FormName]: { name: N; values: FormValues<N> } }[FormName];

/** What a form says beyond its payload, as the chain has it. `factsNeeded` says which of it a payload wants. */
export interface Facts {
  /** ISO 4217 letters of the amounts, "" if there are none. */
  currency: string;
  /** Who is paid and the registered name, to the letter; null where the form names nobody. */
  payee: { number: number; name: string } | null;
}

/** Where to look the facts up. */
export interface FactsNeeded {
  /** Account whose fund has the currency; null if the payload says it, or there are no amounts. */
  currencyOf: bigint | null;
  /** Commitment whose payee the form names. */
  payeeOf: bigint | null;
  /** Party that the form names, where the payload itself has its number. */
  payee: number | null;
}

const ZERO: Hex = `0x${"0".repeat(64)}`;
const NOTHING: FactsNeeded = { currencyOf: null, payeeOf: null, payee: null };

/** Kinds whose `to` is a commitment. */
const TO_COMMITMENT: readonly KindName[] = ["payment", "transfer-payment", "commitment", "reclassification"];

/** What must be looked up before the form can be filled in. Throws PAYLOAD_INVALID for a payload without entries. */
export function factsNeeded(payload: Payload): FactsNeeded {
  switch (payload.handler) {
    case "ledgerOrders": {
      const { order, entry, count } = firstEntry(payload.value);
      const payeeOf = count === 1 && TO_COMMITMENT.includes(order.kind) ? entry.to : null;
      return { ...NOTHING, currencyOf: order.kind === "appropriation" ? entry.to : order.from, payeeOf };
    }
    case "ledgerOpenings":
      return openingFacts(payload.value);
    case "standingOrders":
      return { ...NOTHING, currencyOf: payload.value.commitment, payeeOf: payload.value.commitment };
    case "permits":
    case "seats":
      return NOTHING;
  }
}

/** Amount that chooses the case's route, in minor units: what the handler reports as the payload's total. */
export function totalOf(payload: Payload): bigint {
  switch (payload.handler) {
    case "ledgerOrders":
      return sum(payload.value.orders.flatMap((order) => order.entries.map((entry) => entry.amount)));
    case "ledgerOpenings":
      return sum(payload.value.amounts);
    case "standingOrders":
      return payload.value.amount * BigInt(payload.value.times);
    case "permits":
    case "seats":
      return 0n;
  }
}

/**
 * Fills the form in. @param agency the case's agency
 * Throws PAYLOAD_INVALID where the facts lack what the form wants.
 */
export function formOf(payload: Payload, agency: number, facts: Facts): Form {
  switch (payload.handler) {
    case "ledgerOrders":
      return ordersForm(payload.value, agency, facts);
    case "ledgerOpenings":
      return openingsForm(payload.value, agency, facts);
    case "standingOrders":
      return { name: "StandingOrder", values: standingValues(payload.value, agency, facts) };
    case "permits":
      return permitForm(payload.value, agency);
    case "seats":
      return { name: "SeatOrder", values: seatValues(payload.value) };
  }
}

/** EIP-712 struct hash of a form: IHandler.Described.content. */
export function contentHash(form: Form): Hex {
  return hashStruct({ types: FORM_TYPES, primaryType: form.name, data: { ...form.values } });
}

function ordersForm(batch: Orders, agency: number, facts: Facts): Form {
  const { purpose, orders } = batch;
  const { order, entry, count } = firstEntry(batch);
  const { currency } = facts;
  if (count === 1) {
    const { kind, from, valueDate, flags, code, document } = order;
    const payee = TO_COMMITMENT.includes(kind) ? payeeIn(facts) : { payee: 0, payeeName: "" };
    const cites = batchRows(batch)[0]?.cites ?? 0n;
    const shared = {
      movement: inWords(kind),
      agency,
      from,
      valueDate,
      flags,
      code,
      document,
      currency,
      purpose,
      cites,
    };
    return { name: "LedgerOrder", values: { ...shared, ...payee, ...entry } };
  }
  const movement = orders.every(({ kind }) => kind === order.kind) ? inWords(order.kind) : "mixed";
  const document = orders.every((other) => other.document === order.document) ? order.document : ZERO;
  const total = totalOf({ handler: "ledgerOrders", value: batch });
  const rows = ledgerRowsRoot(batch);
  return { name: "LedgerBatch", values: { movement, agency, count, total, currency, rows, purpose, document } };
}

function openingsForm(openings: Openings, agency: number, facts: Facts): Form {
  const { purpose, document } = openings;
  const total = sum(openings.amounts);
  const currency = openings.amounts.length === 0 ? "" : facts.currency;
  const rows = openingRowsHash(openings);
  if (openings.what === "commitment" && openings.specs.length === 1 && openings.specs[0] !== undefined) {
    const { allotment, contractId, title, payeeFund } = openings.specs[0];
    const values = {
      agency,
      allotment,
      contractId,
      title,
      payeeFund,
      amount: total,
      currency,
      purpose,
      document,
      rows,
    };
    return { name: "CommitmentOrder", values: { ...values, ...payeeIn(facts) } };
  }
  const count = openings.specs.length;
  return {
    name: "LedgerOpening",
    values: { opens: openings.what, agency, count, total, currency, rows, purpose, document },
  };
}

function openingFacts(openings: Openings): FactsNeeded {
  const sums = openings.amounts.length > 0;
  switch (openings.what) {
    case "line":
      return { ...NOTHING, currencyOf: sums ? (openings.specs[0]?.fund ?? null) : null };
    case "allotment":
      return { ...NOTHING, currencyOf: sums ? (openings.specs[0]?.line ?? null) : null };
    case "commitment": {
      const payee = openings.specs.length === 1 ? (openings.specs[0]?.payee ?? null) : null;
      return { currencyOf: sums ? (openings.specs[0]?.allotment ?? null) : null, payeeOf: null, payee };
    }
    default:
      return NOTHING;
  }
}

function standingValues(standing: Standing, agency: number, facts: Facts): FormValues<"StandingOrder"> {
  return { ...standing, ...payeeIn(facts), agency, currency: facts.currency };
}

function permitForm(order: PermitOrder, agency: number): Form {
  const { holder, conditions, document, evidence } = order;
  if (order.revokes !== 0n) {
    const values = { agency, permit: order.revokes, holder, reason: conditions, document };
    return { name: "PermitRevocation", values };
  }
  const shared = { agency, typeNumber: order.permitType, permitType: order.typeName, holder, conditions, document };
  if (order.term !== 0) return { name: "PermitGrantFor", values: { ...shared, term: order.term, evidence } };
  const { validFrom, validUntil } = order;
  return { name: "PermitGrant", values: { ...shared, validFrom, validUntil, evidence } };
}

function seatValues({ dismiss, duty, ...order }: SeatOrder): FormValues<"SeatOrder"> {
  return { ...order, act: dismiss ? "dismiss" : "appoint", duty: inWords(duty) };
}

function payeeIn(facts: Facts): { payee: number; payeeName: string } {
  if (facts.payee === null) {
    const remedy = "Look up what factsNeeded asks for";
    throw new MingzhangError("PAYLOAD_INVALID", "payee", null, "is wanted by the form", remedy);
  }
  return { payee: facts.payee.number, payeeName: facts.payee.name };
}

function firstEntry({ orders }: Pick<Orders, "orders">): { order: LedgerOrder; entry: OrderEntry; count: number } {
  const order = orders[0];
  const entry = order?.entries[0];
  if (order === undefined || entry === undefined) {
    throw new MingzhangError("PAYLOAD_INVALID", "orders", 0, "entries are too few", "Give one entry at least");
  }
  return { order, entry, count: orders.reduce((count, { entries }) => count + entries.length, 0) };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
