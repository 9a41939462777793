// What the model knows of a case, and what it says about an act.
import type { StepSpec } from "../../ServiceApprovals/catalogue.ts";
import type { CaseFile, Status } from "../../ServiceApprovals/desk.ts";

export type StatusName = keyof typeof Status;

export interface ModelStep extends StepSpec {
  /** Place among the procedure's steps, whatever the route. */
  index: number;
}

export interface ModelProcedure {
  number: number;
  code: string;
  standing: "announced" | "current" | "replaced" | "retired";
  /** When an announced one may be published, in seconds. */
  from: number;
  guarded: boolean;
  submitDuty: number;
  submitAgency: number;
  correctionLimit: number;
  executionLimit: number;
  currency: string;
  steps: ModelStep[];
}

export interface ModelCase {
  id: string;
  procedure: ModelProcedure;
  agency: number;
  /** Papers of the present round; those of an earlier one, if there was any. */
  file: CaseFile;
  stale: CaseFile | undefined;
  submitter: string;
  official: number;
  status: StatusName;
  round: number;
  stage: number;
  silent: boolean;
  since: number;
  route: ModelStep[];
  /** Officials who approved in this round, in their order. */
  approvals: number[];
  /** Places of the route. */
  done: Set<number>;
  escalated: Set<number>;
  tallies: Map<number, number>;
  /** Officials who declared a conflict, in any round. */
  conflicts: Set<number>;
}

/** How an act was authenticated: signed or sent, and whether that is good. */
export interface Authority {
  signer: string;
  valid: boolean;
  deadline: number;
}

export interface Vote {
  step: number;
  verdict: number;
  by: Authority;
}

/** Why an act must fail; empty if it is legal. */
export type Reasons = Set<string>;
