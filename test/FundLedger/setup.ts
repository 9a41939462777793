// A small government with every kind of account, its accounts open and filled.
import type { AddressLike } from "ethers";
import type { FundLedger, IFundLedger } from "../../types/ethers-contracts/index.ts";
import { DOOR_DELAY, PartyKind, REGISTRY, deployTrail, giveWallets, partySpec } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";

/** IFundLedger.Kind */
export const Kind = {
  None: 0,
  Receipt: 1,
  Refund: 2,
  CashTransfer: 3,
  Payment: 4,
  TransferPayment: 5,
  Recovery: 6,
  Appropriation: 7,
  Cut: 8,
  Lapse: 9,
  Virement: 10,
  CarryOver: 11,
  Allotment: 12,
  Withdrawal: 13,
  Commitment: 14,
  Release: 15,
  Reclassification: 16,
} as const;

/** ILedgerAccounts.AccountKind */
export const AccountKind = { None: 0, Source: 1, Fund: 2, Act: 3, Line: 4, Allotment: 5, Commitment: 6 } as const;

/** ILedgerAccounts.ActType */
export const ActType = { None: 0, Original: 1, Supplementary: 2, Provisional: 3, Imported: 4 } as const;

/** ISO 4217 letters as the contracts take them. */
export const letters = (text: string) => ethers.hexlify(ethers.toUtf8Bytes(text));
export const CNY = letters("CNY");

export const Flag = { Advance: 1, Imported: 2 } as const;

/** Parties of the world by their numbers. */
export const Party = {
  City: 1,
  Treasury: 2,
  Bureau: 3,
  Office: 4,
  OtherCity: 5,
  OtherBureau: 6,
  Builder: 7,
  Supplier: 8,
  Taxpayers: 9,
  Lender: 10,
  Residents: 11,
  Walletless: 12,
} as const;

/** Account number: kind in the top 8 of 64 bits, running number below. */
export function account(kind: number, running: number | bigint): bigint {
  return (BigInt(kind) << 56n) | BigInt(running);
}

const { Source, Fund, Act, Line, Allotment, Commitment } = AccountKind;

/** Accounts of the world by name. `special` takes the grants; `token` and `tokenTwo` settle in one token. */
export const acc = {
  general: account(Fund, 1),
  special: account(Fund, 2),
  dollars: account(Fund, 3),
  otherFund: account(Fund, 4),
  token: account(Fund, 5),
  tokenTwo: account(Fund, 6),
  taxes: account(Source, 1),
  loan: account(Source, 2),
  specialTaxes: account(Source, 3),
  tokenTaxes: account(Source, 4),
  budget: account(Act, 1),
  supplement: account(Act, 2),
  budgetNext: account(Act, 3),
  otherBudget: account(Act, 4),
  roads: account(Line, 1),
  schools: account(Line, 2),
  roadsNext: account(Line, 3),
  specialLine: account(Line, 4),
  tokenLine: account(Line, 5),
  schoolsNext: account(Line, 6),
  roadsAllotment: account(Allotment, 1),
  schoolsAllotment: account(Allotment, 2),
  nextAllotment: account(Allotment, 3),
  specialAllotment: account(Allotment, 4),
  tokenAllotment: account(Allotment, 5),
  /** general fund, pays the Builder */
  bridge: account(Commitment, 1),
  /** general fund, another line, pays the Builder too */
  school: account(Commitment, 2),
  /** general fund, pays the Supplier */
  survey: account(Commitment, 3),
  /** general fund, pays a class of private persons */
  relief: account(Commitment, 4),
  /** general fund, pays the special fund */
  grant: account(Commitment, 5),
  /** general fund, another line, pays the special fund too */
  grantTwo: account(Commitment, 6),
  specialWork: account(Commitment, 7),
  /** token fund, pays the Builder */
  tokenWork: account(Commitment, 8),
  /** token fund, pays the second token fund */
  tokenGrant: account(Commitment, 9),
  /** token fund, pays a party without a wallet */
  tokenDebt: account(Commitment, 10),
} as const;

export type Entry = readonly [to: bigint, amount: bigint | number, detail?: string];
export type Order = IFundLedger.OrderStruct;
export type Citation = IFundLedger.CitationStruct;

/** Fields that an order may be given; the rest is what its kind wants. */
export interface OrderMore {
  flags?: number;
  code?: number;
  valueDate?: number;
  document?: string;
}

/** Value date of cash orders that say nothing else. */
export const VALUE_DATE = 20_500;

/** An order that is formally right: cash has a value date, a receipt a class. */
export function order(kind: number, from: bigint, entries: readonly Entry[], more: OrderMore = {}): Order {
  return {
    kind,
    flags: 0,
    code: kind === Kind.Receipt ? 111 : 0,
    valueDate: kind >= Kind.Receipt && kind <= Kind.Recovery ? VALUE_DATE : 0,
    from,
    document: ethers.ZeroHash,
    entries: entries.map(([to, amount, detail]) => ({ to, amount, detail: detail ?? ethers.ZeroHash })),
    ...more,
  };
}

export interface World {
  trail: Awaited<ReturnType<typeof deployTrail>>["trail"];
  ledger: FundLedger;
  /** All writers of the log but the log itself. */
  writers: string[];
  /** Days since 1970-01-01: the fixture's own day and the first and last days of its year and the next. */
  day: Record<
    "today" | "firstDay" | "commitUntil" | "payUntil" | "nextFirstDay" | "nextCommitUntil" | "nextPayUntil",
    number
  >;
}

/** Log, directory and ledger, with one poster in front; parties and years, no accounts yet. */
export async function deployLedger() {
  const base = await deployTrail();
  const { admin, registry, manager, trail } = base;
  const [poster, builderWallet, taxpayersWallet, otherPoster] = base.others;
  if (!poster || !builderWallet || !taxpayersWallet || !otherPoster) throw new Error("too few signers");

  const directory = await ethers.deployContract("Directory", [manager, trail]);
  const library = await ethers.deployContract("Opening");
  const deployed = await ethers.deployContract("FundLedger", [manager, DOOR_DELAY, trail, directory], {
    libraries: { Opening: await library.getAddress() },
  });
  const ledger = deployed.connect(poster);
  const vault = await ethers.getContractAt("Vault", await ledger.vault());
  await trail.found([directory, ledger, vault]);
  await deployed.connect(admin).found([poster, otherPoster]);
  const registryFunctions = (["register", "nominateWallet"] as const).map(
    (name) => directory.interface.getFunction(name).selector,
  );
  await manager.setTargetFunctionRole(directory, registryFunctions, REGISTRY);
  await manager.grantRole(REGISTRY, registry, 0);
  const office = directory.connect(registry);
  await office.register([
    partySpec(PartyKind.Agency, 0, "City"),
    partySpec(PartyKind.Agency, Party.City, "Treasury"),
    partySpec(PartyKind.Agency, Party.City, "Bureau"),
    partySpec(PartyKind.Agency, Party.Bureau, "Office"),
    partySpec(PartyKind.Agency, 0, "Other city"),
    partySpec(PartyKind.Agency, Party.OtherCity, "Other bureau"),
    partySpec(PartyKind.Payee, 0, "Builder"),
    partySpec(PartyKind.Payee, 0, "Supplier"),
    partySpec(PartyKind.Source, 0, "Taxpayers"),
    partySpec(PartyKind.Source, 0, "Lender"),
    partySpec(PartyKind.PayeeClass, 0, "Residents"),
    partySpec(PartyKind.Payee, 0, "Walletless"),
  ]);
  await giveWallets(office, [
    [Party.Builder, builderWallet],
    [Party.Taxpayers, taxpayersWallet],
  ]);

  const token = await ethers.deployContract("HostileTokenMock", [6]);
  await deployed.connect(admin).allowToken(token, CNY, true);

  // Noon of a whole day, so that no test crosses midnight unasked.
  const today = Math.floor((await networkHelpers.time.latest()) / 86_400) + 2;
  await networkHelpers.time.increaseTo(today * 86_400 + 43_200);
  const day = {
    today,
    firstDay: today - 300,
    commitUntil: today + 30,
    payUntil: today + 60,
    nextFirstDay: today + 31,
    nextCommitUntil: today + 395,
    nextPayUntil: today + 425,
  };
  const year = (government: number, number: number, next = false) => ({
    government,
    year: number,
    firstDay: next ? day.nextFirstDay : day.firstDay,
    lastDay: next ? today + 395 : today + 30,
    commitUntil: next ? day.nextCommitUntil : day.commitUntil,
    payUntil: next ? day.nextPayUntil : day.payUntil,
  });
  await ledger.openYear(year(Party.City, 2026));
  await ledger.openYear(year(Party.City, 2027, true));
  await ledger.openYear(year(Party.OtherCity, 2026));

  const writers = await Promise.all([directory, ledger, vault].map((each) => each.getAddress()));
  const wallets = { builder: builderWallet, taxpayers: taxpayersWallet };
  return { ...base, directory, office, ledger, vault, token, poster, otherPoster, wallets, writers, day };
}

export function fundSpec(owner: number, more: { currency?: string; exponent?: number; token?: AddressLike } = {}) {
  const { currency = "CNY", exponent = 2, token = ethers.ZeroAddress } = more;
  return {
    owner,
    currency: letters(currency),
    exponent,
    token,
    name: "Fund",
    otherName: "基金",
    code: "F",
  };
}

export function actSpec(government: number, year: number, actType: number = ActType.Original) {
  return { government, year, actType, title: "Act", otherTitle: "预算", document: ethers.id("act") };
}

export function lineSpec(fund: bigint, agency: number, year: number) {
  return { fund, agency, year, func: 451, economic: 221, nationalCode: "2140104", name: "Line", otherName: "指标" };
}

export function allotmentSpec(line: bigint, unit: number) {
  return { line, unit, title: "Allotment", otherTitle: "下达" };
}

export function commitmentSpec(allotment: bigint, payee: number, payeeFund = 0n) {
  const document = ethers.id("contract");
  return { allotment, payee, payeeFund, contractId: "C-1", title: "Commitment", otherTitle: "承诺", document };
}

/** The world with every account of `acc` open and empty. */
export async function deployAccounts() {
  const world = await deployLedger();
  const { ledger, token } = world;
  const { City, Treasury, Bureau, Office, OtherCity, Builder, Supplier, Taxpayers, Lender, Residents } = Party;
  await ledger.openFunds([
    fundSpec(Treasury),
    fundSpec(Treasury),
    fundSpec(Treasury, { currency: "USD" }),
    fundSpec(OtherCity),
    fundSpec(Treasury, { token }),
    fundSpec(Treasury, { token }),
  ]);
  await ledger.openSources([
    { fund: acc.general, party: Taxpayers },
    { fund: acc.general, party: Lender },
    { fund: acc.special, party: Taxpayers },
    { fund: acc.token, party: Taxpayers },
  ]);
  await ledger.openActs([
    actSpec(City, 2026),
    actSpec(City, 2026, ActType.Supplementary),
    actSpec(City, 2027),
    actSpec(OtherCity, 2026),
  ]);
  await ledger.openLines([
    lineSpec(acc.general, Bureau, 2026),
    lineSpec(acc.general, Bureau, 2026),
    lineSpec(acc.general, Bureau, 2027),
    lineSpec(acc.special, Bureau, 2026),
    lineSpec(acc.token, Bureau, 2026),
    lineSpec(acc.general, Bureau, 2027),
  ]);
  await ledger.openAllotments([
    allotmentSpec(acc.roads, Office),
    allotmentSpec(acc.schools, Bureau),
    allotmentSpec(acc.roadsNext, Bureau),
    allotmentSpec(acc.specialLine, Bureau),
    allotmentSpec(acc.tokenLine, Bureau),
  ]);
  await ledger.openCommitments([
    commitmentSpec(acc.roadsAllotment, Builder),
    commitmentSpec(acc.schoolsAllotment, Builder),
    commitmentSpec(acc.roadsAllotment, Supplier),
    commitmentSpec(acc.roadsAllotment, Residents),
    commitmentSpec(acc.roadsAllotment, Treasury, acc.special),
    commitmentSpec(acc.schoolsAllotment, Treasury, acc.special),
    commitmentSpec(acc.specialAllotment, Builder),
    commitmentSpec(acc.tokenAllotment, Builder),
    commitmentSpec(acc.tokenAllotment, Treasury, acc.tokenTwo),
    commitmentSpec(acc.tokenAllotment, Party.Walletless),
  ]);
  return world;
}

/** Units of the test token in one fen. */
export const UNIT = 10_000n;

/** Money in the funds and permission down to the commitments: see the amounts below. */
export async function deployBooks() {
  const world = await deployAccounts();
  const { ledger, token, vault, wallets } = world;
  for (const wallet of [wallets.taxpayers, wallets.builder]) {
    await token.mint(wallet, 1_000_000n * UNIT);
    await token.connect(wallet).approve(vault, ethers.MaxUint256);
  }
  await ledger.post(
    [
      order(Kind.Receipt, acc.taxes, [[acc.general, 50_000]], { code: 1111 }),
      order(Kind.Receipt, acc.specialTaxes, [[acc.special, 5_000]]),
      order(Kind.Receipt, acc.tokenTaxes, [[acc.token, 20_000]]),
      order(Kind.Appropriation, acc.budget, [
        [acc.roads, 10_000],
        [acc.schools, 10_000],
        [acc.specialLine, 10_000],
        [acc.tokenLine, 10_000],
      ]),
      order(Kind.Appropriation, acc.budgetNext, [[acc.roadsNext, 10_000]]),
      order(Kind.Allotment, acc.roads, [[acc.roadsAllotment, 8_000]]),
      order(Kind.Allotment, acc.schools, [[acc.schoolsAllotment, 8_000]]),
      order(Kind.Allotment, acc.specialLine, [[acc.specialAllotment, 8_000]]),
      order(Kind.Allotment, acc.tokenLine, [[acc.tokenAllotment, 8_000]]),
      order(
        Kind.Commitment,
        acc.roadsAllotment,
        [acc.bridge, acc.survey, acc.relief, acc.grant].map((to) => [to, 1_000] as const),
      ),
      order(
        Kind.Commitment,
        acc.schoolsAllotment,
        [acc.school, acc.grantTwo].map((to) => [to, 1_000] as const),
      ),
      order(Kind.Commitment, acc.specialAllotment, [[acc.specialWork, 1_000]]),
      order(
        Kind.Commitment,
        acc.tokenAllotment,
        [acc.tokenWork, acc.tokenGrant, acc.tokenDebt].map((to) => [to, 1_000] as const),
      ),
    ],
    [],
  );
  return world;
}
