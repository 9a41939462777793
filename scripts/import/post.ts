// Carries out a plan: registers parties, opens accounts, gives permission and cash, posts payments and credit notes.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { NO_CLOSING_DAY } from "@mingzhang/sdk/days";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { FLAG_IMPORTED } from "@mingzhang/sdk/terms";
import { encodeFunctionData, zeroAddress, zeroHash } from "viem";
import type { OpeningSpecs } from "@mingzhang/sdk/cases/specs";
import { chunks, order } from "../chain/orders.ts";
import type { CitingOrder, Order } from "../chain/orders.ts";
import type { Session } from "../chain/session.ts";
import type { TwoKeys } from "../chain/two-keys.ts";
import { ImportCases } from "./cases.ts";
import { ImportError } from "./errors.ts";
import { fiscalYearDays } from "./dates.ts";
import { lineName, Lookup } from "./keys.ts";
import type { WantedParty } from "./keys.ts";
import { budgetOrders, IMPORTED_DETAIL, Means, present } from "./means.ts";
import type { Plan, PlannedPayment } from "./plan.ts";
import type { Profile } from "./profile.ts";
import type { SpendRow } from "./rows.ts";
import { ACT_IMPORTED, actKey, identifierKey, partyKey, postedKey } from "./state.ts";
import type { ChainState } from "./state.ts";

/** How far an import has come, for people. */
export type Progress = (step: string, done: number, total: number) => void;

const PARTIES_PER_TRANSACTION = 60;
const ACCOUNTS_PER_CASE = 50;

export class Importer {
  readonly #session: Session;
  readonly #cases: ImportCases;
  readonly #state: ChainState;
  readonly #profile: Profile;
  readonly #lookup: Lookup;
  readonly #progress: Progress;

  constructor(session: Session, keys: TwoKeys, state: ChainState, profile: Profile, progress: Progress) {
    this.#session = session;
    this.#cases = new ImportCases(keys, profile.amount.currency);
    this.#state = state;
    this.#profile = profile;
    this.#lookup = new Lookup(state, profile);
    this.#progress = progress;
  }

  /**
   * Posts the whole plan. Stopped anywhere, the same import run again goes on from there.
   * @param government whose deployment it is
   * @throws ImportError if the publisher's government is another
   */
  async carryOut(plan: Plan, government: number): Promise<void> {
    if (this.#lookup.government !== government) {
      throw new ImportError(
        `This deployment belongs to party ${government}, and ${this.#profile.government.name} is another government. ` +
          "Its cases need a suite of its own: import without --rpc, or deploy one with parameters that name it.",
      );
    }
    if (plan.payments.length > 0) {
      const rows = plan.payments.map(({ row }) => row);
      await this.#registerParties(rows);
      await this.#openAccounts(rows);
      await this.#giveMeans(plan.payments);
      await this.#pay(plan.payments);
    }
    if (plan.credits.length > 0) await this.#recover(plan);
  }

  /** Takes in what was recorded. */
  async #settle(): Promise<void> {
    await this.#session.sync((event) => this.#state.apply(event));
  }

  async #registerParties(rows: readonly SpendRow[]): Promise<void> {
    // Publisher and department stand under one another: each level needs the number of the one above.
    await this.#register([wanted(this.#lookup.publisherWanted)]);
    const seen = new Set<string>();
    const departments: WantedParty[] = [];
    for (const { department, departmentIdentifier } of rows) {
      if (seen.has(department)) continue;
      seen.add(department);
      departments.push({ ...wanted(this.#lookup.departmentWanted(department)), identifier: departmentIdentifier });
    }
    await this.#register([
      ...departments,
      this.#lookup.sourceWanted,
      ...rows.map((row) => this.#lookup.payeeWanted(row)),
    ]);
  }

  async #register(parties: readonly WantedParty[]): Promise<void> {
    const missing = new Map<string, WantedParty>();
    for (const party of parties) {
      if (this.#lookup.party(party) === undefined) missing.set(partyKey(party.kind, party.parent, party.name), party);
    }
    const specs = [...missing.values()].map(({ identifier: held, ...party }) => {
      const key = held === null || held === undefined ? null : identifierKey(held.scheme, held.identifier);
      // An identifier is given out once: who comes second under another name goes without.
      if (key === null || this.#state.identifiers.has(key)) return { ...party, scheme: "", identifier: "" };
      this.#state.identifiers.add(key);
      return { ...party, scheme: held?.scheme ?? "", identifier: held?.identifier ?? "" };
    });
    let done = 0;
    for (const part of chunks(specs, PARTIES_PER_TRANSACTION)) {
      const data = encodeFunctionData({ abi: directoryAbi, functionName: "register", args: [part] });
      await this.#session.registry.send(this.#session.deployment.contracts.directory, data, "register");
      this.#progress("parties", (done += part.length), specs.length);
    }
    if (specs.length > 0) await this.#settle();
  }

  async #openAccounts(rows: readonly SpendRow[]): Promise<void> {
    const { amount, fund, fiscalYear } = this.#profile;
    const government = present(this.#lookup.government);
    const owner = present(this.#lookup.publisher);
    const books: OpeningSpecs[] = [];
    if (this.#lookup.fund === undefined) {
      const spec = { owner, currency: currencyToBytes(amount.currency), exponent: amount.exponent, token: zeroAddress };
      books.push({ what: "fund", specs: [{ ...spec, ...fund, code: "" }] });
    }
    for (const year of new Set(rows.map((row) => this.#lookup.yearOf(row)))) {
      if (!this.#state.years.has(`${government}/${year}`)) {
        const days = fiscalYearDays(year, fiscalYear.firstMonth);
        const spec = { government, year, ...days, commitUntil: NO_CLOSING_DAY, payUntil: NO_CLOSING_DAY };
        books.push({ what: "year", specs: [spec] });
      }
      if (this.#act(year) === undefined) {
        const titles = { title: this.#actTitle, otherTitle: "导入：等于已公布支出，并非预算决定" };
        books.push({
          what: "act",
          specs: [{ government, year, actType: ACT_IMPORTED, ...titles, document: zeroHash }],
        });
      }
    }
    await this.#openCases("years", books);
    if (this.#source === undefined) {
      const party = present(this.#lookup.party(this.#lookup.sourceWanted));
      await this.#session.bank.openSources([{ fund: present(this.#lookup.fund), party }]);
      await this.#settle();
    }
    await this.#openLines(rows);
    await this.#openCommitments(rows);
  }

  async #openLines(rows: readonly SpendRow[]): Promise<void> {
    const fund = present(this.#lookup.fund);
    const lines = firstOfEach(
      rows.filter((row) => this.#lookup.line(row) === undefined),
      (row) => lineName(row, this.#lookup.yearOf(row)),
    );
    const specs = lines.map((row) => {
      const agency = present(this.#lookup.party(wanted(this.#lookup.departmentWanted(row.department))));
      const year = this.#lookup.yearOf(row);
      return { fund, agency, year, ...this.#classify(row), nationalCode: "", name: row.area, otherName: "" };
    });
    await this.#openCases(
      "lines",
      chunks(specs, ACCOUNTS_PER_CASE).map((part) => ({ what: "line", specs: part })),
    );
    const allotments = firstOfEach(rows, (row) => lineName(row, this.#lookup.yearOf(row))).flatMap((row) => {
      const line = present(this.#lookup.line(row));
      if (this.#state.allotments.has(line)) return [];
      const unit = present(this.#lookup.party(wanted(this.#lookup.departmentWanted(row.department))));
      return [{ line, unit, title: row.area, otherTitle: "" }];
    });
    await this.#openCases(
      "allotments",
      chunks(allotments, ACCOUNTS_PER_CASE).map((part) => ({ what: "allotment", specs: part })),
    );
  }

  async #openCommitments(rows: readonly SpendRow[]): Promise<void> {
    const missing = rows.filter((row) => this.#lookup.commitment(row) === undefined);
    const specs = firstOfEach(missing, (row) => `${this.#lookup.line(row)}/${this.#payee(row)}/${row.contract}`).map(
      (row) => ({
        allotment: present(this.#state.allotments.get(present(this.#lookup.line(row)))),
        payee: this.#payee(row),
        payeeFund: 0n,
        contractId: row.contract,
        title: row.area,
        otherTitle: "",
        document: zeroHash,
      }),
    );
    const names = new Map(missing.map((row) => [this.#payee(row), this.#lookup.payeeWanted(row).name]));
    await this.#openCases(
      "commitments",
      chunks(specs, ACCOUNTS_PER_CASE).map((part) => ({ what: "commitment", specs: part })),
      names,
    );
  }

  async #openCases(step: string, all: readonly OpeningSpecs[], names?: ReadonlyMap<number, string>): Promise<void> {
    if (all.length === 0) return;
    const total = all.reduce((count, { specs }) => count + specs.length, 0);
    const nameOf = (payee: number): string => present(names?.get(payee));
    await this.#cases.open(present(this.#lookup.government), this.#state.size, all, nameOf, (done) =>
      this.#progress(step, done, total),
    );
    await this.#settle();
  }

  /** @param rows a row that pays each commitment: it names the payee */
  async #postCases(step: string, orders: readonly Order[], rows: ReadonlyMap<bigint, SpendRow>): Promise<void> {
    if (orders.length === 0) return;
    const total = orders.reduce((count, { entries }) => count + entries.length, 0);
    const payeeOf = (commitment: bigint) => {
      const row = rows.get(commitment);
      return row === undefined ? null : { number: this.#payee(row), name: this.#lookup.payeeWanted(row).name };
    };
    await this.#cases.post(present(this.#lookup.government), this.#state.size, orders, payeeOf, (done) =>
      this.#progress(step, done, total),
    );
    await this.#settle();
  }

  /** Appropriation, allotment, commitment and receipt: exactly what the payments still lack. */
  async #giveMeans(payments: readonly PlannedPayment[]): Promise<void> {
    const lacking = new Means(this.#state);
    const lineOf = new Map<bigint, bigint>();
    const allotmentOf = new Map<bigint, bigint>();
    const actOf = new Map<bigint, bigint>();
    for (const { row } of payments) {
      const line = present(this.#lookup.line(row));
      const allotment = present(this.#state.allotments.get(line));
      allotmentOf.set(present(this.#lookup.commitment(row)), allotment);
      lineOf.set(allotment, line);
      actOf.set(line, present(this.#act(this.#lookup.yearOf(row))));
      lacking.want(present(this.#lookup.commitment(row)), row.amount);
    }
    for (const [commitment, rest] of this.#unpaidWorth(payments)) lacking.want(commitment, rest);
    const commitments = lacking.take();
    for (const [commitment, amount] of commitments) lacking.want(present(allotmentOf.get(commitment)), amount);
    const allotments = lacking.take();
    for (const [allotment, amount] of allotments) lacking.want(present(lineOf.get(allotment)), amount);
    const lines = lacking.take();
    const receipts = this.#receipts(payments);
    await this.#session.bank.receive(receipts);
    if (receipts.length > 0) await this.#settle();
    const orders = [
      ...budgetOrders("appropriation", lines, actOf),
      ...budgetOrders("allotment", allotments, lineOf),
      ...budgetOrders("commitment", commitments, allotmentOf),
    ];
    await this.#postCases(
      "budget",
      orders,
      rowsByCommitment(payments, (row) => this.#lookup.commitment(row)),
    );
  }

  /** What contracts are worth beyond their payments, of commitments that nothing was committed to yet. */
  #unpaidWorth(payments: readonly PlannedPayment[]): Map<bigint, bigint> {
    const unpaid = new Map<bigint, bigint>();
    for (const { row } of payments) {
      const commitment = present(this.#lookup.commitment(row));
      if (row.contractValue === null || this.#state.spare.has(commitment)) continue;
      unpaid.set(commitment, (unpaid.get(commitment) ?? row.contractValue) - row.amount);
    }
    return new Map([...unpaid].filter(([, rest]) => rest > 0n));
  }

  /** One receipt for each fiscal year, on the day of its first payment. */
  #receipts(payments: readonly PlannedPayment[]): Order[] {
    const fund = present(this.#lookup.fund);
    const byYear = new Map<number, { amount: bigint; day: number }>();
    for (const { row } of payments) {
      const year = this.#lookup.yearOf(row);
      const sum = byYear.get(year) ?? { amount: 0n, day: row.day };
      byYear.set(year, { amount: sum.amount + row.amount, day: sum.day });
    }
    let spare = this.#state.spare.get(fund) ?? 0n;
    const terms = { flags: FLAG_IMPORTED, code: this.#profile.classification.receipt };
    return [...byYear.values()].flatMap(({ amount, day }) => {
      const used = amount < spare ? amount : spare;
      spare -= used;
      if (amount === used) return [];
      const entry = { to: fund, amount: amount - used, detail: IMPORTED_DETAIL };
      return [order("receipt", present(this.#source), [entry], { ...terms, valueDate: day })];
    });
  }

  async #pay(payments: readonly PlannedPayment[]): Promise<void> {
    const fund = present(this.#lookup.fund);
    const orders: Order[] = [];
    for (const { row, document, detail } of payments) {
      const entry = { to: present(this.#lookup.commitment(row)), amount: row.amount, detail };
      const last = orders.at(-1);
      const joins = last?.valueDate === row.day && last.document === document && last.code === 0 && !row.person;
      if (joins) last.entries.push(entry);
      else {
        const terms = { flags: FLAG_IMPORTED, code: row.person ? 1 : 0, valueDate: row.day, document };
        orders.push(order("payment", fund, [entry], terms));
      }
    }
    await this.#postCases(
      "payments",
      orders,
      rowsByCommitment(payments, (row) => this.#lookup.commitment(row)),
    );
  }

  async #recover(plan: Plan): Promise<void> {
    const cite = await this.#session.seal((event) => this.#state.apply(event));
    const fund = present(this.#lookup.fund);
    const orders: CitingOrder[] = [];
    for (const { row, document, detail, amount, credits } of plan.credits) {
      const record = credits.record ?? this.#state.posted.get(postedKey(credits.document, credits.detail));
      const citation = cite(present(record));
      const from = citation.movement.to;
      const last = orders.at(-1);
      const entry = { to: fund, amount, detail };
      if (last?.order.from === from && last.order.valueDate === row.day && last.order.document === document) {
        last.order.entries.push(entry);
        last.citations.push(citation);
      } else {
        const terms = { flags: FLAG_IMPORTED, valueDate: row.day, document };
        orders.push({ order: order("recovery", from, [entry], terms), citations: [citation] });
      }
    }
    let done = 0;
    await this.#session.bank.recover(orders, (entries) =>
      this.#progress("credit notes", (done += entries), plan.credits.length),
    );
    await this.#settle();
  }

  get #source(): bigint | undefined {
    const party = this.#lookup.party(this.#lookup.sourceWanted);
    return this.#state.sources.get(`${this.#lookup.fund}/${party}`);
  }

  get #actTitle(): string {
    return `Imported: equals spend published by ${this.#profile.publisher.name}, not an act of the budget authority`;
  }

  #act(year: number): bigint | undefined {
    return this.#state.acts.get(actKey(present(this.#lookup.government), year, this.#actTitle));
  }

  #payee(row: SpendRow): number {
    return present(this.#lookup.party(this.#lookup.payeeWanted(row)));
  }

  #classify(row: SpendRow): { func: number; economic: number } {
    const { rules, function: func, economic } = this.#profile.classification;
    const rule = rules.find(({ pattern }) => new RegExp(pattern, "iu").test(row.area));
    return rule === undefined ? { func, economic } : { func: rule.function, economic: rule.economic };
  }
}

/** A row that pays each commitment: it names the payee. */
function rowsByCommitment(
  payments: readonly PlannedPayment[],
  commitmentOf: (row: SpendRow) => bigint | undefined,
): Map<bigint, SpendRow> {
  return new Map(payments.map(({ row }) => [present(commitmentOf(row)), row]));
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}

function wanted(party: WantedParty | undefined): WantedParty {
  return present(party);
}
