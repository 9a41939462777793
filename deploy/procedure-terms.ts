// Terms that procedures are written in, and what the contract wants of each of them (IProcedures.ProcedureSpec).
import { kindByName } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";

/** IRoster.Duty. */
export const DUTY = {
  none: 0,
  registrar: 1,
  maker: 2,
  checker: 3,
  approver: 4,
  treasurer: 5,
  budgetOfficer: 6,
  auditor: 7,
} as const;

export type Duty = (typeof DUTY)[keyof typeof DUTY];

/** IProcedures.Lateness. */
export const LATENESS = { overdue: 0, escalate: 1, reject: 2, approve: 3 } as const;

/** ILedgerOpenings.Opens. */
export const OPENS = { source: 1, fund: 2, act: 3, line: 4, allotment: 5, commitment: 6, year: 7 } as const;

/** Contracts of the suite that cases may call. */
export const HANDLERS = ["ledgerOrders", "ledgerOpenings", "standingOrders", "permits", "seats"] as const;

export type HandlerName = (typeof HANDLERS)[number];

/** Whose officials: the case's own agency if absent. */
export type Place = "government" | "treasury";

export interface StepData {
  stage: number;
  duty: Duty;
  at?: Place;
  quorum: number;
  /** Seconds from the beginning of the stage; 0 for none. */
  limit: number;
  lateness: number;
  escalation: Duty;
  /** Only cases above the suite's threshold take this step. */
  above: boolean;
}

export interface ProcedureData {
  code: string;
  zh: string;
  en: string;
  /** Legal basis, up to 512 bytes. */
  law: string;
  handler: HandlerName;
  /** The handler's own bits; for ledger orders `kinds` says them. */
  scope?: number;
  kinds?: readonly KindName[];
  submits: { duty: Duty; at?: Place };
  steps: readonly StepData[];
}

const DAY = 86_400;
/** To correct what was returned, and to carry out what was approved. */
const CORRECTION_DAYS = 30;
const EXECUTION_DAYS = 60;

/** A time limit of calendar days, in seconds. */
export function limit(days: number): number {
  return days * DAY;
}

/** Bits of a handler's scope. */
export function scopeOf(...bits: readonly number[]): number {
  return bits.reduce((scope, bit) => scope + 2 ** bit, 0);
}

/** Every seat but a registrar's: that one comes from the registrar above, or by the admin. */
export function seatScope(): number {
  return scopeOf(DUTY.maker, DUTY.checker, DUTY.approver, DUTY.treasurer, DUTY.budgetOfficer, DUTY.auditor);
}

/** A step that one official decides. Late, it stays open in public, unless `lateness` or `escalatesTo` says otherwise. */
export function person(
  stage: number,
  duty: Duty,
  terms: { at?: Place; limit: number; lateness?: number; escalatesTo?: Duty; above?: boolean },
): StepData {
  const { at, lateness, escalatesTo } = terms;
  return {
    stage,
    duty,
    at,
    quorum: 1,
    limit: terms.limit,
    lateness: escalatesTo === undefined ? (lateness ?? LATENESS.overdue) : LATENESS.escalate,
    escalation: escalatesTo ?? DUTY.none,
    above: terms.above ?? false,
  };
}

/** What a deployment puts into the catalogue: numbers, addresses and texts, or what will become of them. */
export interface CatalogueValues<Party, Address, Code, Text, Amount> {
  government: Party;
  treasury: Party;
  handlers: Record<HandlerName, Address>;
  /** ISO 4217 letters as 3 bytes, of the threshold. */
  currency: Code;
  /** From this amount on a case takes the steps marked `above`; minor units. */
  approverFrom: Amount;
  /** Legal basis of a procedure. */
  law: (procedure: ProcedureData) => Text;
}

const NO_ADDRESS = `0x${"00".repeat(20)}` as const;
const NO_CURRENCY = "0x000000" as const;
const NO_DOCUMENT = `0x${"00".repeat(32)}` as const;

/** A procedure as `Procedures.foundCatalogue` and `announce` take it. */
export function procedureSpec<Party, Address, Code, Text, Amount>(
  procedure: ProcedureData,
  values: CatalogueValues<Party, Address, Code, Text, Amount>,
) {
  const place = (at: Place | undefined): Party | 0 => (at === undefined ? 0 : values[at]);
  const { submits, steps } = procedure;
  const scope = procedure.scope ?? scopeOf(...(procedure.kinds ?? []).map((kind) => kindByName(kind).number));
  return {
    terms: {
      government: values.government,
      handler: values.handlers[procedure.handler],
      scope,
      submitDuty: submits.duty,
      submitAgency: place(submits.at),
      correctionLimit: limit(CORRECTION_DAYS),
      executionLimit: limit(EXECUTION_DAYS),
      // A procedure without a threshold takes every currency.
      currency: steps.some(({ above }) => above) ? values.currency : NO_CURRENCY,
    },
    steps: steps.map(({ stage, duty, at, quorum, limit: seconds, lateness, escalation, above }) => ({
      stage,
      duty,
      agency: place(at),
      quorum,
      limit: seconds,
      lateness,
      escalation,
      fromAmount: above ? values.approverFrom : 0,
      rule: NO_ADDRESS,
    })),
    code: procedure.code,
    name: procedure.zh,
    otherName: procedure.en,
    legalBasis: values.law(procedure),
    document: NO_DOCUMENT,
  };
}
