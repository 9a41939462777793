// Two governments with every kind of account, opened on the real suite and told to the model.
import { accountNumber } from "@mingzhang/sdk/accounts";
import { PartyKind, deploySuite, giveWallets, partySpec } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import type { ModelAccount } from "./model-types.ts";

/** Parties beyond those of deploySuite. */
export const PARTY = {
  city: 1,
  treasury: 2,
  bureau: 3,
  otherCity: 5,
  builder: 6,
  taxpayers: 7,
  pensioners: 8,
} as const;
export const SUPPLIER = 9;
export const LENDER = 10;
export const WALLETLESS = 11;

export const DAY = 86_400;
const CITY = PARTY.city;
const OTHER = PARTY.otherCity;

const fund = (running: number) => accountNumber("fund", running);
const line = (running: number) => accountNumber("line", running);
const allotment = (running: number) => accountNumber("allotment", running);

/** First and last days of the years, counted from the first day of the world. */
const YEARS = [
  { government: CITY, year: 2026, firstDay: -10, commitUntil: 60, payUntil: 90 },
  { government: CITY, year: 2027, firstDay: 30, commitUntil: 140, payUntil: 170 },
  { government: CITY, year: 2028, firstDay: 100, commitUntil: 400, payUntil: 430 },
  { government: OTHER, year: 2026, firstDay: -10, commitUntil: 200, payUntil: 230 },
];
const FUNDS = [
  { owner: PARTY.treasury, currency: "CNY", token: false },
  { owner: PARTY.treasury, currency: "CNY", token: false },
  { owner: PARTY.treasury, currency: "CNY", token: true },
  { owner: PARTY.treasury, currency: "CNY", token: true },
  { owner: PARTY.treasury, currency: "USD", token: false },
  { owner: OTHER, currency: "CNY", token: false },
];
const SOURCES = [
  [1, PARTY.taxpayers],
  [1, LENDER],
  [2, PARTY.taxpayers],
  [3, PARTY.taxpayers],
  [3, LENDER],
  [4, PARTY.taxpayers],
  [5, LENDER],
  [6, PARTY.taxpayers],
] as const;
const ACTS = [
  [CITY, 2026, 1],
  [CITY, 2026, 2],
  [CITY, 2027, 1],
  [CITY, 2028, 3],
  [OTHER, 2026, 1],
] as const;
/** [fund, year]; the agency follows from the fund. */
const LINES = [
  [1, 2026],
  [1, 2026],
  [1, 2027],
  [1, 2028],
  [2, 2026],
  [3, 2026],
  [3, 2027],
  [4, 2028],
  [5, 2027],
  [6, 2026],
] as const;
/** [allotment's line]; two for the first lines. */
const ALLOTMENTS = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 6] as const;
/** [allotment, payee, payee fund or 0] */
const COMMITMENTS = [
  [1, PARTY.builder, 0],
  [1, SUPPLIER, 0],
  [2, PARTY.builder, 0],
  [3, PARTY.builder, 0],
  [3, PARTY.pensioners, 0],
  [1, PARTY.pensioners, 0],
  [1, PARTY.treasury, 2],
  [3, PARTY.treasury, 2],
  [4, PARTY.builder, 0],
  [4, PARTY.treasury, 2],
  [5, PARTY.builder, 0],
  [6, PARTY.builder, 0],
  [6, PARTY.treasury, 1],
  [7, PARTY.builder, 0],
  [7, SUPPLIER, 0],
  [7, WALLETLESS, 0],
  [7, PARTY.treasury, 4],
  [8, PARTY.builder, 0],
  [8, PARTY.treasury, 4],
  [9, PARTY.builder, 0],
  [9, PARTY.treasury, 3],
  [10, SUPPLIER, 0],
  [11, PARTY.builder, 0],
  [12, PARTY.builder, 0],
  [12, SUPPLIER, 0],
] as const;

/** Deploys the suite and opens the world; for `networkHelpers.loadFixture`. */
export async function deployWorld() {
  const suite = await deploySuite();
  const { registry, directory, posting, payeeWallet, payerWallet, admin, vault, others } = suite;
  const ledger = suite.ledger.connect(posting);
  const [, , , , , supplierWallet, lenderWallet, ...strangers] = others;
  if (!supplierWallet || !lenderWallet || strangers.length < 4) throw new Error("too few signers");
  const office = directory.connect(registry);
  await office.register([
    partySpec(PartyKind.Payee, 0, "Supplier"),
    partySpec(PartyKind.Source, 0, "Lender"),
    partySpec(PartyKind.Payee, 0, "No wallet"),
  ]);
  const holders = new Map<number, typeof payeeWallet>([
    [PARTY.builder, payeeWallet],
    [PARTY.taxpayers, payerWallet],
    [SUPPLIER, supplierWallet],
    [LENDER, lenderWallet],
  ]);
  const wallets = new Map([...holders].map(([party, { address }]) => [party, address]));
  const token = await ethers.deployContract("HostileTokenMock", [6]);
  const hexCurrency = (text: string) => ethers.hexlify(ethers.toUtf8Bytes(text));
  await suite.ledger.connect(admin).allowToken(token, hexCurrency("CNY"), true);
  await giveWallets(office, [...holders]);
  for (const wallet of holders.values()) {
    await token.mint(wallet, 10n ** 30n);
    await token.connect(wallet).approve(vault, ethers.MaxUint256);
  }

  const firstDay = Math.floor((await networkHelpers.time.latest()) / DAY) + 2;
  await networkHelpers.time.increaseTo(firstDay * DAY + 100);
  const accounts: ModelAccount[] = [];
  const add = (account: Omit<ModelAccount, "totalIn" | "totalOut">) =>
    accounts.push({ ...account, totalIn: 0n, totalOut: 0n });
  const at = (id: bigint): ModelAccount => {
    const found = accounts.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no account ${id}`);
    return found;
  };

  for (const { commitUntil, payUntil, ...year } of YEARS) {
    await ledger.openYear({
      ...year,
      firstDay: firstDay + year.firstDay,
      lastDay: firstDay + commitUntil,
      commitUntil: firstDay + commitUntil,
      payUntil: firstDay + payUntil,
    });
  }
  await ledger.openFunds(
    FUNDS.map((each) => ({
      owner: each.owner,
      currency: hexCurrency(each.currency),
      exponent: 2,
      token: each.token ? token : ethers.ZeroAddress,
      name: "Fund",
      otherName: "",
      code: "",
    })),
  );
  FUNDS.forEach(({ owner, currency, token: backed }, i) => {
    const government = owner === OTHER ? OTHER : CITY;
    add({ id: fund(i + 1), kind: "fund", fund: fund(i + 1), government, currency, token: backed });
  });
  await ledger.openSources(SOURCES.map(([of, party]) => ({ fund: fund(of), party })));
  SOURCES.forEach(([of, party], i) => {
    const { government } = at(fund(of));
    add({ id: accountNumber("source", i + 1), kind: "source", fund: fund(of), government, party });
  });
  await ledger.openActs(
    ACTS.map(([government, year, actType]) => ({
      government,
      year,
      actType,
      title: "Act",
      otherTitle: "",
      document: ethers.ZeroHash,
    })),
  );
  ACTS.forEach(([government, year], i) => {
    add({ id: accountNumber("act", i + 1), kind: "act", fund: 0n, government, year });
  });
  await ledger.openLines(
    LINES.map(([of, year]) => ({
      fund: fund(of),
      agency: at(fund(of)).government === OTHER ? OTHER : PARTY.bureau,
      year,
      func: 451,
      economic: 221,
      nationalCode: "",
      name: "Line",
      otherName: "",
    })),
  );
  LINES.forEach(([of, year], i) => {
    const { government } = at(fund(of));
    const days = YEARS.find((each) => each.government === government && each.year === year);
    if (days === undefined) throw new Error("no year");
    const [commitUntil, payUntil] = [firstDay + days.commitUntil, firstDay + days.payUntil];
    const begins = firstDay + days.firstDay;
    add({ id: line(i + 1), kind: "line", fund: fund(of), government, year, firstDay: begins, commitUntil, payUntil });
  });
  const unitOf = (of: number) => (at(line(of)).government === OTHER ? OTHER : PARTY.bureau);
  await ledger.openAllotments(
    ALLOTMENTS.map((of) => ({ line: line(of), unit: unitOf(of), title: "", otherTitle: "" })),
  );
  ALLOTMENTS.forEach((of, i) => {
    add({ ...at(line(of)), id: allotment(i + 1), kind: "allotment", parent: line(of) });
  });
  await ledger.openCommitments(
    COMMITMENTS.map(([of, payee, taker]) => ({
      allotment: allotment(of),
      payee,
      payeeFund: taker === 0 ? 0n : fund(taker),
      contractId: "",
      title: "Commitment",
      otherTitle: "",
      document: ethers.ZeroHash,
    })),
  );
  COMMITMENTS.forEach(([of, payee, taker], i) => {
    add({
      ...at(allotment(of)),
      id: accountNumber("commitment", i + 1),
      kind: "commitment",
      parent: allotment(of),
      payee,
      payeeFund: taker === 0 ? 0n : fund(taker),
      payeeClass: payee === PARTY.pensioners,
    });
  });
  return { ...suite, ledger, token, wallets, strangers, firstDay, accounts };
}

export type World = Awaited<ReturnType<typeof deployWorld>>;
