// Cases beside the year's own: refused, withdrawn, and those that are with their deciders when the year has been told.
import { localAccount } from "../chain/local-accounts.ts";
import { SEAT_END } from "../chain/offices.ts";
import { order } from "../chain/orders.ts";
import { textDetail } from "../import/plan.ts";
import type { Piece } from "./agenda.ts";
import { DAYS, on } from "./calendar.ts";
import { voucher } from "./cash.ts";
import { chairOf, routeOf, slot, submitterOf } from "./courses.ts";
import type { Chair, Places, TimedAct } from "./courses.ts";
import { caseUnit } from "./docket.ts";
import type { CaseUnit } from "./docket.ts";
import { CANDIDATES, SUCCESSOR } from "./officials.ts";
import { least } from "./permission.ts";
import { found, opened } from "./state.ts";
import type { City, CommitmentState } from "./state.ts";
import { LAPSING } from "./year-end.ts";

export interface Story {
  unit: CaseUnit;
  acts: TimedAct[];
}

const DUPLICATE = "与已支付凭证重复，不予支付 The same bill was paid before: refused";
const MISTAKEN = "金额填写有误，撤回重报 Wrong amount: withdrawn to be submitted anew";
const RETURNED = "请补充验收单 Please attach the acceptance note";

/** Everything beside the year's own cases but permits. */
export function storiesOf(city: City, places: Places): Story[] {
  return [
    ...failed(city, places),
    succession(city, places),
    ...openPayments(city, places),
    ...openSeats(city, places),
    ...openBudget(city, places),
  ];
}

/** A bill that was paid already is refused by the treasurer; another is withdrawn by its maker. */
function failed(city: City, places: Places): Story[] {
  const paid = city.paid.filter(({ ref, commitment }) => {
    const day = city.agenda.books.moves[ref]?.day ?? 0;
    return day > on("04-10") && day < on("06-10") && commitment.line.data.manner === "running";
  });
  const [first, second] = [paid[0], paid.at(-1)];
  if (first === undefined || second === undefined) return [];
  const story = (commitment: CommitmentState, amount: bigint, tell: (story: Teller) => TimedAct[]): Story => {
    const unit = caseUnit(payment(city, commitment, amount, "MAY"));
    return { unit, acts: tell(new Teller(unit, places)) };
  };
  const days = [on("06-22"), on("06-23"), on("06-24")] as const;
  return [
    story(first.commitment, first.plan.amount, (teller) => [
      teller.submit(slot(days[0], 0)),
      ...teller.approveUpTo(slot(days[1], 1), -1),
      teller.last(slot(days[2], 2), "reject", DUPLICATE),
    ]),
    story(second.commitment, second.plan.amount, (teller) => [
      teller.submit(slot(days[0], 0)),
      teller.withdraw(slot(days[1], 0), MISTAKEN),
    ]),
  ];
}

/** The housing bureau's maker leaves in June and submits the case that seats the successor. */
function succession(city: City, places: Places): Story {
  const from = on(SUCCESSOR.from) * 86_400;
  const unit = caseUnit(appointment(city, SUCCESSOR, from));
  const teller = new Teller(unit, places);
  return {
    unit,
    acts: [
      teller.submit(slot(on("06-25"), 0)),
      ...teller.approveUpTo(slot(on("06-26"), 1), -1),
      teller.finish(slot(on("06-29"), 1)),
    ],
  };
}

/** One payment for each agency stands at one step or another. */
function openPayments(city: City, places: Places): Story[] {
  const stories: Story[] = [];
  const seen = new Set<number>();
  for (const { commitments } of city.lines.values()) {
    for (const commitment of commitments) {
      const { plan, account } = commitment;
      const agency = account === undefined ? undefined : city.agenda.holdings.owners.get(account);
      if (account === undefined || agency === undefined || plan.held === undefined || seen.has(agency)) continue;
      const amount = least(plan.held, city.agenda.books.available(account));
      if (amount === 0n) continue;
      seen.add(agency);
      const unit = caseUnit(payment(city, commitment, amount, "DEC"));
      stories.push({ unit, acts: unfinished(new Teller(unit, places), stories.length) });
    }
  }
  return stories;
}

function unfinished(teller: Teller, number: number): TimedAct[] {
  const first = DAYS.yearEnd;
  switch (number % 4) {
    case 0:
      // Late by the end, in public.
      return [teller.submit(slot(first, 0))];
    case 1:
      return [teller.submit(slot(first + 2, 0)), ...teller.approveUpTo(slot(first + 3, 1), number % 8 === 1 ? 1 : -1)];
    case 2:
      return [teller.submit(slot(first + 1, 0)), teller.first(slot(first + 2, 1), "return", RETURNED)];
    default:
      return [teller.submit(slot(first + 3, 0))];
  }
}

function openSeats(city: City, places: Places): Story[] {
  return CANDIDATES.map((candidate, i) => {
    const unit = caseUnit(appointment(city, candidate, on("12-31") * 86_400));
    const teller = new Teller(unit, places);
    const submitted = teller.submit(slot(DAYS.yearEnd + 2, 0));
    return { unit, acts: i === 0 ? [submitted, ...teller.approveUpTo(slot(DAYS.yearEnd + 3, 1), 1)] : [submitted] };
  });
}

/** A balance that is to lapse, and a virement between lines of the next year. */
function openBudget(city: City, places: Places): Story[] {
  const { agenda, government } = city;
  const stories: Story[] = [];
  const line = found(city.lines, LAPSING);
  const left = agenda.books.available(line.account);
  if (left > 0n) {
    const entry = { to: city.acts.original, amount: left, detail: textDetail("LAPSE-2026") };
    const purpose = `年终结余收回 Lapse: ${line.data.zh} ${line.data.en}`;
    const work = { type: "orders", order: order("lapse", line.account, [entry]), cites: [] } as const;
    const unit = caseUnit({
      procedure: "cut-lapse",
      agency: government,
      purpose,
      work: { ...work, cites: [] },
      refs: [],
    });
    stories.push({ unit, acts: [new Teller(unit, places).submit(slot(DAYS.yearEnd + 3, 0))] });
  }
  const [giver, taker] = [city.carried.get("city-building"), city.carried.get("social-housing")];
  const spare = giver === undefined ? 0n : agenda.books.available(giver) / 4n;
  if (giver !== undefined && taker !== undefined && spare > 0n) {
    const entry = { to: taker, amount: spare, detail: textDetail("VIR-2027-01") };
    const purpose = "预算调剂：道路建设调至保障性住房 Virement from road construction to social housing";
    const made = order("virement", giver, [entry], { document: agenda.document(`${purpose}\n2027\n`) });
    const agency = found(city.parties, "housing");
    const unit = caseUnit({
      procedure: "virement",
      agency,
      purpose,
      work: { type: "orders", order: made, cites: [] },
      refs: [],
    });
    const teller = new Teller(unit, places);
    const day = DAYS.yearEnd + 3;
    stories.push({ unit, acts: [teller.submit(slot(day, 0)), ...teller.approveUpTo(slot(day, 1), 1)] });
  }
  return stories;
}

/** A payment order that moves nothing unless its case is approved. */
function payment(city: City, commitment: CommitmentState, amount: bigint, mark: string): Piece {
  const { plan, line, account } = commitment;
  city.vouchers += 1;
  const number = `PV-2026-${String(city.vouchers).padStart(6, "0")}`;
  const day = mark === "DEC" ? DAYS.last : on("06-24");
  const bill = { day, amount, purpose: { zh: "末期款", en: "Last bill" } };
  const document = city.agenda.document(voucher(number, day, commitment, bill));
  const kind = "fund" in plan.payee ? "transfer-payment" : "payment";
  const entries = [{ to: opened(account), amount, detail: textDetail(number) }];
  const made = order(kind, line.fund, entries, { valueDate: day, document });
  return {
    procedure: "payment",
    agency: found(city.agenda.holdings.owners, opened(account)),
    purpose: `${plan.title.zh}：${bill.purpose.zh} ${plan.title.en}: ${bill.purpose.en}`,
    work: { type: "orders", order: made, cites: [] },
    refs: [],
  };
}

function appointment(city: City, who: (typeof CANDIDATES)[number] | typeof SUCCESSOR, from: number): Piece {
  const agency = found(city.parties, who.agency);
  const seat = {
    dismiss: false,
    agency,
    duty: "maker",
    holder: localAccount(who.account).address,
    official: 0,
    name: who.zh,
    otherName: who.en,
    from,
    until: SEAT_END,
  } as const;
  return { procedure: "seat", agency, purpose: "", work: { type: "seat", seat }, refs: [] };
}

/** Tells a case step by step. */
class Teller {
  readonly #unit: CaseUnit;
  readonly #places: Places;

  constructor(unit: CaseUnit, places: Places) {
    this.#unit = unit;
    this.#places = places;
  }

  submit(at: number): TimedAct {
    return { at, act: { do: "submit", by: submitterOf(this.#unit.procedure, this.#unit.agency, this.#places) } };
  }

  withdraw(at: number, reason: string): TimedAct {
    return {
      at,
      act: { do: "withdraw", by: submitterOf(this.#unit.procedure, this.#unit.agency, this.#places), reason },
    };
  }

  /** The first `count` approvals, or all but the last `-count`, an hour from one to the next. */
  approveUpTo(at: number, count: number): TimedAct[] {
    return this.#route.slice(0, count).map(({ index, by }, i) => ({
      at: at + i * 3_600,
      act: { do: "decide", step: index, by, verdict: "approve", reason: "" },
    }));
  }

  first(at: number, verdict: "return" | "reject", reason: string): TimedAct {
    return this.#decide(at, this.#route[0], verdict, reason);
  }

  last(at: number, verdict: "return" | "reject", reason: string): TimedAct {
    return this.#decide(at, this.#route.at(-1), verdict, reason);
  }

  finish(at: number): TimedAct {
    const { index, by } = this.#present(this.#route.at(-1));
    return { at, act: { do: "finish", step: index, by, reason: "" } };
  }

  #decide(at: number, step: RouteStep | undefined, verdict: "return" | "reject", reason: string): TimedAct {
    const { index, by } = this.#present(step);
    return { at, act: { do: "decide", step: index, by, verdict, reason } };
  }

  get #route(): RouteStep[] {
    const { procedure, agency, amount } = this.#unit;
    return routeOf(procedure, amount, this.#places).map((step) => ({
      index: step.index,
      by: chairOf(step, agency, this.#places),
    }));
  }

  #present(step: RouteStep | undefined): RouteStep {
    if (step === undefined) throw new Error(`Procedure ${this.#unit.procedure} has no such step.`);
    return step;
  }
}

interface RouteStep {
  index: number;
  by: Chair;
}
