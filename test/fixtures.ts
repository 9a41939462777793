// Deployments that tests start from. Use with `networkHelpers.loadFixture`.
import type { AddressLike, Signer } from "ethers";
import type { AccessManager, AuditTrail, Directory } from "../types/ethers-contracts/index.ts";
import { ethers, networkHelpers } from "./network.ts";

/** Public delay of every door in tests, in seconds. */
export const DOOR_DELAY = 172_800;

/** Role that may call Directory.register, rename and nominateWallet. */
export const REGISTRY = 1n;

/** IDirectory.PartyKind */
export const PartyKind = { None: 0, Agency: 1, Payee: 2, Source: 3, PayeeClass: 4 } as const;

/** IRoster.Duty */
export const Duty = {
  None: 0,
  Registrar: 1,
  Maker: 2,
  Checker: 3,
  Approver: 4,
  Treasurer: 5,
  BudgetOfficer: 6,
  Auditor: 7,
} as const;

/** A time after every test, in seconds. */
export const FAR = 4_000_000_000;

/** Fields of IDirectory.PartySpec with harmless defaults. */
export function partySpec(
  kind: number,
  parent: number | bigint,
  name: string,
  more: { otherName?: string; scheme?: string; identifier?: string } = {},
) {
  return { kind, parent, name, otherName: "", scheme: "", identifier: "", ...more };
}

/** The log, its authority, and one writer that writes whatever it is told. */
export async function deployTrail() {
  const [admin, registry, outsider, ...others] = await ethers.getSigners();
  if (admin === undefined || registry === undefined || outsider === undefined) throw new Error("too few signers");
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const trail = await ethers.deployContract("AuditTrail", [manager, DOOR_DELAY]);
  const writer = await ethers.deployContract("WriterMock", [trail]);
  return { admin, registry, outsider, others, manager, trail, writer };
}

/** The log with its first writer let in; one record stands in it. */
export async function deployFoundedTrail() {
  const base = await deployTrail();
  await base.trail.found([base.writer]);
  return base;
}

/** Doors of a contract that is a writer of the log. */
export async function deployDoors() {
  const base = await deployTrail();
  const doors = await ethers.deployContract("DoorsMock", [base.manager, DOOR_DELAY, base.trail]);
  await base.trail.found([doors]);
  return { ...base, doors };
}

/** An empty directory with its registry office. */
export async function deployDirectory() {
  const base = await deployTrail();
  const directory = await newDirectory(base.manager, base.trail, base.registry);
  await base.trail.found([directory]);
  return { ...base, directory };
}

/** A city (1) over a treasury (2) and a bureau (3) over an office (4); another city (5); a payee (6). */
export async function deployRoster() {
  const base = await deployTrail();
  const directory = await newDirectory(base.manager, base.trail, base.registry);
  const roster = await ethers.deployContract("Roster", [base.manager, base.trail, directory]);
  await base.trail.found([directory, roster]);
  await directory
    .connect(base.registry)
    .register([
      partySpec(PartyKind.Agency, 0, "City", { otherName: "市" }),
      partySpec(PartyKind.Agency, 1, "Treasury"),
      partySpec(PartyKind.Agency, 1, "Bureau"),
      partySpec(PartyKind.Agency, 3, "Office"),
      partySpec(PartyKind.Agency, 0, "Other city"),
      partySpec(PartyKind.Payee, 0, "Builder"),
    ]);
  return { ...base, directory, roster };
}

/** As deployRoster, with a registrar of the city in office (official 1) and one address more. */
export async function deployStaffedRoster() {
  const base = await deployRoster();
  const [registrar, holder, stranger] = base.others;
  if (registrar === undefined || holder === undefined || stranger === undefined) throw new Error("too few signers");
  await base.roster.appointRegistrar(1, registrar, "Registrar", "", 0, FAR);
  return { ...base, registrar, holder, stranger };
}

/** A vault behind a mock ledger, a token, and parties: payee (1) with a wallet, payer (2) with one, payee (3) without. */
export async function deployVault() {
  const base = await deployTrail();
  const directory = await newDirectory(base.manager, base.trail, base.registry);
  const ledger = await ethers.deployContract("LedgerMock", [base.trail, directory]);
  const vault = await ethers.getContractAt("Vault", await ledger.vault());
  await base.trail.found([directory, vault]);
  const [payeeWallet, payerWallet] = base.others;
  if (payeeWallet === undefined || payerWallet === undefined) throw new Error("too few signers");
  const office = directory.connect(base.registry);
  await office.register([
    partySpec(PartyKind.Payee, 0, "Builder"),
    partySpec(PartyKind.Source, 0, "Taxpayers"),
    partySpec(PartyKind.Payee, 0, "No wallet yet"),
  ]);
  await giveWallets(office, [
    [1, payeeWallet],
    [2, payerWallet],
  ]);

  const token = await ethers.deployContract("TokenMock", [6]);
  const hostile = await ethers.deployContract("HostileTokenMock", [6]);
  for (const each of [token, hostile]) {
    for (const wallet of [payeeWallet, payerWallet]) {
      await each.mint(wallet, 1_000_000n);
      await each.connect(wallet).approve(vault, ethers.MaxUint256);
    }
  }
  return { ...base, directory, ledger, vault, token, hostile, payeeWallet, payerWallet };
}

/**
 * The ledger with all that it stands on, founded. Parties: city (1) over a treasury (2) and a bureau (3) over an office (4), another city (5),
 * a builder (6), taxpayers (7), pensioners (8). A registrar of the city and a treasurer of the treasury are in office.
 * `posting` is a plain address with a door to the ledger, beside the treasury's bank facts and `poster`, which passes any call on.
 */
export async function deploySuite() {
  const base = await deployTrail();
  const directory = await newDirectory(base.manager, base.trail, base.registry);
  const roster = await ethers.deployContract("Roster", [base.manager, base.trail, directory]);
  const opening = await ethers.deployContract("Opening");
  const ledger = await ethers.deployContract("FundLedger", [base.manager, DOOR_DELAY, base.trail, directory], {
    libraries: { Opening: await opening.getAddress() },
  });
  const vault = await ethers.getContractAt("Vault", await ledger.vault());
  await base.trail.found([directory, roster, ledger, vault]);
  await directory
    .connect(base.registry)
    .register([
      partySpec(PartyKind.Agency, 0, "City", { otherName: "市" }),
      partySpec(PartyKind.Agency, 1, "Treasury"),
      partySpec(PartyKind.Agency, 1, "Bureau"),
      partySpec(PartyKind.Agency, 3, "Office"),
      partySpec(PartyKind.Agency, 0, "Other city"),
      partySpec(PartyKind.Payee, 0, "Builder"),
      partySpec(PartyKind.Source, 0, "Taxpayers"),
      partySpec(PartyKind.PayeeClass, 0, "Pensioners"),
    ]);
  const poster = await ethers.deployContract("PosterMock", [ledger]);
  const bankFacts = await ethers.deployContract("BankFacts", [ledger, roster, directory, 2]);

  const [registrar, treasurer, posting, payeeWallet, payerWallet] = base.others;
  if (!registrar || !treasurer || !posting || !payeeWallet || !payerWallet) throw new Error("too few signers");
  await ledger.found([bankFacts, poster, posting]);
  await roster.appointRegistrar(1, registrar, "Registrar", "", 0, FAR);
  await roster.connect(registrar).enrol(2, "Treasurer", "");
  await roster.connect(registrar).appoint(2, Duty.Treasurer, treasurer, 2, 0, FAR);
  const writers = await Promise.all([directory, roster, ledger, vault].map((writer) => writer.getAddress()));
  return {
    ...base,
    directory,
    roster,
    ledger,
    vault,
    bankFacts,
    poster,
    registrar,
    treasurer,
    posting,
    payeeWallet,
    payerWallet,
    /** Every writer of the log but the log itself, for expectLogIntact. */
    writers,
  };
}

/** Nominates first wallets in the registry office's name, lets the public wait pass, and accepts them. */
export async function giveWallets(
  office: Directory,
  wallets: readonly (readonly [party: number, wallet: Signer])[],
): Promise<void> {
  for (const [party, wallet] of wallets) await office.nominateWallet(party, await wallet.getAddress());
  await networkHelpers.time.increase(await office.FIRST_WALLET_WAIT());
  for (const [party, wallet] of wallets) await office.connect(wallet).acceptWallet(party);
}

/** Next block's time, so that a test can name it beforehand. */
export async function nextTime(): Promise<number> {
  const time = (await networkHelpers.time.latest()) + 10;
  await networkHelpers.time.setNextBlockTimestamp(time);
  return time;
}

async function newDirectory(manager: AccessManager, trail: AuditTrail, registry: AddressLike) {
  const directory = await ethers.deployContract("Directory", [manager, trail]);
  await manager.setTargetFunctionRole(
    directory,
    (["register", "rename", "nominateWallet"] as const).map((name) => directory.interface.getFunction(name).selector),
    REGISTRY,
  );
  await manager.grantRole(REGISTRY, registry, 0);
  return directory;
}
