// Payloads of cases: what each handler is asked to do, as values, and their ABI encoding.
import { type AbiParameter, decodeAbiParameters, encodeAbiParameters, hexToString } from "viem";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import { kindByName, kindByNumber, type KindName } from "../kinds.ts";
import type { Citation } from "../log.ts";
import { ORDERS, OPENINGS, PERMIT, SEAT, STANDING } from "./payload-abi.ts";
import { decodeSpecs, encodeSpecs, type OpeningSpecs, opensByNumber, opensNumber } from "./specs.ts";
import { DUTIES, type DutyName, nameOf, numberOf } from "./words.ts";

/** Handlers by their names in the deployment. */
export const HANDLERS = ["ledgerOrders", "ledgerOpenings", "standingOrders", "permits", "seats"] as const;
export type HandlerName = (typeof HANDLERS)[number];

/** One movement of an order: IFundLedger.Entry. */
export interface OrderEntry {
  /** Account number on the other side. */
  to: bigint;
  /** Minor units. */
  amount: bigint;
  detail: Hex;
}

/** Movements that share a kind, a giving account, a value date and a document: ILedgerOrders.PackedOrder. */
export interface LedgerOrder {
  kind: KindName;
  flags: number;
  /** GFSM class of a receipt, number of persons of a class payment, else 0. */
  code: number;
  /** Days since 1970-01-01; 0 where no cash moves. */
  valueDate: number;
  from: bigint;
  document: Hex;
  entries: readonly OrderEntry[];
}

export interface Orders {
  purpose: string;
  orders: readonly LedgerOrder[];
  citations: readonly Citation[];
}

export type Openings = OpeningSpecs & {
  /** Acts that appropriate to the lines; else empty. */
  givers: readonly bigint[];
  /** Minor units: empty, or one for each account opened. */
  amounts: readonly bigint[];
  purpose: string;
  document: Hex;
};

export interface Standing {
  fund: bigint;
  commitment: bigint;
  /** Of each payment, minor units. */
  amount: bigint;
  times: number;
  /** Days since 1970-01-01. */
  firstDay: number;
  /** 0: the same day of each month. */
  everyDays: number;
  persons: number;
  detail: Hex;
  purpose: string;
  document: Hex;
}

export interface PermitOrder {
  /** Number of the permit to revoke, 0n to grant. */
  revokes: bigint;
  permitType: number;
  typeName: string;
  holder: Hex;
  /** Seconds; 0: from granting. */
  validFrom: number;
  /** First second no longer valid; 0 where `term` is given. */
  validUntil: number;
  /** Seconds from granting; 0 where `validUntil` is given. */
  term: number;
  conditions: string;
  document: Hex;
  evidence: Hex;
}

export interface SeatOrder {
  dismiss: boolean;
  agency: number;
  duty: DutyName;
  holder: Hex;
  /** Official to appoint; 0 enrols `name`, and to dismiss. */
  official: number;
  name: string;
  otherName: string;
  /** Seconds; 0 to dismiss. */
  from: number;
  until: number;
}

/** A payload and the handler that takes it apart. */
export type Payload =
  | { handler: "ledgerOrders"; value: Orders }
  | { handler: "ledgerOpenings"; value: Openings }
  | { handler: "standingOrders"; value: Standing }
  | { handler: "permits"; value: PermitOrder }
  | { handler: "seats"; value: SeatOrder };

/** ABI encoding of a payload. Throws PAYLOAD_INVALID for values that do not fit their fields. */
export function encodePayload(payload: Payload): Hex {
  switch (payload.handler) {
    case "ledgerOrders":
      return encode(ORDERS, {
        purpose: payload.value.purpose,
        orders: payload.value.orders.map(packOrder),
        citations: payload.value.citations,
      });
    case "ledgerOpenings":
      return encode(OPENINGS, {
        ...payload.value,
        what: opensNumber(payload.value.what),
        specs: encodeSpecs(payload.value),
      });
    case "standingOrders":
      return encode(STANDING, payload.value);
    case "permits":
      return encode(PERMIT, payload.value);
    case "seats":
      return encode(SEAT, { ...payload.value, duty: numberOf(DUTIES, payload.value.duty, "duty") });
  }
}

/** Takes a payload apart. Throws PAYLOAD_INVALID if it is none of this handler's: it came from the chain, from anybody. */
export function decodePayload(handler: HandlerName, data: Hex): Payload {
  try {
    return decoded(handler, data);
  } catch (cause) {
    if (cause instanceof MingzhangError && cause.code === "PAYLOAD_INVALID") throw cause;
    const problem = `is no payload of ${handler}`;
    const error = new MingzhangError("PAYLOAD_INVALID", "payload", data, problem, "Read it from a CaseSubmitted event");
    error.cause = cause;
    throw error;
  }
}

const WORD = 64;

/**
 * Purpose of a payload of LedgerOrders, without decoding its orders, of which there may be hundreds. Null if it has none
 * that decodes.
 */
export function ordersPurpose(data: Hex): string | null {
  const word = (at: number) => {
    const digits = data.slice(2 + 2 * at, 2 + 2 * at + WORD);
    // Offsets and lengths beyond 2^32 point outside of any transaction.
    return /^0{56}[0-9a-f]{8}$/i.test(digits) ? parseInt(digits, 16) : null;
  };
  const tuple = word(0);
  const head = tuple === null ? null : word(tuple);
  if (tuple === null || head === null) return null;
  const length = word(tuple + head);
  if (length === null) return null;
  const start = 2 + 2 * (tuple + head + 32);
  const text = data.slice(start, start + 2 * length);
  return text.length === 2 * length && /^[0-9a-f]*$/i.test(text) ? hexToString(`0x${text}`) : null;
}

function decoded(handler: HandlerName, data: Hex): Payload {
  switch (handler) {
    case "ledgerOrders": {
      const [{ purpose, orders, citations }] = decodeAbiParameters([ORDERS], data);
      const copies = citations.map((citation) => ({ ...citation, path: [...citation.path] }));
      return { handler, value: { purpose, orders: orders.map(unpackOrder), citations: copies } };
    }
    case "ledgerOpenings": {
      const [{ what, specs, givers, amounts, purpose, document }] = decodeAbiParameters([OPENINGS], data);
      const opened = decodeSpecs(opensByNumber(what), specs);
      return { handler, value: { ...opened, givers, amounts, purpose, document } };
    }
    case "standingOrders":
      return { handler, value: decodeAbiParameters([STANDING], data)[0] };
    case "permits":
      return { handler, value: decodeAbiParameters([PERMIT], data)[0] };
    case "seats": {
      const [seat] = decodeAbiParameters([SEAT], data);
      return { handler, value: { ...seat, duty: nameOf(DUTIES, seat.duty, "duty") } };
    }
  }
}

/** ILedgerOrders.PackedOrder */
interface PackedOrder {
  terms: bigint;
  document: Hex;
  items: readonly Hex[];
}

const AMOUNT_BITS = 104n;
/** Fields of an order's terms, the lowest first, and their bits. */
const TERMS = { kind: 8n, flags: 8n, code: 32n, valueDate: 24n, from: 64n } as const;

function packOrder({ kind, flags, code, valueDate, from, document, entries }: LedgerOrder): PackedOrder {
  const fields = { kind: kindByName(kind).number, flags, code, valueDate, from };
  let [terms, shift] = [0n, 0n];
  for (const [name, bits] of Object.entries(TERMS)) {
    const value = BigInt(fields[name as keyof typeof TERMS]);
    if (value < 0n || value >> bits !== 0n) {
      throw new MingzhangError("PAYLOAD_INVALID", name, value, `does not fit ${bits} bits`, "Give a smaller number");
    }
    terms |= value << shift;
    shift += bits;
  }
  return { terms, document, items: entries.flatMap(packEntry) };
}

function packEntry({ to, amount, detail }: OrderEntry): [Hex, Hex] {
  if (amount < 0n || amount >> AMOUNT_BITS !== 0n || to < 0n || to >> 64n !== 0n) {
    const remedy = "Give an account number and minor units of up to 104 bits";
    throw new MingzhangError("PAYLOAD_INVALID", "entry", `${to}: ${amount}`, "does not fit", remedy);
  }
  return [`0x${((to << AMOUNT_BITS) | amount).toString(16).padStart(64, "0")}`, detail];
}

function unpackOrder({ terms, document, items }: PackedOrder): LedgerOrder {
  const fields = { kind: 0n, flags: 0n, code: 0n, valueDate: 0n, from: 0n };
  let rest = terms;
  for (const [name, bits] of Object.entries(TERMS)) {
    fields[name as keyof typeof TERMS] = rest & ((1n << bits) - 1n);
    rest >>= bits;
  }
  if (rest !== 0n) {
    const remedy = "The first word of an order is its giving account and small terms";
    throw new MingzhangError("PAYLOAD_INVALID", "terms", terms, "has bits above 136", remedy);
  }
  if (items.length === 0 || items.length % 2 !== 0) {
    throw new MingzhangError("PAYLOAD_INVALID", "items", items.length, "words are no entries", "Give two for each");
  }
  const entries: OrderEntry[] = [];
  for (let at = 0; at < items.length; at += 2) entries.push(unpackEntry(BigInt(items[at] ?? 0), items[at + 1] ?? "0x"));
  const { kind, from } = fields;
  const [flags, code, valueDate] = [Number(fields.flags), Number(fields.code), Number(fields.valueDate)];
  return { kind: kindByNumber(Number(kind)).name, flags, code, valueDate, from, document, entries };
}

function unpackEntry(word: bigint, detail: Hex): OrderEntry {
  const to = word >> AMOUNT_BITS;
  if (to >> 64n !== 0n) {
    const remedy = "The first word of an entry is its account and amount";
    throw new MingzhangError("PAYLOAD_INVALID", "entry", word, "has bits above 168", remedy);
  }
  return { to, amount: word & ((1n << AMOUNT_BITS) - 1n), detail };
}

function encode(parameter: AbiParameter, value: unknown): Hex {
  try {
    return encodeAbiParameters([parameter], [value]);
  } catch (cause) {
    // viem names the field and the bound that it does not fit.
    const problem = `does not fit: ${cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : String(cause)}`;
    const remedy = "Give numbers within their bits and hex of whole words";
    const error = new MingzhangError("PAYLOAD_INVALID", "payload", parameter.internalType ?? "", problem, remedy);
    error.cause = cause;
    throw error;
  }
}
