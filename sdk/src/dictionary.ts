// The data dictionary: what each field of a movement and each column of its downloads means, in both languages.

/** In English, in Chinese, and the standard that it follows, where there is one. */
type Entry = readonly [en: string, zh: string, standard?: string];

const LEDGER_POSITION: Entry = [
  "where on the giving account's track the sum begins, minor units (docs/TRAILS.md)",
  "该笔金额在付出账户轨上的起点，最小货币单位",
];
const TAKING_POSITION: Entry = [
  "where on the taking account's track the sum begins, minor units",
  "该笔金额在收入账户轨上的起点，最小货币单位",
];

/** Fields of a movement as the API gives it. The indexer's tests hold that these are all fields, and no others. */
export const MOVEMENT_FIELDS = {
  record: [
    "number of the record: its leaf in the audit trail, and the movement's id",
    "记录编号：审计日志中叶的序号，也是流水编号",
    "RFC 9162",
  ],
  kind: ["which of the sixteen kinds of movement", "十六种流水中的哪一种"],
  books: ["books that it touches: cash, budget or both", "涉及的账：资金账、预算账或两者"],
  from: ["account that gives", "付出账户"],
  to: ["account that takes", "收入账户"],
  payee: ["payee of the commitment that it touches", "所涉支出承诺的收款人", "OCDS 1.1"],
  payer: ["party behind the source that it touches", "所涉来源背后的缴款人"],
  fund: ["fund that it belongs to; the giving one of a cash transfer", "所属资金；资金调拨时为付出的资金"],
  otherFund: ["taking fund of a cash transfer or transfer payment", "资金调拨或转移支付中收入的资金"],
  line: ["budget line", "预算指标"],
  agency: ["agency of the line, else the owner of the fund", "指标所属机构，否则为资金所有者"],
  function: ["what the spending is for", "支出功能分类", "UN COFOG 1999"],
  economic: ["what the spending is", "支出经济分类", "IMF GFSM 2014"],
  year: [
    "fiscal year of the line or act; of the value date where only cash moves",
    "指标或预算决定的年度；只动现金时按起息日",
  ],
  amount: [
    "sum in minor units of the currency, an integer as text",
    "金额，最小货币单位的整数，以文本表示",
    "ISO 4217",
  ],
  currency: ["currency code", "货币代码", "ISO 4217"],
  exponent: [
    "decimals of the currency: 2 means that 100 minor units are one",
    "货币的小数位数：2 表示 100 个最小单位为一元",
    "ISO 4217",
  ],
  fromPosition: LEDGER_POSITION,
  toPosition: TAKING_POSITION,
  beyond: [
    "position on the taking fund's track, of a transfer payment and its recovery",
    "转移支付及其退回在收入资金轨上的位次",
  ],
  flags: ["advance, imported", "预付、导入"],
  class: ["class of a receipt or refund; 99 is an opening balance", "收款或退付的类别；99 为期初余额", "IMF GFSM 2014"],
  persons: ["how many natural persons a payment to a class paid", "向收款人类别支付时的人数"],
  detail: ["the payer's own reference", "付款方附言"],
  detailRaw: ["the reference as 32 bytes", "附言的 32 字节原文"],
  valueDate: ["day on which the money moved", "资金实际变动之日", "ISO 8601"],
  postedAt: ["time of the block that has it, UTC", "所在区块的时间，UTC", "ISO 8601"],
  document: ["SHA-256 of the supporting document", "佐证文件的 SHA-256", "FIPS 180-4"],
  cites: ["record number of the movement that it corrects", "所更正流水的记录编号"],
  undone: ["how much of it later movements have undone, minor units", "此后被撤销的金额，最小货币单位"],
  settlement: ["attested (bank money) or token", "据实记账（银行资金）或代币"],
  confirmed: ["record, day and document of the bank's confirmation", "银行到账确认的记录、日期和文件"],
  awaitsConfirmation: ["ordered and not confirmed by the bank yet", "已下达，银行尚未确认"],
  imported: ["equals published spending; no act of a budget authority", "与已公布支出相等；并非预算机关的行为"],
  chain: ["block, transaction, log and contract", "区块、交易、日志与合约"],
  final: ["deeper than the finality depth", "深于最终深度"],
} as const satisfies Record<string, Entry>;

const M = MOVEMENT_FIELDS;
const NAME = (of: string, zh: string): Entry => [`registered name of the ${of}`, `${zh}的登记名称`];
const OTHER = (of: string, zh: string): Entry => [`the ${of}'s name in the other language`, `${zh}的另一语言名称`];

/** Columns of /v1/movements.csv and its other formats, in their order. The indexer's tests hold that the file has these, in this order. */
export const CSV_COLUMNS = {
  record: M.record,
  kind: M.kind,
  from: M.from,
  from_name: NAME("giving account", "付出账户"),
  from_other_name: OTHER("giving account", "付出账户"),
  to: M.to,
  to_name: NAME("taking account", "收入账户"),
  to_other_name: OTHER("taking account", "收入账户"),
  payee: M.payee,
  payee_name: NAME("payee", "收款人"),
  payee_other_name: OTHER("payee", "收款人"),
  payer: M.payer,
  payer_name: NAME("payer", "缴款人"),
  payer_other_name: OTHER("payer", "缴款人"),
  agency: M.agency,
  agency_name: NAME("agency", "机构"),
  agency_other_name: OTHER("agency", "机构"),
  fund: M.fund,
  line: M.line,
  line_name: NAME("line", "指标"),
  line_other_name: OTHER("line", "指标"),
  function: M.function,
  function_label: ["the function in words", "功能分类的文字", "UN COFOG 1999"],
  economic: M.economic,
  class: M.class,
  year: M.year,
  amount_minor: M.amount,
  amount: ["the same with the currency's decimals, exact", "同一金额，按货币小数位写出，精确", "ISO 4217"],
  spent_minor: [
    "what it adds to spending, minor units: payments, and recoveries below zero",
    "计入支出的金额，最小货币单位：支付为正，退回为负",
  ],
  spent: ["the same with the currency's decimals, exact", "同一金额，按货币小数位写出，精确"],
  currency: M.currency,
  value_date: M.valueDate,
  posted_at: M.postedAt,
  persons: M.persons,
  reference: M.detail,
  document: M.document,
  cites: M.cites,
  undone_minor: M.undone,
  settlement: M.settlement,
  confirmed_record: ["record of the bank's confirmation", "银行到账确认的记录编号"],
  awaits_confirmation: M.awaitsConfirmation,
  advance: ["paid in advance of what it is for", "预付款"],
  imported: M.imported,
  block: ["number of the block", "区块号"],
  transaction: ["hash of the transaction", "交易哈希"],
  log_index: ["place of the event in its block", "事件在区块中的位置"],
} as const satisfies Record<string, Entry>;

/** Columns that the provable files have besides (docs/PROOFS.md). */
export const EXPORT_ONLY_COLUMNS = {
  event: ["name of the event", "事件名称"],
  exponent: M.exponent,
  from_position: M.fromPosition,
  to_position: M.toPosition,
  beyond: M.beyond,
  writer: ["contract that wrote the record", "写入记录的合约"],
  topics: ["topics of the raw event, which the record's hash is made of", "原始事件的主题，记录哈希由其构成", "EVM"],
  data: ["data of the raw event", "原始事件的数据", "EVM"],
} as const satisfies Record<string, Entry>;

export interface DictionaryEntry {
  name: string;
  en: string;
  zh: string;
  standard: string | null;
}

export function dictionary(of: Readonly<Record<string, Entry>>): DictionaryEntry[] {
  return Object.entries(of).map(([name, [en, zh, standard]]) => ({ name, en, zh, standard: standard ?? null }));
}

/** What the API's own description (/openapi.json) says of its fields, in Chinese. The indexer's tests hold that it is all. */
const DESCRIBED_ZH: Readonly<Record<string, string>> = {
  "0x and hex digits": "0x 加十六进制数字",
  "After this block the log had `size` records under `root`": "此区块之后，日志有 `size` 条记录，根哈希为 `root`",
  "A part of a movement that the amount passed through; see docs/TRAILS.md":
    "该金额所经过的某笔流水的一部分，见 docs/TRAILS.md",
  "Answers now": "现在应当答复的机构",
  "EIP-712 digest: what the witnesses signed": "EIP-712 摘要：见证人所签的内容",
  "How many acts came before the next one": "下一项操作之前已有多少项操作",
  "Minor units, an integer as text": "最小货币单位的整数，以文本表示",
  "Named by the opening": "立案时指明的机构",
  "Of a filter: hashes of the subtrees without rows, left to right": "筛选时：没有任何行的子树的哈希，从左到右",
  "Of everything that the filters match, one row for each currency. Null where too much would have to be read for it: /v1/movements.manifest.json with the same filters has it, and the number of rows":
    "符合筛选条件的全部流水之和，每种货币一行。需要读取的内容过多时为 null：同样条件的 /v1/movements.manifest.json 中有此数，并有行数",
  "Of the block, seconds since 1970": "区块时间，自 1970 年起的秒数",
  "Path and query that give this very file": "取得这份文件所用的路径和参数",
  "Present witnesses who did not sign it": "未签署此检查点的现任见证人",
  Seconds: "秒数",
  "Signed checkpoints with another root than the indexed log's": "根哈希与已索引日志不同的已签检查点",
  "Since the next smaller anchored checkpoint": "自上一个较小的已锚定检查点以来",
  "The indexed log's root and size beside the chain's own at the same block":
    "已索引日志的根哈希和条数，并列链上在同一区块的根哈希和条数",
  "The trail is that of the first so many records": "此来龙去脉只依据前这么多条记录",
  "This page's pieces by how they end; they make up `followed`": "本页各段按结局分列，合计为 `followed`",
  "What comes after this page: not followed yet": "本页之后、尚未追踪的金额",
  "Where the quorum was reached, the log's own chain first": "在哪些链上达到法定人数，日志所在的链排在最前",
  "Whether the indexed log has this root at this size; null where it is not that far":
    "已索引日志在此条数时是否为此根哈希；尚未索引到此条数时为 null",
  "origin: a receipt or an appropriation; spent: rests with a payee; returned: refunded, or given back to the act; held: still in the account; deeper: the depth asked for was reached; cut: one piece wanted more visits than allowed":
    "origin：来自收款或预算批准；spent：已付给收款人；returned：已退付，或退回预算决定；held：仍在账户中；deeper：到了所要求的层数；cut：某一段所需步数超过上限",
};

/** @returns null where there is none: an API may be newer than its reader */
export function describedZh(text: string): string | null {
  return Object.hasOwn(DESCRIBED_ZH, text) ? (DESCRIBED_ZH[text] ?? null) : null;
}
