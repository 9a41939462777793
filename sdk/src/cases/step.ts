// One step of a procedure in one word, as contracts/libraries/Step.sol lays it out.
import { MingzhangError } from "../errors.ts";
import { DUTIES, type DutyName, LATENESSES, type LatenessName, nameOf, numberOf } from "./words.ts";

export interface Step {
  /** Place among the procedure's steps, 0 to 15; it names the step in decisions, whatever route a case takes. */
  index: number;
  /** 0 to 7; steps of one stage run in parallel. */
  stage: number;
  /** Whether a rule contract decides; duty is then null and quorum 0. */
  isRule: boolean;
  duty: DutyName | null;
  /** Approvals wanted from that duty, 1 to 8; 0 for a rule. */
  quorum: number;
  lateness: LatenessName;
  /** Duty that decides at the agency above after escalation; null unless lateness is `escalate`. */
  escalation: DutyName | null;
  /** Seconds from the beginning of the stage, 0 for none. */
  limit: number;
  /** Party whose officials decide, 0 for the case's own agency. */
  agency: number;
  /** Belongs to the route of cases of at least this amount, minor units of the procedure's currency. */
  fromAmount: bigint;
}

const FIELDS = {
  index: [0n, 4n],
  rule: [4n, 1n],
  stage: [5n, 3n],
  duty: [8n, 8n],
  quorum: [16n, 8n],
  lateness: [24n, 8n],
  escalation: [32n, 8n],
  limit: [40n, 32n],
  agency: [72n, 32n],
  fromAmount: [104n, 104n],
} as const;

type Field = keyof typeof FIELDS;

/** Takes a step's word apart. Throws CASE_INVALID for bits or numbers that no step has. */
export function decodeStep(word: bigint): Step {
  if (word < 0n || word >> 208n !== 0n) {
    throw new MingzhangError("CASE_INVALID", "step", word, "has bits above 208", "Read it from a case's body");
  }
  const read = (field: Field): bigint => (word >> FIELDS[field][0]) & ((1n << FIELDS[field][1]) - 1n);
  return {
    index: Number(read("index")),
    stage: Number(read("stage")),
    isRule: read("rule") === 1n,
    duty: dutyName(Number(read("duty")), "duty"),
    quorum: Number(read("quorum")),
    lateness: nameOf(LATENESSES, Number(read("lateness")), "lateness"),
    escalation: dutyName(Number(read("escalation")), "escalation"),
    limit: Number(read("limit")),
    agency: Number(read("agency")),
    fromAmount: read("fromAmount"),
  };
}

/** Puts a step's word together. Throws CASE_INVALID if a field does not fit its bits. */
export function encodeStep(step: Step): bigint {
  const values: Record<Field, bigint> = {
    index: BigInt(step.index),
    rule: step.isRule ? 1n : 0n,
    stage: BigInt(step.stage),
    duty: dutyNumber(step.duty),
    quorum: BigInt(step.quorum),
    lateness: BigInt(numberOf(LATENESSES, step.lateness, "lateness")),
    escalation: dutyNumber(step.escalation),
    limit: BigInt(step.limit),
    agency: BigInt(step.agency),
    fromAmount: step.fromAmount,
  };
  let word = 0n;
  for (const [field, [shift, bits]] of Object.entries(FIELDS)) {
    const value = values[field as Field];
    if (value < 0n || value >> bits !== 0n) {
      throw new MingzhangError("CASE_INVALID", field, value, `does not fit ${bits} bits`, "Give a smaller number");
    }
    word |= value << shift;
  }
  return word;
}

/** Steps that a case of this amount goes through, in order. @param amount minor units of the procedure's currency */
export function routeOf(steps: readonly Step[], amount: bigint): Step[] {
  return steps.filter((step) => amount >= step.fromAmount);
}

function dutyName(number: number, field: string): DutyName | null {
  return number === 0 ? null : nameOf(DUTIES, number, field);
}

function dutyNumber(duty: DutyName | null): bigint {
  return duty === null ? 0n : BigInt(numberOf(DUTIES, duty, "duty"));
}
