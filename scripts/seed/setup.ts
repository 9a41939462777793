// Founds the demonstration city: parties, officials and their seats, funds, sources, the fiscal year, acts and lines.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { encodeFunctionData, zeroAddress } from "viem";
import { chunks, GAS, ledgerCall } from "../chain/forward.ts";
import { localAccount } from "../chain/local-accounts.ts";
import { SEAT_END } from "../chain/offices.ts";
import { PARTY } from "../import/state.ts";
import { Agenda, HOUR } from "./agenda.ts";
import type { Books } from "./books.ts";
import { DAYS, on, YEAR } from "./calendar.ts";
import { AGENCIES, FUNDS, OFFICIALS, OPENING_SOURCE, SOURCES, WAN } from "./city.ts";
import { CLASSES, LINES } from "./lines.ts";
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
}

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
  const agenda = new Agenda(books);
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
    vouchers: 0,
  };
  const plans = LINES.map((line, i) => planLine(line, new Random(seed * 1_000 + i), small(line)));
  agenda.at(DAYS.opening, HOUR.openings, () => {
    registerParties(city);
    seatOfficials(city, founded.officials);
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
    for (const part of chunks(specs, 30))
      agenda.step({ type: "open", call: ledgerCall("openLines", [part], part.length * GAS.account) });
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
    city.parties.set(key, city.agenda.books.party());
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

function seatOfficials(city: City, before: number): void {
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
  // The housing bureau's maker leaves in June; a successor comes in July.
  const successor = { zh: "江若琳", en: "Jiang Ruolin", account: 20, seats: [{ agency: "housing", duty: 2 }] };
  city.agenda.at(on("07-01"), HOUR.openings, () =>
    enrol(before + 1 + OFFICIALS.length, successor, on("07-01") * 86_400),
  );
}

function openFunds(city: City): void {
  const { agenda } = city;
  const specs = FUNDS.map(({ key, owner, zh, en, code }) => {
    city.funds.set(key, agenda.books.account("fund"));
    const money = { currency: currencyToBytes("CNY"), exponent: 2, token: zeroAddress };
    return { owner: found(city.parties, owner), ...money, name: zh, otherName: en, code };
  });
  agenda.step({ type: "open", call: ledgerCall("openFunds", [specs], specs.length * GAS.account) });

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
  const call = ledgerCall("openSources", [all.map(({ fund, party }) => ({ fund, party }))], all.length * GAS.account);
  agenda.step({ type: "open", call });
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
  city.agenda.step({ type: "open", call: ledgerCall("openYear", [spec], GAS.account) });
}

/** Opens an act of the year; types: 1 original, 2 supplementary, 3 provisional. */
export function openAct(city: City, actType: number, title: { zh: string; en: string }): bigint {
  const { agenda } = city;
  const document = agenda.document(`${title.zh}\n${title.en}\n演示 Demonstration\n`);
  const spec = { government: city.government, year: YEAR, actType, title: title.zh, otherTitle: title.en, document };
  agenda.step({ type: "open", call: ledgerCall("openActs", [[spec]], GAS.account) });
  return agenda.books.account("act");
}

/** What opens a line for a year. */
export function lineSpec(city: City, line: (typeof LINES)[number], year: number) {
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
