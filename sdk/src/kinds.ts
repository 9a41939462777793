// The table of edges: the sixteen kinds of movement, what they join and which running total each side moves.
import type { AccountKind } from "./accounts.ts";
import { MingzhangError } from "./errors.ts";

/** `in` is an account's totalIn, `out` its totalOut. */
export type Total = "in" | "out";
export type Book = "cash" | "budget";

export type KindName =
  | "receipt"
  | "refund"
  | "cash-transfer"
  | "payment"
  | "transfer-payment"
  | "recovery"
  | "appropriation"
  | "cut"
  | "lapse"
  | "virement"
  | "carry-over"
  | "allotment"
  | "withdrawal"
  | "commitment"
  | "release"
  | "reclassification";

export interface KindInfo {
  /** Number in IFundLedger.Kind and in every record. */
  number: number;
  /** Name in the API and in URLs. */
  name: KindName;
  en: string;
  zh: string;
  books: readonly Book[];
  from: AccountKind;
  to: AccountKind;
  /** Total of `from` that grows by the amount; `fromPosition` counts on it. */
  fromTotal: Total;
  /** Total of `to` that grows by the amount; `toPosition` counts on it. */
  toTotal: Total;
  /**
   * Total of the payee fund that grows too, at the position that Terms carries as `beyond`; null where no third account
   * is touched. A recovery touches it only if it undoes a transfer payment.
   */
  beyondTotal: Total | null;
  /** Kinds that a movement of this kind corrects and must cite; empty for movements that are no corrections. */
  cites: readonly KindName[];
  /** Whether orders carry a value date, which is where cash moves. */
  valueDate: boolean;
}

const cash: readonly Book[] = ["cash"];
const budget: readonly Book[] = ["budget"];
const both: readonly Book[] = ["cash", "budget"];
const none: readonly KindName[] = [];
/** What stands on a commitment's spent side: a reclassified payment stands on the commitment that it was moved to. */
const spent: readonly KindName[] = ["payment", "transfer-payment", "reclassification"];

/** All kinds by number, from 1; `KINDS[0]` is the receipt. */
export const KINDS: readonly KindInfo[] = [
  edge(1, "receipt", "Receipt", "收款", cash, "source", "out", "fund", "in"),
  edge(2, "refund", "Refund of receipt", "收入退付", cash, "fund", "out", "source", "in", null, ["receipt"]),
  edge(3, "cash-transfer", "Cash transfer", "资金调拨", cash, "fund", "out", "fund", "in"),
  edge(4, "payment", "Payment", "支付", both, "fund", "out", "commitment", "out"),
  edge(5, "transfer-payment", "Transfer payment", "转移支付", both, "fund", "out", "commitment", "out", "in"),
  edge(6, "recovery", "Recovery", "支付退回", both, "commitment", "in", "fund", "in", "out", spent),
  edge(7, "appropriation", "Appropriation", "预算批准", budget, "act", "out", "line", "in"),
  edge(8, "cut", "Cut", "预算调减", budget, "line", "out", "act", "in"),
  edge(9, "lapse", "Lapse", "结余收回", budget, "line", "out", "act", "in"),
  edge(10, "virement", "Virement", "预算调剂", budget, "line", "out", "line", "in"),
  edge(11, "carry-over", "Carry-over", "结转", budget, "line", "out", "line", "in"),
  edge(12, "allotment", "Allotment", "指标下达", budget, "line", "out", "allotment", "in"),
  edge(13, "withdrawal", "Withdrawal", "指标收回", budget, "allotment", "out", "line", "in"),
  edge(14, "commitment", "Commitment", "支出承诺", budget, "allotment", "out", "commitment", "in"),
  edge(15, "release", "Release", "承诺解除", budget, "commitment", "out", "allotment", "in"),
  edge(
    16,
    "reclassification",
    "Reclassification",
    "科目更正",
    budget,
    "commitment",
    "in",
    "commitment",
    "out",
    null,
    spent,
  ),
];

function edge(
  number: number,
  name: KindName,
  en: string,
  zh: string,
  books: readonly Book[],
  from: AccountKind,
  fromTotal: Total,
  to: AccountKind,
  toTotal: Total,
  beyondTotal: Total | null = null,
  cites: readonly KindName[] = none,
): KindInfo {
  const valueDate = books.includes("cash");
  return { number, name, en, zh, books, from, to, fromTotal, toTotal, beyondTotal, cites, valueDate };
}

/** All API names, in the order of the numbers. */
export const KIND_NAMES: readonly KindName[] = KINDS.map((kind) => kind.name);

const byName: ReadonlyMap<string, KindInfo> = new Map(KINDS.map((kind) => [kind.name, kind]));

/** Kind by its number in a record, 1 to 16. Throws KIND_UNKNOWN. */
export function kindByNumber(number: number): KindInfo {
  const kind = KINDS[number - 1];
  if (kind === undefined) {
    throw new MingzhangError("KIND_UNKNOWN", "kind", number, "is no kind of movement", "Kinds are numbered 1 to 16");
  }
  return kind;
}

/** Kind by its API name, such as `cash-transfer`. Throws KIND_UNKNOWN. */
export function kindByName(name: string): KindInfo {
  const kind = byName.get(name);
  if (kind === undefined) {
    const remedy = `Use one of ${KIND_NAMES.join(", ")}`;
    throw new MingzhangError("KIND_UNKNOWN", "kind", name, "is no kind of movement", remedy);
  }
  return kind;
}
