// The wire types of the HTTP API: what the indexer answers and the web reads.
import type { AccountKind } from "./accounts.ts";
import type { CaseRef } from "./api-cases.ts";
import type { CheckpointStatus } from "./api-checkpoints.ts";
import type { RootCheck } from "./api-log.ts";
import type { Book, KindName } from "./kinds.ts";

/**
 * Conventions. Money: a string of an integer in minor units, with `currency` and `exponent` beside it.
 * Times: ISO 8601 UTC with seconds ("2026-03-01T09:00:00Z"). Days: "YYYY-MM-DD". Hashes: 0x-prefixed hex, lower case.
 * Account ids: "fund-12"; party ids and record numbers: JSON numbers. Texts come from the chain unescaped: hostile.
 */
export type Money = string;
export type Time = string;
export type Day = string;
export type Hash = `0x${string}`;
export type HexAddress = `0x${string}`;

export type AccountKindName = AccountKind;
export type PartyKindName = "agency" | "payee" | "source" | "payee-class";
export type ActTypeName = "original" | "supplementary" | "provisional" | "imported";
export type BookName = Book;
export type SettlementName = "attested" | "token";
export type FlagName = "advance" | "imported";

export type MovementKindName = KindName;

/** Who or what a page links to: enough to print a name without another request. */
export interface PartyRef {
  id: number;
  kind: PartyKindName;
  name: string;
  otherName: string;
}

export interface AccountRef {
  /** "fund-12" */
  id: string;
  kind: AccountKindName;
  /** A source's name is its party's; every other account has its own name or title. */
  name: string;
  otherName: string;
}

export interface BlockRef {
  number: number;
  hash: Hash;
  time: Time;
}

/** Where a record stands on the chain. */
export interface ChainPosition {
  block: number;
  blockHash: Hash;
  transaction: Hash;
  /** Index of the log within its block. */
  logIndex: number;
  /** Contract that emitted it. */
  address: HexAddress;
}

export interface RawLog {
  topics: Hash[];
  data: Hash;
}

export interface Confirmation {
  /** Record number of the confirmation itself. */
  record: number;
  valueDate: Day;
  document: Hash | null;
}

/** A code of COFOG ("09.1.2") or GFSM 2014 ("1141"), with its English and Chinese label where the code is known. */
export interface Code {
  code: string;
  label: string | null;
  otherLabel: string | null;
}

/** One movement, as in lists. */
export interface Movement {
  record: number;
  kind: MovementKindName;
  books: BookName[];
  from: AccountRef;
  to: AccountRef;
  /** Payee of the commitment that the movement touches, else null. */
  payee: PartyRef | null;
  /** Party behind the source that the movement touches, else null. */
  payer: PartyRef | null;
  /** Fund that the movement belongs to (the giving one of a cash transfer). */
  fund: AccountRef | null;
  /** Taking fund of a cash transfer, or fund that a transfer payment (or its recovery) concerns. */
  otherFund: AccountRef | null;
  line: AccountRef | null;
  /** Agency of the line, else the owner of the fund. */
  agency: PartyRef | null;
  function: Code | null;
  economic: Code | null;
  /** Fiscal year of the line or act; of the value date where only cash moves. */
  year: number | null;
  amount: Money;
  currency: string;
  exponent: number;
  fromPosition: Money;
  toPosition: Money;
  /** Position on the taking fund's track, of a transfer payment and its recovery; else null. */
  beyond: Money | null;
  flags: FlagName[];
  /** Receipt or refund: class of GFSM 2014, or 99 for an opening balance. */
  class: Code | null;
  /** Payment to a payee class: how many persons. */
  persons: number | null;
  /** The payer's own reference, or the root of the salted rows where `persons` is set. */
  detail: string | null;
  detailRaw: Hash;
  valueDate: Day | null;
  postedAt: Time;
  document: Hash | null;
  /** Record number of the movement that this one corrects. */
  cites: number | null;
  /** How much of it later movements have undone. */
  undone: Money;
  settlement: SettlementName | null;
  /** null: not confirmed, or nothing to confirm (see `awaitsConfirmation`). */
  confirmed: Confirmation | null;
  /** An attested payment, transfer payment or refund that no confirmation followed, and not recovered in full. */
  awaitsConfirmation: boolean;
  /** Equals published spending; not an act of a budget authority. */
  imported: boolean;
  chain: ChainPosition;
  /** Deeper than the finality depth. */
  final: boolean;
}

export interface CitingMovement {
  record: number;
  kind: MovementKindName;
  amount: Money;
  valueDate: Day | null;
  postedAt: Time;
}

/** One movement on its own page. */
export interface MovementDetail extends Movement {
  raw: RawLog;
  /** Sender of the chain's transaction; null while the node cannot be asked. */
  transactionFrom: HexAddress | null;
  citesMovement: CitingMovement | null;
  citedBy: CitingMovement[];
  /** The accounts above: act or line -> allotment -> commitment, where the movement touches them. */
  authority: AccountRef[];
  /** The case that it came of, by its execution or by a standing order; null for a fact of the bank. */
  case: CaseRef | null;
}

/** Sums of one kind of movement on one side of an account. */
export interface Flow {
  kind: MovementKindName;
  side: "in" | "out";
  currency: string;
  amount: Money;
  count: number;
}

export interface Account {
  id: string;
  kind: AccountKindName;
  name: string;
  otherName: string;
  /** The account number on chain, as a decimal string (it does not fit a JSON number). */
  number: string;
  openedRecord: number;
  government: PartyRef;
  fund: AccountRef | null;
  line: AccountRef | null;
  allotment: AccountRef | null;
  agency: PartyRef | null;
  /** Source: whose money comes; commitment: who is paid. */
  party: PartyRef | null;
  /** Commitment to a fund: that fund. */
  payeeFund: AccountRef | null;
  year: number | null;
  /** Null for an act that appropriated in no currency or in several: then the totals are null too, see `flows`. */
  currency: string | null;
  exponent: number | null;
  totalIn: Money | null;
  totalOut: Money | null;
  /** totalIn - totalOut; below zero on boundaries (source, act) alone. */
  balance: Money | null;
  flows: Flow[];
  /** Fund: code in the national accounts; line: national code; commitment: contract id. */
  code: string | null;
  document: Hash | null;
  /** Accounts directly below: a line's allotments, an allotment's commitments, a fund's lines and sources. */
  children: number;
}

export interface Fund {
  id: string;
  name: string;
  otherName: string;
  code: string | null;
  government: PartyRef;
  owner: PartyRef;
  currency: string;
  exponent: number;
  settlement: SettlementName;
  token: HexAddress | null;
  openedRecord: number;
  received: Money;
  refunded: Money;
  transferredIn: Money;
  transferredOut: Money;
  /** Payments and transfer payments, less recoveries. */
  paid: Money;
  /** Received from other funds as transfer payments, less what they recovered. */
  takenFromFunds: Money;
  balance: Money;
  /** Ordered but not confirmed by the bank (attested funds). */
  unconfirmed: Money;
}

export interface FundDetail extends Fund {
  flows: Flow[];
  sources: (AccountRef & { party: PartyRef; received: Money; refunded: Money })[];
  years: number[];
}

/** Budget execution of a line, or of several together. */
export interface Execution {
  /** Acts, cuts, virements and carry-overs together; before lapses. */
  appropriated: Money;
  allotted: Money;
  committed: Money;
  paid: Money;
  lapsed: Money;
  /** What may still be committed: appropriated - lapsed - committed. */
  available: Money;
}

export interface Line extends Execution {
  id: string;
  name: string;
  otherName: string;
  fund: AccountRef;
  agency: PartyRef;
  year: number;
  function: Code;
  economic: Code;
  nationalCode: string | null;
  currency: string;
  exponent: number;
  /** Appropriated as an equal of published spending: no rate of execution may be shown. */
  imported: boolean;
  openedRecord: number;
}

export interface LineDetail extends Line {
  commitUntil: Day | null;
  payUntil: Day | null;
  /** What brought the appropriation about; signs as they count. */
  appropriation: { source: ActTypeName | "cut" | "virement" | "carry-over" | "lapse"; amount: Money }[];
  acts: AccountRef[];
  allotments: (AccountRef & { unit: PartyRef; allotted: Money; committed: Money })[];
  flows: Flow[];
}

/** An agency's row of the budget tree, one for each currency. */
export interface AgencyLines extends Execution {
  agency: PartyRef;
  currency: string;
  exponent: number;
  imported: boolean;
  lines: Line[];
}

export interface LineTree {
  year: number;
  agencies: AgencyLines[];
}

/** An agency in lists, with the execution of the asked year (or of all years), one row for each currency. */
export interface AgencyRow extends Execution {
  agency: PartyRef;
  parent: PartyRef | null;
  /** 0 for a government. */
  depth: number;
  currency: string | null;
  exponent: number;
  imported: boolean;
  lineCount: number;
}

export interface PartyMoney {
  currency: string;
  exponent: number;
  /** Payments less recoveries on the party's commitments. */
  paid: Money;
  payments: number;
  /** What recoveries brought back of these payments; `paid` is less by it. */
  cameBack: Money;
  /** Commitments less releases to the party. */
  committed: Money;
  /** Receipts less refunds of the party's sources. */
  received: Money;
}

export interface Party {
  id: number;
  kind: PartyKindName;
  name: string;
  otherName: string;
  scheme: string | null;
  identifier: string | null;
  /** Agencies: the agency above, and the government at the root. */
  parent: PartyRef | null;
  government: PartyRef | null;
  depth: number;
  wallet: HexAddress | null;
  registeredRecord: number;
  /** One row for each currency. */
  money: PartyMoney[];
}

export interface PartyDetail extends Party {
  /** Earlier official names, oldest first. */
  formerNames: { name: string; otherName: string; until: Time; record: number }[];
  children: PartyRef[];
  /** Agency: its execution by year and currency. */
  execution: (Execution & { year: number; currency: string; exponent: number; imported: boolean })[];
  /** Payees and classes: who paid them, largest first (at most 20 rows). */
  paidBy: { agency: PartyRef; currency: string; exponent: number; paid: Money }[];
}

export interface Source {
  id: string;
  party: PartyRef;
  fund: AccountRef;
  currency: string;
  exponent: number;
  received: Money;
  refunded: Money;
  net: Money;
  /** Classes of its receipts (GFSM 2014), as they were posted. */
  classes: string[];
  openedRecord: number;
}

export interface Act {
  id: string;
  type: ActTypeName;
  title: string;
  otherTitle: string;
  government: PartyRef;
  year: number;
  document: Hash | null;
  openedRecord: number;
  openedAt: Time;
  /** One row for each currency. */
  money: { currency: string; exponent: number; appropriated: Money; cut: Money; lapsed: Money }[];
}

export interface Commitment {
  id: string;
  title: string;
  otherTitle: string;
  contractId: string | null;
  payee: PartyRef;
  payeeFund: AccountRef | null;
  fund: AccountRef;
  line: AccountRef;
  allotment: AccountRef;
  /** Agency of the line. */
  agency: PartyRef;
  /** Whose the allotment is: the agency, or a unit under it. Cases on the commitment are this one's. */
  unit: PartyRef;
  year: number;
  currency: string;
  exponent: number;
  /** Commitments less releases. */
  committed: Money;
  /** Payments less recoveries, with reclassifications. */
  paid: Money;
  /** committed - paid */
  open: Money;
  document: Hash | null;
  imported: boolean;
  openedRecord: number;
  openedAt: Time;
}

export interface FiscalYear {
  government: PartyRef;
  year: number;
  firstDay: Day;
  lastDay: Day;
  /** null: no closing day was published (imported spending). */
  commitUntil: Day | null;
  payUntil: Day | null;
  openedRecord: number;
}

/** A page of a list. `next` and `previous` are opaque: give them back as `cursor`; null at either end. */
export interface Page<T> {
  items: T[];
  next: string | null;
  previous: string | null;
  /** How many rows the filters match; only when asked with `count=true`. */
  total?: number;
}

/** Total of `amount` of everything that the filters match, in one currency; whatever the kinds, all add up. */
export interface MovementSum {
  currency: string;
  exponent: number;
  amount: Money;
  count: number;
}

/** Answer of /v1/movements. */
export interface MovementPage extends Page<Movement> {
  /**
   * Of the whole list, not of this page alone; one row for each currency that occurs, by its code. Null, and then no
   * `total` either, where too much would have to be read for it: the manifest of the list's file has both.
   */
  sums: MovementSum[] | null;
}

export interface ClassTotal {
  class: Code;
  received: Money;
  refunded: Money;
  net: Money;
}

export interface FunctionTotal extends Execution {
  /** COFOG division, two digits: "09". */
  function: Code;
  /** Paid, less transfer payments between funds. */
  consolidated: Money;
}

export interface CurrencyTotals extends Execution {
  currency: string;
  exponent: number;
  /** Some of it equals published spending: no rates of execution. */
  imported: boolean;
  /** Receipts less refunds: classes 11 to 14; 31 to 33; 99. A loan is never revenue. */
  revenue: Money;
  financing: Money;
  openingBalance: Money;
  receivedByClass: ClassTotal[];
  /** Payments to other funds, less recoveries of them: eliminated in `consolidated`. */
  transferPayments: Money;
  consolidated: Money;
  /** Payments and refunds that the bank has not confirmed yet. */
  unconfirmed: Money;
  byFunction: FunctionTotal[];
  byAgency: (Execution & { agency: PartyRef; consolidated: Money })[];
  movements: number;
}

export interface Totals {
  /** null: all years together. */
  year: number | null;
  currencies: CurrencyTotals[];
  indexed: BlockRef;
}

/** Answer of /v1/years: fiscal years that anything was posted in or opened for, newest first. */
export interface Years {
  /** Opened, or something was posted in them; newest first. */
  years: number[];
  /** Of which something was paid; newest first. */
  paid: number[];
  opened: FiscalYear[];
}

/** What can be found, in the order in which it is listed. */
export const SEARCH_TYPES = [
  "document",
  "transaction",
  "block",
  "party",
  "account",
  "case",
  "finding",
  "permit",
  "procedure",
  "movement",
  "record",
] as const;
export type SearchType = (typeof SEARCH_TYPES)[number];

export interface SearchHit {
  type: SearchType;
  /** Account: "line-3"; document and transaction: hash; else the number, a block's too. */
  id: string;
  /** Account, party or movement kind, event name, code of a (case's) procedure, number of a severity or permit type. */
  kind: string;
  /** A movement's is its payee's or payer's, a case's its purpose, a finding's the beginning of its text. */
  name: string;
  otherName: string;
  /** What matched beside the name: an identifier, a contract id, a former name; a movement's reference. */
  match: string | null;
  /** A movement's. */
  sum: { amount: Money; currency: string; exponent: number } | null;
  /** How many movements: document, transaction and block alone. */
  count: number | null;
  /** Block alone: the number of its first record; left out where it has none. */
  first?: number;
}

export interface SearchResult {
  query: string;
  /** null: the hits have the words as written. Else nothing has, and the hits have words spelt alike, such as these. */
  near: string[] | null;
  hits: SearchHit[];
  /** More matched than are given. */
  more: boolean;
  /** Of which types there are more. */
  moreOf: SearchType[];
}

/** Any leaf of the audit trail. */
export interface ChainRecord {
  number: number;
  /** Contract of the suite that wrote it. */
  contract: ContractName;
  event: string;
  /** Arguments by name, those in structs and arrays by dotted names (body.steps.0); integers as decimal strings. */
  args: Record<string, string | number | boolean>;
  block: BlockRef;
  chain: ChainPosition;
  raw: RawLog;
  /** SHA-256(topic count | topics | data). */
  record: Hash;
  /** The log's stamp: version, block number, block time and writer. */
  stamp: Hash;
  leaf: Hash;
  final: boolean;
}

export type ContractName =
  | "accessManager"
  | "auditTrail"
  | "directory"
  | "roster"
  | "fundLedger"
  | "vault"
  | "procedures"
  | "serviceApprovals"
  | "ledgerOrders"
  | "ledgerOpenings"
  | "standingOrders"
  | "bankFacts"
  | "permits"
  | "seats"
  | "findings"
  | "checkpointAnchor";

/** A CheckpointAnchor on another chain than the log's. */
export interface AnchorPlace {
  chainId: number;
  genesisHash: Hash;
  contract: HexAddress;
  deployBlock: number;
}

/** What a deployment script writes, and MINGZHANG_DEPLOYMENT points at. */
export interface Deployment {
  chainId: number;
  genesisHash: Hash;
  deployBlock: number;
  deployBlockHash: Hash;
  deployedAt: Time;
  contracts: Record<ContractName, HexAddress>;
  /** Where else the log's checkpoints are anchored. */
  anchors: AnchorPlace[];
  demo: boolean;
}

export type SyncState = "starting" | "catching-up" | "following" | "no-chain" | "wrong-chain" | "stopped" | "read-only";

export interface Status {
  chainId: number;
  genesisHash: Hash;
  deployBlock: number;
  deployBlockHash: Hash;
  deployedAt: Time;
  contracts: Record<ContractName, HexAddress>;
  /** Where else the log's checkpoints are anchored. */
  anchors: AnchorPlace[];
  /** A demonstration: every page says so. */
  demo: boolean;
  /** Holds spending imported from publishers. */
  imported: boolean;
  state: SyncState;
  /** Why the state is not `following`, in a sentence; null otherwise. */
  reason: string | null;
  /** Head of the chain; null while the node cannot be asked. */
  chain: BlockRef | null;
  indexed: BlockRef | null;
  lag: { blocks: number | null; seconds: number | null };
  finalityDepth: number;
  /** Highest block that counts as final. */
  finalBlock: number | null;
  records: number;
  movements: number;
  /** Whether the log's root as it is indexed here is the chain's own. */
  rootCheck: RootCheck;
  /** Anchors' chains, and signed checkpoints that contradict the indexed log. */
  checkpoints: CheckpointStatus;
  /** RPC that the reader's browser is offered for its own checks; null if none. */
  publicRpcUrl: string | null;
  /** Null where none is made. */
  dump: DumpStatus | null;
  versions: { indexer: string; api: string; schema: string };
}

/** The nightly dump of everything (docs/OPENDATA.md). */
export interface DumpStatus {
  /** Hour of the day, UTC, at which it begins. */
  hour: number;
  /** The last that is complete; null before the first. */
  last: {
    completedAt: Time;
    /** SHA-256 of the index, which names all files and is one of them. */
    index: Hash;
    /** Where the index is, below the dump's folder, or in full where the folder has a public address. */
    at: string;
    /** Records of the log, and its root. */
    size: number;
    root: Hash;
    files: number;
    bytes: number;
  } | null;
  /** Why nothing is complete since: the last attempt, and how many there were; null after a complete one. */
  failure: { at: Time; reason: string; attempts: number } | null;
  /** One is being made by the process that answers. */
  running: boolean;
}

export interface Health {
  status: "ok";
}

export interface Ready {
  ready: boolean;
  /** Empty when ready. */
  reasons: string[];
  chain: BlockRef | null;
  indexed: BlockRef | null;
}

/** RFC 9457 problem document, media type application/problem+json. */
export interface Problem {
  /** Stable name of the problem: "urn:mingzhang:problem:parameter-invalid". */
  type: string;
  title: string;
  status: number;
  /** What was asked, what was there, what to do. */
  detail: string;
  instance?: string;
  /** Parameter at fault, the value that was given (shortened), and what to do about it. */
  errors?: { field: string; value: string | null; remedy: string }[];
}

export type MovementSort = "record" | "amount" | "valueDate";
export type SortOrder = "asc" | "desc";

/** Query of /v1/movements and /v1/movements.csv. Everything is optional; unknown names are refused. */
export interface MovementQuery {
  /** One or several, comma-separated. */
  kind?: string;
  /** Account ids such as "fund-1", "line-3"; `account` matches either side of a movement. */
  fund?: string;
  line?: string;
  account?: string;
  /** Party numbers; an agency stands for itself and those under it. `party` is payee or payer. */
  agency?: number;
  /** With `agency`: that agency alone. */
  within?: "self";
  payee?: number;
  party?: number;
  /** COFOG division, group or class, with all below: "09", "09.1", "09.1.2". */
  function?: string;
  /** Classes of receipts: first digits of GFSM 2014 codes, one or several, comma-separated; 99 is the opening balance. */
  class?: string;
  /**
   * What is left out, one or several, comma-separated: "fund-1" (at either side), "agency-2" (itself alone), "payee-3",
   * "function-09" and "class-11" (with all below).
   */
  except?: string;
  /** A carry-over is in the year of either line. */
  year?: number;
  /** Three letters; wanted for comparisons of amounts where there are several. */
  currency?: string;
  /** Minor units, inclusive. */
  minAmount?: string;
  maxAmount?: string;
  /** Days, inclusive: of the value date, or of posting where only the budget moves. */
  from?: string;
  to?: string;
  /** Words in names, titles and references; all must occur. */
  text?: string;
  /** Of the movement or of its bank confirmation. */
  document?: string;
  transaction?: string;
  /** true: confirmed; false: awaits confirmation. */
  confirmed?: boolean;
  imported?: boolean;
  sort?: MovementSort;
  order?: SortOrder;
  /** 1 to 200; 50 if not given. */
  limit?: number;
  cursor?: string;
  count?: boolean;
}

/** Server-sent events of /v1/stream: `event: movement` with a Movement, id = record number; `event: reorg`. */
export interface ReorgNotice {
  /** Records from this number on are gone; those that follow replace them. */
  fromRecord: number;
}
