// Drafts procedures, officials and cases as the approval engine would record them, at moments that a test chooses.
import type { Hex } from "@mingzhang/sdk/hex";
import {
  type DutyName,
  DUTIES,
  numberOf,
  STATUSES,
  type StatusName,
  VERDICTS,
  type VerdictName,
} from "@mingzhang/sdk/cases/words";
import { encodeStep, type Step } from "@mingzhang/sdk/cases/step";
import { encodePayload, type Payload } from "@mingzhang/sdk/cases/payloads";
import type { RecordArgs } from "@mingzhang/sdk/events";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { pad } from "viem";
import type { ChainClient } from "./chain.ts";
import type { EmittedSuite } from "./emitter.ts";

export const ZERO: Hex = `0x${"0".repeat(64)}`;
const NOBODY: Hex = `0x${"0".repeat(40)}`;
export const DAY = 86_400;

export const word = (number: number): Hex => pad(`0x${number.toString(16)}`, { size: 32 });
export const address = (number: number): Hex => pad(`0x${number.toString(16)}`, { size: 20 });
export const status = (name: StatusName) => numberOf(STATUSES, name, "status");
export const duty = (name: DutyName) => numberOf(DUTIES, name, "duty");

export type StepDraft = Partial<Step> & Pick<Step, "duty">;

/** Steps with what most have: one approval, no limit, the case's own agency. */
export function steps(...drafts: StepDraft[]): Step[] {
  return drafts.map((draft, index) => ({
    index,
    stage: index,
    isRule: draft.duty === null,
    quorum: draft.duty === null ? 0 : 1,
    lateness: "overdue",
    escalation: null,
    limit: 0,
    agency: 0,
    fromAmount: 0n,
    ...draft,
  }));
}

export interface Submitted {
  id: Hex;
  procedure: number;
  agency: number;
  official: number;
  submitter: Hex;
  steps: Step[];
  round?: number;
  amount?: bigint;
  currency?: string;
  correctionLimit?: number;
  executionLimit?: number;
  records?: number;
  payload: Payload | { address: Hex; data: Hex };
  signature?: Hex;
}

export class CaseEmitter {
  readonly suite: EmittedSuite;
  readonly #client: ChainClient;
  #procedures = 0;
  #officials = 0;

  constructor(suite: EmittedSuite, client: ChainClient) {
    this.suite = suite;
    this.#client = client;
  }

  /** Sends what was drafted in blocks from this moment on (seconds); an empty block where nothing was. */
  async at(time: number): Promise<void> {
    await this.#client.setNextBlockTimestamp({ timestamp: BigInt(time) });
    if ((await this.suite.send()) === null) await this.#client.mine({ blocks: 1 });
  }

  /** Announces and publishes a version. */
  procedure(
    code: string,
    of: Step[],
    more: { government: number; handler: Hex; submit?: DutyName; replaces?: number },
  ): number {
    this.#procedures += 1;
    const procedure = this.#procedures;
    const { suite } = this;
    suite.record("procedures", "ProcedureAnnounced", {
      procedure,
      from: 0,
      spec: {
        terms: {
          government: more.government,
          handler: more.handler,
          scope: 16,
          submitDuty: more.submit === undefined ? 0 : duty(more.submit),
          submitAgency: 0,
          correctionLimit: 10 * DAY,
          executionLimit: 20 * DAY,
          currency: "0x000000",
        },
        steps: of.map((step) => ({
          stage: step.stage,
          duty: step.duty === null ? 0 : duty(step.duty),
          agency: step.agency,
          quorum: step.quorum,
          limit: step.limit,
          lateness: ["overdue", "escalate", "reject", "approve"].indexOf(step.lateness),
          escalation: step.escalation === null ? 0 : duty(step.escalation),
          fromAmount: step.fromAmount,
          rule: step.isRule ? address(0x5e5e) : NOBODY,
        })),
        code,
        name: `Procedure ${code}`,
        otherName: `事项 ${code}`,
        legalBasis: "Budget Law, art. 57",
        document: ZERO,
      },
      codeHashes: of.map((step) => (step.isRule ? word(0xc0de) : ZERO)),
    });
    suite.record("procedures", "ProcedurePublished", { procedure, replaced: more.replaces ?? 0 });
    return procedure;
  }

  official(agency: number, name: string, holder: Hex, as: DutyName, more = { from: 0, until: 2 ** 47 }): number {
    this.#officials += 1;
    const official = this.#officials;
    this.suite.record("roster", "OfficialEnrolled", { official, agency, name, otherName: `${name} 同志` });
    this.suite.record("roster", "SeatGiven", { official, agency, duty: duty(as), holder, ...more });
    return official;
  }

  /** @returns record number: of round 0, the case's number */
  submit(draft: Submitted): number {
    const { payload } = draft;
    const { contracts } = this.suite.deployment;
    const data = "data" in payload ? payload.data : encodePayload(payload);
    const handler = "data" in payload ? payload.address : contracts[payload.handler];
    return this.suite.record("serviceApprovals", "CaseSubmitted", {
      id: draft.id,
      round: draft.round ?? 0,
      body: {
        procedure: draft.procedure,
        agency: draft.agency,
        government: 1,
        official: draft.official,
        scope: 16,
        correctionLimit: draft.correctionLimit ?? 10 * DAY,
        executionLimit: draft.executionLimit ?? 20 * DAY,
        records: draft.records ?? 1,
        submitter: draft.submitter,
        handler,
        salt: word(4),
        payloadHash: word(1),
        content: word(2),
        decisionType: word(3),
        steps: draft.steps.map(encodeStep),
      },
      amount: draft.amount ?? 0n,
      currency: draft.currency === undefined ? "0x000000" : currencyToBytes(draft.currency),
      documents: [word(5)],
      payload: data,
      deadline: 2 ** 48 - 1,
      signature: draft.signature ?? "0x",
    });
  }

  decide(
    id: Hex,
    step: number,
    verdict: VerdictName,
    by: { official: number; signer: Hex },
    after: { status: StatusName; stage: number },
    more: Partial<Pick<RecordArgs<"CaseDecided">, "round" | "reason" | "signature">> = {},
  ): number {
    return this.suite.record("serviceApprovals", "CaseDecided", {
      id,
      round: 0,
      step,
      verdict: numberOf(VERDICTS, verdict, "verdict"),
      ...by,
      status: status(after.status),
      stage: after.stage,
      reason: "",
      deadline: 2 ** 48 - 1,
      signature: "0x",
      ...more,
    });
  }

  /** @param act 1 withdraw, 2 cancel, 3 declare a conflict */
  act(id: Hex, act: 1 | 2 | 3, official: number, signer: Hex, after: StatusName, reason = ""): number {
    const signed = { deadline: 0, signature: "0x" as Hex };
    return this.suite.record("serviceApprovals", "CaseActed", {
      id,
      round: 0,
      act,
      official,
      signer,
      status: status(after),
      reason,
      ...signed,
    });
  }

  lapse(id: Hex, after: StatusName, stage: number, done: number, escalated: number): number {
    const bits = { status: status(after), stage, done, escalated };
    return this.suite.record("serviceApprovals", "CaseLapsed", { id, round: 0, ...bits });
  }

  execute(id: Hex, first: number, count: number): number {
    return this.suite.record("serviceApprovals", "CaseExecuted", { id, first: BigInt(first), count: BigInt(count) });
  }
}
