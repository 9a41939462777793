// Founds the demonstration city: parties, officials and their seats, funds, sources, the fiscal year, acts and lines.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { encodeFunctionData, zeroAddress } from "viem";
import type { LineSpec } from "@mingzhang/sdk/cases/specs";
import { DUTY } from "../../deploy/procedure-terms.ts";
import { chunks } from "../chain/orders.ts";
import { localAccount } from "../chain/local-accounts.ts";
import { SEAT_END } from "../chain/offices.ts";
import { PARTY } from "../import/state.ts";
import { Agenda, HOUR } from "./agenda.ts";
import type { Books } from "./books.ts";
import { DAYS, on, YEAR } from "./calendar.ts";
import { AGENCIES, FUNDS, OPENING_SOURCE, SOURCES, WAN } from "./city.ts";
import { CLASSES, LINES } from "./lines.ts";
import { OFFICIALS, REGISTRAR_ACCOUNT } from "./officials.ts";
import { fictionalCode, PAYEES } from "./payees.ts";
import { Random } from "./random.ts";
import { planLine } from "./spending.ts";
import type { City } from "./state.ts";
import { found } from "./state.ts";

/** What stands on the chain before the seed: the deployment registers the government and its treasury. */
export interface Founded {
  government: number;
  treasury: number;
  /** Officials enrolled so far. */
  officials: number;
  /** Official's number of the registrar. */
  registrar: number;
  /** Registered names of the two. */
  names: ReadonlyMap<number, string>;
}

const LINES_PER_CASE = 30;

interface PartySpec {
  kind: number;
  parent: number;
  name: string;
  otherName: string;
  scheme: string;
  identifier: string;
}

/** Plans the founding on the first day. `small` gives how many payments a line of small payments makes. */
export function foundCity(
  books: Books,
  founded: Founded,
  seed: number,
  small: (line: (typeof LINES)[number]) => number,
): City {
  const agenda = new Agenda(books, founded.government);
  for (const [party, name] of founded.names) agenda.holdings.names.set(party, name);
  const random = new Random(seed);
  const city: City = {
    agenda,
    random,
    government: founded.government,
    parties: new Map([
      ["city", founded.government],
      ["treasury", founded.treasury],
    ]),
    funds: new Map(),
    sources: new Map(),
    acts: { provisional: 0n, original: 0n },
    lines: new Map(),
    toConfirm: [],
    paid: [],
    receipts: [],
    carried: new Map(),
    vouchers: 0,
  };
  const plans = LINES.map((line, i) => planLine(line, new Random(seed * 1_000 + i), small(line)));
  agenda.at(DAYS.opening, HOUR.openings, () => {
    registerParties(city);
    seatOfficials(city, founded);
    openFunds(city);
    openYear(city, YEAR, { commitUntil: DAYS.commitUntil, payUntil: DAYS.payUntil });
    city.acts.provisional = openAct(city, 3, {
      zh: "2026年预算草案批准前支出安排",
      en: "Spending before approval of the 2026 budget",
    });
    city.acts.original = openAct(city, 1, {
      zh: "关于2026年预算的决议（第五届人民代表大会第四次会议）",
      en: "Resolution on the 2026 budget (People's Congress, fourth session)",
    });
    const specs = plans.map(({ line }) => lineSpec(city, line, YEAR));
    for (const plan of plans) {
      const fund = found(city.funds, plan.line.fund);
      const account = books.account("line");
      const state = { data: plan.line, plan, account, fund, commitments: [], provisional: 0n };
      city.lines.set(plan.line.key, {
        ...state,
        commitments: [],
      });
    }
    openLines(
      city,
      specs,
      [...city.lines.values()].map(({ account }) => account),
    );
    for (const state of city.lines.values()) {
      state.commitments = state.plan.commitments.map((plan) => ({ line: state, plan }));
    }
  });
  return city;
}

function registerParties(city: City): void {
  const specs: PartySpec[] = [];
  const add = (key: string, spec: Partial<PartySpec> & { kind: number; zh: string; en: string }): void => {
    const { zh, en, ...rest } = spec;
    const party = city.agenda.books.party();
    city.parties.set(key, party);
    city.agenda.holdings.names.set(party, zh);
    specs.push({ parent: 0, scheme: "", identifier: "", name: zh, otherName: en, ...rest });
  };
  for (const { key, above, zh, en } of AGENCIES) {
    const identifier = fictionalCode(specs.length + 1);
    add(key, { kind: PARTY.agency, parent: found(city.parties, above), zh, en, scheme: "DEMO-USCC", identifier });
  }
  for (const { key, zh, en } of PAYEES) {
    const identifier = fictionalCode(1_000 + specs.length);
    add(`payee/${key}`, { kind: PARTY.payee, zh, en, scheme: "DEMO-USCC", identifier });
  }
  for (const { key, zh, en } of CLASSES) add(`class/${key}`, { kind: PARTY.payeeClass, zh, en });
  for (const { key, zh, en } of SOURCES) add(`source/${key}`, { kind: PARTY.source, zh, en });
  add("source/opening", { kind: PARTY.source, ...OPENING_SOURCE });
  for (const part of chunks(specs, 45)) {
    const data = encodeFunctionData({ abi: directoryAbi, functionName: "register", args: [part] });
    city.agenda.step({ type: "direct", call: { contract: "directory", data } });
  }
}

function seatOfficials(city: City, { officials: before, registrar }: Founded): void {
  const from = DAYS.opening * 86_400;
  const enrol = (number: number, official: (typeof OFFICIALS)[number], since: number): void => {
    const [first] = official.seats;
    if (first === undefined) return;
    const until = official.until === undefined ? SEAT_END : (on(official.until) + 1) * 86_400;
    const roster = (data: `0x${string}`): void =>
      city.agenda.step({ type: "direct", call: { contract: "roster", data } });
    const agency = found(city.parties, first.agency);
    roster(encodeFunctionData({ abi: rosterAbi, functionName: "enrol", args: [agency, official.zh, official.en] }));
    for (const { agency: at, duty } of official.seats) {
      const args = [
        found(city.parties, at),
        duty,
        localAccount(official.account).address,
        number,
        since,
        until,
      ] as const;
      roster(encodeFunctionData({ abi: rosterAbi, functionName: "appoint", args }));
    }
  };
  OFFICIALS.forEach((official, i) => enrol(before + 1 + i, official, from));
  // The registrar decides on seats by an account of the demonstration.
  const holder = localAccount(REGISTRAR_ACCOUNT).address;
  const args = [city.government, DUTY.registrar, holder, registrar, from, SEAT_END] as const;
  const data = encodeFunctionData({ abi: rosterAbi, functionName: "appoint", args });
  city.agenda.step({ type: "direct", call: { contract: "roster", data } });
}

function openFunds(city: City): void {
  const { agenda } = city;
  const specs = FUNDS.map(({ key, owner, zh, en, code }) => {
    const account = agenda.books.account("fund");
    city.funds.set(key, account);
    agenda.holdings.owners.set(account, found(city.parties, owner));
    const money = { currency: currencyToBytes("CNY"), exponent: 2, token: zeroAddress };
    return { owner: found(city.parties, owner), ...money, name: zh, otherName: en, code };
  });
  const purpose = "开设市级资金 Opening of the city's funds";
  agenda.open("books", city.government, purpose, { what: "fund", specs }, [...city.funds.values()]);

  const sources = SOURCES.map(({ key, fund }) => ({
    key,
    fund: found(city.funds, fund),
    party: found(city.parties, `source/${key}`),
  }));
  const opening = FUNDS.map(({ key }) => ({
    key: `opening/${key}`,
    fund: found(city.funds, key),
    party: found(city.parties, "source/opening"),
  }));
  const all = [...sources, ...opening];
  for (const { key } of all) city.sources.set(key, agenda.books.account("source"));
  agenda.step({
    type: "sources",
    specs: all.map(({ fund, party }) => ({ fund, party })),
    accounts: all.map(({ key }) => found(city.sources, key)),
  });
  for (const { key, opening: balance, zh, en } of FUNDS) {
    agenda.at(DAYS.opening, HOUR.receipts, () => {
      const document = agenda.document(
        `结转结余证明 Certificate of balance brought forward\n${zh} ${en}\n2025-12-31\n`,
      );
      const entry = { to: found(city.funds, key), amount: BigInt(balance) * WAN, detail: "OPENING-2026" };
      agenda.post("receipt", found(city.sources, `opening/${key}`), [entry], {
        code: 99,
        valueDate: DAYS.opening,
        document,
      });
    });
  }
}

/** Opens a fiscal year of the city. */
export function openYear(city: City, year: number, closing: { commitUntil: number; payUntil: number }): void {
  const day = (text: string): number => on(text) + (year - YEAR) * 365;
  const spec = { government: city.government, year, firstDay: day("01-01"), lastDay: day("12-31"), ...closing };
  const purpose = `开设${year}预算年度 Opening of the fiscal year ${year}`;
  city.agenda.open("books", city.government, purpose, { what: "year", specs: [spec] }, []);
}

/** Opens an act of the year; types: 1 original, 2 supplementary, 3 provisional. */
export function openAct(city: City, actType: number, title: { zh: string; en: string }): bigint {
  const { agenda } = city;
  const document = agenda.document(`${title.zh}\n${title.en}\n演示 Demonstration\n`);
  const spec = { government: city.government, year: YEAR, actType, title: title.zh, otherTitle: title.en, document };
  const account = agenda.books.account("act");
  agenda.open("books", city.government, `${title.zh} ${title.en}`, { what: "act", specs: [spec] }, [account], {
    document,
  });
  return account;
}

/** Opens lines, without a sum: the act gives it. */
export function openLines(city: City, specs: readonly LineSpec[], accounts: readonly bigint[]): void {
  const { agenda, government } = city;
  specs.forEach(({ agency }, i) => agenda.holdings.owners.set(accounts[i] ?? 0n, agency));
  chunks(specs, LINES_PER_CASE).forEach((part, i) => {
    const numbers = accounts.slice(i * LINES_PER_CASE, i * LINES_PER_CASE + part.length);
    agenda.open("lines", government, "开设预算指标 Opening of budget lines", { what: "line", specs: part }, numbers);
  });
}

/** What opens a line for a year. */
export function lineSpec(city: City, line: (typeof LINES)[number], year: number): LineSpec {
  return {
    fund: found(city.funds, line.fund),
    agency: found(city.parties, line.agency),
    year,
    func: line.func,
    economic: line.economic,
    nationalCode: line.national,
    name: line.zh,
    otherName: line.en,
  };
}
