// What one range of blocks brings: rows as the store takes them, in JSON's types (bigints as decimal strings).
import type { Hex } from "@mingzhang/sdk/hex";
import { type CaseRows, noCaseRows } from "./batch-cases.ts";
import { type FindingRows, noFindingRows } from "./findings.ts";

export interface BlockRow {
  number: number;
  hash: Hex;
  parentHash: Hex;
  /** Seconds. */
  time: number;
  nextRecord: number;
}

export interface TransactionRow {
  block: number;
  txIndex: number;
  hash: Hex;
}

export interface RecordRow {
  number: number;
  block: number;
  txIndex: number;
  logIndex: number;
  address: Hex;
  event: string;
  topics: Hex;
  data: Hex;
}

export interface MovementRow {
  record: number;
  block: number;
  txIndex: number;
  logIndex: number;
  postedAt: number;
  kind: number;
  flags: number;
  code: number;
  valueDate: number;
  fromId: string;
  toId: string;
  amount: string;
  fromPosition: string;
  toPosition: string;
  beyond: string;
  cites: number | null;
  document: Hex | null;
  detail: Hex | null;
  search: string | null;
}

/** An account as its event gives it; what it inherits is filled in by the store. */
export interface AccountRow {
  id: string;
  kind: number;
  record: number;
  openedAt: number;
  government?: number;
  agency?: number;
  unit?: number;
  fund?: string;
  line?: string;
  allotment?: string;
  party?: number;
  payeeFund?: string | null;
  year?: number;
  func?: number;
  economic?: number;
  actType?: number;
  currency?: string;
  exponent?: number;
  token?: Hex | null;
  name?: string;
  otherName?: string;
  code?: string;
  document?: Hex | null;
}

export interface PartyRow {
  id: number;
  kind: number;
  record: number;
  parent: number;
  name: string;
  otherName: string;
  scheme: string;
  identifier: string;
}

export interface NameRow {
  record: number;
  party: number;
  name: string;
  otherName: string;
  givenAt: number;
}

export interface WalletRow {
  record: number;
  party: number;
  wallet: Hex;
}

export interface YearRow {
  government: number;
  year: number;
  record: number;
  firstDay: number;
  lastDay: number;
  commitUntil: number;
  payUntil: number;
}

export interface ConfirmationRow {
  movement: number;
  record: number;
  valueDate: number;
  document: Hex | null;
}

export interface Batch {
  /** Number that the first record of the range must have. */
  firstRecord: number;
  nextRecord: number;
  /** Leaf hashes of the records, 32 bytes each. */
  leaves: Uint8Array[];
  blocks: BlockRow[];
  transactions: TransactionRow[];
  records: RecordRow[];
  parties: PartyRow[];
  names: NameRow[];
  wallets: WalletRow[];
  years: YearRow[];
  accounts: AccountRow[];
  movements: MovementRow[];
  confirmations: ConfirmationRow[];
  cases: CaseRows;
  findings: FindingRows;
}

export function emptyBatch(firstRecord: number): Batch {
  return {
    firstRecord,
    nextRecord: firstRecord,
    leaves: [],
    blocks: [],
    transactions: [],
    records: [],
    parties: [],
    names: [],
    wallets: [],
    years: [],
    accounts: [],
    movements: [],
    confirmations: [],
    cases: noCaseRows(),
    findings: noFindingRows(),
  };
}
