// What goes wrong in a year and is put right by further movements: refunds, bounced payments, wrong lines.
import { dayText } from "@mingzhang/sdk/days";
import { HOUR } from "./agenda.ts";
import { awaitBank, pay } from "./cash.ts";
import { DAYS, on, workdayFrom } from "./calendar.ts";
import { WAN } from "./city.ts";
import { least } from "./permission.ts";
import { found, opened } from "./state.ts";
import type { City, CommitmentState, LineState } from "./state.ts";

/** Schedules corrections. */
export function scheduleCorrections(city: City): void {
  planWrongLines(city);
  for (const date of ["02-27", "04-24", "05-29", "07-31", "09-18", "10-30", "11-24"]) {
    city.agenda.at(workdayFrom(on(date)), HOUR.corrections, () => refundTaxes(city));
  }
  for (let month = 3; month <= 12; month += 1) {
    city.agenda.at(workdayFrom(on(`${String(month).padStart(2, "0")}-05`)), HOUR.corrections, () =>
      returnDeposits(city),
    );
  }
  for (const date of ["03-04", "03-31", "04-29", "05-28", "06-25", "07-29", "08-27", "09-24", "10-29", "11-17"]) {
    city.agenda.at(workdayFrom(on(date)), HOUR.corrections, () => bounce(city));
  }
}

/** Part of a receipt of the last weeks goes back to the taxpayers. */
function refundTaxes(city: City): void {
  const { agenda, random } = city;
  for (const source of ["vat", "cit"]) {
    const recent = city.receipts.filter(
      ({ source: key, day }) => key === source && day < agenda.day && day > agenda.day - 40,
    );
    if (recent.length === 0) continue;
    const receipt = random.pick(recent);
    refund(city, receipt.ref, source, (receipt.amount * BigInt(random.int(3, 15))) / 100n);
  }
}

/** Bid deposits go back in full after some weeks; some are kept longer. */
function returnDeposits(city: City): void {
  const { agenda, random } = city;
  const due = city.receipts.filter(({ source, day }) => source === "bidders" && day < agenda.day - 25);
  for (const { ref, source, amount } of due) {
    if ((agenda.books.moves[ref]?.undone ?? amount) > 0n || random.chance(25)) continue;
    refund(city, ref, source, amount);
  }
}

function refund(city: City, receipt: number, source: string, amount: bigint): void {
  const { agenda } = city;
  const cited = agenda.books.moves[receipt];
  if (cited === undefined || amount === 0n || agenda.books.available(cited.to) < amount) return;
  const entry = { to: cited.from, amount, detail: `RF-${dayText(agenda.day)}-${source}`.slice(0, 32), cites: receipt };
  const document = agenda.document(`收入退还书 Refund\n${source}\n${dayText(agenda.day)}\n${amount}\n`);
  const [ref] = agenda.post("refund", cited.to, [entry], { valueDate: agenda.day, document });
  if (ref !== undefined) awaitBank(city, ref);
}

/** A payment comes back from the bank, for a wrong account number, and is made again some days later. */
function bounce(city: City): void {
  const { agenda, random } = city;
  const recent = city.paid.filter(({ ref, commitment, plan }) => {
    const move = agenda.books.moves[ref];
    const plain = commitment.line.data.manner === "running" && plan.persons === undefined;
    return plain && move !== undefined && move.day < agenda.day && move.day > agenda.day - 15 && move.undone === 0n;
  });
  if (recent.length === 0) return;
  const { ref, commitment, plan } = random.pick(recent);
  const document = agenda.document(
    `银行退票通知 Returned payment\n${dayText(agenda.day)}\n账号有误 Wrong account number\n`,
  );
  const entry = { to: commitment.line.fund, amount: plan.amount, detail: `RT-${dayText(agenda.day)}`, cites: ref };
  agenda.post("recovery", opened(commitment.account), [entry], { valueDate: agenda.day, document });
  // What came back in full never arrived: there is nothing to confirm any more.
  city.toConfirm = city.toConfirm.filter((awaited) => awaited.ref !== ref);
  const again = workdayFrom(agenda.day + 4);
  agenda.at(Math.min(again, DAYS.commitUntil), HOUR.payments, () => pay(city, commitment, plan));
}

/**
 * A few bills of one line are booked to another that pays the same supplier, and moved to the right one weeks later.
 * The wrong commitment gets as much more, so that its own bills stay covered meanwhile.
 */
function planWrongLines(city: City): void {
  city.agenda.at(DAYS.opening, HOUR.openings + 1, () => {
    let planned = 0;
    const lines = [...city.lines.values()].filter(({ data }) => data.manner === "running" && data.fund === "general");
    for (const wrong of lines) {
      for (const right of lines) {
        if (planned >= 6 || wrong === right) continue;
        if (planOne(city, wrong, right)) planned += 1;
      }
    }
  });
}

function planOne(city: City, wrongLine: LineState, rightLine: LineState): boolean {
  for (const wrong of wrongLine.commitments) {
    const right = rightLine.commitments.find(({ plan }) => key(plan) !== undefined && key(plan) === key(wrong.plan));
    if (right === undefined || wrong.plan.beyond > 0n) continue;
    const limit = (BigInt(wrongLine.data.year) * WAN) / 100n;
    const bill = right.plan.payments.find(
      ({ day, amount }) => day > on("02-20") && day < on("07-01") && amount > limit / 8n,
    );
    if (bill === undefined) continue;
    // A bill above the limit is booked in two parts, the smaller of them wrongly.
    const payment = { ...bill, amount: least(bill.amount, limit) };
    bill.amount -= payment.amount;
    wrong.plan.beyond = payment.amount;
    right.plan.beyond += payment.amount;
    city.agenda.at(payment.day, HOUR.payments, () => {
      const before = city.paid.length;
      pay(city, wrong, payment);
      const paid = city.paid[before];
      if (paid !== undefined) correctLine(city, paid.ref, wrong, right);
    });
    return true;
  }
  return false;
}

function key(plan: CommitmentState["plan"]): string | undefined {
  return "party" in plan.payee ? plan.payee.party : undefined;
}

function correctLine(city: City, ref: number, wrong: CommitmentState, right: CommitmentState): void {
  const { agenda } = city;
  agenda.at(workdayFrom(agenda.day + 24), HOUR.corrections, () => {
    const paid = agenda.books.moves[ref];
    if (paid === undefined || right.account === undefined) return;
    const amount = least(paid.amount - paid.undone, agenda.books.available(right.account));
    if (amount === 0n) return;
    const document = agenda.document(
      `科目更正通知书 Reclassification\n${found(city.lines, right.line.data.key).data.zh}\n`,
    );
    const entry = { to: right.account, amount, detail: `RCL-${dayText(agenda.day)}`, cites: ref };
    agenda.post("reclassification", opened(wrong.account), [entry], { document });
  });
}
