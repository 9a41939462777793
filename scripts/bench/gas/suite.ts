// The suite on the meter's chain, with enough accounts of every kind for batches of 300.
import { accountNumber } from "@mingzhang/sdk/accounts";
import { recordName } from "@mingzhang/sdk/events";
import { appendLogs, citationFor, emptyLog } from "@mingzhang/sdk/log";
import type { Citation, RecordLog } from "@mingzhang/sdk/log";
import type { LogTree } from "@mingzhang/sdk/tree";
import { placed } from "@mingzhang/sdk/logs";
import { kindByName } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import { detailToBytes } from "@mingzhang/sdk/text";
import type { RpcLog } from "viem";
import { order as orderOf } from "../../chain/orders.ts";
import type { Entry, Order, OrderTerms } from "../../chain/orders.ts";
import type { Meter } from "./meter.ts";

/** Accounts of each kind that batches run over. */
export const WIDTH = 300;
const PER_CALL = 50;
const DOOR_DELAY = 172_800;
const SEATS = { maker: 2, checker: 3, approver: 4, treasurer: 5 } as const;
const TREASURER = SEATS.treasurer;
const AGENCY = 1;

export const ACCOUNTS = {
  fund: accountNumber("fund", 1),
  otherFund: accountNumber("fund", 2),
  source: accountNumber("source", 1),
  act: accountNumber("act", 1),
  nextAct: accountNumber("act", 2),
  /** Line and allotment that everything hangs under. */
  line: accountNumber("line", 1),
  nextLine: accountNumber("line", 2),
  allotment: accountNumber("allotment", 1),
};

/** Spare lines 3 and on, allotments 2 and on: what a kind is measured over for the first time. */
export const spareLine = (i: number) => accountNumber("line", 3 + i);
export const nextSpareLine = (i: number) => accountNumber("line", 3 + WIDTH + i);
export const spareAllotment = (i: number) => accountNumber("allotment", 2 + i);
/** Commitments by what they are for: payments, transfer payments, and the right place of reclassifications. */
export const paid = (i: number) => accountNumber("commitment", 1 + i);
export const granted = (i: number) => accountNumber("commitment", 1 + WIDTH + i);
export const right = (i: number) => accountNumber("commitment", 1 + 2 * WIDTH + i);

/** ¥1,284,500.00 and the like, always the same. */
export const amount = (i: number) => 128_450_000n + BigInt((i * 7_919) % 90_000) * 100n;
export const reference = (i: number) => detailToBytes(`INV-2026-${String(i + 1).padStart(4, "0")}`);
export const DOCUMENT = `0x${"9f86d081884c7d65".repeat(4)}` as const;
const MUCH = 10n ** 15n;

/** An order as the ledger's ABI wants it. */
const numbered = (order: Order) => ({ ...order, kind: kindByName(order.kind).number, entries: [...order.entries] });

type Deployed = Awaited<ReturnType<typeof deploy>>;

async function deploy({ ethers }: Meter) {
  const [admin, registrar, treasurer, poster, maker, checker, approver, cashier] = await ethers.getSigners();
  if (!admin || !registrar || !treasurer || !poster || !maker || !checker || !approver || !cashier)
    throw new Error("too few signers");
  const manager = await ethers.deployContract("AccessManager", [admin]);
  const trail = await ethers.deployContract("AuditTrail", [manager, DOOR_DELAY]);
  const directory = await ethers.deployContract("Directory", [manager, trail]);
  const roster = await ethers.deployContract("Roster", [manager, trail, directory]);
  const opening = await ethers.deployContract("Opening");
  const libraries = { Opening: await opening.getAddress() };
  const ledger = await ethers.deployContract("FundLedger", [manager, DOOR_DELAY, trail, directory], { libraries });
  const writer = await ethers.deployContract("WriterMock", [trail]);
  const procedures = await ethers.deployContract("Procedures", [manager, DOOR_DELAY, trail, directory]);
  const approvals = await ethers.deployContract("ServiceApprovals", [trail, directory, roster, procedures]);
  const ledgerOrders = await ethers.deployContract("LedgerOrders", [approvals, ledger, directory]);
  await trail.found([directory, roster, ledger, await ledger.vault(), writer, procedures, approvals]);
  const party = (kind: number, parent: number, name: string) => {
    return { kind, parent, name, otherName: "", scheme: "", identifier: "" };
  };
  await directory.register([
    party(AGENCY, 0, "City"),
    party(AGENCY, 1, "Treasury"),
    party(2, 0, "Builder"),
    party(3, 0, "Taxpayers"),
  ]);
  await roster.appointRegistrar(1, registrar, "Registrar", "", 0, 4_000_000_000);
  await roster.connect(registrar).enrol(2, "Treasurer", "");
  await roster.connect(registrar).appoint(2, TREASURER, treasurer, 2, 0, 4_000_000_000);
  const bankFacts = await ethers.deployContract("BankFacts", [ledger, roster, directory, 2]);
  const seats = [
    [SEATS.maker, maker],
    [SEATS.checker, checker],
    [SEATS.approver, approver],
    [SEATS.treasurer, cashier],
  ] as const;
  for (const [at, [duty, holder]] of seats.entries()) {
    await roster.connect(registrar).enrol(2, `Official ${duty}`, "");
    await roster.connect(registrar).appoint(2, duty, holder, 3 + at, 0, 4_000_000_000);
  }
  await ledger.found([bankFacts, poster, ledgerOrders]);
  await procedures.found([ledgerOrders]);
  const officials = { maker, checker, approver, cashier };
  return {
    ...officials,
    procedures,
    approvals,
    ledgerOrders,
    trail,
    ledger: ledger.connect(poster),
    writer,
    bankFacts,
    treasurer,
    poster,
  };
}

export class Suite {
  readonly meter: Meter;
  readonly contracts: Deployed;
  private readonly log: RecordLog;
  private sealed = 0;

  private constructor(meter: Meter, contracts: Deployed, trail: `0x${string}`) {
    this.meter = meter;
    this.contracts = contracts;
    this.log = emptyLog(trail, 0n);
  }

  static async start(meter: Meter): Promise<Suite> {
    const contracts = await deploy(meter);
    const suite = new Suite(meter, contracts, (await contracts.trail.getAddress()) as `0x${string}`);
    await suite.open();
    return suite;
  }

  /** The log as far as it has been read. */
  get tree(): LogTree {
    return this.log.tree;
  }

  order(kind: KindName, from: bigint, entries: Entry[], terms: OrderTerms = {}): Order {
    const cash = ["receipt", "refund", "cash-transfer", "payment", "transfer-payment", "recovery"].includes(kind);
    const code = kind === "receipt" ? 1111 : 0;
    return orderOf(kind, from, entries, { code, valueDate: cash ? this.meter.today : 0, document: DOCUMENT, ...terms });
  }

  /** Gas of a whole `post`. */
  async post(orders: readonly Order[], citations: readonly Citation[] = []): Promise<number> {
    const { ledger, poster } = this.contracts;
    return this.meter.gas(poster.address, ledger, this.postData(orders, citations));
  }

  /** The same as a fact of the bank, by a treasurer. */
  async postFacts(orders: readonly Order[]): Promise<number> {
    const { bankFacts, treasurer } = this.contracts;
    const data = bankFacts.interface.encodeFunctionData("post", [orders.map(numbered), []]);
    return this.meter.gas(treasurer.address, bankFacts, data);
  }

  /** Gas of a whole `confirm`. */
  async confirm(citations: readonly Citation[]): Promise<number> {
    const { ledger, poster } = this.contracts;
    const data = ledger.interface.encodeFunctionData("confirm", [this.meter.today, DOCUMENT, [...citations]]);
    return this.meter.gas(poster.address, ledger, data);
  }

  /** Seals the log and reads it, so that what it holds can be cited. */
  async seal(): Promise<void> {
    const { trail, poster } = this.contracts;
    await this.meter.gas(poster.address, trail, trail.interface.encodeFunctionData("seal"));
    const { provider } = this.meter.ethers;
    const raw = (await provider.send("eth_getLogs", [{ fromBlock: "0x0", toBlock: "latest" }])) as RpcLog[];
    const logs = raw.map(placed).filter(({ topics }) => recordName(topics[0]) !== null);
    const fresh = logs.slice(this.log.records.length);
    const times = fresh.map(({ blockTime }) => {
      if (blockTime === null) throw new Error("the chain does not say when");
      return blockTime;
    });
    appendLogs(this.log, fresh, times);
    this.sealed = this.log.tree.size;
  }

  /** Number that the next record gets. */
  async size(): Promise<number> {
    return Number(await this.contracts.trail.size());
  }

  cite(record: number): Citation {
    return citationFor(this.log, record, this.sealed);
  }

  private postData(orders: readonly Order[], citations: readonly Citation[]): string {
    return this.contracts.ledger.interface.encodeFunctionData("post", [orders.map(numbered), [...citations]]);
  }

  private async open(): Promise<void> {
    const { ledger } = this.contracts;
    const { ethers, today } = this.meter;
    const first = today - 4;
    const year = (number: number, commitUntil: number, payUntil: number) => {
      return { government: 1, year: number, firstDay: first, lastDay: commitUntil, commitUntil, payUntil };
    };
    await ledger.openYear(year(2026, first + 365, first + 395));
    await ledger.openYear(year(2027, first + 730, first + 760));
    const currency = ethers.hexlify(ethers.toUtf8Bytes("CNY"));
    const fund = { owner: 2, currency, exponent: 2, token: ethers.ZeroAddress, name: "Fund", otherName: "", code: "" };
    await ledger.openFunds([fund, fund]);
    await ledger.openSources([{ fund: ACCOUNTS.fund, party: 4 }]);
    const act = { government: 1, actType: 1, title: "Budget act", otherTitle: "预算", document: DOCUMENT };
    await ledger.openActs([
      { ...act, year: 2026 },
      { ...act, year: 2027 },
    ]);
    const line = (number: number) => {
      const names = { nationalCode: "2140104", name: "Roads", otherName: "公路建设" };
      return { fund: ACCOUNTS.fund, agency: 1, year: number, func: 451, economic: 221, ...names };
    };
    await ledger.openLines([line(2026), line(2027)]);
    await this.each((count) => ledger.openLines(Array.from({ length: count }, () => line(2026))));
    await this.each((count) => ledger.openLines(Array.from({ length: count }, () => line(2027))));
    const allotment = { line: ACCOUNTS.line, unit: 2, title: "Quarter", otherTitle: "" };
    await ledger.openAllotments([allotment]);
    await this.each((count) => ledger.openAllotments(Array.from({ length: count }, () => allotment)));
    const open = (payeeFund: bigint) => {
      const texts = { contractId: "HT-2026-001", title: "Bridge", otherTitle: "大桥", document: DOCUMENT };
      const one = { allotment: ACCOUNTS.allotment, payee: payeeFund === 0n ? 3 : 2, payeeFund, ...texts };
      return this.each((count) => ledger.openCommitments(Array.from({ length: count }, () => one)));
    };
    await open(0n);
    await open(ACCOUNTS.otherFund);
    await open(0n);

    const { source, fund: general, act: budget, nextAct, line: main, nextLine, allotment: only } = ACCOUNTS;
    const one = (to: bigint): Entry[] => [{ to, amount: MUCH, detail: reference(0) }];
    await this.post([
      this.order("receipt", source, one(general)),
      this.order("cash-transfer", general, [{ to: ACCOUNTS.otherFund, amount: MUCH / 2n, detail: reference(0) }]),
      this.order("appropriation", budget, one(main)),
      this.order("appropriation", nextAct, one(nextLine)),
      this.order("allotment", main, [{ to: only, amount: MUCH / 2n, detail: reference(0) }]),
    ]);
  }

  private async each(open: (count: number) => Promise<unknown>): Promise<void> {
    for (let done = 0; done < WIDTH; done += PER_CALL) await open(Math.min(PER_CALL, WIDTH - done));
  }
}
