// Plans what each line spends, on which commitment and when: payments first, so that permission can be cut to measure.
import { WAN } from "./city.ts";
import { DAYS, on, workdayFrom, workdays } from "./calendar.ts";
import type { LineData } from "./lines.ts";
import { PAYEES, TRADES } from "./payees.ts";
import type { PayeeData } from "./payees.ts";
import type { Random } from "./random.ts";

export interface PaymentPlan {
  day: number;
  amount: bigint;
  /** Paid before the goods or works: cleared by the later payments. */
  advance?: boolean;
  /** How many persons a class payment goes to. */
  persons?: number;
  purpose: { zh: string; en: string };
}

export interface CommitmentPlan {
  /** Key of a payee, of a class, or of a fund. */
  payee: { party: string } | { class: string } | { fund: string };
  contractId: string;
  title: { zh: string; en: string };
  /** When it is entered into; later money for it comes at the start of each budget period. */
  from: number;
  payments: PaymentPlan[];
  /** Committed at `from` beyond the payments: retention money, or work that slips into the next year. */
  beyond: bigint;
  /** Committed in full at `from` (a contract), or by budget period (a framework). */
  atOnce: boolean;
  /** Paid by a standing order that officials approve once: the same sum to the same persons on the same day. */
  standing?: boolean;
  /** Still with the deciders when the demonstration ends, and part of `beyond`. */
  held?: bigint;
}

export interface SpendingPlan {
  line: LineData;
  commitments: CommitmentPlan[];
}

const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

/** Plans a line. `small` is how many payments a line of many small payments makes. */
export function planLine(line: LineData, random: Random, small: number): SpendingPlan {
  const year = BigInt(line.year) * WAN;
  const commitments: CommitmentPlan[] = {
    payroll: () => payroll(line, year, random),
    benefit: () => [line.key === STANDING ? pension(line, year) : benefit(line, year, random)],
    contract: () => contracts(line, year, random),
    running: () => running(line, year, random, small),
    grant: () => grants(line, year, random),
    transfer: () => [transfer(line, year, random)],
    debt: () => [debt(line, year)],
    reserve: () => [],
  }[line.manner]();
  holdBack(line, year, commitments);
  return { line, commitments };
}

/** The line that a standing order pays. */
const STANDING = "resident-pension";
/** Lines of these manners have a bill with the deciders when the year is told to its end. */
const HELD: readonly LineData["manner"][] = ["running", "contract", "grant"];

function holdBack(line: LineData, year: bigint, commitments: readonly CommitmentPlan[]): void {
  const [first] = commitments;
  if (first === undefined || !HELD.includes(line.manner) || !("party" in first.payee)) return;
  const share = year / 100n;
  first.held = share > MOST_HELD ? MOST_HELD : share;
  first.beyond += first.held;
}

const MOST_HELD = 150n * WAN;

function pension(line: LineData, year: bigint): CommitmentPlan {
  return {
    payee: { class: line.to ?? "" },
    contractId: `BEN-${line.national}-2026`,
    title: { zh: line.zh, en: line.en },
    from: DAYS.provisional,
    beyond: 0n,
    atOnce: false,
    standing: true,
    payments: MONTHS.map((month, i) => ({
      day: on(`${month}-20`),
      amount: (year * 985n) / 12_000n,
      persons: line.persons ?? 1,
      purpose: { zh: `${line.zh}${i + 1}月`, en: `${line.en}, month ${i + 1}` },
    })),
  };
}

function monthly(dayOfMonth: string): number[] {
  return MONTHS.map((month) => workdayFrom(on(`${month}-${dayOfMonth}`))).filter((day) => day <= DAYS.commitUntil);
}

function payroll(line: LineData, year: bigint, random: Random): CommitmentPlan[] {
  const contractId = `PAY-${line.national}-2026`;
  const months = monthly("10").map((day, i) => {
    const gross = random.around(year / 12n, 970, 992);
    const tax = random.around(gross, 62, 78);
    return { day, gross, tax, month: i + 1, persons: (line.persons ?? 1) + random.int(-9, 9) };
  });
  const base = { contractId, from: DAYS.provisional, beyond: 0n, atOnce: false };
  return [
    {
      ...base,
      payee: { class: line.to ?? "" },
      title: { zh: `${line.zh}（实发）`, en: `${line.en} (net pay)` },
      payments: months.map(({ day, gross, tax, month, persons }) => ({
        day,
        amount: gross - tax,
        persons,
        purpose: { zh: `${month}月工资（实发）`, en: `Net pay for month ${month}` },
      })),
    },
    {
      ...base,
      payee: { party: "tax-office" },
      title: { zh: `${line.zh}（代扣税款）`, en: `${line.en} (tax withheld)` },
      payments: months.map(({ day, tax, month }) => ({
        day,
        amount: tax,
        purpose: { zh: `${month}月工资代扣个人所得税`, en: `Income tax withheld for month ${month}` },
      })),
    },
  ];
}

function benefit(line: LineData, year: bigint, random: Random): CommitmentPlan {
  const days =
    line.key === "farm-subsidy"
      ? [workdayFrom(on("05-20")), workdayFrom(on("09-21"))]
      : line.key === "resettlement"
        ? Array.from({ length: 11 }, () => workdayFrom(random.int(on("02-25"), on("12-04")))).sort((a, b) => a - b)
        : monthly("18");
  const amounts = random.split((year * 985n) / 1_000n, days.length, days.length > 11 ? 12 : 300);
  return {
    payee: { class: line.to ?? "" },
    contractId: `BEN-${line.national}-2026`,
    title: { zh: line.zh, en: line.en },
    from: days[0] !== undefined && days[0] < DAYS.original ? DAYS.provisional : DAYS.original,
    beyond: 0n,
    atOnce: false,
    payments: days.map((day, i) => ({
      day,
      amount: amounts[i] ?? 0n,
      persons: Math.max(1, Math.round(((line.persons ?? 1) * (990 + random.int(0, 20))) / 1_000)),
      purpose: { zh: `${line.zh}第${i + 1}批`, en: `${line.en}, batch ${i + 1}` },
    })),
  };
}

function contracts(line: LineData, year: bigint, random: Random): CommitmentPlan[] {
  const count = year > 10_000n * WAN ? 5 : year > 4_000n * WAN ? 4 : 3;
  const isBuilding = line.economic === 3111;
  const suppliers = suppliersOf(line, random, count, isBuilding ? ["build"] : undefined);
  return random.split((year * 940n) / 1_000n, count).map((value, i) => {
    const signed = workdayFrom(random.int(on("02-24"), i === 0 ? on("03-20") : on("07-02")));
    const advance = random.chance(60) ? (value * BigInt(random.int(15, 30))) / 100n : 0n;
    // Retention money, and in every third contract work that will only be done next year.
    const retained = (value * BigInt(isBuilding ? random.int(3, 5) : 0)) / 100n;
    const slipping = i % 3 === 2 ? (value * BigInt(random.int(8, 18))) / 100n : 0n;
    const stages = random.int(5, 9);
    const days = Array.from({ length: stages }, () => workdayFrom(random.int(signed + 20, on("12-08"))))
      .map((day) => Math.min(day, DAYS.commitUntil))
      .sort((a, b) => a - b);
    const amounts = random.split(value - advance - retained - slipping, stages);
    const no = `${line.national}-${String(i + 1).padStart(2, "0")}`;
    const first: PaymentPlan[] =
      advance > 0n
        ? [
            {
              day: workdayFrom(signed + 5),
              amount: advance,
              advance: true,
              purpose: { zh: "预付款", en: "Advance payment" },
            },
          ]
        : [];
    return {
      payee: { party: suppliers[i]?.key ?? "" },
      contractId: `MZ-2026-${no}`,
      title: { zh: `${line.zh}合同${i + 1}`, en: `${line.en}, contract ${i + 1}` },
      from: signed,
      beyond: retained + slipping,
      atOnce: true,
      payments: [
        ...first,
        ...days.map((day, stage) => ({
          day,
          amount: amounts[stage] ?? 0n,
          purpose: { zh: `第${stage + 1}期进度款`, en: `Instalment ${stage + 1}` },
        })),
      ],
    };
  });
}

function running(line: LineData, year: bigint, random: Random, small: number): CommitmentPlan[] {
  const suppliers = suppliersOf(line, random, Math.min(5, Math.max(2, Math.ceil(small / 8))), undefined);
  const early = workdays(on("01-08"), on("02-06"));
  const late = workdays(on("02-12"), on("12-09"));
  const plans = suppliers.map((supplier, i): CommitmentPlan => ({
    payee: { party: supplier.key },
    contractId: `FW-${line.national}-${i + 1}`,
    title: { zh: `${line.zh}：${supplier.zh}`, en: `${line.en}: ${supplier.en}` },
    from: DAYS.original,
    beyond: 0n,
    atOnce: false,
    payments: [],
  }));
  const count = Math.max(small, suppliers.length);
  random.split((year * 965n) / 1_000n, count, 850).forEach((amount, i) => {
    const plan = plans[i < plans.length ? i : random.int(0, plans.length - 1)];
    const day = i % 11 === 10 ? random.pick(early) : random.pick(late);
    plan?.payments.push({ day, amount, purpose: { zh: `${line.zh}费用`, en: `${line.en}, invoice` } });
  });
  for (const plan of plans) {
    plan.payments.sort((a, b) => a.day - b.day);
    if ((plan.payments[0]?.day ?? DAYS.original) < DAYS.original) plan.from = DAYS.provisional;
  }
  return plans;
}

function grants(line: LineData, year: bigint, random: Random): CommitmentPlan[] {
  const keys = { "nursery-grant": ["grant-4", "grant-5"], bus: ["grant-1"] }[line.key] ?? [
    "grant-2",
    "grant-3",
    "grant-6",
  ];
  return random.split((year * 970n) / 1_000n, keys.length).map((value, i) => {
    const days = ["03-25", "06-24", "09-23", "11-25"].map((day) => workdayFrom(on(day) + random.int(0, 4)));
    const amounts = random.split(value, days.length, 250);
    return {
      payee: { party: keys[i] ?? "" },
      contractId: `GR-${line.national}-${i + 1}`,
      title: { zh: `${line.zh}第${i + 1}项`, en: `${line.en}, award ${i + 1}` },
      from: DAYS.original,
      beyond: 0n,
      atOnce: false,
      payments: days.map((day, quarter) => ({
        day,
        amount: amounts[quarter] ?? 0n,
        purpose: { zh: `第${quarter + 1}季度补助`, en: `Grant for quarter ${quarter + 1}` },
      })),
    };
  });
}

function transfer(line: LineData, year: bigint, random: Random): CommitmentPlan {
  const days = monthly("20");
  const amounts = random.split(year, days.length, 60);
  return {
    payee: { fund: line.to ?? "" },
    contractId: "",
    title: { zh: line.zh, en: line.en },
    from: DAYS.provisional,
    beyond: 0n,
    atOnce: false,
    payments: days.map((day, i) => ({
      day,
      amount: amounts[i] ?? 0n,
      purpose: { zh: `${i + 1}月拨付`, en: `Transfer for month ${i + 1}` },
    })),
  };
}

function debt(line: LineData, year: bigint): CommitmentPlan {
  const days = line.key === "interest" ? ["04-15", "10-15"] : ["08-20"];
  return {
    payee: { party: "trustee" },
    contractId: `BOND-${line.national}`,
    title: { zh: line.zh, en: line.en },
    from: DAYS.original,
    beyond: 0n,
    atOnce: true,
    payments: days.map((day) => ({
      day: workdayFrom(on(day)),
      amount: year / BigInt(days.length),
      purpose: { zh: line.zh, en: line.en },
    })),
  };
}

/** Different suppliers of the line's trades, in a seeded order. */
function suppliersOf(
  line: LineData,
  random: Random,
  count: number,
  trades?: readonly PayeeData["trade"][],
): PayeeData[] {
  const wanted = trades ?? TRADES[line.key] ?? ["serve", "utility"];
  const pool = PAYEES.filter(({ trade }) => wanted.includes(trade));
  const chosen: PayeeData[] = [];
  while (chosen.length < count) {
    const left = pool.filter((payee) => !chosen.includes(payee));
    chosen.push(random.pick(left.length > 0 ? left : pool));
  }
  return chosen;
}
