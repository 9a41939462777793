// What the model and the generator of calls talk about.
import type { AccountKind } from "@mingzhang/sdk/accounts";

export interface ModelAccount {
  id: bigint;
  kind: AccountKind;
  totalIn: bigint;
  totalOut: bigint;
  /** Account of the fund that it belongs to; a fund's own; 0 for an act. */
  fund: bigint;
  government: number;
  /** Act, line. */
  year?: number;
  /** Line, allotment, commitment: first and last days, since 1970-01-01. */
  firstDay?: number;
  commitUntil?: number;
  payUntil?: number;
  /** Fund. */
  currency?: string;
  token?: boolean;
  /** Source. */
  party?: number;
  /** Allotment: its line. Commitment: its allotment. */
  parent?: bigint;
  /** Commitment. payeeFund: 0 if none. */
  payee?: number;
  payeeFund?: bigint;
  payeeClass?: boolean;
}

export interface EntryPlan {
  to: bigint;
  amount: bigint;
  detail: string;
}

export interface OrderPlan {
  kind: number;
  flags: number;
  code: number;
  valueDate: number;
  from: bigint;
  document: string;
  entries: EntryPlan[];
}

/** A movement as its event must carry it, terms taken apart. */
export interface Movement extends EntryPlan {
  record: number;
  kind: number;
  flags: number;
  code: number;
  valueDate: number;
  cites: number;
  beyond: bigint;
  from: bigint;
  fromPosition: bigint;
  toPosition: bigint;
  document: string;
}

export interface CitationPlan {
  movement: Movement;
  /** Size of the log that the path leads to. */
  size: number;
  /** What was falsified on the way, if anything. */
  tampered: false | "amount" | "stamp" | "path";
}

/** One call of `post`. */
export interface Call {
  orders: OrderPlan[];
  citations: CitationPlan[];
}

export type Expected =
  | { legal: true; movements: Movement[]; records: number; touched: bigint[] }
  | { legal: false; reasons: ReadonlySet<string> };
