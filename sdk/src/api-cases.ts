// The wire types of the HTTP API for procedures, cases, permits, standing orders, officials and timeliness.
import type { AccountRef, ChainPosition, Day, Hash, HexAddress, Money, MovementKindName, Page } from "./api.ts";
import type { PartyRef, Time } from "./api.ts";
import type { HandlerName } from "./cases/payloads.ts";
import type { OpensName } from "./cases/specs.ts";
import type {
  ActName,
  DutyName,
  LatenessName,
  StandingName,
  StatusName,
  ValidityName,
  VerdictName,
} from "./cases/words.ts";

/**
 * Conventions as in api.ts. Statuses, clocks and lateness are those in effect at `asOf`: silence and expiry are counted in,
 * whether or not anyone has put them on record. Texts come from the chain unescaped: hostile.
 */

/** An official; `id` is the number in the roster. */
export interface OfficialRef {
  id: number;
  name: string;
  otherName: string;
  /** Agency that enrolled the official. */
  agency: PartyRef;
}

/** A version of a procedure. */
export interface ProcedureRef {
  number: number;
  code: string;
  name: string;
  otherName: string;
}

export interface ProcedureStep {
  /** Place among the procedure's steps, 0 to 15; it names the step in decisions. */
  index: number;
  /** 0 to 7; steps of one stage run in parallel. */
  stage: number;
  /** Null for a rule. */
  duty: DutyName | null;
  /** Whose officials decide; null: the case's own agency. */
  agency: PartyRef | null;
  /** Approvals wanted; 0 for a rule. */
  quorum: number;
  /** Seconds from the beginning of the stage; null for none. */
  limit: number | null;
  lateness: LatenessName;
  /** Duty that decides at the agency above once the limit has passed. */
  escalation: DutyName | null;
  /** The step belongs to cases of at least this amount; null: to all. */
  fromAmount: Money | null;
  rule: HexAddress | null;
  /** Code of the rule that was pinned. */
  ruleCodeHash: Hash | null;
}

/** A version of a procedure, as in lists. */
export interface Procedure extends ProcedureRef {
  government: PartyRef;
  standing: StandingName;
  handler: HandlerName | null;
  handlerAddress: HexAddress;
  /** The handler's own bits, see its interface. */
  scope: number;
  /** What the scope allows, in words: kinds of movement, of accounts, duties, or types of permits. */
  allows: string[];
  /** Duty that submits; null: anyone. */
  submitDuty: DutyName | null;
  /** Whose officials submit; null: the case's own agency. */
  submitAgency: PartyRef | null;
  /** Seconds to correct a returned case; null for no limit. */
  correctionLimit: number | null;
  /** Seconds from approval until the case expires. */
  executionLimit: number;
  /** Currency of the thresholds; null without. */
  currency: string | null;
  exponent: number | null;
  legalBasis: string;
  document: Hash | null;
  steps: ProcedureStep[];
  announcedRecord: number;
  announcedAt: Time;
  /** From when an announced version may be published. */
  publishableFrom: Time | null;
  publishedRecord: number | null;
  publishedAt: Time | null;
  /** When it stopped taking cases (replaced or retired), or was cancelled. */
  endedAt: Time | null;
  /** Version that replaced it. */
  replacedBy: number | null;
  /** Cases submitted under this version. */
  cases: number;
  /** Of them open or returned. */
  open: number;
}

/** One version with all of the same government and code, oldest first. */
export interface ProcedureDetail extends Procedure {
  versions: (ProcedureRef & {
    standing: StandingName;
    announcedAt: Time;
    publishedAt: Time | null;
    endedAt: Time | null;
  })[];
}

/** Answer of /v1/procedures: the current versions by code; with `all=true` every version. */
export interface Procedures {
  asOf: Time;
  items: Procedure[];
}

/** Who has a case now, by which step and until when. */
export interface CaseDesk {
  /** official: an official with the duty; rule: a rule contract; submitter: to correct; anyone: to execute. */
  who: "official" | "rule" | "submitter" | "anyone";
  /** Index of the step in the procedure; null for a submitter or anyone. */
  step: number | null;
  duty: DutyName | null;
  agency: PartyRef | null;
  /** The step went to the agency above. */
  escalated: boolean;
  quorum: number;
  /** Approvals of this round that count towards the quorum. */
  approvals: number;
  due: Time | null;
  overdue: boolean;
}

/** Enough to print a link to a case. */
export interface CaseRef {
  /** Record number of its first submission: /cases/7702. */
  number: number;
  id: Hash;
  procedure: ProcedureRef;
  agency: PartyRef;
  title: string;
  status: StatusName;
}

/** A case, as in lists. */
export interface Case extends CaseRef {
  /** Purpose or conditions of what is asked for; empty where the payload names none or cannot be read. */
  title: string;
  amount: Money | null;
  currency: string | null;
  exponent: number | null;
  round: number;
  /** Of the step that is next; what it was for a case that has ended. */
  stage: number;
  /** How many stages its route has, and at which it is, from 1. */
  stages: number;
  stageNumber: number;
  desks: CaseDesk[];
  /** When the present stage or status began. */
  since: Time;
  /** Earliest time by which someone must act; null for no limit. */
  due: Time | null;
  overdue: boolean;
  /** Any step of the case was decided after its limit, or is overdue. */
  late: boolean;
  /** Time has decided something that nobody has put on record: anyone may call `lapse`. */
  lapsable: boolean;
  /** Silence approved a step. */
  silent: boolean;
  submittedAt: Time;
  submitter: HexAddress;
  /** Null for a citizen. */
  official: OfficialRef | null;
  /** Record and time of the last act. */
  lastRecord: number;
  updatedAt: Time;
}

/** IServiceApprovals.Body, as every act wants it back. */
export interface CaseBody {
  procedure: number;
  agency: number;
  government: number;
  official: number;
  scope: number;
  correctionLimit: number;
  executionLimit: number;
  /** How many records come of carrying it out. */
  records: number;
  submitter: HexAddress;
  handler: HexAddress;
  salt: Hash;
  payloadHash: Hash;
  content: Hash;
  decisionType: Hash;
  /** Words as in contracts/libraries/Step.sol, decimal strings. */
  steps: string[];
}

/** One submission of a case. */
export interface CaseRound {
  round: number;
  record: number;
  body: CaseBody;
  /** keccak256(abi.encode(body)), as the contract keeps it; that of the first round is the case's id. */
  bodyHash: Hash;
  amount: Money | null;
  currency: string | null;
  documents: Hash[];
  payload: Hash;
}

/** A step of a case's route. */
export interface CaseStep extends Omit<ProcedureStep, "ruleCodeHash"> {
  /** Place on the route: the bit in `done` and `escalated`. */
  place: number;
  /** waiting: its stage has not begun. skipped: the case ended before. */
  state: "waiting" | "open" | "approved" | "rejected" | "returned" | "deemed-approved" | "deemed-rejected" | "skipped";
  escalated: boolean;
  approvals: number;
  began: Time | null;
  due: Time | null;
  ended: Time | null;
  /** Decided after its limit, or overdue now. */
  late: boolean;
}

export type CaseEntryType = "submitted" | "decided" | "acted" | "lapsed" | "executed";

/** One record of a case's life. */
export interface CaseEntry {
  record: number;
  type: CaseEntryType;
  time: Time;
  chain: ChainPosition;
  final: boolean;
  round: number;
  /** Step and verdict of a decision. */
  step: number | null;
  verdict: VerdictName | null;
  act: ActName | null;
  /** Null for citizens, rules, the clock, and whoever executed. */
  official: OfficialRef | null;
  /** Duty by which the official acted, and the agency whose duty it is. */
  duty: DutyName | null;
  agency: PartyRef | null;
  signer: HexAddress | null;
  byRule: boolean;
  /** Whole, however long: a signature covers it. */
  reason: string;
  deadline: Time | null;
  /** Null where the signer sent the transaction. */
  signature: Hash | null;
  /** Status and stage on record after it. */
  status: StatusName;
  stage: number;
  /** Seconds that the step had been open, of a decision. */
  took: number | null;
  late: boolean;
}

export interface CaseMovementRow {
  kind: MovementKindName;
  from: AccountRef;
  to: AccountRef;
  /** Payee of the commitment that it goes to. */
  payee: PartyRef | null;
  amount: Money;
  valueDate: Day | null;
  document: Hash | null;
  detail: string | null;
  detailRaw: Hash;
}

/** An account that is to be opened: what the ledger will be told, field by field. */
export interface CaseOpeningRow {
  name: string;
  otherName: string;
  /** Account that it stands under, where that is one. */
  above: AccountRef | null;
  /** Act that appropriates to it. */
  giver: AccountRef | null;
  /** Agency, unit, owner, payer or payee. */
  party: PartyRef | null;
  amount: Money | null;
  /** The spec's own fields; integers as decimal strings. */
  fields: Record<string, string>;
}

interface Listed<R> {
  purpose: string;
  document: Hash | null;
  currency: string | null;
  exponent: number | null;
  total: Money | null;
  /** The first 500 of `count`. */
  rows: R[];
  count: number;
}

/** What a case asks for, from its payload. */
export type CaseContent =
  | ({ type: "orders"; kinds: MovementKindName[] } & Listed<CaseMovementRow>)
  | ({ type: "openings"; opens: OpensName } & Listed<CaseOpeningRow>)
  | {
      type: "standing-order";
      purpose: string;
      document: Hash | null;
      fund: AccountRef;
      commitment: AccountRef;
      payee: PartyRef | null;
      amount: Money;
      currency: string | null;
      exponent: number | null;
      times: number;
      firstDay: Day;
      /** 0: the same day of each month. */
      everyDays: number;
      persons: number;
      detail: string | null;
      detailRaw: Hash;
    }
  | {
      type: "permit";
      /** Permit to revoke; null to grant. */
      revokes: number | null;
      permitType: number;
      typeName: string;
      holder: Hash;
      validFrom: Time | null;
      validUntil: Time | null;
      /** Seconds from granting. */
      term: number | null;
      /** Or the reason of a revocation. */
      conditions: string;
      document: Hash | null;
      evidence: Hash;
    }
  | {
      type: "seat";
      act: "appoint" | "dismiss";
      agency: PartyRef | null;
      duty: DutyName;
      holder: HexAddress;
      official: OfficialRef | null;
      name: string;
      otherName: string;
      from: Time | null;
      until: Time | null;
    }
  /** The handler is not known, or the payload does not decode. */
  | { type: "raw"; reason: string };

/** A movement that came of a case. */
export interface CaseMovement {
  record: number;
  kind: MovementKindName;
  from: AccountRef;
  to: AccountRef;
  payee: PartyRef | null;
  amount: Money;
  currency: string;
  exponent: number;
}

/** What came of a case. */
export interface CaseExecution {
  record: number;
  time: Time;
  /** Records `first` to `first + count - 1`. */
  first: number;
  count: number;
  /** The first 500 of `movementCount`. */
  movements: CaseMovement[];
  movementCount: number;
  accounts: AccountRef[];
  permits: number[];
  revokedPermits: number[];
  standingOrders: number[];
  seats: {
    record: number;
    act: "appoint" | "dismiss";
    official: OfficialRef;
    duty: DutyName;
    agency: PartyRef;
    holder: HexAddress;
  }[];
}

/** One case on its own page: everything to understand it and to act on it. */
export interface CaseDetail extends Case {
  asOf: Time;
  /** The approvals contract: verifying contract of what is signed. */
  contract: HexAddress;
  handler: HandlerName | null;
  /** Of the present round; earlier ones in `rounds`. */
  body: CaseBody;
  bodyHash: Hash;
  payload: Hash;
  documents: Hash[];
  content: CaseContent;
  rounds: CaseRound[];
  steps: CaseStep[];
  timeline: CaseEntry[];
  execution: CaseExecution | null;
}

export interface CasePage extends Page<Case> {
  asOf: Time;
}

export type CaseSort = "number" | "updated" | "due" | "amount";

/** Query of /v1/cases. Everything is optional; unknown names are refused. */
export interface CaseQuery {
  /** One or several, comma-separated, as in effect. */
  status?: string;
  /** The case's agency and those under it. */
  agency?: number;
  /** With `agency`: that agency alone. */
  within?: "self";
  /** Code ("payment": all versions), or number of a version. */
  procedure?: string;
  /** Submitted, decided or acted on by this official. */
  official?: number;
  /** Waits for this duty; with `desk` at that agency. */
  duty?: DutyName;
  /** Waits for officials of this agency. */
  desk?: number;
  /** Officials of this agency decided a step, or let its time pass: what timeliness counts. */
  decider?: number;
  /** With `decider`: how its step ended; `limited`: it ended, and had a time limit. */
  outcome?: "decided" | "in-time" | "limited" | "lapsed";
  /** Carrying it out moved money of this account, to or from this party, or of lines of this division of COFOG. */
  account?: string;
  party?: number;
  function?: string;
  overdue?: boolean;
  /** Some step was or is late. */
  late?: boolean;
  currency?: string;
  /** Minor units, inclusive. */
  minAmount?: string;
  maxAmount?: string;
  /** Days of submission, inclusive. */
  from?: string;
  to?: string;
  /** Words in title, procedure or agency; all must occur. */
  text?: string;
  sort?: CaseSort;
  order?: "asc" | "desc";
  limit?: number;
  cursor?: string;
  count?: boolean;
}

/** A case in an inbox, with the steps that this address may decide. */
export interface InboxCase extends Case {
  /** Empty unless it is to decide. */
  decides: { step: number; duty: DutyName; agency: PartyRef }[];
}

/** A list of an inbox: at most 200, overdue first, then by due time; `total` counts all. */
export interface InboxList {
  items: InboxCase[];
  total: number;
}

/** Answer of /v1/inbox?address=0x… */
export interface Inbox {
  asOf: Time;
  address: HexAddress;
  /** Null where the address belongs to no official. */
  official: OfficialRef | null;
  seats: Seat[];
  /** Open steps of the official's duties, without cases that a conflict rule keeps from it. */
  toDecide: InboxList;
  /** Submitted by this official or address, returned for correction. */
  returned: InboxList;
  /** Submitted by this official or address: open or approved. */
  mine: InboxList;
}

/** A permit, as granted; `validity` at `asOf`, without regard to the holder. */
export interface Permit {
  asOf: Time;
  number: number;
  validity: ValidityName;
  case: CaseRef | null;
  agency: PartyRef;
  permitType: number;
  typeName: string;
  holder: Hash;
  validFrom: Time;
  validUntil: Time;
  conditions: string;
  document: Hash | null;
  grantedRecord: number;
  grantedAt: Time;
  revoked: { record: number; time: Time; reason: string; document: Hash | null; case: CaseRef | null } | null;
}

export interface StandingDraw {
  record: number;
  /** Which payment it was, from 1. */
  nth: number;
  dueDay: Day;
  movement: number;
  drawnAt: Time;
}

export interface StandingOrder {
  number: number;
  case: CaseRef | null;
  agency: PartyRef;
  fund: AccountRef;
  commitment: AccountRef;
  payee: PartyRef | null;
  purpose: string;
  amount: Money;
  currency: string;
  exponent: number;
  times: number;
  drawn: number;
  drawnAmount: Money;
  /** amount x times */
  cap: Money;
  firstDay: Day;
  everyDays: number;
  /** Null once it has ended. */
  nextDay: Day | null;
  /** Its next payment may be drawn now. */
  due: boolean;
  persons: number;
  detail: string | null;
  document: Hash | null;
  givenRecord: number;
  givenAt: Time;
  stopped: { record: number; time: Time; official: OfficialRef; reason: string } | null;
  /** Newest first, at most 24. */
  draws: StandingDraw[];
}

export interface StandingOrderPage extends Page<StandingOrder> {
  asOf: Time;
}

/** A seat in the roster. */
export interface Seat {
  official: OfficialRef;
  duty: DutyName;
  agency: PartyRef;
  holder: HexAddress;
  from: Time;
  until: Time;
  /** Record that gave it. */
  record: number;
}

/** Answer of /v1/officials: seats in force at `asOf`, by agency, duty and official. */
export interface Officials {
  asOf: Time;
  items: Seat[];
}

/** How an agency decides the steps that are its own, under all versions of one code. */
export interface TimelinessRow {
  agency: PartyRef;
  /** The newest version. */
  procedure: ProcedureRef;
  /** Steps that its officials decided. */
  decided: number;
  /** From the beginning of the stage to the decision; null where nothing was decided. */
  medianSeconds: number | null;
  /** Of the steps that had a limit and ended: how many within it. */
  limited: number;
  onTime: number;
  /** Steps that time decided or took away. */
  lapsed: number;
  /** Steps that wait now. */
  open: number;
  overdue: number;
}

/** Answer of /v1/timeliness; `agencies` adds up all procedures of each. */
export interface Timeliness {
  asOf: Time;
  items: TimelinessRow[];
  agencies: Omit<TimelinessRow, "procedure">[];
}
