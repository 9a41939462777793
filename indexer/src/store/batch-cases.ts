// Rows of procedures, cases and what comes of them, as the store takes them.
import type { Hex } from "@mingzhang/sdk/hex";
import type { Act, Round } from "../cases/replay.ts";

export interface ProcedureRow {
  number: number;
  record: number;
  announcedAt: number;
  publishableFrom: number;
  government: number;
  handler: Hex;
  scope: number;
  submitDuty: number;
  submitAgency: number;
  correctionLimit: number;
  executionLimit: number;
  currency: string | null;
  code: string;
  name: string;
  otherName: string;
  legalBasis: string;
  document: Hex | null;
  /** Also what readers of `steps` get back. */
  steps: StoredStep[];
  search: string;
}

/** IProcedures.StepSpec in JSON's types. */
export interface StoredStep {
  stage: number;
  duty: number;
  agency: number;
  quorum: number;
  limit: number;
  lateness: number;
  escalation: number;
  /** Minor units. */
  fromAmount: string;
  /** Null for people. */
  rule: Hex | null;
  codeHash: Hex | null;
}

export interface ProcedureEventRow {
  record: number;
  procedure: number;
  /** 1 published, 2 cancelled, 3 retired. */
  event: number;
  replaced: number;
  at: number;
}

export interface RoundRow extends Round {
  id: Hex;
  government: number;
  submitter: Hex;
  /** How many come of carrying it out. */
  records: number;
  amount: string;
  currency: string | null;
  title: string;
  search: string;
}

export interface ActRow extends Act {
  id: Hex;
  first: number;
  count: number;
}

export interface PermitRow {
  number: number;
  record: number;
  id: Hex;
  agency: number;
  permitType: number;
  typeName: string;
  holder: Hex;
  validFrom: number;
  validUntil: number;
  conditions: string;
  document: Hex | null;
  at: number;
}

export interface RevocationRow {
  record: number;
  permit: number;
  id: Hex;
  reason: string;
  document: Hex | null;
  at: number;
}

export interface StandingRow {
  number: number;
  record: number;
  id: Hex;
  agency: number;
  fund: string;
  commitment: string;
  amount: string;
  times: number;
  firstDay: number;
  everyDays: number;
  persons: number;
  detail: Hex | null;
  purpose: string;
  document: Hex | null;
  at: number;
}

export interface DrawRow {
  record: number;
  standing: number;
  nth: number;
  dueDay: number;
  movement: number;
  at: number;
}

export interface StopRow {
  record: number;
  standing: number;
  official: number;
  reason: string;
  at: number;
}

export interface OfficialRow {
  number: number;
  record: number;
  agency: number;
  name: string;
  otherName: string;
}

export interface SeatRow {
  record: number;
  official: number;
  agency: number;
  duty: number;
  holder: Hex;
  fromTime: number;
  untilTime: number;
  ended: boolean;
}

export interface CaseRows {
  procedures: ProcedureRow[];
  procedureEvents: ProcedureEventRow[];
  rounds: RoundRow[];
  acts: ActRow[];
  permits: PermitRow[];
  revocations: RevocationRow[];
  standings: StandingRow[];
  draws: DrawRow[];
  stops: StopRow[];
  officials: OfficialRow[];
  seats: SeatRow[];
}

export function noCaseRows(): CaseRows {
  return {
    procedures: [],
    procedureEvents: [],
    rounds: [],
    acts: [],
    permits: [],
    revocations: [],
    standings: [],
    draws: [],
    stops: [],
    officials: [],
    seats: [],
  };
}
