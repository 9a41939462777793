// How a case goes from its submission to the moment at which it is carried out: mostly smoothly, sometimes not.
import { DUTY, LATENESS } from "../../deploy/procedure-terms.ts";
import type { Duty, ProcedureData, StepData } from "../../deploy/procedure-terms.ts";
import { PROCEDURES } from "../../deploy/procedures.ts";
import { isWorkday, workdayBefore } from "./calendar.ts";
import type { CaseUnit } from "./docket.ts";
import type { Random } from "./random.ts";

/** Who acts: the official who holds the duty then; `nth` of several. */
export interface Chair {
  agency: number;
  duty: Duty;
  nth?: number;
}

export type CaseAct =
  | { do: "submit"; by: Chair | { citizen: number } }
  | { do: "decide"; step: number; by: Chair; verdict: "approve" | "reject" | "return"; reason: string }
  /** The last approval, and the execution with it. */
  | { do: "finish"; step: number; by: Chair; reason: string }
  | { do: "conflict"; by: Chair; reason: string }
  | { do: "withdraw"; by: Chair; reason: string }
  | { do: "lapse" }
  | { do: "rule"; step: number }
  | { do: "execute" };

export interface TimedAct {
  /** Seconds since 1970. */
  at: number;
  act: CaseAct;
}

/** Parties that procedures name by their place, and who stands above whom. */
export interface Places {
  government: number;
  treasury: number;
  above: ReadonlyMap<number, number>;
  /** Agencies with a second checker. */
  twoCheckers: ReadonlySet<number>;
  /** From this amount on an approver decides, minor units. */
  approverFrom: bigint;
}

const DAY = 86_400;
/** Hours of the day (UTC) at which officials deal with what is not due yet; seconds from midnight. */
const SLOT = [3 * 3_600 + 600, 4 * 3_600 + 600, 5 * 3_600 + 600] as const;

const RETURNED = [
  "发票金额与验收单不一致，请核对后重新提交 Invoice and acceptance note differ; please check and submit again",
  "缺少合同附件 The contract is not attached",
  "收款账户信息不完整 The payee's account details are incomplete",
  "预算科目说明不清，请补充 Please explain the budget line",
] as const;

/** The procedure of a code. */
export function procedureOf(code: string): ProcedureData {
  const found = PROCEDURES.find((procedure) => procedure.code === code);
  if (found === undefined) throw new Error(`The catalogue has no procedure ${code}.`);
  return found;
}

/** Steps that a case of this amount takes, with their index in the procedure. */
export function routeOf(code: string, amount: bigint, places: Places): (StepData & { index: number })[] {
  return procedureOf(code)
    .steps.map((step, index) => ({ ...step, index }))
    .filter(({ above }) => !above || amount >= places.approverFrom);
}

export function submitterOf(code: string, agency: number, places: Places): Chair {
  const { duty, at } = procedureOf(code).submits;
  return { agency: at === undefined ? agency : places[at], duty };
}

export function chairOf(step: StepData, agency: number, places: Places): Chair {
  return { agency: step.at === undefined ? agency : places[step.at], duty: step.duty };
}

export function slot(day: number, place: 0 | 1 | 2): number {
  return day * DAY + SLOT[place];
}

/** Tells each case's course. Keeps count of what there should be a few of. */
export class Courses {
  readonly #random: Random;
  readonly #places: Places;
  readonly #left = { escalated: 3, conflict: 2 };

  constructor(random: Random, places: Places) {
    this.#random = random;
    this.#places = places;
  }

  /** The acts of a case that is carried out at `unit.at`, in order of time. */
  of(unit: CaseUnit): TimedAct[] {
    const route = routeOf(unit.procedure, unit.amount, this.#places);
    const draw = this.#random.int(1, 100);
    const special =
      this.#escalated(unit, route) ??
      this.#conflict(unit, route) ??
      (draw <= 4 ? this.#returned(unit, route) : draw <= 10 ? this.#late(unit, route) : undefined);
    return special ?? this.#plain(unit, route);
  }

  #plain(unit: CaseUnit, route: Route): TimedAct[] {
    const day = Math.floor(unit.at / DAY);
    const before = workdayBefore(day);
    const plans = [
      [day, day],
      [before, before],
      [workdayBefore(before), before],
      [before, day],
    ] as const;
    const first = this.#random.int(0, plans.length - 1);
    for (const plan of [plans[first], ...plans]) {
      if (plan === undefined) continue;
      const [submitted, decided] = plan;
      const times = [slot(submitted, 0), ...route.slice(1).map((_, i) => slot(decided, i === 0 ? 1 : 2))];
      if (fits(times, unit, route)) return this.#acts(unit, route, times);
    }
    // Everything in the minutes before it is carried out.
    const times = route.map((_, i) => unit.at - 480 + i * 120);
    return this.#acts(unit, route, times);
  }

  /** The first decider takes longer than the limit allows. */
  #late(unit: CaseUnit, route: Route): TimedAct[] | undefined {
    const day = Math.floor(unit.at / DAY);
    const [first] = route;
    if (first === undefined || first.lateness !== LATENESS.overdue) return undefined;
    const submitted = workdayBefore(day - Math.ceil(first.limit / DAY) - this.#random.int(2, 5));
    const decided = workdayBefore(day);
    const times = [slot(submitted, 0), ...route.slice(1).map((_, i) => slot(decided, i === 0 ? 1 : 2))];
    return times[0] !== undefined && times[0] > unit.earliest ? this.#acts(unit, route, times) : undefined;
  }

  /** Returned by the first decider, corrected, submitted again. */
  #returned(unit: CaseUnit, route: Route): TimedAct[] | undefined {
    const [first] = route;
    const days = [workdayBefore(Math.floor(unit.at / DAY))];
    while (days.length < 4) days.unshift(workdayBefore(days[0] ?? 0));
    const [submitted = 0, returned = 0, again = 0, decided = 0] = days;
    const isPayment = ["payment", "payroll", "commitment"].includes(unit.procedure);
    if (first === undefined || !isPayment || slot(submitted, 0) <= unit.earliest) return undefined;
    const by = chairOf(first, unit.agency, this.#places);
    const reason = this.#random.pick(RETURNED);
    const times = [slot(again, 0), ...route.slice(1).map((_, i) => slot(decided, i === 0 ? 1 : 2))];
    return [
      { at: slot(submitted, 0), act: { do: "submit", by: this.#submitter(unit) } },
      { at: slot(returned, 1), act: { do: "decide", step: first.index, by, verdict: "return", reason } },
      ...this.#acts(unit, route, times),
    ];
  }

  /** The approver lets the limit pass, and the agency above decides. */
  #escalated(unit: CaseUnit, route: Route): TimedAct[] | undefined {
    const at = route.findIndex(({ lateness }) => lateness === LATENESS.escalate);
    const step = route[at];
    const above = this.#places.above.get(unit.agency);
    if (this.#left.escalated === 0 || unit.procedure !== "payment" || at !== 1 || route.length !== 3) return undefined;
    if (step === undefined || above === undefined) return undefined;
    const day = Math.floor(unit.at / DAY);
    const decided = workdayBefore(day);
    const lapsed = decided - 1;
    let checked = lapsed - Math.ceil(step.limit / DAY) - 1;
    while (!isWorkday(checked)) checked -= 1;
    if (slot(checked, 0) <= unit.earliest || this.#random.chance(70)) return undefined;
    this.#left.escalated -= 1;
    const acts = this.#acts(unit, route, [slot(checked, 0), slot(checked, 1), slot(decided, 2)]);
    const acted = acts[2]?.act;
    if (acted?.do === "decide") acted.by = { agency: above, duty: step.escalation };
    return [...acts.slice(0, 2), { at: slot(lapsed, 1), act: { do: "lapse" } }, ...acts.slice(2)];
  }

  /** A checker declares an interest in the payee, and a colleague decides. */
  #conflict(unit: CaseUnit, route: Route): TimedAct[] | undefined {
    const [first, second] = route;
    const day = workdayBefore(Math.floor(unit.at / DAY));
    const wanted = this.#left.conflict > 0 && unit.procedure === "payment" && this.#places.twoCheckers.has(unit.agency);
    if (!wanted || first?.duty !== DUTY.checker || second === undefined) return undefined;
    if (slot(day, 0) <= unit.earliest || this.#random.chance(60)) return undefined;
    this.#left.conflict -= 1;
    const by = chairOf(first, unit.agency, this.#places);
    const times = [slot(day, 0), ...route.slice(1).map((_, i) => slot(day, i === 0 ? 1 : 2))];
    const acts = this.#acts(unit, route, times);
    const acted = acts[1]?.act;
    if (acted?.do === "decide") acted.by = { ...by, nth: 1 };
    const reason = "收款单位负责人是本人亲属，申请回避 The payee is run by a relative of mine: I step aside";
    return [...acts.slice(0, 1), { at: slot(day, 0) + 1_800, act: { do: "conflict", by, reason } }, ...acts.slice(1)];
  }

  /** Submission at the first time, one decision at each further one, and the last at `unit.at`. */
  #acts(unit: CaseUnit, route: Route, times: readonly number[]): TimedAct[] {
    const acts: TimedAct[] = [{ at: times[0] ?? unit.at, act: { do: "submit", by: this.#submitter(unit) } }];
    route.forEach((step, i) => {
      const by = chairOf(step, unit.agency, this.#places);
      const at = times[i + 1];
      if (at === undefined) acts.push({ at: unit.at, act: { do: "finish", step: step.index, by, reason: "" } });
      else acts.push({ at, act: { do: "decide", step: step.index, by, verdict: "approve", reason: "" } });
    });
    return acts;
  }

  #submitter(unit: CaseUnit): Chair {
    return submitterOf(unit.procedure, unit.agency, this.#places);
  }
}

type Route = readonly (StepData & { index: number })[];

/** Whether the times come after what the case speaks of, before it is carried out, and within the limits. */
function fits(times: readonly number[], unit: CaseUnit, route: Route): boolean {
  const [submitted = 0] = times;
  const ends = [...times.slice(1), unit.at];
  if (submitted <= unit.earliest + 600 || (times.at(-1) ?? 0) >= unit.at - 600) return false;
  return route.every(({ limit }, i) => limit === 0 || (ends[i] ?? 0) - (times[i] ?? 0) <= limit);
}
