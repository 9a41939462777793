// Permits of the demonstration: granted by decision, by silence and by rule; refused, revoked, expired, and applied for.
import type { PermitOrder } from "@mingzhang/sdk/cases/payloads";
import { zeroHash } from "viem";
import { DUTY, limit, LATENESS, person } from "../../deploy/procedure-terms.ts";
import type { ProcedureData } from "../../deploy/procedure-terms.ts";
import { PERMIT_GRANT, PERMITS } from "../../deploy/procedures.ts";
import { DAYS, on } from "./calendar.ts";
import { slot } from "./courses.ts";
import type { CaseAct, TimedAct } from "./courses.ts";
import { caseUnit } from "./docket.ts";
import { ELIGIBLE, evidenceOf, holderOf } from "./holders.ts";
import type { Holder } from "./holders.ts";
import type { Story } from "./stories.ts";
import { found } from "./state.ts";
import type { City } from "./state.ts";

/** Agency that citizens apply to: both procedures name it, so that nobody can choose whose silence or rule decides. */
export const PERMIT_AGENCY = "housing";

/** When the citizens' procedures are announced, and when they are published: their public wait lies between. */
export const ANNOUNCED = slot(on("01-12"), 0);
export const PUBLISHED = slot(on("01-16"), 0);

/** Silence approves. No standard catalogue can have it: the agency that it names is each government's own. */
export const BY_SILENCE: ProcedureData = {
  code: "permit",
  zh: "集市摊位许可延续（逾期未决定视为准予）",
  en: "Extension of a market stall permit (deemed granted when not decided in time)",
  law: "《中华人民共和国行政许可法》第五十条（逾期未作决定的，视为准予延续） Administrative Licensing Law of the PRC, art. 50 (no decision in time: extension deemed granted)",
  handler: "permits",
  scope: 2 ** PERMITS.marketStall.type + PERMIT_GRANT,
  submits: { duty: DUTY.none },
  steps: [person(0, DUTY.checker, { limit: limit(20), lateness: LATENESS.approve })],
};

/** Decided by a rule alone, without an official. Its text says the terms that the rule grants (STREET_TERMS), to be copied. */
export const BY_RULE: ProcedureData = {
  code: "permit-auto",
  zh: "便民流动摊位许可（系统自动审批）",
  en: "Street trader's permit, decided by rule",
  law: "《优化营商环境条例》（国务院令第722号） Regulation on Improving the Business Environment, State Council Order No. 722. 许可内容 Terms: “便民流动摊位许可 Street trader's permit”, 365 天 days, “限指定区域 In the marked places alone”",
  handler: "permits",
  scope: 2 ** PERMITS.streetTrader.type + PERMIT_GRANT,
  submits: { duty: DUTY.none },
  // The rule's step; its contract is put in when it is announced.
  steps: [
    {
      stage: 0,
      duty: DUTY.none,
      quorum: 0,
      limit: limit(1),
      lateness: LATENESS.overdue,
      escalation: DUTY.none,
      above: false,
    },
  ],
};

const YEAR_SECONDS = limit(365);
const REVOKED = "长期占用消防通道，经责令改正后仍不改正 Blocked a fire lane and did not clear it when told to";
const REFUSED = "原许可已注销，不符合延续条件 The former permit was cancelled: it cannot be extended";
const RETURNED = "请补充摊位位置图 Please attach a plan of the stall";

/** All permit cases; `citizen` in their acts is the number of an account that applies. */
export function permitStories(city: City): Story[] {
  const agency = found(city.parties, PERMIT_AGENCY);
  const checker = { agency, duty: DUTY.checker };
  const submit = (day: string, citizen: number): TimedAct => act(slot(on(day), 0), { do: "submit", by: { citizen } });
  const approve = (day: string): TimedAct => act(slot(on(day), 1), { do: "finish", step: 0, by: checker, reason: "" });
  const refuse = (day: string, verdict: "reject" | "return", reason: string): TimedAct =>
    act(slot(on(day), 1), { do: "decide", step: 0, by: checker, verdict, reason });
  const extension = (number: number, term: number, acts: TimedAct[]): Story => ({
    unit: permitCase(BY_SILENCE.code, agency, stall(holderOf(number), term)),
    acts,
  });
  const bySilence = (number: number, day: string, decided: string): Story =>
    extension(number, YEAR_SECONDS, [
      submit(day, number),
      act(slot(on(decided), 1), { do: "lapse" }),
      act(slot(on(decided), 1), { do: "execute" }),
    ]);
  const byRule = (number: number, day: string, approved: boolean): Story => {
    const holder = approved ? (ELIGIBLE[number] ?? holderOf(0)) : holderOf(99);
    const order = street(holder);
    const ruled = slot(on(day), 0) + 300;
    const acts = [submit(day, 10 + number), act(ruled, { do: "rule", step: 0 })];
    if (approved) acts.push(act(ruled, { do: "execute" }));
    return { unit: permitCase(BY_RULE.code, agency, order), acts };
  };
  return [
    // Permit 1 runs out in May.
    extension(1, limit(90), [submit("02-03", 1), approve("02-06")]),
    // Permit 2 is revoked in August.
    extension(2, YEAR_SECONDS, [submit("03-02", 2), approve("03-05")]),
    byRule(0, "03-09", true),
    byRule(1, "04-13", true),
    extension(3, YEAR_SECONDS, [
      submit("04-20", 3),
      refuse("04-22", "return", RETURNED),
      submit("04-24", 3),
      approve("04-28"),
    ]),
    bySilence(4, "05-06", "05-28"),
    extension(5, YEAR_SECONDS, [submit("06-08", 5), refuse("06-11", "reject", REFUSED)]),
    byRule(2, "06-15", true),
    byRule(3, "07-06", false),
    extension(6, YEAR_SECONDS, [submit("07-13", 6), approve("07-15")]),
    revocation(city, agency),
    bySilence(7, "09-08", "09-30"),
    byRule(4, "10-12", true),
    byRule(5, "11-16", true),
    // With the checker when the demonstration ends.
    extension(8, YEAR_SECONDS, [submit("12-10", 8)]),
    extension(9, YEAR_SECONDS, [act(slot(DAYS.last - 1, 0), { do: "submit", by: { citizen: 9 } })]),
  ];
}

function revocation(city: City, agency: number): Story {
  const document = city.agenda.document(`责令改正通知书 Order to clear the lane\n${REVOKED}\n演示 Demonstration\n`);
  const order: PermitOrder = {
    ...NOTHING,
    revokes: 2n,
    permitType: PERMITS.marketStall.type,
    holder: holderOf(2).word,
    conditions: REVOKED,
    document,
  };
  const by = (duty: 2 | 3 | 4) => ({ agency, duty });
  return {
    unit: permitCase("permit-revocation", agency, order),
    acts: [
      act(slot(on("08-10"), 0), { do: "submit", by: by(DUTY.maker) }),
      act(slot(on("08-11"), 1), { do: "decide", step: 0, by: by(DUTY.checker), verdict: "approve", reason: "" }),
      act(slot(on("08-12"), 2), { do: "finish", step: 1, by: by(DUTY.approver), reason: "" }),
    ],
  };
}

const NOTHING: PermitOrder = {
  revokes: 0n,
  permitType: 0,
  typeName: "",
  holder: zeroHash,
  validFrom: 0,
  validUntil: 0,
  term: 0,
  conditions: "",
  document: zeroHash,
  evidence: "0x",
};

function stall({ word }: Holder, term: number): PermitOrder {
  const { type, name } = PERMITS.marketStall;
  const conditions = "每日 6:00–20:00，不得占用消防通道 Daily 6:00 to 20:00, fire lanes kept clear";
  return { ...NOTHING, permitType: type, typeName: name, holder: word, term, conditions };
}

/** The one order that the rule grants, but for holder and evidence: its terms are fixed when the rule is deployed. */
export const STREET_TERMS = {
  permitType: PERMITS.streetTrader.type,
  typeName: PERMITS.streetTrader.name,
  validFrom: 0,
  validUntil: 0,
  term: YEAR_SECONDS,
  conditions: "限指定区域 In the marked places alone",
} as const;

function street(holder: Holder): PermitOrder {
  return { ...NOTHING, ...STREET_TERMS, holder: holder.word, evidence: evidenceOf(holder) };
}

function permitCase(procedure: string, agency: number, permit: PermitOrder): Story["unit"] {
  return caseUnit({ procedure, agency, purpose: "", work: { type: "permit", permit }, refs: [] });
}

function act(at: number, what: CaseAct): TimedAct {
  return { at, act: what };
}
