// The cash book through the year: receipts, payments, transfers between funds, and what the bank confirms.
import { createHash } from "node:crypto";
import { dayText } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import { FLAG_ADVANCE } from "@mingzhang/sdk/terms";
import { zeroHash } from "viem";
import type { Hex } from "viem";
import { HOUR } from "./agenda.ts";
import { DAYS, isFriday, monthOf, on, weekdayOf, workdayFrom, workdays } from "./calendar.ts";
import { SOURCES, WAN } from "./city.ts";
import type { SourceData } from "./city.ts";
import { found, opened } from "./state.ts";
import type { City, CommitmentState, LineState } from "./state.ts";
import type { PaymentPlan } from "./spending.ts";

/** Schedules receipts, payments, cash transfers and confirmations. `thin` spreads receipts over fewer days. */
export function scheduleCash(city: City, thin: number): void {
  for (const source of SOURCES) scheduleReceipts(city, source, thin);
  // The lines stand from the first hour of the first day on.
  city.agenda.at(DAYS.opening, HOUR.receipts, () => {
    for (const line of city.lines.values()) {
      for (const commitment of line.commitments) {
        for (const plan of commitment.plan.payments) {
          if (commitment.plan.standing === true) {
            if (plan.day <= DAYS.last) city.agenda.at(plan.day, HOUR.draws, () => draw(city, commitment, plan));
          } else {
            const day = payDay(city, line, plan.day);
            city.agenda.at(day, HOUR.payments, () => pay(city, commitment, plan));
          }
        }
      }
    }
  });
  const transfers: readonly (readonly [day: string, from: string, to: string, wan: number])[] = [
    ["03-27", "managed", "general", 5_000],
    ["06-26", "managed", "general", 5_000],
    ["08-28", "general", "managed", 2_000],
    ["09-28", "managed", "general", 6_000],
    ["11-27", "managed", "general", 4_000],
  ];
  for (const [date, from, to, wan] of transfers) {
    city.agenda.at(workdayFrom(on(date)), HOUR.payments, () => {
      const entry = { to: found(city.funds, to), amount: BigInt(wan) * WAN, detail: `TRF-${date}` };
      const document = city.agenda.document(`资金调拨单 Cash transfer\n${from} → ${to}\n${wan} 万元\n`);
      city.agenda.post("cash-transfer", found(city.funds, from), [entry], { valueDate: city.agenda.day, document });
    });
  }
  for (const day of workdays(DAYS.opening, DAYS.last)) {
    if (isFriday(day)) city.agenda.at(day, HOUR.confirmations, () => confirmDue(city));
  }
}

function scheduleReceipts(city: City, source: SourceData, thin: number): void {
  const days = receiptDays(source, thin);
  const amounts = city.random.split(BigInt(source.year) * WAN, days.length, source.unevenness);
  days.forEach((day, i) => {
    const amount = amounts[i] ?? 0n;
    if (amount > 0n) city.agenda.at(day, HOUR.receipts, () => receive(city, source, amount));
  });
}

function receiptDays(source: SourceData, thin: number): number[] {
  const { rhythm } = source;
  if ("dates" in rhythm) return rhythm.dates.map((date) => workdayFrom(on(date)));
  if ("days" in rhythm) {
    const all = workdays(DAYS.provisional, on("12-17"));
    const wanted = Array.from({ length: 12 }, (_, month) =>
      rhythm.days.map((dayOfMonth) => workdayFrom(on(`${pad(month + 1)}-${pad(dayOfMonth)}`))),
    ).flat();
    return wanted.filter((day, i) => all.includes(day) && i % thin === 0);
  }
  return workdays(DAYS.provisional, on("12-17")).filter((_, i) => i % (rhythm.every * thin) === 0);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

function receive(city: City, source: SourceData, amount: bigint): void {
  const { agenda, random } = city;
  // Some receipts are booked days after the money came in.
  const valueDate = random.chance(12) ? agenda.day - random.int(1, 4) : agenda.day;
  const detail = `RC-${dayText(valueDate)}-${source.key}`.slice(0, 32);
  const text = `收款凭证 Receipt\n${source.zh} / ${source.en}\n${dayText(valueDate)}\nCNY ${decimalText(amount, 2)}\n演示 Demonstration\n`;
  const document = random.chance(70) ? agenda.document(text) : zeroHash;
  const entry = { to: found(city.funds, source.fund), amount, detail };
  const [ref] = agenda.post("receipt", found(city.sources, source.key), [entry], {
    code: source.code,
    valueDate,
    document,
  });
  if (ref !== undefined) city.receipts.push({ ref, source: source.key, day: agenda.day, amount });
}

/** Pays from the line's fund, or puts it off by some days while permission or cash is lacking: late, in public. */
export function pay(city: City, commitment: CommitmentState, plan: PaymentPlan): void {
  const { agenda, random } = city;
  const { fund } = commitment.line;
  if (plan.amount <= 0n) return;
  const ready =
    commitment.account !== undefined &&
    agenda.books.available(commitment.account) >= plan.amount &&
    agenda.books.available(fund) >= plan.amount;
  if (!ready) {
    const later = workdayFrom(agenda.day + 6);
    if (later <= DAYS.commitUntil) agenda.at(later, HOUR.payments, () => pay(city, commitment, plan));
    return;
  }
  const toFund = "fund" in commitment.plan.payee;
  const isClass = "class" in commitment.plan.payee;
  city.vouchers += 1;
  const number = `PV-2026-${String(city.vouchers).padStart(6, "0")}`;
  const valueDate = random.chance(5) ? agenda.day - random.int(1, 3) : agenda.day;
  const document =
    isClass || random.chance(80) ? agenda.document(voucher(number, valueDate, commitment, plan)) : zeroHash;
  const terms = {
    valueDate,
    document,
    flags: plan.advance === true ? FLAG_ADVANCE : 0,
    code: isClass ? (plan.persons ?? 1) : 0,
  };
  const detail = isClass ? { root: demonstrationRoot(number) } : number;
  const entry = { to: opened(commitment.account), amount: plan.amount, detail };
  const { title } = commitment.plan;
  const about = {
    purpose: `${title.zh}：${plan.purpose.zh} ${title.en}: ${plan.purpose.en}`,
    ...(commitment.line.data.manner === "payroll" ? { procedure: "payroll" } : {}),
  };
  const [ref] = agenda.post(toFund ? "transfer-payment" : "payment", fund, [entry], terms, about);
  if (ref === undefined) return;
  city.paid.push({ ref, commitment, plan });
  awaitBank(city, ref);
}

/** Bills wait for the agency's pay day of the week, so that its officials decide on many at once. */
function payDay(city: City, { data }: LineState, day: number): number {
  if (!["running", "contract", "grant"].includes(data.manner)) return day;
  const weekday = 1 + (found(city.parties, data.agency) % 5);
  const later = [0, 1, 2, 3, 4, 5, 6].map((days) => day + days).find((at) => weekdayOf(at) === weekday) ?? day;
  const at = workdayFrom(later);
  return at <= DAYS.commitUntil ? at : day;
}

/** Draws the standing order's next payment, or waits while permission or cash is lacking. */
function draw(city: City, commitment: CommitmentState, plan: PaymentPlan): void {
  const { agenda } = city;
  const { fund, data } = commitment.line;
  const account = opened(commitment.account);
  if (agenda.books.available(account) < plan.amount || agenda.books.available(fund) < plan.amount) {
    agenda.at(agenda.day + 1, HOUR.draws, () => draw(city, commitment, plan));
    return;
  }
  const ref = agenda.books.move("payment", fund, account, plan.amount, agenda.day);
  agenda.step({ type: "draw", key: data.key, refs: [ref] });
  awaitBank(city, ref);
}

/** Most payments are confirmed within the week, some late, a few not at all. */
export function awaitBank(city: City, ref: number): void {
  const draw = city.random.int(1, 100);
  if (draw <= 3) return;
  city.toConfirm.push({ ref, from: city.agenda.day + (draw <= 10 ? city.random.int(14, 30) : 1) });
}

function confirmDue(city: City): void {
  const { agenda } = city;
  const due = city.toConfirm.filter(({ from }) => from <= agenda.day);
  if (due.length === 0) return;
  city.toConfirm = city.toConfirm.filter(({ from }) => from > agenda.day);
  const document = agenda.document(`银行对账单 Bank statement\n${dayText(agenda.day)}\n${due.length} 笔 entries\n`);
  agenda.step({ type: "confirm", valueDate: agenda.day, document, cites: due.map(({ ref }) => ref) });
}

export function voucher(
  number: string,
  valueDate: number,
  { plan: { title, contractId } }: CommitmentState,
  plan: PaymentPlan,
): string {
  const persons = plan.persons === undefined ? "" : `${plan.persons} 人 persons\n`;
  return (
    `支付凭证 Payment voucher ${number}\n${dayText(valueDate)}\n${title.zh} / ${title.en}\n` +
    `合同 Contract ${contractId}\n${plan.purpose.zh} / ${plan.purpose.en}\n${persons}` +
    `CNY ${decimalText(plan.amount, 2)}\n第 ${monthOf(valueDate)} 期\n演示 Demonstration\n`
  );
}

/** Stands in for the root of a class's salted rows: the demonstration has no persons behind it. */
export function demonstrationRoot(number: string): Hex {
  return `0x${createHash("sha256").update(`demonstration rows ${number}`).digest("hex")}`;
}
