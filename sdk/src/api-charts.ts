// The wire types of pictures: sums between sources, funds, functions, agencies and payees, over time and side by side.
// Conventions are those of api.ts.
import type { FlagRule } from "./flags/index.ts";
import type { AccountRef, Code, Day, Execution, Hash, Money, MovementKindName, PartyRef } from "./api.ts";

/** What every answer about one currency says of itself. */
export interface ChartScope {
  /** Fiscal year; null: all years together. */
  year: number | null;
  currency: string;
  exponent: number;
  /** Some of it equals published spending: receipts and appropriations are nobody's act. */
  imported: boolean;
}

/** Paid, less what came back, in one cell; below zero where more came back, zero where as much did. */
export interface FlowCell {
  fund: AccountRef;
  /** COFOG division; "00" where it is not classified. */
  function: Code;
  agency: PartyRef;
  /** Null: the smaller payees together. */
  payee: PartyRef | null;
  /** What the payee is paid into is a fund of its own: a transfer payment. */
  payeeFund: AccountRef | null;
  amount: Money;
  /** Payments and transfer payments alone, and what recoveries brought back of them. */
  gross: Money;
  recovered: Money;
  /** What reclassifications took away from here. They are movements of the line where they lead. */
  rebooked: Money;
}

/** Sources → funds → functions → agencies → payees. Receipts are of their value date's year, payments of their line's. */
export interface Flows extends ChartScope {
  /** Receipts less refunds, by the first two digits of their class; 99 is the opening balance. */
  receipts: { class: Code; fund: AccountRef; amount: Money }[];
  /** Cash transfers from one fund to another. */
  transfers: { from: AccountRef; to: AccountRef; amount: Money }[];
  paid: FlowCell[];
  /** How many payees stand behind the cells without a payee. */
  smallerPayees: number;
}

/** What a tile of the budget is: a function's division, an agency, or a line. */
export interface BudgetTile extends Execution {
  function: Code | null;
  agency: PartyRef | null;
  line: AccountRef | null;
  /** How many lines it holds. */
  lines: number;
}

/** One level of the budget: functions, or agencies within one, or lines of an agency within one. */
export interface BudgetLevel extends ChartScope {
  /** Where the level stands: all of it must hold. */
  function: Code | null;
  agency: PartyRef | null;
  of: "function" | "agency" | "line";
  total: Execution;
  /** Largest appropriation first (of imported spending: largest payment). */
  tiles: BudgetTile[];
  /** Tiles that are not listed one by one. */
  smaller: (Execution & { count: number }) | null;
}

/** What had been appropriated, committed and paid at the end of a day. */
export interface CurvePoint {
  /** Day of the value date, or of posting where only the budget moves. */
  day: Day;
  appropriated: Money;
  committed: Money;
  paid: Money;
}

export interface LineCurve {
  line: string;
  currency: string;
  exponent: number;
  imported: boolean;
  /** Every day on which something changed, oldest first. */
  points: CurvePoint[];
}

/** What moved on a day, or in a month. Payments are gross: what came back is beside them. */
export interface Period {
  first: Day;
  last: Day;
  /** Payments and transfer payments. */
  paid: Money;
  payments: number;
  recovered: Money;
  received: Money;
  refunded: Money;
}

/** Payments and receipts by day or month of their value date. Periods in which nothing moved are left out. */
export interface Calendar {
  currency: string;
  exponent: number;
  by: "day" | "month";
  /** Oldest first. */
  periods: Period[];
  /** There are more than are given. */
  more: boolean;
}

/** How much of what was paid went to how few: payees alone, neither persons paid as a class nor funds. */
export interface Concentration extends ChartScope {
  /** Paid to payees, less what came back, where that is above zero. */
  paid: Money;
  payees: number;
  /** Paid to classes of persons, who are not one payee; and to other funds. */
  toPersons: Money;
  toFunds: Money;
  /** What the so many largest payees were paid together; as far as there are as many. */
  largest: { payees: number; paid: Money }[];
  /**
   * Herfindahl-Hirschman index: the sum of the squares of the shares in per cent, rounded down; 10,000 is one payee alone.
   * Null where nothing was paid.
   */
  index: number | null;
  /** Largest first. */
  top: { payee: PartyRef; paid: Money }[];
}

export interface ComparedRow {
  function: Code | null;
  agency: PartyRef | null;
  now: Execution;
  before: Execution;
}

/** Two fiscal years side by side. */
export interface Comparison {
  currency: string;
  exponent: number;
  imported: boolean;
  year: number;
  before: number;
  by: "function" | "agency";
  total: { now: Execution; before: Execution };
  /** Largest of the later year first. */
  rows: ComparedRow[];
}

/** Documents that movements name, the latest first. */
export interface NamedDocuments {
  items: {
    digest: Hash;
    /** How many movements name it, of those that were asked for. */
    movements: number;
    /** The latest of them. */
    record: number;
    kind: MovementKindName;
    /** Day of the latest: of its value date, or of posting. */
    day: Day;
  }[];
  /** There are more. */
  more: boolean;
}

/** Something that stands out by a published rule. It is a question, no accusation. */
export interface Flag {
  rule: FlagRule;
  /** The movement where it is one; else null, and the list by agency, payee, line and days has them. */
  record: number | null;
  movements: number;
  /** Of these movements together. */
  amount: Money;
  agency: PartyRef;
  /** Null for `year-end`, which is about a line. */
  payee: PartyRef | null;
  line: AccountRef | null;
  first: Day;
  last: Day;
  /** What the amount is measured by: the threshold, the round sum, what is large, or all that the line paid. */
  measure: Money;
}

export interface FlagsOfRule {
  rule: FlagRule;
  /** How many there are. */
  count: number;
  /** Largest first. */
  flags: Flag[];
}

export interface Flags {
  year: number;
  currency: string;
  exponent: number;
  imported: boolean;
  parameters: { thresholds: Money[]; large: Money; round: Money };
  rules: FlagsOfRule[];
}
