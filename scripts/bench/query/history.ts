// A made-up city's records: parties, accounts, and as many legal movements as are wanted, from a seed, in little memory.
// One payment in a hundred comes from a case that two officials decide. Payments are spread over payees as those of real
// authorities are: few get most of them (docs/BENCHMARKS.md, "Answering").
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { ContractName } from "@mingzhang/sdk/api";
import type { RecordName } from "@mingzhang/sdk/events";
import { kindByName, type KindName } from "@mingzhang/sdk/kinds";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { MOVEMENT_TOPIC } from "@mingzhang/sdk/movement-event";
import { packTerms } from "@mingzhang/sdk/terms";
import { detailToBytes } from "@mingzhang/sdk/text";
import { DECIDED, decided, EXECUTED, executed, founding, SUBMITTED, submitted } from "./cases.ts";
import { type Emitted, emitted } from "./emitted.ts";
import { zeroAddress, zeroHash } from "viem";
import { Random } from "../../seed/random.ts";

const FIRST_YEAR = 2024;
/** 2024-01-01 in days. */
const FIRST_DAY = 19_723;
const DAYS = 3 * 365;
const AGENCIES = 40;
const SOURCES_PER_FUND = 4;
/** In yuan. One more is in dollars, and takes in one movement in a thousand. */
const FUNDS = 8;
const LINES_PER_YEAR = 120;
const COMMITMENTS_PER_LINE = 8;
const COMMITMENTS_PER_YEAR = LINES_PER_YEAR * COMMITMENTS_PER_LINE;
/** Each has one commitment a year. */
const PAYEES = COMMITMENTS_PER_YEAR;
/** Has no divisor in common with the commitments of a year: spreads those with most payments over lines and agencies. */
const STRIDE = 389;
const MUCH = 10n ** 16n;
/** One payment in so many comes from a case. */
const PAYMENTS_PER_CASE = 100;
/** One payment in so many is kept to ask for. */
const SAMPLED = 20;
/** One case in so many is not decided yet. */
const CASES_PER_OPEN = 8;
const RECEIPT_CLASSES = [111, 113, 1141, 1142, 121, 133, 33];

/** Sums of 1/1, 1/2, 1/3 …, in millionths. */
const SHARES: number[] = [];
for (let place = 1; place <= COMMITMENTS_PER_YEAR; place += 1) {
  SHARES.push((SHARES.at(-1) ?? 0) + Math.round(1_000_000 / place));
}

interface Commitment {
  id: bigint;
  fund: number;
  line: bigint;
  agency: number;
  payee: number;
  out: bigint;
}

/** Rows of movements as columns: a million of them fit a hundred megabytes. */
class Columns {
  count = 0;
  readonly kind: Uint8Array;
  readonly day: Uint32Array;
  readonly code: Uint32Array;
  /** Record cited; for a confirmation, the record confirmed; for an act of a case, its submission. */
  readonly cites: Uint32Array;
  readonly from: BigUint64Array;
  readonly to: BigUint64Array;
  readonly amount: BigUint64Array;
  readonly fromPosition: BigUint64Array;
  readonly toPosition: BigUint64Array;

  constructor(most: number) {
    this.kind = new Uint8Array(most);
    this.day = new Uint32Array(most);
    this.code = new Uint32Array(most);
    this.cites = new Uint32Array(most);
    this.from = new BigUint64Array(most);
    this.to = new BigUint64Array(most);
    this.amount = new BigUint64Array(most);
    this.fromPosition = new BigUint64Array(most);
    this.toPosition = new BigUint64Array(most);
  }
}

/** Stands in `kind` for a bank's confirmation. */
const CONFIRMATION = 0;

export class History {
  /** Records that are no movements and come before all others. */
  readonly openings: Emitted[] = [];
  readonly payees: number[] = [];
  readonly agencies: number[] = [];
  readonly lines: bigint[] = [];
  readonly commitments: Commitment[] = [];
  /** Some records of payments and receipts, to ask for, and what each of the payments was made on. */
  readonly payments: number[] = [];
  readonly paidOn: Commitment[] = [];
  readonly receipts: number[] = [];
  /** Records of submissions, which are the cases' numbers. */
  readonly cases: number[] = [];
  readonly #columns: Columns;
  readonly #random = new Random(20_261_129);
  readonly #fundIn: bigint[] = Array.from({ length: FUNDS + 1 }, () => 0n);
  readonly #fundOut: bigint[] = Array.from({ length: FUNDS + 1 }, () => 0n);
  #parties = 0;

  /** @param movements how many; at least what opening the budget takes, about 7,000 */
  constructor(movements: number) {
    this.#columns = new Columns(Math.ceil(movements * 1.2) + 1_000);
    this.#found();
    this.#budget();
    this.#spend(movements);
  }

  get records(): number {
    return this.openings.length + this.#columns.count;
  }

  /** Days since 1970 on which a record is posted. */
  dayOf(record: number): number {
    return this.#columns.day[record - this.openings.length] ?? FIRST_DAY;
  }

  at(record: number): Emitted {
    const opening = this.openings[record];
    if (opening !== undefined) return opening;
    const row = record - this.openings.length;
    const { kind, day, code, cites, from, to, amount, fromPosition, toPosition } = this.#columns;
    const number = kind[row] ?? 0;
    if (number === CONFIRMATION) {
      const fields = { movement: BigInt(cites[row] ?? 0), valueDate: day[row] ?? 0, document: zeroHash };
      return emitted("fundLedger", "Confirmed", { record: BigInt(record), ...fields });
    }
    const submission = { record: cites[row] ?? 0, agency: code[row] ?? 0, day: day[row] ?? 0, from: from[row] ?? 0n };
    if (number === SUBMITTED) {
      return submitted({ ...submission, record, to: to[row] ?? 0n, amount: amount[row] ?? 0n });
    }
    if (number === DECIDED) return decided(record, submission.record, code[row] ?? 0);
    if (number === EXECUTED) return executed(record, submission.record);
    const terms = packTerms({
      kind: number,
      flags: 0,
      code: code[row] ?? 0,
      valueDate: number <= 6 ? (day[row] ?? 0) : 0,
      cites: BigInt(cites[row] ?? 0),
      beyond: 0n,
    });
    const words = [terms, amount[row] ?? 0n, fromPosition[row] ?? 0n, toPosition[row] ?? 0n].map(word);
    const detail = detailToBytes(`INV-${row} ${REASONS[row % REASONS.length] ?? ""}`);
    return {
      writer: "fundLedger",
      topics: [MOVEMENT_TOPIC, `0x${word(BigInt(record))}`, `0x${word(from[row] ?? 0n)}`, `0x${word(to[row] ?? 0n)}`],
      data: `0x${words.join("")}${zeroHash.slice(2)}${detail.slice(2)}`,
    };
  }

  #open(writer: ContractName, name: RecordName, fields: Record<string, unknown>): void {
    this.openings.push(emitted(writer, name, { record: BigInt(this.openings.length), ...fields }));
  }

  #party(kind: 1 | 2 | 3, parent: number, name: string, otherName: string): number {
    this.#parties += 1;
    const fields = { party: this.#parties, kind, parent, name, otherName, scheme: "", identifier: "" };
    this.#open("directory", "PartyRegistered", fields);
    return this.#parties;
  }

  #found(): void {
    const government = this.#party(1, 0, "City of Mingshui", "明水市");
    this.agencies.push(government);
    for (let at = 1; at < AGENCIES; at += 1) {
      const parent = at < 10 ? government : (this.agencies[1 + (at % 9)] ?? government);
      this.agencies.push(this.#party(1, parent, `Bureau ${at}`, `第${at}局`));
    }
    for (let at = 0; at < PAYEES; at += 1) {
      this.payees.push(this.#party(2, 0, `Works Company ${at + 1} Ltd`, `第${at + 1}工程有限公司`));
    }
    const payers = Array.from({ length: SOURCES_PER_FUND }, (_, at) => this.#party(3, 0, `Payers ${at + 1}`, ""));
    for (let at = 0; at <= FUNDS; at += 1) {
      const code = at < FUNDS ? "CNY" : "USD";
      const currency = { currency: currencyToBytes(code), exponent: 2, token: zeroAddress };
      const named = { owner: government, name: `Fund ${at + 1}`, otherName: `基金${at + 1}`, code: "" };
      this.#open("fundLedger", "FundOpened", { account: accountNumber("fund", at + 1), ...named, ...currency });
      for (const [place, party] of payers.entries()) {
        const account = accountNumber("source", at * SOURCES_PER_FUND + place + 1);
        this.#open("fundLedger", "SourceOpened", { account, fund: accountNumber("fund", at + 1), party });
      }
    }
    for (const { writer, name, fields } of founding(government)) this.#open(writer, name, fields);
    for (let at = 0; at < 3; at += 1) {
      const year = FIRST_YEAR + at;
      const firstDay = Date.UTC(year, 0, 1) / 86_400_000;
      const lastDay = Date.UTC(year, 11, 31) / 86_400_000;
      const days = { firstDay, lastDay, commitUntil: lastDay, payUntil: lastDay + 90 };
      this.#open("fundLedger", "YearOpened", { government, year, ...days });
      const texts = { title: `Budget ${year}`, otherTitle: `${year}年预算`, document: zeroHash };
      this.#open("fundLedger", "ActOpened", {
        account: accountNumber("act", at + 1),
        government,
        year,
        actType: 1,
        ...texts,
      });
    }
  }

  /** Opens lines, allotments and commitments and gives each its permission. */
  #budget(): void {
    for (let at = 0; at < 3 * LINES_PER_YEAR; at += 1) {
      const line = accountNumber("line", at + 1);
      const agency = this.agencies[1 + (at % (AGENCIES - 1))] ?? 1;
      const fund = at % FUNDS;
      const year = FIRST_YEAR + Math.floor(at / LINES_PER_YEAR);
      const classes = { func: (1 + (at % 10)) * 100 + 11, economic: 22, nationalCode: `2${at}` };
      const named = { name: `Line ${at + 1}`, otherName: `指标${at + 1}` };
      const account = { account: line, fund: accountNumber("fund", fund + 1), agency, year };
      this.#open("fundLedger", "LineOpened", { ...account, ...classes, ...named });
      this.lines.push(line);
      const allotment = accountNumber("allotment", at + 1);
      const title = { title: "Allotment", otherTitle: "" };
      this.#open("fundLedger", "AllotmentOpened", { account: allotment, line, unit: agency, ...title });
      for (let nth = 0; nth < COMMITMENTS_PER_LINE; nth += 1) {
        const id = accountNumber("commitment", this.commitments.length + 1);
        const payee = this.payees[this.commitments.length % PAYEES] ?? 0;
        const contract = { payee, payeeFund: 0n, contractId: `C-${this.commitments.length}`, document: zeroHash };
        this.#open("fundLedger", "CommitmentOpened", {
          account: id,
          allotment,
          ...contract,
          title: "Works",
          otherTitle: "工程",
        });
        this.commitments.push({ id, fund, line, agency, payee, out: 0n });
      }
    }
    for (const [at, line] of this.lines.entries()) {
      const inYear = at % LINES_PER_YEAR;
      const act = accountNumber("act", Math.floor(at / LINES_PER_YEAR) + 1);
      const whole = MUCH * BigInt(COMMITMENTS_PER_LINE);
      const allotment = accountNumber("allotment", at + 1);
      this.#put("appropriation", act, line, whole, whole * BigInt(inYear), 0n, FIRST_DAY);
      this.#put("allotment", line, allotment, whole, 0n, 0n, FIRST_DAY);
      for (let nth = 0; nth < COMMITMENTS_PER_LINE; nth += 1) {
        const to = this.commitments[at * COMMITMENTS_PER_LINE + nth]?.id ?? 0n;
        this.#put("commitment", allotment, to, MUCH, MUCH * BigInt(nth), 0n, FIRST_DAY);
      }
    }
    // The first receipt of a fund pays for some hundreds of payments.
    for (let fund = 0; fund < FUNDS; fund += 1) this.#receive(fund, 30_000_000n, FIRST_DAY);
  }

  #spend(movements: number): void {
    const columns = this.#columns;
    const before = columns.count;
    let made = before;
    while (made < movements) {
      const share = (made - before) / (movements - before);
      const day = FIRST_DAY + Math.floor(share * DAYS);
      const year = Math.min(2, Math.floor(share * 3));
      const dice = this.#random.int(0, 1_000 - 1);
      const of = this.commitments[year * COMMITMENTS_PER_YEAR + this.#paid()];
      if (of === undefined) throw new Error("There is no such commitment.");
      const amount = BigInt(100 + this.#random.int(0, 100_000 - 1));
      if (dice < 20) this.#receive(dice === 0 ? FUNDS : this.#random.int(0, FUNDS - 1), 500_000n + amount, day);
      else if (dice < 25) this.#move(of.fund, (of.fund + 1) % FUNDS, amount, day);
      else if ((this.#fundIn[of.fund] ?? 0n) - (this.#fundOut[of.fund] ?? 0n) < amount)
        this.#receive(of.fund, 2_000_000n, day);
      else {
        const asked = this.#random.int(0, PAYMENTS_PER_CASE - 1) === 0 ? this.#ask(of, amount, day) : null;
        const record = this.#put(
          "payment",
          accountNumber("fund", of.fund + 1),
          of.id,
          amount,
          this.#fundOut[of.fund] ?? 0n,
          of.out,
          day,
        );
        this.#fundOut[of.fund] = (this.#fundOut[of.fund] ?? 0n) + amount;
        of.out += amount;
        if (asked !== null) this.#act(EXECUTED, asked, 0, day);
        if (this.#random.int(0, SAMPLED - 1) === 0) {
          this.payments.push(record);
          this.paidOn.push(of);
        }
        if (this.#random.int(0, 10 - 1) === 0) this.#confirm(record, day);
      }
      made += 1;
    }
  }

  /** Which of a year's commitments is paid on: the one in place n of those with most payments has one n-th of the first's. */
  #paid(): number {
    const at = this.#random.int(0, (SHARES.at(-1) ?? 1) - 1);
    let [low, high] = [0, SHARES.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((SHARES[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return (low * STRIDE) % COMMITMENTS_PER_YEAR;
  }

  #receive(fund: number, amount: bigint, day: number): void {
    const source = accountNumber("source", fund * SOURCES_PER_FUND + this.#random.int(0, SOURCES_PER_FUND - 1) + 1);
    const entered = this.#fundIn[fund] ?? 0n;
    const code = RECEIPT_CLASSES[this.#random.int(0, RECEIPT_CLASSES.length - 1)] ?? 111;
    this.receipts.push(this.#put("receipt", source, accountNumber("fund", fund + 1), amount, 0n, entered, day, code));
    this.#fundIn[fund] = entered + amount;
  }

  #move(from: number, to: number, wanted: bigint, day: number): void {
    const [out, entered] = [this.#fundOut[from] ?? 0n, this.#fundIn[to] ?? 0n];
    const amount = wanted < (this.#fundIn[from] ?? 0n) - out ? wanted : 1n;
    if ((this.#fundIn[from] ?? 0n) - out < amount) return this.#receive(from, 2_000_000n, day);
    this.#put(
      "cash-transfer",
      accountNumber("fund", from + 1),
      accountNumber("fund", to + 1),
      amount,
      out,
      entered,
      day,
    );
    this.#fundOut[from] = out + amount;
    this.#fundIn[to] = entered + amount;
  }

  #confirm(record: number, day: number): void {
    const { columns, row } = this.#row();
    columns.kind[row] = CONFIRMATION;
    columns.cites[row] = record;
    columns.day[row] = day;
  }

  /** A case about a payment, decided; now and then one that nobody decides goes before it. */
  #ask(of: Commitment, amount: bigint, day: number): number {
    if (this.cases.length % CASES_PER_OPEN === 0) this.#submit(of, amount, day);
    const asked = this.#submit(of, amount, day);
    this.#act(DECIDED, asked, 0, day);
    this.#act(DECIDED, asked, 1, day);
    return asked;
  }

  #submit(of: Commitment, amount: bigint, day: number): number {
    const { columns, row } = this.#row();
    columns.kind[row] = SUBMITTED;
    columns.code[row] = of.agency;
    columns.day[row] = day;
    columns.from[row] = accountNumber("fund", of.fund + 1);
    columns.to[row] = of.id;
    columns.amount[row] = amount;
    this.cases.push(this.openings.length + row);
    return this.openings.length + row;
  }

  #act(kind: number, asked: number, step: number, day: number): void {
    const { columns, row } = this.#row();
    columns.kind[row] = kind;
    columns.cites[row] = asked;
    columns.code[row] = step;
    columns.day[row] = day;
  }

  #row(): { columns: Columns; row: number } {
    const columns = this.#columns;
    const row = columns.count;
    columns.count += 1;
    return { columns, row };
  }

  #put(
    kind: KindName,
    from: bigint,
    to: bigint,
    amount: bigint,
    fromPosition: bigint,
    toPosition: bigint,
    day: number,
    code = 0,
  ): number {
    const { columns, row } = this.#row();
    columns.kind[row] = kindByName(kind).number;
    columns.day[row] = day;
    columns.code[row] = code;
    columns.from[row] = from;
    columns.to[row] = to;
    columns.amount[row] = amount;
    columns.fromPosition[row] = fromPosition;
    columns.toPosition[row] = toPosition;
    return this.openings.length + row;
  }
}

const REASONS = ["road works 道路", "school meals", "bridge 桥梁", "clinic", "heating 供暖"];
const word = (value: bigint): string => value.toString(16).padStart(64, "0");
