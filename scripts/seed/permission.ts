// The budget book through the year: provisional and original budget, allotments, commitments, supplements, cuts.
import { zeroHash } from "viem";
import { HOUR } from "./agenda.ts";
import type { PlannedEntry } from "./agenda.ts";
import { DAYS, on, workdayFrom } from "./calendar.ts";
import { demonstrationRoot, pay } from "./cash.ts";
import { WAN } from "./city.ts";
import { openAct } from "./setup.ts";
import { found, opened } from "./state.ts";
import type { City, CommitmentState, LineState } from "./state.ts";

/** Thousand yuan in fen: budgets are rounded to it. */
const THOUSAND = 100_000n;

/** Schedules the budget book. */
export function scheduleBudget(city: City): void {
  const { agenda } = city;
  agenda.at(DAYS.provisional, HOUR.budget, () => {
    const needs = new Map<LineState, bigint>();
    for (const line of city.lines.values()) {
      const need = frameworkNeed(line, 0, DAYS.original);
      if (need > 0n) needs.set(line, need);
    }
    for (const [line, need] of needs) line.provisional = roundUp(need);
    appropriate(
      city,
      city.acts.provisional,
      [...needs.keys()].map((line) => [line, line.provisional]),
    );
    for (const [line, need] of needs) allot(city, line, need);
    for (const line of needs.keys()) commitFrameworks(city, line, 0, DAYS.original);
  });

  agenda.at(DAYS.original, HOUR.budget, () => {
    const lines = [...city.lines.values()];
    appropriate(
      city,
      city.acts.original,
      lines.map((line) => [line, BigInt(line.data.year) * WAN - line.provisional]),
    );
    for (const line of lines) {
      const slack = city.random.chance(40) ? (BigInt(line.data.year) * WAN * 12n) / 1_000n : 0n;
      const need =
        frameworkNeed(line, DAYS.original, DAYS.halfYear) + contractNeed(line, 0, DAYS.halfYear) + beyond(line);
      if (need > 0n) allot(city, line, need + (need + slack <= agenda.books.available(line.account) / 2n ? slack : 0n));
      commitFrameworks(city, line, DAYS.original, DAYS.halfYear);
    }
  });

  agenda.at(DAYS.halfYear, HOUR.budget, () => {
    for (const line of city.lines.values()) {
      const need = frameworkNeed(line, DAYS.halfYear, Infinity) + contractNeed(line, DAYS.halfYear, Infinity);
      if (need > 0n) allot(city, line, need);
      commitFrameworks(city, line, DAYS.halfYear, Infinity);
    }
  });

  agenda.at(DAYS.original, HOUR.openings + 3, () => {
    for (const line of city.lines.values()) {
      for (const commitment of line.commitments.filter(({ plan }) => plan.atOnce)) {
        agenda.at(workdayFrom(Math.max(commitment.plan.from, DAYS.original + 1)), HOUR.budget, () =>
          commit(city, commitment, wholeNeed(commitment)),
        );
      }
    }
  });
  scheduleChanges(city);
}

/** Virements, supplementary budget, cuts and withdrawals. */
function scheduleChanges(city: City): void {
  const { agenda } = city;
  const virements: readonly (readonly [day: string, from: string, to: string, wan: number])[] = [
    ["07-13", "reserve", "fire", 800],
    ["07-14", "reserve", "irrigation", 600],
    ["05-12", "office-running", "audit-work", 50],
    ["06-09", "street-lights", "parks", 40],
    ["10-20", "library", "sport", 30],
    ["08-25", "land-work", "city-building", 25],
  ];
  for (const [date, from, to, wan] of virements) {
    agenda.at(workdayFrom(on(date)), HOUR.budget, () => {
      const giver = found(city.lines, from);
      const taker = found(city.lines, to);
      const amount = least(BigInt(wan) * WAN, agenda.books.available(giver.account));
      if (amount === 0n) return;
      const document = agenda.document(`预算调剂审批单 Virement\n${giver.data.zh} → ${taker.data.zh}\n${date}\n`);
      agenda.post("virement", giver.account, [{ to: taker.account, amount, detail: `VIR-${date}` }], { document });
      spendMore(city, taker, amount, date);
    });
  }

  agenda.at(DAYS.supplementary, HOUR.budget, () => {
    const act = openAct(city, 2, {
      zh: "关于批准2026年预算调整方案的决议",
      en: "Resolution approving the adjusted 2026 budget",
    });
    city.acts.supplementary = act;
    const more: [string, number][] = [
      ["public-health", 1_200],
      ["fire", 700],
      ["rural-roads", 900],
      ["sewage-works", 1_500],
      ["minimum-living", 260],
    ];
    const lines = more.map(([key, wan]): [LineState, bigint] => [found(city.lines, key), BigInt(wan) * WAN]);
    appropriate(city, act, lines);
    for (const [line, amount] of lines) spendMore(city, line, amount, "07-28");
  });

  agenda.at(DAYS.cuts, HOUR.budget, () => {
    for (const key of ["office-running", "library", "police-cameras", "finance-it", "reserve", "land-work"]) {
      const line = found(city.lines, key);
      const amount = (agenda.books.available(line.account) * 60n) / 100n;
      const detail = "CUT-2026-09";
      if (amount > 0n)
        agenda.post("cut", line.account, [{ to: city.acts.original, amount: roundDown(amount), detail }]);
    }
  });

  agenda.at(workdayFrom(on("10-22")), HOUR.budget, () => {
    for (const line of [...city.lines.values()].slice(0, 24)) {
      if (line.allotment === undefined || line.data.manner === "contract") continue;
      const amount = agenda.books.available(line.allotment) / 2n;
      if (amount > 0n) agenda.post("withdrawal", line.allotment, [{ to: line.account, amount, detail: "WDL-2026-10" }]);
    }
  });
}

/** Allots, commits and later pays what a line got beyond its plan. */
function spendMore(city: City, line: LineState, amount: bigint, why: string): void {
  const commitment = line.commitments[0];
  if (commitment === undefined) return;
  const share = (amount * 96n) / 100n;
  allot(city, line, share);
  commit(city, commitment, share);
  const parts = city.random.split(share, 3);
  const isClass = "class" in commitment.plan.payee;
  parts.forEach((part, i) => {
    const day = workdayFrom(city.agenda.day + 12 + 21 * i);
    const purpose = { zh: `追加安排（${why}）第${i + 1}期`, en: `Additional funds (${why}), part ${i + 1}` };
    const plan = { day, amount: part, purpose, persons: isClass ? line.data.persons : undefined };
    city.agenda.at(Math.min(day, DAYS.commitUntil), HOUR.payments, () => pay(city, commitment, plan));
  });
}

function appropriate(city: City, act: bigint, amounts: readonly (readonly [LineState, bigint])[]): void {
  const entries = amounts
    .filter(([, amount]) => amount > 0n)
    .map(([line, amount]): PlannedEntry => ({ to: line.account, amount, detail: line.data.national }));
  city.agenda.post("appropriation", act, entries);
}

/** Allots to the line's unit; opens the allotment with the first sum. */
export function allot(city: City, line: LineState, wanted: bigint): void {
  const { agenda } = city;
  const amount = least(wanted, agenda.books.available(line.account));
  if (amount === 0n) return;
  const detail = `ALT-${line.data.national}`;
  if (line.allotment !== undefined) {
    agenda.post("allotment", line.account, [{ to: line.allotment, amount, detail }]);
    return;
  }
  line.allotment = agenda.books.account("allotment");
  const unit = found(city.parties, line.data.unit ?? line.data.agency);
  agenda.holdings.owners.set(line.allotment, unit);
  const ref = agenda.books.move("allotment", line.account, line.allotment, amount, agenda.day);
  const spec = { line: line.account, unit, title: line.data.zh, otherTitle: line.data.en };
  const purpose = `下达指标 Allotment: ${line.data.zh} ${line.data.en}`;
  const agency = found(city.parties, line.data.agency);
  agenda.open("allotment", agency, purpose, { what: "allotment", specs: [spec] }, [line.allotment], {
    amounts: [amount],
    refs: [ref],
  });
}

/** Commits to the payee; opens the commitment with the first sum. */
export function commit(city: City, commitment: CommitmentState, wanted: bigint): void {
  const { agenda } = city;
  const { line, plan } = commitment;
  if (wanted === 0n) return;
  const allotment = opened(line.allotment);
  const amount = least(wanted, agenda.books.available(allotment));
  if (amount === 0n) return;
  if (commitment.account !== undefined) {
    agenda.post("commitment", allotment, [{ to: commitment.account, amount, detail: plan.contractId }]);
    return;
  }
  const payeeFund = "fund" in plan.payee ? found(city.funds, plan.payee.fund) : undefined;
  const contract = `合同 Contract ${plan.contractId}\n${plan.title.zh}\n${plan.title.en}\n演示 Demonstration\n`;
  const payee = payeeOf(city, commitment);
  const document = plan.atOnce ? agenda.document(contract) : zeroHash;
  const spec = {
    allotment,
    payee,
    payeeFund: payeeFund ?? 0n,
    contractId: plan.contractId,
    title: plan.title.zh,
    otherTitle: plan.title.en,
    document,
  };
  const account = agenda.books.account("commitment", payeeFund);
  commitment.account = account;
  agenda.holdings.owners.set(account, found(agenda.holdings.owners, allotment));
  agenda.holdings.payees.set(account, payee);
  const ref = agenda.books.move("commitment", allotment, account, amount, agenda.day);
  const purpose = `订立承诺 Commitment: ${plan.title.zh} ${plan.title.en}`;
  agenda.open(
    "commitment",
    found(agenda.holdings.owners, allotment),
    purpose,
    { what: "commitment", specs: [spec] },
    [account],
    {
      amounts: [amount],
      refs: [ref],
      document,
    },
  );
  if (plan.standing === true) giveStandingOrder(city, commitment);
}

/** Two officials and the treasurer approve a pension once; from then on it is drawn on its day by anyone. */
function giveStandingOrder(city: City, { line, plan, account }: CommitmentState): void {
  const { agenda } = city;
  const [first] = plan.payments;
  if (first === undefined) return;
  const purpose = `按月发放 Monthly: ${plan.title.zh} ${plan.title.en}`;
  const document = agenda.document(
    `发放授权书 Standing order\n${plan.title.zh}\n${plan.title.en}\n演示 Demonstration\n`,
  );
  const standing = {
    fund: line.fund,
    commitment: opened(account),
    amount: first.amount,
    times: plan.payments.length,
    firstDay: first.day,
    everyDays: 0,
    persons: first.persons ?? 0,
    detail: demonstrationRoot(plan.contractId),
    purpose,
    document,
  };
  const agency = found(agenda.holdings.owners, opened(account));
  const work = { type: "standing", standing, key: line.data.key } as const;
  agenda.step({ type: "case", piece: { procedure: "standing-order", agency, purpose, work, refs: [] } });
}

function payeeOf(city: City, { plan: { payee } }: CommitmentState): number {
  if ("party" in payee) return found(city.parties, `payee/${payee.party}`);
  if ("class" in payee) return found(city.parties, `class/${payee.class}`);
  return found(city.parties, payee.fund === "insurance" ? "insurance" : payee.fund);
}

function commitFrameworks(city: City, line: LineState, from: number, until: number): void {
  for (const commitment of line.commitments.filter(({ plan }) => !plan.atOnce)) {
    const extra = from === DAYS.original ? commitment.plan.beyond : 0n;
    commit(city, commitment, paidBetween(commitment, from, until) + extra);
  }
}

/** What frameworks pay from one day until before another. */
function frameworkNeed(line: LineState, from: number, until: number): bigint {
  return line.commitments
    .filter(({ plan }) => !plan.atOnce)
    .reduce((sum, commitment) => sum + paidBetween(commitment, from, until), 0n);
}

/** What contracts signed from one day until before another are worth. */
function contractNeed(line: LineState, from: number, until: number): bigint {
  return line.commitments
    .filter(({ plan }) => plan.atOnce && plan.from >= from && plan.from < until)
    .reduce((sum, commitment) => sum + wholeNeed(commitment), 0n);
}

function beyond(line: LineState): bigint {
  return line.commitments.filter(({ plan }) => !plan.atOnce).reduce((sum, { plan }) => sum + plan.beyond, 0n);
}

function paidBetween({ plan }: CommitmentState, from: number, until: number): bigint {
  return plan.payments.filter(({ day }) => day >= from && day < until).reduce((sum, { amount }) => sum + amount, 0n);
}

function wholeNeed(commitment: CommitmentState): bigint {
  return paidBetween(commitment, 0, Infinity) + commitment.plan.beyond;
}

function roundUp(amount: bigint): bigint {
  return ((amount + THOUSAND - 1n) / THOUSAND) * THOUSAND;
}

function roundDown(amount: bigint): bigint {
  return amount > THOUSAND ? (amount / THOUSAND) * THOUSAND : amount;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
