// Procedures as their office sees them: handlers with doors, a rule, and specifications that hold together.
import { Duty } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { person, ruled, spec } from "../ServiceApprovals/catalogue.ts";
import type { ProcedureSpec, StepSpec } from "../ServiceApprovals/catalogue.ts";
import { deployEngine } from "../ServiceApprovals/setup.ts";

/** IProcedures.Standing */
export const Standing = {
  None: 0n,
  Announced: 1n,
  Current: 2n,
  Replaced: 3n,
  Retired: 4n,
  Cancelled: 5n,
} as const;

export async function openOffice() {
  const base = await networkHelpers.loadFixture(deployEngine);
  const [guardedAddress, freeAddress, ruleAddress] = await Promise.all([
    base.guarded.getAddress(),
    base.free.getAddress(),
    base.rule.getAddress(),
  ]);
  const steps = [person(0, Duty.Checker), person(1, Duty.Treasurer, { agency: 2 })];
  return {
    ...base,
    guardedAddress,
    freeAddress,
    ruleAddress,
    steps,
    /** A fit procedure that moves authority; with changes. */
    fit: (code: string, more: Partial<ProcedureSpec> = {}): ProcedureSpec => ({
      ...spec(code, guardedAddress, steps),
      ...more,
    }),
    ruled: (stage: number, more: Partial<StepSpec> = {}) => ruled(stage, ruleAddress, more),
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** Step.sol's layout, written down a second time. */
export function pack(index: number, step: StepSpec): bigint {
  const fields: [value: bigint, bits: bigint][] = [
    [BigInt(index), 4n],
    [step.rule === ethers.ZeroAddress ? 0n : 1n, 1n],
    [BigInt(step.stage), 3n],
    [BigInt(step.duty), 8n],
    [BigInt(step.quorum), 8n],
    [BigInt(step.lateness), 8n],
    [BigInt(step.escalation), 8n],
    [BigInt(step.limit), 32n],
    [BigInt(step.agency), 32n],
    [step.fromAmount, 104n],
  ];
  let [word, shift] = [0n, 0n];
  for (const [value, bits] of fields) {
    word |= value << shift;
    shift += bits;
  }
  return word;
}

/** Terms in the order of the contract's struct. */
export function termsOf({ terms }: ProcedureSpec): (bigint | string)[] {
  const { government, handler, scope, submitDuty, submitAgency, correctionLimit, executionLimit, currency } = terms;
  const limits = [submitDuty, submitAgency, correctionLimit, executionLimit].map(BigInt);
  return [BigInt(government), handler, BigInt(scope), ...limits, currency];
}

/** A specification as its event gives it back. */
export function told(given: ProcedureSpec): unknown[] {
  const steps = given.steps.map(({ stage, duty, agency, quorum, limit, lateness, escalation, fromAmount, rule }) => [
    ...[stage, duty, agency, quorum, limit, lateness, escalation].map(BigInt),
    fromAmount,
    rule,
  ]);
  const { code, name, otherName, legalBasis, document } = given;
  return [termsOf(given), steps, code, name, otherName, legalBasis, document];
}
