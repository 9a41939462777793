// The wire types of the HTTP API for findings of auditors: lists, one finding with its acts, and the scorecard of agencies.
import type { AccountRef, ChainPosition, Day, Hash, HexAddress, Page, PartyRef, Time } from "./api.ts";
import type { CaseRef, OfficialRef } from "./api-cases.ts";
import type { FindingActName, FindingStatusName, SeverityName, SubjectKindName } from "./findings/words.ts";

/** Conventions as in api.ts. Lateness is that at `asOf`. Texts come from the chain unescaped: hostile. */

/** What a finding is about. */
export type FindingSubjectRef =
  | {
      kind: "record";
      record: number;
      /** Name of its event; null where the record is not indexed, which the contract rules out. */
      event: string | null;
    }
  /** `case` is null where it is not indexed, which the contract rules out. */
  | { kind: "case"; id: Hash; case: CaseRef | null }
  | { kind: "line"; line: AccountRef }
  | { kind: "party"; party: PartyRef }
  | { kind: "period"; from: Day; to: Day };

/** A finding, as in lists. */
export interface Finding {
  /** Record number of its opening: /findings/9001. */
  number: number;
  id: Hash;
  severity: SeverityName;
  status: FindingStatusName;
  subject: FindingSubjectRef;
  /** Whole, up to 4096 bytes. */
  text: string;
  document: Hash | null;
  /** Whose auditors opened it. */
  office: PartyRef;
  /** Who answers now; the one that the opening named in `asked`. */
  agency: PartyRef;
  asked: PartyRef;
  /** Who opened it. */
  official: OfficialRef;
  openedAt: Time;
  /** Seconds to answer, anew after each escalation and reopening. */
  answerLimit: number;
  /** How many acts came before the next one: what the next act must name. */
  turn: number;
  /** When the present clock or status began. */
  since: Time;
  /** When the answer is due; null where none is awaited. */
  due: Time | null;
  overdue: boolean;
  /** Record and time of the last act. */
  lastRecord: number;
  updatedAt: Time;
}

/** One record of a finding's life, its opening first. */
export interface FindingEntry {
  record: number;
  act: FindingActName | "open";
  time: Time;
  chain: ChainPosition;
  final: boolean;
  /** 0 for the opening. */
  turn: number;
  official: OfficialRef;
  /** Agency that answers after it, and its official name in the directory when it was recorded, which its signer saw. */
  agency: PartyRef;
  agencyName: string;
  signer: HexAddress;
  text: string;
  document: Hash | null;
  deadline: Time;
  /** Null where the signer sent the transaction. */
  signature: Hash | null;
  status: FindingStatusName;
  /** When the answer that it asks for is due; null where it asks for none. */
  due: Time | null;
  /** An answer after its limit, or an act that ended an overdue wait. */
  late: boolean;
}

/** One finding on its own page: everything to understand it, to check its signatures and to act on it. */
export interface FindingDetail extends Finding {
  asOf: Time;
  /** The contract: verifying contract of what is signed. */
  contract: HexAddress;
  /** Of the opening, as it was signed. */
  salt: Hash;
  officeName: string;
  /** 32 bytes that name the subject on chain. */
  subjectWord: Hash;
  /** Agency above the one that answers, to which it can be taken; null for a government. */
  above: PartyRef | null;
  acts: FindingEntry[];
}

export interface FindingPage extends Page<Finding> {
  asOf: Time;
}

export type FindingSort = "number" | "updated" | "due" | "severity";

/** Query of /v1/findings. Everything is optional; unknown names are refused. */
export interface FindingQuery {
  /** One or several, comma-separated. */
  status?: string;
  /** One or several, comma-separated. */
  severity?: string;
  /** An answer is awaited and late. */
  overdue?: boolean;
  /** Answers now, or was asked first: the agency and those under it. */
  agency?: number;
  /** With `agency`: that agency alone, and only where it answers now. */
  within?: "self";
  /** Opened by auditors of this office. */
  office?: number;
  /** Kind of subject. */
  subject?: SubjectKindName;
  /**
   * `movement-812`, `record-9`, `case-7702`, `line-12`, `party-45`: findings on it and on what belongs to it. A movement: its case and
   * lines. A case: its records, and what it did. A line: its movements. A party: payments to it, and what it must answer.
   */
  concerns?: string;
  /** Days of opening, inclusive. */
  from?: string;
  to?: string;
  /** Words in text, agency or office; all must occur. */
  text?: string;
  sort?: FindingSort;
  order?: "asc" | "desc";
  limit?: number;
  cursor?: string;
  count?: boolean;
}

/** How an agency answers findings. */
export interface ScorecardRow {
  agency: PartyRef;
  /** How often an answer was asked of it: by openings, reopenings and escalations. */
  asked: number;
  /** Answers that are awaited now, and those of them that are late. */
  open: number;
  overdue: number;
  answered: number;
  /** From the asking to the answer; null where nothing was answered. */
  medianSeconds: number | null;
  /** Of what was answered, taken to the agency above unanswered, or is overdue: how many answers came in time. */
  limited: number;
  onTime: number;
  /** Findings that it answers for and that are not resolved, by severity. */
  unresolved: Record<SeverityName, number>;
  /** Findings that were resolved while it answered for them. */
  resolved: number;
}

/** Answer of /v1/agencies/scorecard: agencies that were ever asked, those with overdue answers first. */
export interface Scorecard {
  asOf: Time;
  items: ScorecardRow[];
}
