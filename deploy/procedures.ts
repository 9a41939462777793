// The standard catalogue of procedures 事项: who submits, who decides, in which order and time, and on which law it rests.
import { kindByName } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import { DUTY, limit, OPENS, person, scopeOf, seatScope } from "./procedure-terms.ts";
import type { ProcedureData } from "./procedure-terms.ts";

/** Permit types of the catalogue: the number in the scope, the name that a payload must give. */
export const PERMITS = {
  marketStall: { type: 0, name: "集市摊位许可 Market stall permit" },
  streetTrader: { type: 1, name: "便民流动摊位许可 Street trader's permit" },
} as const;

/** Scope bits of the permit handler beside the types. */
export const PERMIT_GRANT = 2 ** 30;
export const PERMIT_REVOKE = 2 ** 31;

/** Scope bit by which a procedure imports published spending: flagged as such, and nothing else. */
const IMPORTS = 0;
const importing = (kinds: readonly KindName[]) => scopeOf(IMPORTS, ...kinds.map((kind) => kindByName(kind).number));

const BOOKS = scopeOf(OPENS.source, OPENS.fund, OPENS.act, OPENS.year);

/**
 * The procedures in the order of their numbers, from 1.
 *
 * The laws are those of the People's Republic of China, by article; another government names its own in the parameters
 * of its deployment. The steps and limits follow common practice, not these laws' letter, except where the text says so.
 */
export const PROCEDURES: readonly ProcedureData[] = [
  {
    code: "books",
    zh: "开设资金、来源、预算年度和批复文件",
    en: "Opening of funds, sources, budget years and acts",
    law: "《中华人民共和国预算法》第五十九条、第六十一条 Budget Law of the PRC, arts. 59 and 61",
    handler: "ledgerOpenings",
    scope: BOOKS,
    submits: { duty: DUTY.maker, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "lines",
    zh: "开设预算指标并下达批准数",
    en: "Opening of budget lines with what is appropriated to them",
    law: "《中华人民共和国预算法》第四十三条、第五十二条、第五十四条 Budget Law of the PRC, arts. 43, 52 and 54",
    handler: "ledgerOpenings",
    scope: scopeOf(OPENS.line),
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.approver, { at: "government", limit: limit(20) })],
  },
  {
    code: "appropriation",
    zh: "预算批准与追加",
    en: "Appropriation, also supplementary",
    law: "《中华人民共和国预算法》第四十三条、第六十七条、第六十九条 Budget Law of the PRC, arts. 43, 67 and 69",
    handler: "ledgerOrders",
    kinds: ["appropriation"],
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.approver, { at: "government", limit: limit(20) })],
  },
  {
    code: "cut-lapse",
    zh: "预算调减与结余收回",
    en: "Cut within the year, lapse at its end",
    law: "《中华人民共和国预算法》第四十二条、第六十七条 Budget Law of the PRC, arts. 42 and 67",
    handler: "ledgerOrders",
    kinds: ["cut", "lapse"],
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.approver, { at: "government", limit: limit(20) })],
  },
  {
    code: "virement",
    zh: "预算调剂与结转",
    en: "Virement between lines, carry-over into the next year",
    law: "《中华人民共和国预算法》第四十二条、第七十二条 Budget Law of the PRC, arts. 42 and 72",
    handler: "ledgerOrders",
    kinds: ["virement", "carry-over"],
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(5) }),
      person(1, DUTY.budgetOfficer, { at: "treasury", limit: limit(10) }),
    ],
  },
  {
    code: "allotment",
    zh: "开设指标账户并下达",
    en: "Opening of allotments with what is allotted",
    law: "《中华人民共和国预算法》第五十二条、第五十七条 Budget Law of the PRC, arts. 52 and 57",
    handler: "ledgerOpenings",
    scope: scopeOf(OPENS.allotment),
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "allotment-increase",
    zh: "指标下达",
    en: "Allotment to an open account",
    law: "《中华人民共和国预算法》第五十二条、第五十七条 Budget Law of the PRC, arts. 52 and 57",
    handler: "ledgerOrders",
    kinds: ["allotment"],
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "withdrawal",
    zh: "指标收回",
    en: "Withdrawal of an allotment",
    law: "《中华人民共和国预算法》第四十二条 Budget Law of the PRC, art. 42",
    handler: "ledgerOrders",
    kinds: ["withdrawal"],
    submits: { duty: DUTY.budgetOfficer, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "commitment",
    zh: "订立支出承诺",
    en: "Entering into a commitment",
    law: "《中华人民共和国政府采购法》第四十三条 Government Procurement Law of the PRC, art. 43",
    handler: "ledgerOpenings",
    scope: scopeOf(OPENS.commitment),
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(5) }),
      person(1, DUTY.approver, { limit: limit(5), above: true, escalatesTo: DUTY.approver }),
    ],
  },
  {
    code: "commitment-increase",
    zh: "追加支出承诺",
    en: "Increase of a commitment",
    law: "《中华人民共和国政府采购法》第四十九条 Government Procurement Law of the PRC, art. 49",
    handler: "ledgerOrders",
    kinds: ["commitment"],
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(5) }),
      person(1, DUTY.approver, { limit: limit(5), above: true, escalatesTo: DUTY.approver }),
    ],
  },
  {
    code: "commitment-release",
    zh: "解除支出承诺",
    en: "Release of a commitment",
    law: "《中华人民共和国政府采购法》第五十条 Government Procurement Law of the PRC, art. 50",
    handler: "ledgerOrders",
    kinds: ["release"],
    submits: { duty: DUTY.maker },
    steps: [person(0, DUTY.checker, { limit: limit(5) })],
  },
  {
    code: "payment",
    zh: "财政资金支付",
    en: "Payment",
    law: "《中华人民共和国预算法》第五十七条、第六十一条；财库〔2001〕24号 Budget Law of the PRC, arts. 57 and 61; central treasury payment, Caiku [2001] No. 24",
    handler: "ledgerOrders",
    kinds: ["payment", "transfer-payment"],
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(3) }),
      person(1, DUTY.approver, { limit: limit(3), above: true, escalatesTo: DUTY.approver }),
      person(2, DUTY.treasurer, { at: "treasury", limit: limit(2) }),
    ],
  },
  {
    code: "payroll",
    zh: "工资统一发放",
    en: "Payroll",
    law: "《中华人民共和国公务员法》第十二章；《中华人民共和国预算法》第六十一条 Civil Servant Law of the PRC, ch. 12; Budget Law, art. 61",
    handler: "ledgerOrders",
    kinds: ["payment"],
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(3) }),
      person(1, DUTY.approver, { limit: limit(3) }),
      person(2, DUTY.treasurer, { at: "treasury", limit: limit(2) }),
    ],
  },
  {
    code: "cash-transfer",
    zh: "资金调拨",
    en: "Cash transfer between funds",
    law: "《中华人民共和国预算法》第五十九条 Budget Law of the PRC, art. 59",
    handler: "ledgerOrders",
    kinds: ["cash-transfer"],
    submits: { duty: DUTY.maker, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(2) })],
  },
  {
    code: "refund",
    zh: "收入退付",
    en: "Refund of a receipt",
    law: "《中华人民共和国预算法》第六十条 Budget Law of the PRC, art. 60",
    handler: "ledgerOrders",
    kinds: ["refund"],
    submits: { duty: DUTY.maker, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(10) })],
  },
  {
    code: "reclassification",
    zh: "支出科目更正",
    en: "Reclassification of a payment",
    law: "《中华人民共和国预算法》第七十二条 Budget Law of the PRC, art. 72",
    handler: "ledgerOrders",
    kinds: ["reclassification"],
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(5) }),
      person(1, DUTY.treasurer, { at: "treasury", limit: limit(5) }),
    ],
  },
  {
    code: "standing-order",
    zh: "按期自动支付授权",
    en: "Standing order for regular payments",
    law: "《中华人民共和国社会保险法》第十六条（按月领取基本养老金） Social Insurance Law of the PRC, art. 16 (pensions paid monthly)",
    handler: "standingOrders",
    scope: 1,
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.checker, { limit: limit(5) }),
      person(1, DUTY.approver, { limit: limit(5) }),
      person(2, DUTY.treasurer, { at: "treasury", limit: limit(5) }),
    ],
  },
  {
    code: "import",
    zh: "导入已公布支出",
    en: "Import of published spending",
    law: "《中华人民共和国预算法》第十四条（公开） Budget Law of the PRC, art. 14 (publication)",
    handler: "ledgerOrders",
    scope: importing(["appropriation", "allotment", "commitment", "payment", "transfer-payment"]),
    submits: { duty: DUTY.maker, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "import-accounts",
    zh: "为导入已公布支出开设账户",
    en: "Opening of accounts for the import of published spending",
    law: "《中华人民共和国预算法》第十四条（公开） Budget Law of the PRC, art. 14 (publication)",
    handler: "ledgerOpenings",
    scope: scopeOf(IMPORTS, OPENS.fund, OPENS.act, OPENS.year, OPENS.line, OPENS.allotment, OPENS.commitment),
    submits: { duty: DUTY.maker, at: "treasury" },
    steps: [person(0, DUTY.treasurer, { at: "treasury", limit: limit(5) })],
  },
  {
    code: "seat",
    zh: "经办、复核、审批等岗位任免",
    en: "Appointment to and dismissal from a seat",
    law: "《行政事业单位内部控制规范（试行）》财会〔2012〕21号（不相容岗位相互分离） Internal control of public bodies, Caikuai [2012] No. 21 (separation of duties)",
    handler: "seats",
    scope: seatScope(),
    submits: { duty: DUTY.maker },
    steps: [
      person(0, DUTY.approver, { limit: limit(10) }),
      person(1, DUTY.registrar, { at: "government", limit: limit(10) }),
    ],
  },
  {
    code: "permit-revocation",
    zh: "撤销许可",
    en: "Revocation of a permit",
    law: "《中华人民共和国行政许可法》第六十九条 Administrative Licensing Law of the PRC, art. 69",
    handler: "permits",
    scope: 2 ** PERMITS.marketStall.type + 2 ** PERMITS.streetTrader.type + PERMIT_REVOKE,
    submits: { duty: DUTY.maker },
    steps: [person(0, DUTY.checker, { limit: limit(10) }), person(1, DUTY.approver, { limit: limit(10) })],
  },
];
