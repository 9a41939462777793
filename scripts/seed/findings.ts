// What the demonstration's auditors find in its year, and what the agencies answer: every severity, every state, some of it late.
import type { FindingActName, SeverityName } from "@mingzhang/sdk/findings";
import { zeroHash } from "viem";
import type { Hex } from "viem";
import { AGENCIES } from "./city.ts";
import { on, workdayFrom } from "./calendar.ts";
import type { Chair } from "./courses.ts";
import { found } from "./state.ts";
import type { City, PaidState } from "./state.ts";
import { DUTY } from "../../deploy/procedure-terms.ts";

/** What a finding is about, while the year is planned. */
export type PlannedSubject =
  | { kind: "movement"; ref: number }
  /** The case that brought a movement about. */
  | { kind: "case"; ref: number }
  /** Number that the generator gave. */
  | { kind: "line"; line: bigint }
  | { kind: "party"; party: number }
  | { kind: "period"; firstDay: number; lastDay: number };

export interface FindingOpens {
  do: "open";
  key: string;
  by: Chair;
  office: number;
  agency: number;
  severity: SeverityName;
  subject: PlannedSubject;
  days: number;
  text: string;
  document: Hex;
}

export interface FindingActs {
  do: FindingActName;
  key: string;
  by: Chair;
  /** Agency above the one that answers. */
  above: number;
  text: string;
  document: Hex;
}

export type FindingAct = FindingOpens | FindingActs;

/** `day` is month-day; auditors work in pairs, `by` says which of the two. */
interface Told {
  key: string;
  day: string;
  /** Key of the agency that has to answer. */
  agency: string;
  severity: SeverityName;
  subject: PlannedSubject;
  days: number;
  text: string;
  note?: string;
  then?: readonly { day: string; do: FindingActName; text: string; note?: string; by?: 0 | 1 }[];
}

const HOURS = 3_600;

/** All acts with their times, seconds since 1970. */
export function findingsOf(city: City): { at: number; act: FindingAct }[] {
  const office = found(city.parties, "audit");
  const above = new Map([["treasury", "city"], ...AGENCIES.map(({ key, above }) => [key, above] as const)]);
  const document = (text: string | undefined) => (text === undefined ? zeroHash : city.agenda.document(text));
  return storiesOf(city).flatMap((told, place) => {
    const at = (day: string, step: number) => workdayFrom(on(day)) * 86_400 + 3 * HOURS + place * 60 + step;
    let answers = told.agency;
    const { key, severity, subject, days, text } = told;
    const opens: FindingAct = {
      do: "open",
      key,
      by: { agency: office, duty: DUTY.auditor, nth: place % 2 },
      office,
      agency: found(city.parties, told.agency),
      severity,
      subject,
      days,
      text,
      document: document(told.note),
    };
    const later = (told.then ?? []).map((each, step) => {
      const answering: Chair = { agency: found(city.parties, answers), duty: DUTY.checker };
      const auditing: Chair = { agency: office, duty: DUTY.auditor, nth: each.by ?? place % 2 };
      const higher = above.get(answers) ?? answers;
      const act: FindingAct = {
        do: each.do,
        key,
        by: each.do === "answer" ? answering : auditing,
        above: found(city.parties, higher),
        text: each.text,
        document: document(each.note),
      };
      if (each.do === "escalate") answers = higher;
      return { at: at(each.day, step + 1), act };
    });
    return [{ at: at(told.day, 0), act: opens }, ...later];
  });
}

function storiesOf(city: City): Told[] {
  const paidBefore = (agency: string, day: string, nth = 0): PaidState => {
    const all = city.paid.filter(({ ref, commitment }) => {
      const { data } = commitment.line;
      const posted = city.agenda.books.moves[ref]?.day ?? Infinity;
      return data.agency === agency && (data.unit ?? agency) === agency && posted < on(day) - 5;
    });
    const one = all.at(-1 - nth);
    if (one === undefined) throw new Error(`The demonstration's ${agency} has paid nothing before ${day}.`);
    return one;
  };
  const payment = (agency: string, day: string, nth = 0): PlannedSubject => ({
    kind: "movement",
    ref: paidBefore(agency, day, nth).ref,
  });
  const caseOf = (agency: string, day: string): PlannedSubject => ({
    kind: "case",
    ref: paidBefore(agency, day, 2).ref,
  });
  const lineOf = (agency: string, day: string): PlannedSubject => ({
    kind: "line",
    line: paidBefore(agency, day).commitment.line.account,
  });
  const party = (key: string): PlannedSubject => ({ kind: "party", party: found(city.parties, key) });
  return [
    {
      key: "acceptance",
      day: "03-24",
      agency: "housing",
      severity: "major",
      subject: payment("housing", "03-24"),
      days: 30,
      text: "付款时未见验收单。请说明何时验收、由谁签字，并补交验收单。\nPaid before the acceptance note was there. Say when and by whom the work was accepted, and send the note.",
      note: "审计取证单：付款凭证与合同第七条（验收后付款）不符。Audit note: the voucher does not fit clause 7 of the contract (payment after acceptance).",
      then: [
        {
          day: "04-14",
          do: "answer",
          text: "验收已于付款前完成，验收单漏附。现补交。\nThe work had been accepted before; the note was not attached. It is attached now.",
          note: "验收单（补交）Acceptance note (sent later)",
        },
        { day: "04-21", do: "resolve", text: "验收单日期早于付款，予以认定。\nThe note is dated before the payment." },
      ],
    },
    {
      key: "splitting",
      day: "04-15",
      agency: "education",
      severity: "minor",
      subject: caseOf("education", "04-15"),
      days: 20,
      text: "同一供应商的相近采购分次报批，请说明未合并的理由。\nSimilar purchases from one supplier were brought in parts. Say why they were not one.",
      then: [
        {
          day: "04-28",
          do: "answer",
          text: "两校分别提出需求，时间不同。今后将合并采购。\nTwo schools asked at different times. We shall buy together from now on.",
        },
        {
          day: "05-12",
          do: "resolve",
          text: "说明属实，建议已采纳。\nThe explanation is right, and our advice is taken.",
        },
      ],
    },
    {
      key: "period",
      day: "05-20",
      agency: "treasury",
      severity: "note",
      subject: { kind: "period", firstDay: on("01-01"), lastDay: on("03-31") },
      days: 30,
      text: "第一季度银行确认平均滞后超过五个工作日，建议每日核对。\nIn the first quarter bank confirmations came more than five working days late on average. We advise to reconcile daily.",
      then: [
        {
          day: "06-10",
          do: "answer",
          text: "自七月起改为每日核对。\nFrom July on we reconcile daily.",
        },
        { day: "06-24", do: "resolve", text: "予以采纳。\nAgreed." },
      ],
    },
    {
      key: "pace",
      day: "06-03",
      agency: "culture",
      severity: "minor",
      subject: lineOf("culture", "06-03"),
      days: 30,
      text: "此项指标上半年执行明显偏慢，请说明用款计划。\nThis line is spent far too slowly in the first half of the year. Send the plan of spending.",
      then: [
        {
          day: "07-20",
          do: "answer",
          text: "设备到货推迟，付款集中在下半年。\nDelivery of equipment was put off; payment comes in the second half.",
        },
        {
          day: "08-05",
          do: "resolve",
          text: "答复逾期，内容予以认可。\nThe answer came late; what it says is accepted.",
        },
      ],
    },
    {
      key: "price",
      day: "07-06",
      agency: "transport",
      severity: "critical",
      subject: payment("transport", "07-06"),
      days: 20,
      text: "单价高于中标价，疑似多付。请立即核对并追回差额。\nThe unit price is above the bid that won; it looks overpaid. Check at once and recover the difference.",
      note: "审计取证单：中标通知书与付款凭证单价对照表。Audit note: prices of the winning bid and of the voucher side by side.",
      then: [
        {
          day: "08-04",
          do: "escalate",
          text: "逾期未答复，提请市政府督促。\nNo answer in time: taken to the city government.",
        },
        {
          day: "08-18",
          do: "answer",
          text: "已责成交通局核对：差价为合同第十二条约定的材料调价，附补充协议。\nThe bureau was made to check: the difference is the adjustment for materials under clause 12, agreement attached.",
          note: "补充协议 Supplementary agreement",
        },
        {
          day: "09-02",
          do: "resolve",
          text: "补充协议有效，未多付。逾期答复一事另行通报。\nThe agreement is valid, nothing was overpaid. The missing answer is reported apart.",
        },
      ],
    },
    {
      key: "advance",
      day: "07-22",
      agency: "health",
      severity: "major",
      subject: payment("health", "07-22", 1),
      days: 25,
      text: "预付款超过合同约定比例。请说明依据。\nThe advance is above the share that the contract allows. Say on what ground.",
      then: [
        { day: "08-10", do: "answer", text: "供应商要求。\nThe supplier asked for it." },
        {
          day: "08-17",
          do: "reopen",
          text: "供应商的要求不是依据。请提供批准文件，或收回多付部分。\nA wish of the supplier is no ground. Send the approval, or recover what is too much.",
          by: 1,
        },
        {
          day: "09-04",
          do: "answer",
          text: "已与供应商签订退款协议，多付部分于本月冲抵。\nWe agreed with the supplier that the excess is set off this month.",
          note: "退款协议 Agreement on setting off",
        },
        { day: "09-18", do: "resolve", text: "已冲抵，予以认定。\nIt is set off." },
      ],
    },
    {
      key: "supplier",
      day: "08-26",
      agency: "office",
      severity: "minor",
      subject: party("office"),
      days: 30,
      text: "印章与用印登记不全，有三次付款无登记。\nThe register of seals has gaps: three payments are not in it.",
      then: [
        {
          day: "09-22",
          do: "answer",
          text: "登记簿已补齐，责任人已谈话。\nThe register is completed, and whoever was in charge was spoken to.",
        },
      ],
    },
    {
      key: "benefit",
      day: "09-09",
      agency: "civil",
      severity: "major",
      subject: payment("civil", "09-09"),
      days: 30,
      text: "发放人数与上月核定人数不符。请附核定名册的汇总。\nThe number of persons differs from the one approved for the month before. Send the totals of the approved list.",
      then: [
        {
          day: "10-12",
          do: "answer",
          text: "新增人员经街道核定，汇总附后。\nThose who are new were approved by the sub-districts; totals attached.",
          note: "核定人数汇总 Totals of approved persons",
        },
        { day: "10-20", do: "resolve", text: "人数相符。\nThe numbers agree." },
      ],
    },
    {
      key: "police",
      day: "10-14",
      agency: "police",
      severity: "note",
      subject: lineOf("police", "10-14"),
      days: 45,
      text: "车辆费用全部列入同一指标，建议按用途细分。\nAll costs of cars stand in one line. We advise to divide it by purpose.",
      then: [{ day: "11-10", do: "answer", text: "明年预算中细分。\nIt will be divided in next year's budget." }],
    },
    {
      key: "environment",
      day: "10-27",
      agency: "environment",
      severity: "major",
      subject: payment("environment", "10-27"),
      days: 30,
      text: "监测报告尚未提交即支付尾款。\nThe last instalment was paid before the report of measurements was there.",
    },
    {
      key: "science",
      day: "11-04",
      agency: "science",
      severity: "minor",
      subject: caseOf("science", "11-04"),
      days: 14,
      text: "评审意见未附，请补交。\nThe reviewers' opinions are not attached. Please send them.",
    },
    {
      key: "land",
      day: "11-09",
      agency: "land",
      severity: "critical",
      subject: payment("land", "11-09"),
      days: 20,
      text: "收款方与合同方不一致，请说明并提供授权。\nWho was paid is not whom the contract names. Explain, and show by what authority.",
      then: [
        {
          day: "12-04",
          do: "escalate",
          text: "事关重大且逾期，提请市政府。\nGrave, and no answer in time: taken to the city government.",
        },
      ],
    },
    {
      key: "agriculture",
      day: "11-18",
      agency: "agriculture",
      severity: "minor",
      subject: payment("agriculture", "11-18"),
      days: 20,
      text: "补贴公示不足七天。\nThe grant was made public for less than seven days.",
      then: [
        { day: "11-27", do: "answer", text: "公示时间为七天。\nIt was public for seven days." },
        {
          day: "12-02",
          do: "reopen",
          text: "网站记录显示为五天，请再核。\nThe record of the site says five days. Check again.",
        },
      ],
    },
    {
      key: "emergency",
      day: "12-02",
      agency: "emergency",
      severity: "note",
      subject: payment("emergency", "12-02"),
      days: 30,
      text: "物资入库单缺少第二人签字。\nThe receipt of goods lacks a second signature.",
    },
    {
      key: "year",
      day: "12-15",
      agency: "treasury",
      severity: "minor",
      subject: { kind: "period", firstDay: on("10-01"), lastDay: on("11-30") },
      days: 30,
      text: "第四季度支付过于集中，请说明年末控制措施。\nPayments crowd in the last quarter. Say how the year's end is kept in hand.",
    },
  ];
}
