// Under which procedure each kind of movement is posted, whose case it is, and what it says it is for.
import type { KindName } from "@mingzhang/sdk/kinds";

export interface Posting {
  procedure: string;
  /** Accounts whose owner's case it is (see ILedgerOrders); the government's where it decides for all. */
  asks: "from" | "to" | "both" | "government";
  purpose: string;
}

export const POSTING: Record<Exclude<KindName, "receipt" | "recovery">, Posting> = {
  refund: { procedure: "refund", asks: "from", purpose: "退还收入 Refund of receipts" },
  "cash-transfer": { procedure: "cash-transfer", asks: "both", purpose: "资金调拨 Cash transfer between funds" },
  payment: { procedure: "payment", asks: "to", purpose: "支付款项 Payments due" },
  "transfer-payment": { procedure: "payment", asks: "to", purpose: "转移支付 Transfer payments" },
  appropriation: { procedure: "appropriation", asks: "government", purpose: "预算批准 Appropriation by the act" },
  cut: { procedure: "cut-lapse", asks: "government", purpose: "压减一般性支出 Cuts of running costs" },
  lapse: { procedure: "cut-lapse", asks: "government", purpose: "年终结余收回 Lapse of balances at the year's end" },
  virement: { procedure: "virement", asks: "both", purpose: "预算调剂 Virement" },
  "carry-over": { procedure: "virement", asks: "both", purpose: "结转下年 Carry-over into the next year" },
  allotment: { procedure: "allotment-increase", asks: "from", purpose: "追加下达指标 Further allotment" },
  withdrawal: { procedure: "withdrawal", asks: "to", purpose: "收回指标 Withdrawal of allotments" },
  commitment: { procedure: "commitment-increase", asks: "from", purpose: "追加承诺 Increase of commitments" },
  release: { procedure: "commitment-release", asks: "from", purpose: "解除承诺余额 Release of what is not needed" },
  reclassification: { procedure: "reclassification", asks: "both", purpose: "科目更正 Correction of the line" },
};
