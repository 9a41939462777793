// Procedures for the tests: one for each thing that a procedure can do. Their numbers are their places, from 1.
import { ethers } from "../network.ts";
import { Duty } from "../fixtures.ts";

/** IProcedures.Lateness */
export const Lateness = { Overdue: 0, Escalate: 1, Reject: 2, Approve: 3 } as const;

export const DAY = 86_400;
/** Seconds to correct, and to execute, in every procedure of the catalogue. */
export const CORRECTION = 10 * DAY;
export const EXECUTION = 30 * DAY;

export interface StepSpec {
  stage: number;
  duty: number;
  agency: number;
  quorum: number;
  limit: number;
  lateness: number;
  escalation: number;
  fromAmount: bigint;
  rule: string;
}

export interface ProcedureSpec {
  terms: {
    government: number;
    handler: string;
    scope: number;
    submitDuty: number;
    submitAgency: number;
    correctionLimit: number;
    executionLimit: number;
    currency: string;
  };
  steps: StepSpec[];
  code: string;
  name: string;
  otherName: string;
  legalBasis: string;
  document: string;
}

/** One person's step at the case's own agency, without a limit. */
export function person(stage: number, duty: number, more: Partial<StepSpec> = {}): StepSpec {
  const plain = { limit: 0, lateness: Lateness.Overdue, escalation: 0, fromAmount: 0n, rule: ethers.ZeroAddress };
  return { stage, duty, agency: 0, quorum: 1, ...plain, ...more };
}

export function ruled(stage: number, rule: string, more: Partial<StepSpec> = {}): StepSpec {
  return person(stage, Duty.None, { quorum: 0, rule, ...more });
}

/** A procedure of the city that a maker submits. */
export function spec(
  code: string,
  handler: string,
  steps: StepSpec[],
  terms: Partial<ProcedureSpec["terms"]> = {},
  more: Partial<Omit<ProcedureSpec, "terms" | "steps" | "code">> = {},
): ProcedureSpec {
  return {
    terms: {
      government: 1,
      handler,
      scope: 0b101,
      submitDuty: Duty.Maker,
      submitAgency: 0,
      correctionLimit: CORRECTION,
      executionLimit: EXECUTION,
      currency: "0x000000",
      ...terms,
    },
    steps,
    code,
    name: `Procedure ${code}`,
    otherName: "事项",
    legalBasis: "Budget Law, art. 57",
    document: ethers.ZeroHash,
    ...more,
  };
}

/** Numbers of the catalogue's procedures. */
export const P = {
  TwoStages: 1,
  Thresholds: 2,
  Parallel: 3,
  Quorum: 4,
  DeemedApproved: 5,
  DeemedRejected: 6,
  Escalated: 7,
  Overdue: 8,
  Ruled: 9,
  RuledBeside: 10,
  Clocks: 11,
  AtOnce: 12,
  Central: 13,
} as const;

const BUREAU = 3;
/** Anyone submits, for any agency; or for the one whose silence may decide. */
const CITIZENS = { submitDuty: Duty.None };
const CITIZENS_HERE = { ...CITIZENS, submitAgency: BUREAU };
const CITY = 1;
const TREASURY = 2;

/** The catalogue, in the order of P. `guarded` moves authority, `free` does not. */
export function catalogue(guarded: string, free: string, rule: string): ProcedureSpec[] {
  const { Checker, Approver, Treasurer } = Duty;
  return [
    spec("two-stages", guarded, [person(0, Checker), person(1, Treasurer, { agency: TREASURY })]),
    spec(
      "thresholds",
      guarded,
      [
        person(0, Checker),
        person(1, Approver, { fromAmount: 1_000n }),
        person(2, Treasurer, { agency: TREASURY, fromAmount: 10_000n }),
        person(2, Approver, { agency: CITY, fromAmount: 10_000n }),
      ],
      { currency: "0x434e59" },
    ),
    spec("parallel", guarded, [
      person(0, Checker),
      person(0, Approver),
      person(3, Treasurer, { agency: TREASURY, limit: DAY }),
    ]),
    spec("quorum", guarded, [person(0, Checker, { quorum: 2 }), person(1, Checker, { quorum: 5 }), person(2, Checker)]),
    spec("deemed-approved", free, [person(0, Checker, { limit: 5 * DAY, lateness: Lateness.Approve })], CITIZENS_HERE),
    spec("deemed-rejected", free, [
      person(0, Checker, { limit: 5 * DAY, lateness: Lateness.Reject }),
      person(0, Approver),
      person(1, Treasurer, { agency: TREASURY, limit: DAY, lateness: Lateness.Approve }),
    ]),
    spec("escalated", guarded, [
      person(0, Checker, { limit: 2 * DAY, lateness: Lateness.Escalate, escalation: Approver }),
      person(1, Approver, { agency: CITY, limit: DAY, lateness: Lateness.Escalate, escalation: Treasurer }),
    ]),
    spec("overdue", guarded, [person(0, Checker, { limit: 2 * DAY })]),
    spec("ruled", free, [ruled(0, rule, { limit: DAY })], CITIZENS),
    spec("ruled-beside", guarded, [
      ruled(0, rule, { limit: DAY, lateness: Lateness.Reject }),
      person(0, Checker, { limit: 3 * DAY }),
      person(1, Treasurer, { agency: TREASURY }),
    ]),
    spec("clocks", free, [
      person(0, Checker, { limit: DAY, lateness: Lateness.Approve }),
      person(0, Approver, { limit: 2 * DAY, lateness: Lateness.Escalate, escalation: Approver }),
      person(0, Treasurer, { agency: TREASURY, limit: 3 * DAY, lateness: Lateness.Reject }),
      person(1, Checker, { limit: DAY, lateness: Lateness.Approve }),
    ]),
    spec("at-once", guarded, [person(0, Checker)], { correctionLimit: 0, executionLimit: 1 }),
    spec("central", guarded, [person(0, Checker)], { submitDuty: Treasurer, submitAgency: TREASURY }),
  ];
}
